import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { isInterfaceType, isObjectType } from 'graphql';
import { behindName } from '../behind/records-behind.js';
import type { GatewayContext } from '../context.js';
import type { Graph } from '../graph/define-kind.js';
import { encodeNodeId } from '../graph/node-id.js';
import { related, type WithRelated } from '../read-path/compilation.js';
import type { Kind } from '../read-path/kind.js';

type HasColumn = (kind: Kind, property: string) => boolean;
type AnyField = GraphQLField<unknown, GatewayContext>;

/**
 * Lets the fields of the kinds and their connections take what the read path found: related things by their name in
 * the answer, columns by the property's. Computed fields keep their methods.
 * @throws when a field has no source: such a field would be null for ever, and nobody would know why
 */
export function attachReadPath(schema: GraphQLSchema, graph: Graph, hasColumn: HasColumn): void {
  for (const kind of graph.kinds) {
    const type = schema.getType(kind.name);
    if (!isObjectType(type)) throw new Error(`The schema has no object type ${kind.name}.`);
    attachKind(kind, type, hasColumn);
    attachPage(schema, kind.name);
  }
  attachPage(schema, behindName);
  for (const type of Object.values(schema.getTypeMap())) {
    // Whatever is read is an instance of its kind's class, which has the name of the type.
    if (isInterfaceType(type)) type.resolveType = (row: object) => row.constructor.name;
  }
}

function attachPage(schema: GraphQLSchema, name: string): void {
  for (const pageType of [schema.getType(`${name}Connection`), schema.getType(`${name}Edge`)]) {
    if (isObjectType(pageType)) for (const field of fieldsOf(pageType)) field.resolve = readRelated;
  }
}

function attachKind(kind: Kind, type: GraphQLObjectType, hasColumn: HasColumn): void {
  for (const field of fieldsOf(type)) {
    const { name } = field;
    const isRelation = (kind.one[name] ?? kind.pages[name] ?? kind.lists[name]) !== undefined;
    if (name === 'id') field.resolve = (row) => encodeNodeId(kind, row as Readonly<Record<string, unknown>>);
    else if (isRelation) field.resolve = readOrFollow(kind);
    else if (isByLocale(kind, field)) field.resolve = callWithLocale(name);
    else if (hasColumn(kind, name) || kind.derived[name] !== undefined) readProperty(field);
    else if (field.extensions['needs'] === undefined) {
      throw new Error(`${kind.name}.${name} is no column, no relation, and does not say what it needs.`);
    }
  }
}

/** The executor reads the property of the field's name itself, without a promise for each. */
function readProperty(field: AnyField): void {
  delete field.resolve;
}

/** A method of the kind that gives words in the language asked for; most answers have more of these than of all else. */
function isByLocale({ type }: Kind, { name, args }: AnyField): boolean {
  return args.length === 1 && args[0]!.name === 'locale' && name in type.prototype;
}

/** Called at once: type-graphql hands arguments on by a promise for each field of each row. */
function callWithLocale(name: string): NonNullable<AnyField['resolve']> {
  return (source, { locale }) => (source as Record<string, (locale: unknown) => unknown>)[name]!(locale);
}

const readRelated: NonNullable<AnyField['resolve']> = (source, _args, _context, { path }) =>
  (source as WithRelated)[related][path.key];

/** What was read with the row, or else a statement of its own. */
function readOrFollow(kind: Kind): NonNullable<AnyField['resolve']> {
  return (source, _args, { readPath }: GatewayContext, info) => {
    const found = (source as WithRelated)[related];
    const key = String(info.path.key);
    return key in found ? found[key] : readPath.follow(kind, source as Readonly<Record<string, unknown>>, info);
  };
}

function fieldsOf(type: GraphQLObjectType): AnyField[] {
  return Object.values(type.getFields());
}
