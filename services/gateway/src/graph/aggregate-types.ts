import { Decimal, CalendarDate } from '@oblys/database';
import type { ClassType } from 'type-graphql';
import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { GraphQLScalarType } from 'graphql';
import type { Measured } from '../read-path/kind.js';
import type { KindDefinition, MeasuredDefinition } from './define-kind.js';
import { DimensionKey, dimensionMeanings, type Dimension } from './dimensions.js';
import { PageInfo } from './page-info.js';

export interface AggregateTypes {
  aggregate: ClassType;
  groups: ClassType;
  groupKey: object;
  groupsOrder: object;
}

const groupsOrder = { KEYS: 'KEYS', LARGEST_FIRST: 'LARGEST_FIRST' } as const;
registerEnumType(groupsOrder, {
  name: 'GroupsOrder',
  description: 'In which order groups come.',
  valuesConfig: {
    KEYS: { description: 'By the codes of their keys; those without one last.' },
    LARGEST_FIRST: { description: 'Those of the most rows first, then by their keys.' },
  },
});

/** What a connection of a kind comes to, and its groups. */
export function createAggregateTypes({ type, measured = {}, groupings = {} }: KindDefinition): AggregateTypes {
  const aggregate = createAggregateType(type.name, measured);

  @ObjectType(`${type.name}Group`, { description: `The ${type.name} rows that have the same keys.` })
  class Group {}
  Field(() => [DimensionKey], { description: 'One for each dimension, in the order that was asked for.' })(
    Group.prototype,
    'keys',
  );
  Field(() => aggregate, { description: 'What its rows come to.' })(Group.prototype, 'aggregate');

  @ObjectType(`${type.name}Groups`, { description: `A page of groups of ${type.name} rows.` })
  class Groups {}
  Field(() => [Group], { description: 'The groups of the page, in order; groups without rows are none.' })(
    Groups.prototype,
    'rows',
  );
  Field(() => Int, { description: 'How many groups there are on all pages; counted only when selected.' })(
    Groups.prototype,
    'totalCount',
  );
  Field(() => PageInfo, { description: 'Where the page lies.' })(Groups.prototype, 'pageInfo');

  const keys = Object.keys(groupings) as Dimension[];
  const groupKey = Object.fromEntries(keys.map((key) => [key, key]));
  registerEnumType(groupKey, {
    name: `${type.name}GroupBy`,
    description: `What ${type.name} rows can be grouped by.`,
    valuesConfig: Object.fromEntries(keys.map((key) => [key, { description: dimensionMeanings[key] }])),
  });
  return { aggregate, groups: Groups, groupKey, groupsOrder };
}

function createAggregateType(name: string, measured: Readonly<Record<string, MeasuredDefinition>>): ClassType {
  @ObjectType(`${name}Aggregate`, { description: `What ${name} rows come to.` })
  class Aggregate {}
  Field(() => Int, { description: 'How many rows there are.' })(Aggregate.prototype, 'count');
  const numbers = Object.entries(measured).filter(([, { type }]) => type !== 'date');
  const operations = [
    { operation: 'sum', of: numbers, description: 'Their sums; null where no row has a value.' },
    {
      operation: 'average',
      of: numbers,
      description: 'Their means over the rows that have a value; null where none has.',
    },
    {
      operation: 'minimum',
      of: Object.entries(measured),
      description: 'The least of each; null where no row has a value.',
    },
    {
      operation: 'maximum',
      of: Object.entries(measured),
      description: 'The greatest of each; null where no row has a value.',
    },
  ];
  for (const { operation, of, description } of operations) {
    if (of.length === 0) continue;
    const suffix = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
    @ObjectType(`${name}${suffix}`, { description: `The ${operation} of each measured field of ${name} rows.` })
    class Values {}
    for (const [field, column] of of) {
      Field(() => scalarOf(operation, column) as never, { nullable: true, description: column.description })(
        Values.prototype,
        field,
      );
    }
    Field(() => Values, { description })(Aggregate.prototype, operation);
  }
  return Aggregate;
}

function scalarOf(operation: string, { type }: Measured): GraphQLScalarType {
  if (type === 'money') return Decimal;
  if (type === 'date') return CalendarDate;
  return operation === 'average' ? Float : Int;
}
