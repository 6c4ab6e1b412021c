import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { UnauthenticatedError, type Viewer } from '@oblys/access';
import { OblysError } from '@oblys/domain';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Origins } from '../audit/origin.js';
import type { GatewayLogger } from '../gateway-logger.js';
import { RateLimitedError } from '../errors/gateway-errors.js';
import type { Refused } from './doors.js';
import type { LimitedPlaces } from './limited-places.js';
import type { OtherOrigins } from './other-origins.js';
import { misdirected, type OwnNames } from './own-names.js';
import { refusedFor, type RateLimits } from './rate-limits.js';
import type { StreamArgs, StreamOperations, StreamRequest } from './stream-operations.js';
import { refusal } from './stream-operations.js';
import {
  fromElsewhere,
  heartbeatMs,
  isFromElsewhere,
  messageLimitBytes,
  mostOperationsPerSocket,
  tooManyConnections,
} from './stream-limits.js';
import type { Viewers } from './viewers.js';

/** Who is at the other end of a socket. */
interface Peer {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Null until they have said who they are. */
  viewer: Viewer | null;
  authorization: string | undefined;
}

/** How long clients have to answer that they are leaving too. */
const farewellMs = 500;

/**
 * GraphQL over WebSocket, by the `graphql-transport-ws` protocol at /graphql. The protocol is graphql-ws's; sockets are
 * ours, since its own binding writes on the console and lets what a client does not take grow without end.
 */
export class WebSockets {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: messageLimitBytes, handleProtocols });
  private readonly protocol: ReturnType<typeof makeServer<Record<string, unknown>, Peer>>;
  private isClosing = false;

  constructor(
    server: Server,
    private readonly operations: StreamOperations,
    private readonly connections: LimitedPlaces,
    private readonly viewers: Viewers,
    private readonly names: OwnNames,
    private readonly others: OtherOrigins,
    private readonly rates: RateLimits,
    private readonly origins: Origins,
    private readonly logger: GatewayLogger,
  ) {
    this.protocol = makeServer<Record<string, unknown>, Peer>({
      onConnect: ({ extra, connectionParams }) => this.admit(extra, connectionParams),
      onSubscribe: async ({ extra, subscriptions }, _id, payload) =>
        Object.keys(subscriptions).length > mostOperationsPerSocket
          ? [tooManySubscriptions()]
          : this.prepare(extra, payload),
      execute: (args) => operations.run(args as StreamArgs) as Promise<ExecutionResult>,
      subscribe: (args) => operations.run(args as StreamArgs) as Promise<ExecutionResult>,
      onNext: (_context, _id, _payload, _args, { data, errors }) => ({
        ...(errors !== undefined && { errors: operations.format(errors) }),
        ...(data !== undefined && { data }),
      }),
      onError: (_context, _id, _payload, errors) => operations.format(errors),
    });
    server.on('upgrade', (request, stream, head) => {
      this.upgrade(request, stream, head).catch((error: unknown) => {
        logger.error({ err: error }, 'a WebSocket could not be let in');
        stream.destroy();
      });
    });
  }

  /** Says farewell to every client, and does not wait long for an answer. */
  async close(): Promise<void> {
    this.isClosing = true;
    const { clients } = this.sockets;
    const gone = [...clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of clients) socket.close(closeCodes.goingAway, 'Going away');
    const deadline = setTimeout(() => {
      for (const socket of clients) socket.terminate();
    }, farewellMs);
    await Promise.all(gone);
    clearTimeout(deadline);
  }

  /** By what the client says first, or by the header that it came with. */
  private async admit(peer: Peer, params: Record<string, unknown> | undefined): Promise<boolean> {
    const { authorization = peer.request.headers.authorization } = params ?? {};
    try {
      if (authorization !== undefined && typeof authorization !== 'string') return false;
      peer.viewer = await this.viewers.shownBy(peer.request, authorization);
      peer.authorization = authorization;
      return true;
    } catch (error) {
      if (!(error instanceof OblysError)) throw error;
      const code = error instanceof RateLimitedError ? closeCodes.tooManyRequests : CloseCode.Unauthorized;
      peer.socket.close(code, error.message);
      return false;
    }
  }

  /**
   * Each operation counts as a request of its own, and is asked as who they are by now: a token that was good when they
   * came may be revoked since.
   */
  private async prepare(peer: Peer, payload: StreamRequest): Promise<StreamArgs | readonly GraphQLError[]> {
    try {
      await this.rates.countRequest(peer.request);
      peer.viewer = await this.viewers.authenticate(peer.authorization);
    } catch (error) {
      if (!(error instanceof OblysError)) throw error;
      if (error instanceof UnauthenticatedError) peer.socket.close(CloseCode.Unauthorized, error.message);
      return [new GraphQLError(error.message, { originalError: error })];
    }
    const { request, viewer } = peer;
    const spend = this.rates.spenderOf(request, viewer);
    return this.operations.prepare(payload, { viewer, origin: this.origins.of(request), spend });
  }

  /** Whoever may not ask any more, since a token has expired or was revoked, is told no more. */
  private recheck({ socket, viewer, authorization }: Peer): void {
    if (viewer === null) return;
    this.viewers.authenticate(authorization).catch((error: unknown) => {
      if (error instanceof UnauthenticatedError) socket.close(CloseCode.Unauthorized, error.message);
    });
  }

  private async upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    // Until it is a WebSocket nobody else hears of its errors.
    const drop = (): void => void stream.destroy();
    stream.once('error', drop);
    if (pathOf(request) !== '/graphql')
      return refuse(stream, 404, { code: 'BAD_REQUEST', message: 'No WebSocket is here.' });
    if (!this.names.isAskedByOne(request)) return refuse(stream, misdirected.status, misdirected);
    if (isFromElsewhere(request, this.others)) return refuse(stream, 400, fromElsewhere);
    try {
      await this.rates.countRequest(request);
    } catch (error) {
      if (!(error instanceof RateLimitedError)) throw error;
      return refuse(stream, 429, refusedFor(error));
    }
    if (stream.destroyed) return;
    const release = this.isClosing ? null : this.connections.take();
    if (release === null) return refuse(stream, 503, tooManyConnections);
    stream.once('close', release);
    this.sockets.handleUpgrade(request, stream, head, (socket) => {
      stream.off('error', drop);
      this.serve(socket, request);
    });
  }

  private serve(socket: WebSocket, request: IncomingMessage): void {
    // Of a frame that is none or too large the peer is told by `ws` itself, and the socket closes.
    socket.on('error', (error) => this.logger.debug({ err: error }, 'a WebSocket met an error'));
    const peer: Peer = { socket, request, viewer: null, authorization: undefined };
    const heartbeat = keepAlive(socket, () => this.recheck(peer));
    const closed = this.protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (hear) =>
          socket.on('message', (message) => {
            hear(String(message)).catch((error: unknown) => {
              this.logger.error({ err: error }, 'a message of a WebSocket met an unexpected error');
              socket.close(CloseCode.InternalServerError, 'Internal server error');
            });
          }),
      },
      peer,
    );
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      closed(code, String(reason)).catch((error: unknown) =>
        this.logger.error({ err: error }, 'a WebSocket could not be closed as it should'),
      );
    });
  }
}

const closeCodes = { goingAway: 1001, tooManyRequests: 4429 };

function tooManySubscriptions(): GraphQLError {
  return refusal(
    'TOO_MANY_SUBSCRIPTIONS',
    `This connection has ${mostOperationsPerSocket} operations open, the most it may have; complete some first.`,
  );
}

/** Null where what is asked for is no address, such as //[: nobody catches what is thrown on an upgrade. */
function pathOf({ url = '/' }: IncomingMessage): string | null {
  return URL.canParse(url, 'http://gateway') ? new URL(url, 'http://gateway').pathname : null;
}

/** Settles once the text has gone out; until then nothing more is read of the operation that sends it. */
function send(socket: WebSocket, text: string): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  // Every operation of the socket may wait for one answer; more is what answers to pings and mistakes pile up.
  if (socket.bufferedAmount > messageLimitBytes * 4) {
    socket.terminate();
    return Promise.resolve();
  }
  return new Promise((resolve) => socket.send(text, () => resolve()));
}

/** A client that has not answered a ping by the next one is gone, or too slow. */
function keepAlive(socket: WebSocket, recheck: () => void): NodeJS.Timeout {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  return setInterval(() => {
    if (!isAlive) socket.terminate();
    else if (socket.readyState === socket.OPEN) {
      isAlive = false;
      socket.ping();
      recheck();
    }
  }, heartbeatMs);
}

type SocketRefusal = Omit<Refused, 'status'>;

function refuse(stream: Duplex, status: number, { code, message, details = {}, headers = {} }: SocketRefusal): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code, ...details } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ];
  // A client that keeps its side open would keep the gateway from stopping.
  stream.once('finish', () => stream.destroy());
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
