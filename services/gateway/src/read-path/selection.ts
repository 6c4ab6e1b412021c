import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind as NodeKind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  typeFromAST,
} from 'graphql';
import type { NamedTypeNode, SelectionNode } from 'graphql';

/** What tells the selections of an operation: of GraphQLResolveInfo no more than this. */
export type Operation = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** A field as an operation asks for it on one object type: fragments opened, @skip and @include done, merged by its key. */
export interface SelectedField {
  /** The name in the answer: the alias, or else the field's own name. */
  key: string;
  name: string;
  args: Readonly<Record<string, unknown>>;
  definition: GraphQLField<unknown, unknown>;
  /** Every place that asks for it; their selections are one. */
  nodes: FieldNode[];
}

/** What is selected on an object type below some fields, or an operation. Introspection fields are left to the executor. */
export function selectFields(
  operation: Operation,
  type: GraphQLObjectType,
  parents: readonly Pick<FieldNode, 'selectionSet'>[],
): SelectedField[] {
  return selectAll(operation, type, parents).filter(({ definition }) => !isIntrospection(definition));
}

/** The same with introspection fields. */
export function selectAll(
  operation: Operation,
  type: GraphQLObjectType,
  parents: readonly Pick<FieldNode, 'selectionSet'>[],
): SelectedField[] {
  const selected = new Map<string, SelectedField>();
  for (const { selectionSet } of parents) if (selectionSet) collect(operation, type, selectionSet, selected);
  return [...selected.values()];
}

function isIntrospection({ name }: GraphQLField<unknown, unknown>): boolean {
  return name.startsWith('__');
}

/** The field that a resolver was called for. */
export function fieldOf(info: GraphQLResolveInfo): SelectedField {
  const { parentType, fieldName, fieldNodes, variableValues, path } = info;
  const definition = parentType.getFields()[fieldName];
  const [node] = fieldNodes;
  if (definition === undefined || node === undefined) throw new Error(`${parentType.name} has no field ${fieldName}.`);
  const args = getArgumentValues(definition, node, variableValues);
  return { key: String(path.key), name: fieldName, args, definition, nodes: [...fieldNodes] };
}

function collect(
  operation: Operation,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  selected: Map<string, SelectedField>,
): void {
  for (const node of selections) {
    if (!isIncluded(operation, node)) continue;
    if (node.kind === NodeKind.FIELD) {
      addField(operation, type, node, selected);
      continue;
    }
    const fragment = node.kind === NodeKind.FRAGMENT_SPREAD ? operation.fragments[node.name.value] : node;
    if (fragment && appliesTo(operation, type, fragment.typeCondition))
      collect(operation, type, fragment.selectionSet, selected);
  }
}

const introspectionFields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = Object.fromEntries(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((definition) => [definition.name, definition]),
);

function addField(
  operation: Operation,
  type: GraphQLObjectType,
  node: FieldNode,
  selected: Map<string, SelectedField>,
): void {
  const name = node.name.value;
  const key = node.alias?.value ?? name;
  const known = selected.get(key);
  if (known !== undefined) {
    known.nodes.push(node);
    return;
  }
  const definition = name.startsWith('__') ? introspectionFields[name] : type.getFields()[name];
  if (definition === undefined) return;
  const args = getArgumentValues(definition, node, operation.variableValues);
  selected.set(key, { key, name, args, definition, nodes: [node] });
}

function isIncluded({ variableValues }: Operation, node: SelectionNode): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false;
}

function appliesTo({ schema }: Operation, type: GraphQLObjectType, condition?: NamedTypeNode): boolean {
  if (condition === undefined) return true;
  const conditional = typeFromAST(schema, condition);
  return conditional === type || (isAbstractType(conditional) && schema.isSubType(conditional, type));
}
