import type { ApolloServer } from '@apollo/server';
import type { Viewer } from '@oblys/access';
import type {
  DocumentNode,
  ExecutionArgs,
  ExecutionResult,
  GraphQLFormattedError,
  GraphQLSchema,
  ValidationRule,
} from 'graphql';
import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Limits } from '@oblys/config';
import type { AuditOrigin } from '@oblys/database';
import { OblysError } from '@oblys/domain';
import type { OperationRights } from '../access/operation-rights.js';
import type { GatewayContext } from '../context.js';
import type { createErrorFormatter } from '../errors/format-error.js';
import { createDocumentRules } from './document-rules.js';
import { assertAffordable, type OperationCosts } from './operation-cost.js';
import type { Spend } from './rate-limits.js';
import { assertWithinLimits } from './refuse-excess.js';
import { findTrusted, type TrustedDocuments } from './trusted-documents.js';

/** A GraphQL request as its transport brought it: nothing is known of its parts. */
export interface StreamRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** Who asks, from where, and what their operations are paid from. */
export interface StreamAsker {
  readonly viewer: Viewer;
  readonly origin: AuditOrigin;
  readonly spend: Spend;
}

export type StreamArgs = ExecutionArgs & {
  readonly request: StreamRequest;
  readonly viewer: Viewer;
  readonly origin: AuditOrigin;
};

/** One answer, or many as things happen. */
export type StreamResult = ExecutionResult | AsyncIterableIterator<ExecutionResult>;

export interface StreamSources {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly schema: GraphQLSchema;
  readonly newContext: (viewer: Viewer, origin: AuditOrigin) => GatewayContext;
  readonly formatError: ReturnType<typeof createErrorFormatter>;
  readonly limits: Limits;
  readonly costs: OperationCosts;
  readonly trustedDocuments: TrustedDocuments;
  readonly rights: OperationRights;
}

/**
 * Operations of the transports that Apollo Server does not serve, with its limits, its context for each answer and its
 * errors. Subscriptions run here, queries by Apollo Server itself.
 */
export class StreamOperations {
  private readonly rules: readonly ValidationRule[];

  constructor(private readonly sources: StreamSources) {
    this.rules = [...specifiedRules, ...createDocumentRules(sources.limits)];
  }

  /** What can be run and is paid for, or why it cannot. */
  async prepare(
    given: StreamRequest,
    { viewer, origin, spend }: StreamAsker,
  ): Promise<StreamArgs | readonly GraphQLError[]> {
    const request = this.admit(given);
    if (request instanceof GraphQLError) return [request];
    const { query, variables, operationName } = request;
    if (typeof query !== 'string') return [refusal('BAD_REQUEST', 'The request has no `query` that is text.')];
    if (variables !== undefined && variables !== null && !isObject(variables)) {
      return [refusal('BAD_REQUEST', 'The `variables` of the request are no JSON object.')];
    }
    if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
      return [refusal('BAD_REQUEST', 'The `operationName` of the request is no text.')];
    }
    const document = this.parse(query);
    if (document instanceof GraphQLError) return [document];
    const errors = validate(this.sources.schema, document, this.rules);
    if (errors.length > 0) return errors.map((error) => withCode('GRAPHQL_VALIDATION_FAILED', error));
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      return [
        refusal('OPERATION_RESOLUTION_FAILURE', 'The document holds no operation of the name, or several and no name.'),
      ];
    }
    if (operation.operation === OperationTypeNode.MUTATION) {
      return [refusal('BAD_REQUEST', 'Mutations go by POST to /graphql.')];
    }
    const values = (variables ?? {}) as Record<string, unknown>;
    try {
      this.sources.rights.assertMayAsk(document, operation, viewer);
      const cost = this.sources.costs.estimate(document, operation, values);
      assertAffordable(cost, this.sources.limits);
      await spend(cost);
    } catch (cause) {
      if (cause instanceof OblysError) return [new GraphQLError(cause.message, { originalError: cause })];
      throw cause;
    }
    const args = { schema: this.sources.schema, document, operationName: operationName ?? null, request };
    return { ...args, viewer, origin, variableValues: variables as Record<string, unknown> };
  }

  run(args: StreamArgs): Promise<StreamResult> {
    const operation = getOperationAST(args.document, args.operationName);
    return operation?.operation === OperationTypeNode.SUBSCRIPTION ? this.subscribe(args) : this.query(args);
  }

  /** Errors as clients see them; those that Apollo Server answered are so already. */
  format(errors: readonly (GraphQLError | GraphQLFormattedError)[]): GraphQLFormattedError[] {
    return errors.map((error) =>
      error instanceof GraphQLError ? this.sources.formatError(error.toJSON(), error) : error,
    );
  }

  /** The request, with the trusted document that it names; or why it goes no further. */
  private admit(request: StreamRequest): StreamRequest | GraphQLError {
    const { limits, trustedDocuments } = this.sources;
    try {
      assertWithinLimits(request, limits);
      return findTrusted(request, trustedDocuments);
    } catch (cause) {
      if (cause instanceof OblysError) return new GraphQLError(cause.message, { originalError: cause });
      throw cause;
    }
  }

  private parse(query: string): DocumentNode | GraphQLError {
    try {
      return parse(query);
    } catch (error) {
      if (error instanceof GraphQLError) return withCode('GRAPHQL_PARSE_FAILED', error);
      throw error;
    }
  }

  private async query({ request, viewer, origin }: StreamArgs): Promise<ExecutionResult> {
    const { body } = await this.sources.apollo.executeOperation(request as { query: string }, {
      contextValue: this.sources.newContext(viewer, origin),
    });
    if (body.kind !== 'single') throw new Error('Apollo Server answered in parts, which nobody asked it for.');
    return body.singleResult as ExecutionResult;
  }

  /** GraphQL's own `subscribe` would give all answers one context, with loaders that remember what was before. */
  private async subscribe(args: StreamArgs): Promise<StreamResult> {
    const events = await createSourceEventStream({
      ...args,
      contextValue: this.sources.newContext(args.viewer, args.origin),
    });
    if (!(Symbol.asyncIterator in events)) {
      // Before anything ran there is no path: then the variables are at fault.
      const errors = events.errors?.map((error) =>
        error.path === undefined ? withCode('BAD_USER_INPUT', error) : error,
      );
      return { ...events, ...(errors !== undefined && { errors }) };
    }
    return answerEach(events as AsyncIterableIterator<unknown>, (rootValue) =>
      execute({ ...args, rootValue, contextValue: this.sources.newContext(args.viewer, args.origin) }),
    );
  }
}

export function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function withCode(code: string, error: GraphQLError): GraphQLError {
  error.extensions['code'] = code;
  return error;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function answerEach(
  events: AsyncIterableIterator<unknown>,
  answer: (event: unknown) => ExecutionResult | Promise<ExecutionResult>,
): AsyncIterableIterator<ExecutionResult> {
  const answers: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const { done, value } = await events.next();
      return done === true ? { done, value: undefined } : { done: false, value: await answer(value) };
    },
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
    throw: async (error) => {
      await events.return?.();
      throw error;
    },
    [Symbol.asyncIterator]: () => answers,
  };
  return answers;
}
