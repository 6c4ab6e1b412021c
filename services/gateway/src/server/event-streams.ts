import { once } from 'node:events';
import type { Request, RequestHandler, Response } from 'express';
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Origins } from '../audit/origin.js';
import { RateLimitedError } from '../errors/gateway-errors.js';
import type { LimitedPlaces } from './limited-places.js';
import type { OtherOrigins } from './other-origins.js';
import type { RateLimits } from './rate-limits.js';
import type { StreamOperations, StreamRequest } from './stream-operations.js';
import { fromElsewhere, heartbeatMs, isFromElsewhere, tooManyConnections } from './stream-limits.js';
import type { Viewers } from './viewers.js';

/**
 * GraphQL over Server-Sent Events, each operation by a connection of its own ("distinct connections mode" of the
 * protocol): `next` with an answer, then `complete`. What cannot be run is answered with a status and JSON instead.
 * Nothing is read of an operation before the client has taken what came before.
 */
export class EventStreams {
  private readonly open = new Set<Response>();
  private isClosing = false;

  constructor(
    private readonly operations: StreamOperations,
    private readonly connections: LimitedPlaces,
    private readonly viewers: Viewers,
    private readonly rates: RateLimits,
    private readonly others: OtherOrigins,
    private readonly origins: Origins,
  ) {}

  readonly handle: RequestHandler = async (request, response) => {
    response.setHeader('cache-control', 'no-store');
    const asked = readRequest(request, this.others);
    if ('status' in asked) return refuse(response, asked.status, [asked]);
    const viewer = await this.viewers.of(request);
    const args = await this.operations.prepare(asked, {
      ...{ viewer, origin: this.origins.of(request), spend: this.rates.spenderOf(request, viewer) },
    });
    if (Array.isArray(args)) {
      const waits = findRateLimit(args as readonly GraphQLError[]);
      if (waits !== null) response.set(waits.headers);
      return refuse(response, waits === null ? 400 : 429, this.operations.format(args as readonly GraphQLError[]));
    }
    const release = this.isClosing ? null : this.connections.take();
    if (release === null) return refuse(response, 503, [tooManyConnections]);
    try {
      await this.stream(request, response, await this.operations.run(args as Exclude<typeof args, readonly unknown[]>));
    } finally {
      release();
    }
  };

  /** Ends every stream; a client takes one that ends without `complete` for cut off, and comes back. */
  close(): void {
    this.isClosing = true;
    for (const response of this.open) response.end();
  }

  private async stream(
    request: Request,
    response: Response,
    result: ExecutionResult | AsyncIterableIterator<ExecutionResult>,
  ) {
    if (!(Symbol.asyncIterator in result)) {
      if (result.data === undefined) return refuse(response, 400, this.operations.format(result.errors ?? []));
      begin(response);
      await this.send(response, result);
      response.end('event: complete\ndata:\n\n');
      return;
    }
    const end = (): void => void result.return?.();
    response.once('close', end);
    if (this.isClosing || response.destroyed) return end();
    begin(response);
    this.open.add(response);
    const heartbeat = setInterval(() => {
      keepAlive(response);
      // Whoever may not ask any more is told no more: their client comes back, and is refused.
      this.viewers.authenticate(request.headers.authorization).catch(() => response.end());
    }, heartbeatMs);
    try {
      for await (const answer of result) await this.send(response, answer);
    } finally {
      clearInterval(heartbeat);
      this.open.delete(response);
      if (!response.writableEnded) response.end('event: complete\ndata:\n\n');
    }
  }

  private async send(response: Response, { data, errors }: ExecutionResult): Promise<void> {
    if (response.writableEnded) return;
    const answer = { ...(errors !== undefined && { errors: this.operations.format(errors) }), data };
    const hasRoom = response.write(`event: next\ndata: ${JSON.stringify(answer)}\n\n`);
    if (!hasRoom) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
}

function findRateLimit(errors: readonly GraphQLError[]): RateLimitedError | null {
  const found = errors.map(({ originalError }) => originalError);
  return found.find((error) => error instanceof RateLimitedError) ?? null;
}

interface Refusal {
  status: number;
  code: string;
  message: string;
}

function readRequest(request: Request, others: OtherOrigins): StreamRequest | Refusal {
  const bad = { status: 400, code: 'BAD_REQUEST' };
  if (isFromElsewhere(request, others)) return { ...fromElsewhere, status: 400 };
  if (request.method !== 'GET' && request.method !== 'POST') {
    return { ...bad, status: 405, message: 'Streams of events are asked for by GET or POST.' };
  }
  if (request.accepts('text/event-stream') === false) {
    return { ...bad, status: 406, message: 'The request does not accept text/event-stream, which alone is sent here.' };
  }
  if (request.method === 'POST') {
    const body: unknown = request.body;
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
    return { ...bad, message: 'The body of the request is no JSON object, or its content type does not say so.' };
  }
  const { query, operationName, variables } = request.query;
  if (variables === undefined) return { query, operationName };
  try {
    return { query, operationName, variables: JSON.parse(String(variables)) };
  } catch {
    return { ...bad, message: 'The `variables` of the request are no JSON.' };
  }
}

function refuse(
  response: Response,
  status: number,
  errors: readonly { message: string; code?: string; extensions?: unknown }[],
): void {
  const shown = errors.map(({ message, code, ...rest }) =>
    'extensions' in rest ? { message, ...rest } : { message, extensions: { code } },
  );
  response
    .status(status)
    .type('application/json')
    .send(JSON.stringify({ errors: shown }));
}

function begin(response: Response): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    connection: 'keep-alive',
    // Proxies that gather an answer before they pass it on would keep events to themselves.
    'x-accel-buffering': 'no',
  });
  // Some browsers take a stream for open only once something has come.
  response.write(':\n\n');
}

function keepAlive(response: Response): void {
  if (response.writableNeedDrain) response.destroy();
  else response.write(':\n\n');
}
