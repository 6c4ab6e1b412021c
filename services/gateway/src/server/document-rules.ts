import { HeaderMap } from '@apollo/server';
import type { Limits } from '@oblys/config';
import type {
  ASTVisitor,
  DocumentNode,
  FragmentDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValidationRule,
} from 'graphql';
import { GraphQLError, Kind, visit } from 'graphql';
import { LimitExceededError } from '../errors/gateway-errors.js';

/** For Apollo, which would otherwise take it for a fault of ours. */
export function asGraphQLError(error: LimitExceededError): GraphQLError {
  const http = { status: 400, headers: new HeaderMap() };
  return new GraphQLError(error.message, { originalError: error, extensions: { http } });
}

/** What GraphQL's own rules leave open, tested before them. */
export function createDocumentRules(limits: Limits): ValidationRule[] {
  return [operationsExist, isOfBoundedSize(limits)];
}

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
function isOfBoundedSize(limits: Limits): ValidationRule {
  return (context) => ({
    Document(document) {
      try {
        assertBounded(document, limits);
      } catch (error) {
        context.reportError(asGraphQLError(error as LimitExceededError));
        return { ...document, definitions: [] };
      }
      return undefined;
    },
  });
}

/** @throws {LimitExceededError} when a document asks for more than some limits allow, fragments opened */
export function assertBounded(document: DocumentNode, limits: Limits): void {
  assertAliases(document, limits);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const counter = new FieldCounter(fragments, limits);
  for (const node of document.definitions) if ('selectionSet' in node) counter.count([node.selectionSet]);
}

function assertAliases(document: DocumentNode, limits: Limits): void {
  let count = 0;
  visit(document, {
    Field({ alias }) {
      if (alias) count += 1;
    },
  });
  if (count > limits.aliases) {
    throw new LimitExceededError('aliases', limits.aliases, count, 'aliases in its document', true);
  }
}

class FieldCounter {
  private opened = 0;

  constructor(
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly limits: Limits,
  ) {}

  /** Counts what is below selection sets that make up one object. */
  count(sets: readonly SelectionSetNode[], level = 1): void {
    this.assertAtMost('depth', level, 'levels of fields in its document');
    const byName = new Map<string, SelectionSetNode[]>();
    const repeats = new Map<string, number>();
    for (const set of sets) this.collect(set, [], byName, repeats);
    for (const below of byName.values()) this.count(below, level + 1);
  }

  private collect(
    { selections }: SelectionSetNode,
    within: readonly string[],
    byName: Map<string, SelectionSetNode[]>,
    repeats: Map<string, number>,
  ): void {
    for (const node of selections) {
      this.opened += 1;
      this.assertAtMost('fields', this.opened, 'fields in its document, fragments opened');
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value;
        const times = (repeats.get(name) ?? 0) + 1;
        this.assertAtMost('repeats', times, `times the field "${name}" in one place`);
        repeats.set(name, times);
        if (node.selectionSet) byName.set(name, [...(byName.get(name) ?? []), node.selectionSet]);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        this.collect(node.selectionSet, within, byName, repeats);
      } else {
        this.collectFragment(node.name.value, within, byName, repeats);
      }
    }
  }

  /** A fragment that is missing or holds itself is refused by GraphQL's own rules. */
  private collectFragment(
    name: string,
    within: readonly string[],
    byName: Map<string, SelectionSetNode[]>,
    repeats: Map<string, number>,
  ): void {
    const fragment = this.fragments.get(name);
    if (fragment === undefined || within.includes(name)) return;
    this.collect(fragment.selectionSet, [...within, name], byName, repeats);
  }

  private assertAtMost(limit: 'depth' | 'fields' | 'repeats', measured: number, what: string): void {
    if (measured > this.limits[limit]) throw new LimitExceededError(limit, this.limits[limit], measured, what);
  }
}
