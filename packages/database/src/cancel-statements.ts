import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { PoolClient } from 'pg';

const retryMs = 100;
const cancelRequestCode = 80_877_102;

interface ConnectedClient {
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}

/**
 * Cancels what a connection runs, until its work has settled: a request that arrives between two statements is void.
 * By the protocol's own cancel request, which needs no connection of the pool (the statements to cancel may hold them
 * all) and passes a pooler, whose process ids are not those of `pg_cancel_backend`. A server that cannot be reached is
 * left to its statement timeout.
 */
export async function cancelStatements(client: PoolClient, settled: AbortSignal): Promise<void> {
  while (!settled.aborted) {
    await sendCancelRequest(client as unknown as ConnectedClient);
    await delay(retryMs, undefined, { signal: settled }).catch(() => undefined);
  }
}

/** Settles once the server has hung up, which it does after it has passed the request on. */
function sendCancelRequest({ host, port, processID, secretKey }: ConnectedClient): Promise<void> {
  const message = Buffer.alloc(16);
  [message.length, cancelRequestCode, processID, secretKey].forEach((part, index) =>
    message.writeInt32BE(part, index * 4),
  );
  return new Promise((resolve) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(retryMs * 10, () => socket.destroy());
    socket.once('connect', () => socket.end(message));
    socket.once('error', () => undefined);
    socket.once('close', () => resolve());
    socket.resume();
  });
}
