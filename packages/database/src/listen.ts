import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { plainTypes } from './database.js';
import { sqlOf, type Sql } from './sql.js';

export interface ListenOptions {
  /** Past a pooler: one that lends a connection for a transaction alone hears nothing. */
  url: string;
  channels: readonly string[];
  /** Shown in the database's activity view. */
  applicationName?: string;
  /** What it throws ends the connection, and a new one is made. */
  onNotification(notification: Notification): void | Promise<void>;
  /**
   * Called whenever it listens, at first and after each loss, with that connection: what happened while nobody listened
   * is to be read now. What it throws ends the connection, and a new one is made.
   */
  onListening(sql: Sql): Promise<void>;
  /** Called once for each connection that could not be made or was lost; another one is tried. */
  onLost(error: unknown): void;
}

export interface Notification {
  readonly channel: string;
  readonly payload: string;
}

export interface Listener {
  /** Settled once the first connection listens, or could not be made. */
  readonly begun: Promise<void>;
  stop(): Promise<void>;
}

/** A connection of its own that LISTENs for as long as it is not stopped, through every loss of it. */
export function listen(options: ListenOptions): Listener {
  const stopping = new AbortController();
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const working = keepListening(options, stopping.signal, begin).finally(begin);
  return {
    begun,
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
}

const firstPauseMs = 100;
const longestPauseMs = 10_000;

async function keepListening(options: ListenOptions, signal: AbortSignal, begin: () => void): Promise<void> {
  let losses = 0;
  while (!signal.aborted) {
    try {
      await listenOnce(options, signal, () => {
        losses = 0;
        begin();
      });
    } catch (error) {
      if (signal.aborted) return;
      options.onLost(error);
      begin();
      losses += 1;
      // Some of it by chance, so that many gateways do not come back to a database at one moment.
      const pauseMs = Math.min(firstPauseMs * 2 ** (losses - 1), longestPauseMs) * (0.5 + Math.random() / 2);
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** A connection can be dead without a word: it is asked this often, and has this long to answer. */
const pulseMs = 15_000;
const patienceMs = 10_000;

/** Returns when it is stopped, throws when the connection is lost. */
async function listenOnce(options: ListenOptions, signal: AbortSignal, onReady: () => void): Promise<void> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: options.url,
    application_name: options.applicationName ?? 'oblys listen',
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
    types: plainTypes,
    stream: () => socket,
  });
  let pulse: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    client.on('error', reject);
    client.on('end', () => reject(new Error('The connection to the database ended.')));
    client.on('notification', ({ channel, payload = '' }) => {
      const hear = async (): Promise<void> => options.onNotification({ channel, payload });
      hear().catch(reject);
    });
    pulse = setInterval(() => void client.query('/* listen:pulse */ select 1').catch(reject), pulseMs).unref();
  });
  // Whoever waits for it comes later.
  over.catch(() => undefined);
  const open = async (): Promise<void> => {
    await client.connect();
    await client.query(options.channels.map((channel) => `listen ${client.escapeIdentifier(channel)}`).join('; '));
    await options.onListening(sqlOf(client));
  };
  try {
    await Promise.race([open(), over]);
    if (signal.aborted) return;
    onReady();
    await over;
  } finally {
    clearInterval(pulse);
    // Without a word of farewell, which a connection that is dead would never answer.
    socket.destroy();
  }
}
