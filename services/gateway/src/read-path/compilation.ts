import type { GraphQLObjectType } from 'graphql';
import { isObjectType } from 'graphql';
import type { Operation } from './selection.js';
import type { Statement } from './statement.js';

/** What the compilers of one root field share. */
export interface Compilation {
  readonly operation: Operation;
  readonly statement: Statement;
  /** False reads whole rows, and what they lead to only once its own field is resolved. */
  readonly lookAhead: boolean;
}

/** Values that are no column, by their name in the answer; two aliases of a field never meet here. */
export const related = Symbol('related');

export interface WithRelated {
  [related]: Record<string, unknown>;
}

export function objectType({ operation }: Compilation, name: string): GraphQLObjectType {
  const type = operation.schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no object type ${name}.`);
  return type;
}
