import { randomUUID } from 'node:crypto';
import type { ErrorRequestHandler } from 'express';
import type { GatewayLogger } from '../gateway-logger.js';

/** What fails before GraphQL begins is answered in the shape that GraphQL clients read. */
export function answerRequestErrors(logger: GatewayLogger): ErrorRequestHandler {
  // Express knows a handler of errors by its four parameters.
  return (error: { status?: number; type?: string }, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { status, code, message } = describe(error) ?? logged(error, logger);
    response
      .status(status)
      .type('application/json')
      .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
  };
}

interface Described {
  status: number;
  code: string;
  message: string;
}

function describe({ status, type }: { status?: number; type?: string }): Described | null {
  if (type === 'entity.too.large') {
    return { status: 413, code: 'PAYLOAD_TOO_LARGE', message: 'The body of the request is larger than 1 MiB.' };
  }
  if (type === 'entity.parse.failed') {
    return { status: 400, code: 'BAD_REQUEST', message: 'The body of the request is no JSON object.' };
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return { status, code: 'BAD_REQUEST', message: 'The request cannot be read.' };
  }
  return null;
}

function logged(error: unknown, logger: GatewayLogger): Described {
  const errorId = randomUUID();
  logger.error({ errorId, err: error }, 'a request met an unexpected error');
  return { status: 500, code: 'INTERNAL_SERVER_ERROR', message: `Something went wrong on our side; error ${errorId}.` };
}
