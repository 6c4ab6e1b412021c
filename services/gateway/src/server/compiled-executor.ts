import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, getVariableValues, OperationTypeNode } from 'graphql';
import { compileQuery, type CompiledQuery } from 'graphql-jit';
import type { GatewayContext } from '../context.js';

type ApolloGateway = ApolloServerOptionsWithGateway<GatewayContext>['gateway'];
type Values = Record<string, unknown>;
type Result = ExecutionResult<Values, Values>;
type RunCompiled = CompiledQuery<Values, Values>['query'];

/** Compiled queries that are kept, the latest used: those of trusted documents and of the pages that people look at. */
const mostCompiled = 500;

/**
 * Runs queries that come again by functions compiled for them, at the place where Apollo Server lets another service
 * answer. What comes for the first time, mutations, and whatever has an error are run by graphql-js, so that errors
 * are its own.
 * @param compilesAtOnce for tests: queries are compiled when they come for the first time
 */
export function createCompiledExecutor(schema: GraphQLSchema, compilesAtOnce: boolean): ApolloGateway {
  const compiled = new CompiledQueries(schema, compilesAtOnce);
  return {
    load: async () => ({
      executor: async ({ document, queryHash, operation, operationName, request, context }) => {
        const variableValues = request.variables ?? {};
        const isRight = operation?.operation === OperationTypeNode.QUERY && areRight(schema, operation, variableValues);
        const run = isRight ? compiled.find(`${queryHash} ${operationName ?? ''}`, document, operationName) : null;
        const result = run && ((await run(undefined, context, variableValues)) as Result);
        if (result !== null && result.errors === undefined) return result;
        // What the first attempt noted of itself is noted again.
        context.measureQueryCosts.length = 0;
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
  private readonly byKey = new Map<string, RunCompiled | 'CAME_ONCE' | 'CANNOT_BE'>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly compilesAtOnce: boolean,
  ) {}

  find(key: string, document: DocumentNode, operationName: string | null): RunCompiled | null {
    const known = this.byKey.get(key) ?? (this.compilesAtOnce ? 'CAME_ONCE' : undefined);
    const kept = known === 'CAME_ONCE' ? this.compile(document, operationName) : (known ?? 'CAME_ONCE');
    this.byKey.delete(key);
    this.byKey.set(key, kept);
    if (this.byKey.size > mostCompiled) this.byKey.delete(this.byKey.keys().next().value!);
    return typeof kept === 'string' ? null : kept;
  }

  private compile(document: DocumentNode, operationName: string | null): RunCompiled | 'CANNOT_BE' {
    const made = compileQuery<Values, Values>(this.schema, document, operationName ?? undefined);
    return 'query' in made ? made.query : 'CANNOT_BE';
  }
}
