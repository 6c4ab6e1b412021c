import type { ClassType } from 'type-graphql';
import { Arg, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { defaultPageSize, maximumPageSize } from '../read-path/page-window.js';
import type { TypeClass } from '../read-path/kind.js';
import type { OrderingDefinition } from './define-kind.js';
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
  /** Null where there is one order only. */
  order: ClassType | null;
}

/** The connection of a kind and its edge, by the Relay cursor specification, with its filter and its order. */
export function createConnectionTypes({
  type,
  filters = {},
  orderings = {},
}: {
  type: TypeClass;
  filters?: Readonly<Record<string, FilterField>>;
  orderings?: Readonly<Record<string, OrderingDefinition>>;
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
  return { connection: Connection, filter: createFilterType(type, filters), order: createOrderType(type, orderings) };
}

function createFilterType(type: TypeClass, filters: Readonly<Record<string, FilterField>>): ClassType | null {
  if (Object.keys(filters).length === 0) return null;

  @InputType(`${type.name}Filter`, {
    description: `Which ${type.name} rows are wanted; every condition that is given must hold.`,
  })
  class Filter {
    @Field(() => [Filter], { nullable: true, description: 'Filters that must all hold.' })
    and?: Filter[] | null;

    @Field(() => [Filter], {
      nullable: true,
      description: 'Filters of which one must hold; none does when it is empty.',
    })
    or?: Filter[] | null;

    @Field(() => Filter, { nullable: true, description: 'A filter that must not hold.' })
    not?: Filter | null;
  }
  for (const [name, filter] of Object.entries(filters)) {
    Field(filter.type, { nullable: true, description: filter.description })(Filter.prototype, name);
  }
  return Filter;
}

const sortDirections = { ASC: 'ASC', DESC: 'DESC' } as const;
registerEnumType(sortDirections, {
  name: 'SortDirection',
  description: 'From which end an order begins.',
  valuesConfig: {
    ASC: { description: 'The least first; rows without a value last.' },
    DESC: { description: 'The greatest first; rows without a value before it.' },
  },
});

function createOrderType(type: TypeClass, orderings: Readonly<Record<string, OrderingDefinition>>): ClassType | null {
  const listed = Object.entries(orderings);
  if (listed.length === 0) return null;
  const named = listed.map(([property, { name = enumName(property), description }]) => ({
    property,
    name,
    description,
  }));
  const fields = Object.fromEntries(named.map(({ name, property }) => [name, property]));
  registerEnumType(fields, {
    name: `${type.name}OrderField`,
    description: `What ${type.name} rows can be ordered by.`,
    valuesConfig: Object.fromEntries(named.map(({ name, description }) => [name, { description }])),
  });

  @InputType(`${type.name}Order`, { description: `One key of an order of ${type.name} rows.` })
  class Order {
    @Field(() => fields, { description: 'What to order by.' })
    field!: string;

    @Field(() => sortDirections, { defaultValue: 'ASC', description: 'From which end.' })
    direction!: string;
  }
  return Order;
}

/** `dueOn` is DUE_ON. */
function enumName(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** Gives a field the arguments of a connection; `firstIndex` is the place of the first among the method's parameters. */
export function declareConnectionArguments(
  prototype: object,
  field: string,
  { filter, order }: ConnectionTypes,
  firstIndex = 0,
): void {
  type ArgumentType = typeof Int | typeof String | ClassType;
  const declarations: [string, () => ArgumentType | [ArgumentType], string][] = [
    [
      'first',
      () => Int,
      `How many rows from the start of the order; ${defaultPageSize} unless given, ${maximumPageSize} at most.`,
    ],
    ['after', () => String, 'Only rows after this cursor.'],
    ['last', () => Int, `How many rows from the end of the order instead; ${maximumPageSize} at most.`],
    ['before', () => String, 'Only rows before this cursor.'],
  ];
  if (order !== null) {
    declarations.unshift([
      'orderBy',
      () => [order],
      'The order, by its keys; ties are broken by the order of the connection and at last by id.',
    ]);
  }
  if (filter !== null) declarations.unshift(['filter', () => filter, 'Which rows are wanted; all unless given.']);
  declarations.forEach(([name, type, description], index) =>
    Arg(name, type as () => ClassType, { nullable: true, description })(prototype, field, firstIndex + index),
  );
}
