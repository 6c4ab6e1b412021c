import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import type { Limits } from '@oblys/config';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  GraphQLError,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  typeFromAST,
} from 'graphql';
import type { GatewayContext } from '../context.js';
import { KeptBy } from '../kept-by.js';
import { LimitExceededError, RateLimitedError } from '../errors/gateway-errors.js';
import { defaultPageSize, maximumPageSize } from '../read-path/page-window.js';
import { periodsBetween } from '../summaries/period.js';
import { asGraphQLError } from './document-rules.js';

/** The header in which each answer says how near its operation is to the limit; no part of the answer, which caches keep. */
export const costHeader = 'oblys-cost';

/** The value of the header. */
export function describeCost(estimate: number, { cost: most }: Limits): string {
  return `estimate=${estimate}, most=${most}`;
}

/** What operations cost, worked out once for each with its variables. */
export class OperationCosts {
  private readonly known = new KeptBy<OperationDefinitionNode, number>();

  constructor(private readonly schema: GraphQLSchema) {}

  estimate({ definitions }: DocumentNode, operation: OperationDefinitionNode, variables: Arguments): number {
    return this.known.get(operation, JSON.stringify(variables), () =>
      estimateCost(this.schema, definitions, operation, variables),
    );
  }
}

/** Refuses an operation that is too dear, or too much beside what its caller asked for already, before it runs. */
export function limitCost(limits: Limits, costs: OperationCosts): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request, response, contextValue }) {
          if (operation === undefined) return;
          const estimate = costs.estimate(document, operation, request.variables ?? {});
          response.http.headers.set(costHeader, describeCost(estimate, limits));
          try {
            assertAffordable(estimate, limits);
            await contextValue.spend(estimate);
          } catch (error) {
            if (error instanceof LimitExceededError) throw asGraphQLError(error);
            if (!(error instanceof RateLimitedError)) throw error;
            const http = { status: 429, headers: new HeaderMap(Object.entries(error.headers)) };
            throw new GraphQLError(error.message, { originalError: error, extensions: { http } });
          }
        },
      };
    },
  };
}

/** @throws {LimitExceededError} when an operation, or each answer of a subscription, is estimated above the limit */
export function assertAffordable(estimate: number, { cost: most }: Limits): void {
  if (estimate > most) throw new LimitExceededError('cost', most, estimate, 'units of estimated cost', true);
}

/** What a topic of a summary costs beside a row: a sum over stored figures, or a count of records. */
const topicWeight = 5;

/** A count of all rows, for each place that a connection is read in. */
const totalCountWeight = 5;

/** Elements of a list that is no connection, such as the figures of a report. */
const assumedListLength = 20;

type Arguments = Readonly<Record<string, unknown>>;

/**
 * An estimate from the document alone: an object costs 1 and what is below it, a connection a page of that, whatever
 * there will be. What cannot be told, such as variables that do not fit, costs as if it were not given; the operation
 * fails for it later.
 */
export function estimateCost(
  schema: GraphQLSchema,
  definitions: readonly { kind: Kind }[],
  operation: OperationDefinitionNode | undefined,
  variables: Arguments,
): number {
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION) as FragmentDefinitionNode[];
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  const estimate = new Estimate(schema, new Map(fragments.map((node) => [node.name.value, node])), coerced);
  return estimate.below(root, operation.selectionSet);
}

class Estimate {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Arguments,
  ) {}

  /** What is selected on one object; `page` is the size of the page that a connection is read by. */
  below(type: GraphQLCompositeType, { selections }: SelectionSetNode, page = 1): number {
    let cost = 0;
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const definition = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
        if (definition) cost += this.ofField(type, definition, node, page);
      } else {
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value);
        const condition = fragment?.typeCondition && typeFromAST(this.schema, fragment.typeCondition);
        if (fragment) cost += this.below(isCompositeType(condition) ? condition : type, fragment.selectionSet, page);
      }
    }
    return cost;
  }

  private ofField(
    parent: GraphQLCompositeType,
    definition: GraphQLField<unknown, unknown>,
    node: FieldNode,
    page: number,
  ): number {
    const type = getNamedType(definition.type);
    if (definition.name === 'totalCount') return totalCountWeight;
    if (!isCompositeType(type) || node.selectionSet === undefined) return 0;
    const args = this.argumentsOf(definition, node);
    if (isConnection(parent) && definition.name === 'edges') return page * this.below(type, node.selectionSet);
    if (isConnection(type))
      return 1 + conditionsIn(args['filter']) + this.below(type, node.selectionSet, pageSize(args));
    const isTopic = parent.name === 'AreaSummary' && type.name.endsWith('Summary');
    const each =
      (isTopic ? topicWeight : 1) + lettersToRead(definition.name, args) + this.below(type, node.selectionSet);
    return isListType(getNullableType(definition.type)) ? listLength(args) * each : each;
  }

  private argumentsOf(definition: GraphQLField<unknown, unknown>, node: FieldNode): Arguments {
    try {
      return getArgumentValues(definition, node, this.variables);
    } catch {
      return {};
    }
  }
}

function isConnection(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && type.name.endsWith('Connection') && 'edges' in type.getFields();
}

function pageSize({ first, last }: Arguments): number {
  const size = Number(first ?? last ?? defaultPageSize);
  return Math.min(Math.max(size, 0), maximumPageSize);
}

/** Figures are looked for in a text while nothing else is answered, and a letter takes about as long as a row. */
function lettersToRead(field: string, { input }: Arguments): number {
  return field === 'suggestFigures' ? ((input as { text: string } | undefined)?.text.length ?? 0) : 0;
}

/** The periods of `summaries`, which their arguments tell. */
function listLength({ grain, from, to }: Arguments): number {
  if (grain === undefined || from === undefined || to === undefined) return assumedListLength;
  try {
    return periodsBetween(grain as never, from as never, to as never).length;
  } catch {
    // Too many or reversed: the field says so.
    return 1;
  }
}

/** Conditions of a filter, in the filters within it too. */
function conditionsIn(filter: unknown): number {
  if (typeof filter !== 'object' || filter === null) return 0;
  return Object.values(filter).reduce((sum: number, value) => sum + 1 + conditionsIn(value), 0);
}
