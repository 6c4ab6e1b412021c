import type { ClassType } from 'type-graphql';
import { Arg, Field, InputType, Int, ObjectType } from 'type-graphql';
import { defaultPageSize, maximumPageSize } from '../read-path/page-window.js';
import type { TypeClass } from '../read-path/kind.js';
import type { FilterField } from './filters.js';

@ObjectType({ description: 'Where a page lies among the rows of its connection.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are rows after the last one of the page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there are rows before the first one of the page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null when the page is empty.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row; null when the page is empty.' })
  endCursor!: string | null;
}

export interface ConnectionTypes {
  connection: ClassType;
  /** Null where there is nothing to filter by. */
  filter: ClassType | null;
}

/** The connection of a kind, its edge and its filter, by the Relay cursor specification. */
export function createConnectionTypes({
  type,
  filters = {},
}: {
  type: TypeClass;
  filters?: Readonly<Record<string, FilterField>>;
}): ConnectionTypes {
  @ObjectType(`${type.name}Edge`, { description: `A ${type.name} in its place in a connection.` })
  class Edge {}
  Field(() => type as ClassType, { description: `The ${type.name}.` })(Edge.prototype, 'node');
  Field(() => String, { description: 'Opaque; marks the place in the order of the connection.' })(
    Edge.prototype,
    'cursor',
  );

  @ObjectType(`${type.name}Connection`, { description: `A page of ${type.name} rows.` })
  class Connection {}
  Field(() => [Edge], { description: 'The rows of the page, in order.' })(Connection.prototype, 'edges');
  Field(() => PageInfo, { description: 'Where the page lies.' })(Connection.prototype, 'pageInfo');
  Field(() => Int, { description: 'How many rows there are on all pages; counted only when selected.' })(
    Connection.prototype,
    'totalCount',
  );
  return { connection: Connection, filter: createFilterType(type, filters) };
}

function createFilterType(type: TypeClass, filters: Readonly<Record<string, FilterField>>): ClassType | null {
  if (Object.keys(filters).length === 0) return null;

  @InputType(`${type.name}Filter`, {
    description: `Which ${type.name} rows are wanted; every condition that is given must hold.`,
  })
  class Filter {}
  for (const [name, filter] of Object.entries(filters)) {
    Field(filter.type, { nullable: true, description: filter.description })(Filter.prototype, name);
  }
  return Filter;
}

/** Gives a field the arguments of a connection; `firstIndex` is the place of the first among the method's parameters. */
export function declareConnectionArguments(
  prototype: object,
  field: string,
  { filter }: ConnectionTypes,
  firstIndex = 0,
): void {
  const declarations: [string, () => typeof Int | typeof String | ClassType, string][] = [
    [
      'first',
      () => Int,
      `How many rows from the start of the order; ${defaultPageSize} unless given, ${maximumPageSize} at most.`,
    ],
    ['after', () => String, 'Only rows after this cursor.'],
    ['last', () => Int, `How many rows from the end of the order instead; ${maximumPageSize} at most.`],
    ['before', () => String, 'Only rows before this cursor.'],
  ];
  if (filter !== null) declarations.unshift(['filter', () => filter, 'Which rows are wanted; all unless given.']);
  declarations.forEach(([name, type, description], index) =>
    Arg(name, type as () => ClassType, { nullable: true, description })(prototype, field, firstIndex + index),
  );
}
