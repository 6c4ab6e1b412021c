import type { Right } from '@oblys/access';
import { getNamedType, isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { fieldRights, rootRights, typeRights } from './field-rights.js';

/**
 * The right that a field asks for by itself; null where whoever holds its parent may see it.
 * @throws when it is a field of a root that has none: such a field would be open to anybody, and nobody would know why
 */
export function rightOfField(schema: GraphQLSchema, typeName: string, fieldName: string): Right | null {
  const ofRoot = rootRights[typeName as keyof typeof rootRights];
  if (ofRoot !== undefined) {
    const right = ofRoot[fieldName];
    if (right === undefined) throw new Error(`Nobody said who may ask for ${typeName}.${fieldName}.`);
    return right;
  }
  const own = fieldRights[typeName]?.[fieldName];
  if (own !== undefined) return own;
  // Whoever holds something of a type was asked for its right where they came to it.
  return rightOfType(typeName) === null ? rightOfResult(schema, typeName, fieldName) : null;
}

function rightOfResult(schema: GraphQLSchema, typeName: string, fieldName: string): Right | null {
  const type = schema.getType(typeName);
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  const result = field && getNamedType(field.type);
  return result && !isAbstractType(result) ? rightOfType(result.name) : null;
}

/** Pages of a type, and what sums it up, ask for what the type does. */
function rightOfType(name: string): Right | null {
  const right = typeRights[name] ?? typeRights[name.replace(partOfPage, '')] ?? null;
  return right === 'READ_PUBLISHED' ? null : right;
}

const partOfPage = /(Connection|Edge|Aggregate|Average|Sum|Minimum|Maximum|Groups?)$/;
