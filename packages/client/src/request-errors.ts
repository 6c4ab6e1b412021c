import type { GatewayError } from './gateway-error.js';
import type { ErrorCode } from './generated/error-codes.js';

/** Why there is no data; each of its kinds is a class of its own. */
export abstract class RequestError extends Error {
  constructor(
    message: string,
    /** What was asked. */
    readonly url: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Nothing answered, or the answer broke off: the gateway or the network is away, or a browser may not ask there. */
export class UnreachableError extends RequestError {
  override readonly name = 'UnreachableError';

  constructor(url: string, reason: string, options: ErrorOptions) {
    super(`No answer from ${url}: ${reason}`, url, options);
  }
}

/** Something answered that is no GraphQL: another URL than that of the API, or a proxy in front of it. */
export class NotGraphQLError extends RequestError {
  override readonly name = 'NotGraphQLError';

  constructor(
    url: string,
    readonly status: number,
    /** What it says it is, such as text/html. */
    readonly contentType: string,
    /** The whole of it. */
    readonly body: string,
  ) {
    super(
      `${url} answered ${status} with ${contentType}, which is no answer of GraphQL. Is it the URL of the API, such as http://localhost:4000/graphql?`,
      url,
    );
  }
}

/** The gateway answered with errors; what came with them is in `data`. */
export class GraphQLAnswerError extends RequestError {
  override readonly name = 'GraphQLAnswerError';

  constructor(
    url: string,
    readonly status: number,
    readonly errors: readonly GatewayError[],
    /** Null where nothing could be run; else all but the fields that the errors name, which are null. */
    readonly data: unknown,
  ) {
    super(errors.map(({ message }) => message).join(' '), url);
  }

  /** Of each error, in their order. */
  get codes(): ErrorCode[] {
    return this.errors.map(({ extensions }) => extensions.code);
  }
}
