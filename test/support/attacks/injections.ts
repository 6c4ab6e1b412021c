import { buildGatewaySchema } from '@oblys/gateway';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql';

/** A request that puts the variable `words` in one place where the schema takes a text. */
export interface Injection {
  readonly what: string;
  readonly query: string;
}

/** Ends a text, a name, a list and a pattern of SQL, and goes on with something else. */
export const wordsOfSql = `x') or true; drop table sector; -- "; delete from appeal; -- \\'; select pg_sleep(9); -- %' or '1' = '1`;

/** Each place in the arguments of the roots where the schema takes a text or an id. */
export function listInjections(): Injection[] {
  const schema = buildGatewaySchema();
  return [
    ...injectionsOf('query', schema.getQueryType()!.getFields()),
    ...injectionsOf('mutation', schema.getMutationType()!.getFields()),
  ];
}

function injectionsOf(
  operation: string,
  fields: Readonly<Record<string, GraphQLField<unknown, unknown>>>,
): Injection[] {
  return Object.values(fields).flatMap((field) =>
    field.args.flatMap((argument) =>
      placesIn(argument.type).map(({ path, type, literal }): Injection => {
        const given = argumentsWith(field.args, argument, literal);
        return {
          what: [field.name, argument.name, ...path].join('.'),
          query: `${operation} ($words: ${type}!) { ${field.name}(${given}) ${selectionOf(field.type)} }`,
        };
      }),
    ),
  );
}

interface Place {
  readonly path: readonly string[];
  /** String or ID. */
  readonly type: string;
  /** The value of the argument, with the variable in the place. */
  readonly literal: string;
}

/** @param within the objects around: a filter within a filter of its kind has no other places */
function placesIn(type: GraphQLInputType, within: readonly GraphQLInputType[] = []): Place[] {
  if (isNonNullType(type)) return placesIn(type.ofType, within);
  if (isListType(type))
    return placesIn(type.ofType, within).map((place) => ({ ...place, literal: `[${place.literal}]` }));
  if (isInputObjectType(type)) {
    if (within.includes(type)) return [];
    const fields = Object.values(type.getFields());
    return fields.flatMap((field) =>
      placesIn(field.type, [...within, type]).map((place) => ({
        ...place,
        path: [field.name, ...place.path],
        literal: `{ ${argumentsWith(fields, field, place.literal)} }`,
      })),
    );
  }
  return type.name === 'String' || type.name === 'ID' ? [{ path: [], type: type.name, literal: '$words' }] : [];
}

type Given = GraphQLArgument | GraphQLInputField;

/** One value as it is given, and samples of what else must be. */
function argumentsWith(all: readonly Given[], one: Given, literal: string): string {
  return all
    .filter((each) => each === one || (isNonNullType(each.type) && each.defaultValue === undefined))
    .map((each) => `${each.name}: ${each === one ? literal : sampleOf(each.type)}`)
    .join(', ');
}

const samples: Readonly<Record<string, string>> = {
  Boolean: 'true',
  Date: '"2025-01-01"',
  DateTime: '"2025-01-01T00:00:00Z"',
  Decimal: '"1.00"',
  Float: '1',
  ID: '"x"',
  Int: '1',
  String: '"x"',
};

function sampleOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return `[${sampleOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${required.map((field) => `${field.name}: ${sampleOf(field.type)}`).join(', ')} }`;
  }
  const sample = samples[type.name];
  if (sample === undefined) throw new Error(`There is no sample of ${type.name}.`);
  return sample;
}

/** What is asked of the answer: rows of a connection too, since nothing is read of one otherwise. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  return 'getFields' in named && 'totalCount' in named.getFields() ? '{ totalCount }' : '{ __typename }';
}
