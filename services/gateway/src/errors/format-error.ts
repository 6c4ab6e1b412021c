import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { OblysError } from '@oblys/domain';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { GatewayLogger } from '../gateway-logger.js';
import { errorCodes } from './error-codes.js';
import { ClientGoneError, LimitExceededError, QueryTooComplexError } from './gateway-errors.js';

const internal = 'INTERNAL_SERVER_ERROR';

/**
 * The one place where errors become what clients see: a known code and its message, or an id under which the log
 * holds the rest. No stack, no SQL and no path of ours goes out.
 */
export function createErrorFormatter(logger: GatewayLogger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const cause = rootOf(error);
    if (cause instanceof OblysError && cause.code in errorCodes) {
      return { message: cause.message, ...place, extensions: { ...extensionsOf(cause), ...cause.details } };
    }
    // Not a fault of anybody, and nobody reads it.
    if (cause instanceof ClientGoneError) return { message: cause.message, extensions: { code: internal } };
    if (isTooMuch(cause)) {
      logger.warn({ err: cause, path }, 'a question was too much for the database');
      return { message: new QueryTooComplexError().message, ...place, extensions: { code: 'QUERY_TOO_COMPLEX' } };
    }
    const code = formatted.extensions?.['code'];
    // Errors of GraphQL itself are about the document and the variables; they carry nothing of ours.
    if (cause instanceof GraphQLError && typeof code === 'string' && code in errorCodes && code !== internal) {
      return { message: formatted.message, ...place, extensions: { code } };
    }
    if (isRefusedByApollo(cause)) return { message: cause.message, ...place, extensions: { code: 'BAD_REQUEST' } };
    if (isEndOfVariableErrors(cause)) return { message: cause.message, extensions: { code: 'BAD_USER_INPUT' } };
    const errorId = randomUUID();
    logger.error({ errorId, err: cause, path }, 'a request met an unexpected error');
    return {
      message: `Something went wrong on our side; error ${errorId}.`,
      ...place,
      extensions: { code: internal, errorId },
    };
  };
}

/** Apollo gives its refusals of persisted queries a status and no code. */
function isRefusedByApollo(cause: unknown): cause is GraphQLError {
  if (!(cause instanceof GraphQLError) || cause.path !== undefined) return false;
  return (cause.extensions['http'] as { status?: number } | undefined)?.status === 400;
}

/** GraphQL's last word on variables with more faults than it tells of, which Apollo does not know for what it is. */
function isEndOfVariableErrors(cause: unknown): cause is GraphQLError {
  return cause instanceof GraphQLError && cause.message.startsWith('Too many errors processing variables');
}

/** The code of an error, and of a limit how far it was exceeded. */
export function extensionsOf(error: OblysError): Record<string, unknown> & { code: string } {
  if (!(error instanceof LimitExceededError)) return { code: error.code };
  const { code, limit, most, measured } = error;
  return { code, limit, most, measured };
}

/** The database gave up on a statement: it ran out of its time, or is larger than the database takes. */
function isTooMuch(cause: unknown): boolean {
  const sqlState = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return sqlState === statementCancelled || (typeof sqlState === 'string' && programLimitExceeded.test(sqlState));
}

const statementCancelled = '57014';
const programLimitExceeded = /^54[0-9A-Z]{3}$/;

function rootOf(error: unknown): unknown {
  const unwrapped = unwrapResolverError(error);
  if (unwrapped instanceof GraphQLError && unwrapped.originalError instanceof OblysError)
    return unwrapped.originalError;
  return unwrapped;
}
