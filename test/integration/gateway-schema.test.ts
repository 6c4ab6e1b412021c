import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildGatewaySchema, printGatewaySchema, schemaFile } from '@oblys/gateway';
import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLNamedType } from 'graphql';

const types = Object.values(buildGatewaySchema().getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const isNode = ({ name }: GraphQLNamedType) => name === 'Node';
const builtIn = ['ID', 'String', 'Int', 'Float', 'Boolean'];

describe('schema/schema.graphql', () => {
  it('is what the classes emit; run `pnpm run schema` when it is not', () => {
    expect(readFileSync(schemaFile(), 'utf8')).toBe(printGatewaySchema());
  });
});

describe('the schema', () => {
  it('describes every type, field, argument, input and enum value', () => {
    const silent = types
      .filter(({ name }) => !builtIn.includes(name))
      .flatMap((type) => describedParts(type))
      .filter(([, description]) => !description?.trim())
      .map(([name]) => name);
    expect(silent).toEqual([]);
  });

  it('gives every connection the four arguments of the Relay specification', () => {
    for (const type of types.filter(isObjectType)) {
      for (const field of Object.values(type.getFields())) {
        if (!String(field.type).endsWith('Connection!')) continue;
        const args = Object.fromEntries(field.args.map(({ name, type: argType }) => [name, String(argType)]));
        expect(args).toMatchObject({ first: 'Int', after: 'String', last: 'Int', before: 'String' });
      }
    }
  });

  it('has on edges what can be fetched again; an event of the audit is read by looking through it, which is told', () => {
    const edges = types.filter(isObjectType).filter(({ name }) => name.endsWith('Edge'));
    const others = edges
      .map((edge) => getNamedType(edge.getFields()['node']!.type))
      .filter((node) => !(isObjectType(node) || isInterfaceType(node)) || !node.getInterfaces().some(isNode));
    expect(edges.length).toBeGreaterThan(20);
    expect(others.map(({ name }) => name)).toEqual(['AuditEvent']);
  });

  it('shows of persons what caseworkers see, and nothing of seals and what records are called where they come from', () => {
    const names = types.flatMap((type) => describedParts(type).map(([name]) => name));
    expect(names.length).toBeGreaterThan(500);
    const isWritten = (name: string) => /^(Create|Update)\w+Input\.sourceRef$/.test(name);
    expect(
      names.filter((name) => /personId|seal|importId|importVersion|sourceRef/i.test(name) && !isWritten(name)),
    ).toEqual([]);
  });
});

/** A type and all its parts, each with its description. */
function describedParts(type: GraphQLNamedType): [string, string | null | undefined][] {
  const parts: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type))
    for (const value of type.getValues()) parts.push([`${type.name}.${value.name}`, value.description]);
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      parts.push([`${type.name}.${field.name}`, field.description]);
      for (const arg of 'args' in field ? field.args : []) {
        parts.push([`${type.name}.${field.name}(${arg.name})`, arg.description]);
      }
    }
  }
  return parts;
}
