import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, getVariableValues, OperationTypeNode } from 'graphql';
import type { GatewayContext } from '../context.js';
import { CompiledQueries, type Values } from './compiled-queries.js';
import type { KnownQueries } from './known-queries.js';
import type { TextAnswers } from './text-answers.js';

type ApolloGateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type Result = ExecutionResult<Values, Values>;

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
        const read = again ? readVariables(schema, operation, variableValues) : null;
        if (read !== null) {
          const found = await texts.find(document, operation!, variableValues, context);
          if (found !== null) {
            known.keep(request.query, request.operationName ?? null, { document, operation: operation! });
            return { data: found.data };
          }
          const run = queries.compile(queryHash, document, operationName);
          const result = run && ((await run(undefined, context, read)) as Result);
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

/** Null where they are wrong: compiled functions would work out every fault of thousands, at a quadratic price. */
function readVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Values,
): Values | null {
  return getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 }).coerced ?? null;
}
