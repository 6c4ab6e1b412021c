import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind as NodeKind,
  typeFromAST,
} from 'graphql';
import type { NamedTypeNode, SelectionNode } from 'graphql';

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

/** What is selected on an object type below some fields. Introspection fields are left to the executor. */
export function selectFields(
  info: GraphQLResolveInfo,
  type: GraphQLObjectType,
  parents: readonly FieldNode[],
): SelectedField[] {
  const selected = new Map<string, SelectedField>();
  for (const { selectionSet } of parents) if (selectionSet) collect(info, type, selectionSet, selected);
  return [...selected.values()];
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
  info: GraphQLResolveInfo,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  selected: Map<string, SelectedField>,
): void {
  for (const node of selections) {
    if (!isIncluded(info, node)) continue;
    if (node.kind === NodeKind.FIELD) {
      addField(info, type, node, selected);
      continue;
    }
    const fragment = node.kind === NodeKind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    if (fragment && appliesTo(info, type, fragment.typeCondition)) collect(info, type, fragment.selectionSet, selected);
  }
}

function addField(
  info: GraphQLResolveInfo,
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
  const definition = type.getFields()[name];
  if (definition === undefined) return;
  const args = getArgumentValues(definition, node, info.variableValues);
  selected.set(key, { key, name, args, definition, nodes: [node] });
}

function isIncluded({ variableValues }: GraphQLResolveInfo, node: SelectionNode): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false;
}

function appliesTo({ schema }: GraphQLResolveInfo, type: GraphQLObjectType, condition?: NamedTypeNode): boolean {
  if (condition === undefined) return true;
  const conditional = typeFromAST(schema, condition);
  return conditional === type || (isAbstractType(conditional) && schema.isSubType(conditional, type));
}
