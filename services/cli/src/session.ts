import type { Config } from '@oblys/config';
import { checkServer, isMigrated, openDatabase, openEmbeddedServer } from '@oblys/database';
import type { Database, DatabaseOptions } from '@oblys/database';
import { cancelWork } from './cancel-work.js';
import { DatabaseNotMigratedError } from './errors.js';
import { commandActor } from './requester.js';

/** A checked database server and a pool of connections to it, for as long as one command works. */
export interface Session {
  readonly config: Config;
  readonly server: SessionServer;
  /** Aborted when the command is asked to stop. */
  readonly stopSignal: AbortSignal;
  /** Past a pooler, where there is one: session locks and long transactions need it. */
  readonly database: Database;
  /**
   * For the many short queries of a gateway: through the pooler, where there is one, with connections of its own, so
   * that long work leaves it some, and no statement runs for ever. Closed with the session.
   */
  openPooled(): Promise<Database>;
  /** Work that a stop signal cuts short: its statements are cancelled, its transaction rolls back, then this throws. */
  interruptible<T>(work: () => Promise<T>): Promise<T>;
}

export interface OpenSession extends Session {
  /** Closes the connections and releases the server, which stops when nobody else uses it. */
  close(): Promise<void>;
}

export interface SessionServer {
  readonly version: string;
  readonly kind: 'given' | 'started' | 'joined';
}

export interface SessionOptions {
  readonly config: Config;
  /** Shown in the database's activity view. */
  readonly command: string;
  readonly stopSignal: AbortSignal;
  readonly onProgress: (text: string) => void;
  /** False for the commands that lay the tables. */
  readonly needsTables?: boolean;
}

/**
 * Opens the database of the settings, or the embedded one, which is joined where it runs and started where it does
 * not. Close it in any case.
 */
export async function openSession(options: SessionOptions): Promise<OpenSession> {
  const { config, stopSignal, onProgress, needsTables = true } = options;
  const server = await openServer(config, onProgress);
  const applicationName = `oblys ${options.command} ${process.pid}`;
  const opened: Database[] = [];
  const open = async (url: string, limits: Pick<DatabaseOptions, 'statementTimeoutMs' | 'audited'> = {}) => {
    const database = await openDatabase({ url, applicationName, isPrepared: config.prepared, ...limits });
    opened.push(database);
    return database;
  };
  const close = async () => {
    for (const database of opened.reverse()) await database.close();
    await server.release();
  };
  try {
    stopSignal.throwIfAborted();
    const { version } = await checkServer(server.url);
    const database = await open(server.url, { audited: commandActor(options.command) });
    if (needsTables && !(await isMigrated(database))) throw new DatabaseNotMigratedError();
    const pooledUrl = config.databaseUrl ?? server.url;
    return {
      config,
      server: { version, kind: server.kind },
      stopSignal,
      database,
      openPooled: async () => {
        if (pooledUrl !== server.url) await checkServer(pooledUrl);
        return open(pooledUrl, { statementTimeoutMs: config.limits.requestTimeoutMs });
      },
      interruptible: (work) => interruptible(work, stopSignal, { url: server.url, applicationName }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export async function withSession<T>(options: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(options);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function openServer(config: Config, onProgress: (text: string) => void) {
  if (config.databaseDirectUrl !== null) {
    return { url: config.databaseDirectUrl, kind: 'given' as const, release: () => Promise.resolve() };
  }
  const { url, attached, release } = await openEmbeddedServer({ dataDir: config.dataDir, onProgress });
  return { url, kind: attached ? ('joined' as const) : ('started' as const), release };
}

/** The work has settled before this does, so that nothing is closed under it. */
async function interruptible<T>(
  work: () => Promise<T>,
  stopSignal: AbortSignal,
  { url, applicationName }: { url: string; applicationName: string },
): Promise<T> {
  stopSignal.throwIfAborted();
  const settled = new AbortController();
  let cancelling: Promise<void> | undefined;
  const onStop = () => (cancelling = cancelWork(url, applicationName, settled.signal));
  stopSignal.addEventListener('abort', onStop, { once: true });
  try {
    return await work();
  } catch (error) {
    throw stopSignal.aborted ? stopSignal.reason : error;
  } finally {
    stopSignal.removeEventListener('abort', onStop);
    settled.abort();
    await cancelling?.catch(() => undefined); // the server is gone, and the statements with it
  }
}
