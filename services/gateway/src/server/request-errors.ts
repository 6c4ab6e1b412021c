import { randomUUID } from 'node:crypto';
import { SignInUnavailableError, UnauthenticatedError } from '@oblys/access';
import { OblysError } from '@oblys/domain';
import type { ErrorRequestHandler } from 'express';
import { extensionsOf } from '../errors/format-error.js';
import { RateLimitedError } from '../errors/gateway-errors.js';
import type { GatewayLogger } from '../gateway-logger.js';

/** What fails before GraphQL begins is answered in the shape that GraphQL clients read. */
export function answerRequestErrors(logger: GatewayLogger): ErrorRequestHandler {
  // Express knows a handler of errors by its four parameters.
  return (error: RequestError, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, message, extensions } = describe(error) ?? logged(error, logger);
    if (status === 401) response.setHeader('www-authenticate', 'Bearer error="invalid_token"');
    if (error instanceof RateLimitedError) response.set(error.headers);
    if (status === 503) response.setHeader('retry-after', '10');
    response
      .status(status)
      .type('application/json')
      .send(JSON.stringify({ errors: [{ message, extensions }] }));
  };
}

interface RequestError {
  status?: number;
  type?: string;
  /** Of a body that is too large: what is allowed, and what the body says of itself. */
  limit?: number;
  length?: number;
}

interface Described {
  status: number;
  message: string;
  extensions: { code: string };
}

function describe(error: RequestError): Described | null {
  if (error instanceof OblysError) {
    return {
      status: statusOf(error),
      message: error.message,
      extensions: { ...extensionsOf(error), ...error.details },
    };
  }
  const { status, type, limit: most, length: measured } = error;
  if (type === 'entity.too.large') {
    const message = `The body of the request has ${measured ?? 'more'} bytes; ${most} are the most.`;
    const extensions = { code: 'PAYLOAD_TOO_LARGE', limit: 'bodyBytes', most, measured };
    return { status: 413, message, extensions };
  }
  if (type === 'entity.parse.failed') return badRequest(400, 'The body of the request is no JSON object.');
  if (status !== undefined && status >= 400 && status < 500) return badRequest(status, 'The request cannot be read.');
  return null;
}

function statusOf(error: OblysError): number {
  if (error instanceof UnauthenticatedError) return 401;
  if (error instanceof RateLimitedError) return 429;
  return error instanceof SignInUnavailableError ? 503 : 400;
}

function badRequest(status: number, message: string): Described {
  return { status, message, extensions: { code: 'BAD_REQUEST' } };
}

function logged(error: unknown, logger: GatewayLogger): Described {
  const errorId = randomUUID();
  logger.error({ errorId, err: error }, 'a request met an unexpected error');
  const message = `Something went wrong on our side; error ${errorId}.`;
  return { status: 500, message, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
}
