import type { ASTVisitor, DocumentNode, FragmentDefinitionNode, SelectionSetNode, ValidationContext } from 'graphql';
import { GraphQLError, Kind } from 'graphql';

/** No longer document is parsed: some tests of GraphQL take the square of its length, and block the process meanwhile. */
export const mostTokens = 20_000;

/** Fields once fragments are opened: a short document may open up to any number. */
const mostFields = 20_000;

/** Levels of fields below each other: each is a level of the SQL too, and of the stack. */
const mostLevels = 100;

/** Places that ask for one and the same field: GraphQL compares each with each. */
const mostRepeats = 100;

/** What GraphQL's own rules leave open, tested before them. */
export const documentRules = [operationsExist, isOfBoundedSize];

/** Else the executor would refuse it with an error that carries no code. */
function operationsExist(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(new GraphQLError(`This API has no ${node.operation}.`, { nodes: node }));
    },
  };
}

/** A document too large is emptied for the rules that follow: they are what it would be too large for. */
function isOfBoundedSize(context: ValidationContext): ASTVisitor {
  return {
    Document(document) {
      const excess = findExcess(document);
      if (excess === null) return;
      context.reportError(new GraphQLError(excess));
      return { ...document, definitions: [] };
    },
  };
}

function findExcess({ definitions }: DocumentNode): string | null {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const counter = new FieldCounter(fragments);
  for (const { kind, ...node } of definitions) {
    if (kind !== Kind.OPERATION_DEFINITION && kind !== Kind.FRAGMENT_DEFINITION) continue;
    const excess = counter.count([(node as FragmentDefinitionNode).selectionSet]);
    if (excess !== null) return excess;
  }
  return null;
}

class FieldCounter {
  private opened = 0;

  constructor(private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>) {}

  /** What is too much below selection sets that make up one object; null when all is well. */
  count(sets: readonly SelectionSetNode[], level = 1): string | null {
    if (level > mostLevels) return `The document goes more than ${mostLevels} levels deep.`;
    const byName = new Map<string, SelectionSetNode[]>();
    const repeats = new Map<string, number>();
    for (const set of sets) {
      const excess = this.collect(set, [], byName, repeats);
      if (excess !== null) return excess;
    }
    for (const below of byName.values()) {
      const excess = this.count(below, level + 1);
      if (excess !== null) return excess;
    }
    return null;
  }

  private collect(
    { selections }: SelectionSetNode,
    within: readonly string[],
    byName: Map<string, SelectionSetNode[]>,
    repeats: Map<string, number>,
  ): string | null {
    for (const node of selections) {
      this.opened += 1;
      if (this.opened > mostFields) {
        return `The document opens up to more than ${mostFields} fields; ask for fewer at once.`;
      }
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value;
        const times = (repeats.get(name) ?? 0) + 1;
        if (times > mostRepeats) return `The document asks for "${name}" more than ${mostRepeats} times in one place.`;
        repeats.set(name, times);
        if (node.selectionSet) byName.set(name, [...(byName.get(name) ?? []), node.selectionSet]);
        continue;
      }
      const excess =
        node.kind === Kind.INLINE_FRAGMENT
          ? this.collect(node.selectionSet, within, byName, repeats)
          : this.collectFragment(node.name.value, within, byName, repeats);
      if (excess !== null) return excess;
    }
    return null;
  }

  /** A fragment that is missing or holds itself is refused by GraphQL's own rules. */
  private collectFragment(
    name: string,
    within: readonly string[],
    byName: Map<string, SelectionSetNode[]>,
    repeats: Map<string, number>,
  ): string | null {
    const fragment = this.fragments.get(name);
    if (fragment === undefined || within.includes(name)) return null;
    return this.collect(fragment.selectionSet, [...within, name], byName, repeats);
  }
}
