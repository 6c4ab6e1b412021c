import type { Limits } from '@oblys/config';
import type { WorkLimits } from '@oblys/database';
import type { ServerResponse } from 'node:http';
import { ClientGoneError, QueryTooComplexError } from '../errors/gateway-errors.js';

const known = new WeakMap<ServerResponse, WorkLimits>();

/**
 * What a request may take of the database: until its time is up, or its client goes away without the answer. Whoever
 * works for the same answer has the same time.
 */
export function limitsOfWork(response: ServerResponse, limits: Limits): WorkLimits {
  const work = known.get(response) ?? limitWork(response, limits);
  known.set(response, work);
  return work;
}

function limitWork(response: ServerResponse, { requestTimeoutMs }: Limits): WorkLimits {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new ClientGoneError());
  });
  const deadline = performance.now() + requestTimeoutMs;
  return {
    signal: gone.signal,
    remainingMs: () => {
      const remaining = deadline - performance.now();
      if (remaining <= 0) throw new QueryTooComplexError();
      return remaining;
    },
  };
}
