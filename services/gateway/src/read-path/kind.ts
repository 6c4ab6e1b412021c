import type { Compilation } from './compilation.js';
import type { SelectedField } from './selection.js';
import type { Rows, Statement } from './statement.js';

export type TypeClass = abstract new (...args: never[]) => object;

/** SQL that is true for the rows of the target that belong to a row of the source. */
export type Join = (target: Rows, source: Rows, statement: Statement) => string;

/** One field that leads to at most one row of another kind. */
export interface ToOne {
  /** More than one where the field is of an interface type. */
  kinds: () => readonly Kind[];
  join: Join;
}

/** A field that leads to many rows: a page of them, or all where there are never many. */
export interface ToMany {
  kind: () => Kind;
  join: Join;
  regions?: RegionsOf;
}

/**
 * A select of the codes, as `code` and each once, of the regions that a source's records lie in, where their region is
 * not the source's own: every index of records begins with the region.
 */
export type RegionsOf = (source: Rows, statement: Statement) => string;

/** What a filter's field asks of a row. */
export type FilterCondition = (rows: Rows, value: never, statement: Statement) => string;

export interface Filter {
  condition: FilterCondition;
  /** Whether it names the regions that the rows lie in; every index of records starts with the region. */
  isRegional?: boolean;
}

/**
 * SQL of a field's value as the client gets it, where the program makes it otherwise. To be called within `asText`.
 */
export type WriteField = (compilation: Compilation, rows: Rows, field: SelectedField) => string;

/** A column that a connection can be ordered by. */
export interface Ordering {
  property: string;
  type: 'date' | 'timestamptz' | 'text' | 'uuid' | 'integer' | 'bigint';
  isNullable?: boolean;
}

export interface OrderKey extends Ordering {
  direction: 'asc' | 'desc';
}

/** A column that is added up, or of which the least and the greatest are told. */
export interface Measured {
  property: string;
  type: 'integer' | 'money' | 'date';
}

/** What rows can be grouped by. */
export interface Grouping {
  code: (rows: Rows) => string;
  /** The three names of a code as a JSON array; absent where the code is all there is. */
  names?: (code: string, statement: Statement) => string;
}

/**
 * How the rows behind a GraphQL object type are found. Fields that are columns of the entity need no word here:
 * their names and types are the entity's.
 */
export interface Kind {
  /** The name of the GraphQL type. */
  readonly name: string;
  /** The class of the objects that are handed to resolvers. */
  readonly type: TypeClass;
  /** The class that stands for the table; another one where several types share a table. */
  readonly entity: TypeClass;
  /** Which rows of a shared table are of this kind. */
  readonly only?: { property: string; values: readonly string[] };
  /** The row that each is a part of, where it has no branch of its own: whoever sees any of them sees it too. */
  readonly owners: readonly ToOne[];
  /** Read with every row: what identifies it, and what tells the types of a shared table apart. */
  readonly key: readonly string[];
  /** The order unless another is asked for; its last key is unique, so that every cursor names one place. */
  readonly order: readonly OrderKey[];
  /** What else its connections can be ordered by, by the values of the enum that names them. */
  readonly orderings: Readonly<Record<string, Ordering>>;
  readonly filters: Readonly<Record<string, Filter>>;
  /** What its connections aggregate, by the name of the field. */
  readonly measured: Readonly<Record<string, Measured>>;
  /** What its connections can be grouped by, by dimension. */
  readonly groupings: Readonly<Record<string, Grouping>>;
  readonly one: Readonly<Record<string, ToOne>>;
  readonly pages: Readonly<Record<string, ToMany>>;
  readonly lists: Readonly<Record<string, ToMany>>;
  /** Columns that nobody is given and no role of the API may read. */
  readonly hidden: readonly string[];
  /** Properties that are no column, by the SQL that gives them. */
  readonly derived: Readonly<Record<string, (rows: Rows) => string>>;
  /** Fields that have a resolver, and that PostgreSQL can write nevertheless. */
  readonly written: Readonly<Record<string, WriteField>>;
}
