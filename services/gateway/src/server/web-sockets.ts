import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { UnauthenticatedError, type Viewer } from '@oblys/access';
import { OblysError } from '@oblys/domain';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { originOf } from '../audit/origin.js';
import type { GatewayLogger } from '../gateway-logger.js';
import type { LimitedPlaces } from './limited-places.js';
import type { StreamArgs, StreamOperations } from './stream-operations.js';
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
    operations: StreamOperations,
    private readonly connections: LimitedPlaces,
    private readonly viewers: Viewers,
    private readonly logger: GatewayLogger,
  ) {
    this.protocol = makeServer<Record<string, unknown>, Peer>({
      onConnect: ({ extra, connectionParams }) => this.admit(extra, connectionParams),
      onSubscribe: ({ extra, subscriptions }, _id, payload) =>
        Object.keys(subscriptions).length > mostOperationsPerSocket
          ? [tooManySubscriptions()]
          : (operations.prepare(payload, extra.viewer!, originOf(extra.request)) as
              StreamArgs | readonly GraphQLError[]),
      execute: (args) => operations.run(args as StreamArgs) as Promise<ExecutionResult>,
      subscribe: (args) => operations.run(args as StreamArgs) as Promise<ExecutionResult>,
      onNext: (_context, _id, _payload, _args, { data, errors }) => ({
        ...(errors !== undefined && { errors: operations.format(errors) }),
        ...(data !== undefined && { data }),
      }),
      onError: (_context, _id, _payload, errors) => operations.format(errors),
    });
    server.on('upgrade', (request, stream, head) => this.upgrade(request, stream, head));
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
      peer.viewer = await this.viewers.admitBy(peer.request, authorization);
      peer.authorization = authorization;
      return true;
    } catch (error) {
      if (!(error instanceof OblysError)) throw error;
      peer.socket.close(CloseCode.Unauthorized, error.message);
      return false;
    }
  }

  /** Whoever may not ask any more, since a token has expired or was revoked, is told no more. */
  private recheck({ socket, viewer, authorization }: Peer): void {
    if (viewer === null) return;
    this.viewers.authenticate(authorization).catch((error: unknown) => {
      if (error instanceof UnauthenticatedError) socket.close(CloseCode.Unauthorized, error.message);
    });
  }

  private upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // Until it is a WebSocket nobody else hears of its errors.
    const drop = (): void => void stream.destroy();
    stream.once('error', drop);
    const { pathname } = new URL(request.url ?? '/', 'http://gateway');
    if (pathname !== '/graphql') return refuse(stream, 404, { code: 'BAD_REQUEST', message: 'No WebSocket is here.' });
    if (isFromElsewhere(request)) return refuse(stream, 400, fromElsewhere);
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

const closeCodes = { goingAway: 1001 };

function tooManySubscriptions(): GraphQLError {
  return refusal(
    'TOO_MANY_SUBSCRIPTIONS',
    `This connection has ${mostOperationsPerSocket} operations open, the most it may have; complete some first.`,
  );
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

function refuse(stream: Duplex, status: number, { code, message }: { code: string; message: string }): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  // A client that keeps its side open would keep the gateway from stopping.
  stream.once('finish', () => stream.destroy());
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
