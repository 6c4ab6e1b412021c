import { has, NotAllowedError, type Right } from '@oblys/access';
import { defaultFieldResolver, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { typeRights } from '../access/field-rights.js';
import { assertMay } from '../access/operation-rights.js';
import { rightOfField } from '../access/right-of-field.js';
import type { GatewayContext } from '../context.js';
import type { Graph } from '../graph/define-kind.js';

type AnyField = GraphQLField<unknown, GatewayContext>;

/**
 * Has every field that asks for a right look whether who asks has it: one of a root refuses, any other one is null with
 * NOT_ALLOWED. Operations are looked at as wholes before; this holds for whatever runs them.
 * @throws when a field of a root, or a kind that is read from tables, has no right
 */
export function attachRights(schema: GraphQLSchema, { kinds }: Graph): void {
  const unsaid = kinds.filter(({ name }) => typeRights[name] === undefined);
  if (unsaid.length > 0) throw new Error(`Nobody said who may see ${unsaid.map(({ name }) => name).join(', ')}.`);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()) as AnyField[]) {
      const right = rightOfField(schema, type.name, field.name);
      if (right === null) continue;
      if (roots.includes(type)) guardRoot(field, right);
      else guard(type.name, field, right);
    }
  }
}

function guardRoot(field: AnyField, right: Right): void {
  const { resolve = defaultFieldResolver, subscribe, name } = field;
  field.resolve = (source, args, context, info) => {
    assertMay(context.viewer, right, name);
    return resolve(source, args, context, info);
  };
  if (subscribe === undefined) return;
  field.subscribe = (source, args, context, info) => {
    assertMay(context.viewer, right, name);
    return subscribe(source, args, context, info);
  };
}

function guard(typeName: string, field: AnyField, right: Right): void {
  const { resolve = defaultFieldResolver, name } = field;
  field.resolve = (source, args, context, info) => {
    if (has(context.viewer.role, right)) return resolve(source, args, context, info);
    throw new NotAllowedError(`The role ${context.viewer.role} may not see ${typeName}.${name}.`);
  };
}
