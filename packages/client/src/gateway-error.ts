import type { ErrorCode, FaultCode } from './generated/error-codes.js';

/** An error in the answer of a gateway. */
export interface GatewayError {
  /** For people; it may change, the code stays. */
  readonly message: string;
  /** The field of the data that is null because of it; absent where nothing was run. */
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: ErrorCode;
    /** INVALID_INPUT of a mutation: all that is wrong with its input. */
    readonly faults?: readonly Fault[];
    /** CONFLICT: the version that was named, and the one that the record has. */
    readonly expectedVersion?: number;
    readonly currentVersion?: number;
    /** LIMIT_EXCEEDED: the name of the limit, what it is, and what was asked for. */
    readonly limit?: string;
    readonly most?: number;
    readonly measured?: number;
    /** INTERNAL_SERVER_ERROR: the entry in the log of the gateway. */
    readonly errorId?: string;
  };
}

/** What is wrong with one field of an input. */
export interface Fault {
  readonly message: string;
  readonly code: FaultCode;
  /** From the argument on, such as ["input", "dueOn"]. */
  readonly path: readonly string[];
}

/** Narrows an error that came by another client: Apollo Client and urql know no more of it than that it is GraphQL. */
export function isGatewayError<Given>(error: Given): error is Given & GatewayError {
  const { message, extensions } = (error ?? {}) as { message?: unknown; extensions?: { code?: unknown } | null };
  return typeof message === 'string' && typeof extensions?.code === 'string';
}
