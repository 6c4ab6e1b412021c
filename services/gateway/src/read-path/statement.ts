import type { IsoDate } from '@oblys/domain';
import type { DataSource } from 'typeorm';
import type { Viewer } from '@oblys/access';
import type { Kind, TypeClass } from './kind.js';

/** One SQL statement in the making: its bound values and the aliases given so far. */
export class Statement {
  readonly values: unknown[] = [];
  private readonly bound = new Map<string, string>();
  private aliasCount = 0;
  /** How many times a topic of stored figures is read: what a statement gives that reads any is that of a build. */
  figuresRead = 0;

  constructor(
    private readonly dataSource: DataSource,
    readonly viewer: Viewer,
    /** The business day, for links of the tree that hold today. */
    readonly today: IsoDate,
  ) {}

  /** Binds a value and gives its cast placeholder; the same value is bound once. */
  bind(value: unknown, cast: string): string {
    const key = `${cast} ${JSON.stringify(value)}`;
    const known = this.bound.get(key);
    if (known !== undefined) return known;
    this.values.push(value);
    const placeholder = `$${this.values.length}::${cast}`;
    this.bound.set(key, placeholder);
    return placeholder;
  }

  /** The rows of a kind under an alias of their own. */
  rowsOf({ entity }: Pick<Kind, 'entity'>): Rows {
    return new Rows(tableOf(this.dataSource, entity), this.nextAlias());
  }

  nextAlias(): string {
    this.aliasCount += 1;
    return `t${this.aliasCount}`;
  }
}

/** A condition on a column by words of the program, which the plan of the statement may rest on. */
export function isAmong(column: string, words: readonly string[]): string {
  const literals = words.map((word) => `'${word.replaceAll("'", "''")}'`);
  return literals.length === 1 ? `${column} = ${literals[0]}` : `${column} in (${literals.join(', ')})`;
}

interface Table {
  name: string;
  columns: ReadonlyMap<string, { name: string; type: string }>;
}

/** The rows of a table under an alias, spoken of by the entity's properties. */
export class Rows {
  constructor(
    private readonly table: Table,
    readonly alias: string,
  ) {}

  get tableName(): string {
    return this.table.name;
  }

  get from(): string {
    return `${this.table.name} as ${this.alias}`;
  }

  /** Every column of the table, by its property. */
  get properties(): readonly string[] {
    return [...this.table.columns.keys()];
  }

  has(property: string): boolean {
    return this.table.columns.has(property);
  }

  column(property: string): string {
    return `${this.alias}.${this.columnOf(property).name}`;
  }

  /** The column as JSON should hold it: exact numbers as text, instants in UTC. */
  output(property: string): string {
    const { type } = this.columnOf(property);
    const column = this.column(property);
    if (type === 'numeric' || type === 'bigint') return `${column}::text`;
    return type.startsWith('timestamp') ? instantAsText(column, 'MS') : column;
  }

  /** The column as a cursor holds it: like the output, but an instant to the microsecond, so that it names one place. */
  place(property: string): string {
    const { type } = this.columnOf(property);
    return type.startsWith('timestamp') ? instantAsText(this.column(property), 'US') : this.output(property);
  }

  private columnOf(property: string): { name: string; type: string } {
    const column = this.table.columns.get(property);
    if (column === undefined) throw new Error(`Table ${this.table.name} has no column for the property ${property}.`);
    return column;
  }
}

/** An instant in UTC as JSON has it, to the millisecond (MS) or the microsecond (US). */
export function instantAsText(sql: string, fraction: 'MS' | 'US' = 'MS'): string {
  return `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.${fraction}"Z"')`;
}

const tables = new WeakMap<DataSource, Map<TypeClass, Table>>();

function tableOf(dataSource: DataSource, entity: TypeClass): Table {
  const known = tables.get(dataSource) ?? new Map<TypeClass, Table>();
  tables.set(dataSource, known);
  const table = known.get(entity) ?? describeTable(dataSource, entity);
  known.set(entity, table);
  return table;
}

function describeTable(dataSource: DataSource, entity: TypeClass): Table {
  const metadata = dataSource.getMetadata(entity);
  const columns = metadata.columns.map(
    ({ propertyName, databaseName, type }) => [propertyName, { name: databaseName, type: String(type) }] as const,
  );
  return { name: metadata.tableName, columns: new Map(columns) };
}
