import type { ClassType } from 'type-graphql';
import { Arg, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { defaultPageSize, maximumPageSize } from '../read-path/page-window.js';
import type { TypeClass } from '../read-path/kind.js';
import { createAggregateTypes } from './aggregate-types.js';
import type { KindDefinition, OrderingDefinition } from './define-kind.js';
import type { FilterField } from './filters.js';
import { PageInfo } from './page-info.js';
import { sortDirections } from './sort-direction.js';

export interface ConnectionTypes {
  connection: ClassType;
  /** Null where there is nothing to filter by. */
  filter: ClassType | null;
  /** Null where there is one order only. */
  order: ClassType | null;
}

/** The connection of a kind and its edge, by the Relay cursor specification, with its filter and its order. */
export function createConnectionTypes(definition: KindDefinition): ConnectionTypes {
  const { type, filters = {}, orderings = {} } = definition;
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
  if (definition.groupings !== undefined) declareAggregates(Connection, definition);
  return { connection: Connection, filter: createFilterType(type, filters), order: createOrderType(type, orderings) };
}

function declareAggregates(connection: ClassType, definition: KindDefinition): void {
  const prototype = connection.prototype as object;
  const { aggregate, groups, groupKey, groupsOrder } = createAggregateTypes(definition);
  Field(() => aggregate, { description: 'What all rows of the connection come to, whatever the page.' })(
    prototype,
    'aggregate',
  );
  Field(() => groups, { description: 'All rows of the connection by groups, whatever the page; a page of groups.' })(
    prototype,
    'groups',
  );
  const declarations: [
    string,
    () => ClassType | [ClassType] | typeof Int | typeof String,
    string,
    boolean,
    unknown?,
  ][] = [
    ['groupBy', () => [groupKey as ClassType], 'What to tell groups apart by, each once.', false],
    ['order', () => groupsOrder as ClassType, 'The order of the groups.', false, 'KEYS'],
    ['first', () => Int, `How many groups; ${defaultPageSize} unless given, ${maximumPageSize} at most.`, true],
    ['after', () => String, 'Only groups after this cursor.', true],
  ];
  declarations.forEach(([name, type, description, nullable, defaultValue], index) =>
    Arg(name, type as () => ClassType, {
      nullable,
      description,
      ...(defaultValue === undefined ? {} : { defaultValue }),
    })(prototype, 'groups', index),
  );
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
