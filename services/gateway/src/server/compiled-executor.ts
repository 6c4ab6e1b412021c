import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, getVariableValues, OperationTypeNode } from 'graphql';
import { compileQuery, type CompiledQuery } from 'graphql-jit';
import type { GatewayContext } from '../context.js';
import type { KnownQueries } from './known-queries.js';
import type { TextAnswers } from './text-answers.js';

type ApolloGateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type Values = Record<string, unknown>;
type Result = ExecutionResult<Values, Values>;
type RunCompiled = CompiledQuery<Values, Values>['query'];

/** Queries that are known to come again, the latest used: those of trusted documents and of the pages that people look at. */
const mostKnown = 500;

export interface CompiledExecutorOptions {
  readonly texts: TextAnswers;
  /** Takes the queries that were answered as text. */
  readonly known: KnownQueries;
  /** For tests: queries are compiled when they come for the first time. */
  readonly compilesAtOnce: boolean;
}

/**
 * Runs queries that come again in the quickest way there is, at the place where Apollo Server lets another service
 * answer: by PostgreSQL alone where it can write the answer, else by functions compiled for them. What comes for the
 * first time, mutations, and whatever has an error are run by graphql-js, so that errors are its own.
 */
export function createCompiledExecutor(
  schema: GraphQLSchema,
  { texts, known, compilesAtOnce }: CompiledExecutorOptions,
): ApolloGateway {
  const queries = new CompiledQueries(schema, compilesAtOnce);
  return {
    load: async () => ({
      executor: async ({ document, queryHash, operation, operationName, request, context: given }) => {
        const context = given as GatewayContext;
        const variableValues = request.variables ?? {};
        const again = operation?.operation === OperationTypeNode.QUERY && queries.comesAgain(queryHash, operationName);
        if (again && areRight(schema, operation, variableValues)) {
          const data = await texts.find(document, operation, variableValues, context);
          if (data !== null) {
            known.keep(request.query, request.operationName ?? null, { document, operation });
            return { data };
          }
          const run = queries.compile(queryHash, document, operationName);
          const result = run && ((await run(undefined, context, variableValues)) as Result);
          if (result !== null && result.errors === undefined) return result;
          // What the first attempt noted of itself is noted again.
          context.measureQueryCosts.length = 0;
        }
        return (await execute({ schema, document, contextValue: context, variableValues, operationName })) as Result;
      },
    }),
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    stop: async () => {},
  };
}

/** Compiled functions would work out every fault of thousands, at a quadratic price. */
function areRight(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Values,
): boolean {
  if (variableDefinitions.length === 0) return true;
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 }).errors === undefined;
}

class CompiledQueries {
  /** By document and operation, in the order of use, oldest first. */
  private readonly byKey = new Map<string, RunCompiled | 'CAME' | 'CANNOT_BE_COMPILED'>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly compilesAtOnce: boolean,
  ) {}

  comesAgain(queryHash: string, operationName: string | null): boolean {
    const key = keyOf(queryHash, operationName);
    const known = this.byKey.get(key);
    this.keep(key, known ?? 'CAME');
    return known !== undefined || this.compilesAtOnce;
  }

  compile(queryHash: string, document: DocumentNode, operationName: string | null): RunCompiled | null {
    const key = keyOf(queryHash, operationName);
    let known = this.byKey.get(key) ?? 'CAME';
    if (known === 'CAME') {
      const made = compileQuery<Values, Values>(this.schema, document, operationName ?? undefined);
      known = 'query' in made ? made.query : 'CANNOT_BE_COMPILED';
      this.keep(key, known);
    }
    return typeof known === 'string' ? null : known;
  }

  private keep(key: string, value: RunCompiled | 'CAME' | 'CANNOT_BE_COMPILED'): void {
    this.byKey.delete(key);
    this.byKey.set(key, value);
    if (this.byKey.size > mostKnown) this.byKey.delete(this.byKey.keys().next().value!);
  }
}

function keyOf(queryHash: string, operationName: string | null): string {
  return `${queryHash} ${operationName ?? ''}`;
}
