import type { Duplex } from 'node:stream';
import type { PoolClient } from 'pg';
import { cancelStatements } from './cancel-statements.js';
import { inTransaction, type Database } from './database.js';
import type { QueryOptions } from './sql.js';

/** What ends the work of one request. */
export interface WorkLimits {
  /** Once aborted, the statement that runs is cancelled and none begins; whoever waits for one gets the reason thrown. */
  readonly signal: AbortSignal;
  /** How long a statement that begins now may take. Throws when no time is left. */
  remainingMs(): number;
}

/**
 * The database for one request: what is left of its time is the `statement_timeout` of each statement, set for its own
 * transaction, so that a pooler may give the next one another connection.
 */
export function limitDatabase(database: Database, limits: WorkLimits): Database {
  const withConnection: Database['withConnection'] = (work) =>
    database.withConnection((client, sql) => cancellable(client, limits.signal, () => work(client, sql)));
  return {
    url: database.url,
    dataSource: database.dataSource,
    withConnection,
    query: <Row>(text: string, values?: readonly unknown[], how?: QueryOptions) =>
      withConnection((client, sql) => inOneTrip(client, limits.remainingMs(), () => sql.query<Row>(text, values, how))),
    transaction: (isolation, work) =>
      withConnection((client, sql) =>
        inTransaction(client, beginWithin(limits.remainingMs(), ` isolation level ${isolation}`), () => work(sql)),
      ),
    close: () => database.close(),
  };
}

async function cancellable<T>(client: PoolClient, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const settled = new AbortController();
  let cancelling: Promise<void> | undefined;
  const cancel = () => (cancelling = cancelStatements(client, settled.signal));
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', cancel);
    // Without a reason one would be made, with a stack.
    settled.abort(done);
    // Lent to another request before the cancellation is through, the connection would lose that one's statement.
    await cancelling;
  }
}

const done = 'done';

/**
 * All of it in one round trip: the three statements are written together, and what fails of the second is rolled back
 * by the third.
 */
async function inOneTrip<Rows>(client: PoolClient, timeoutMs: number, query: () => Promise<Rows>): Promise<Rows> {
  const pipelined = client as PoolClient & { pipeline: boolean; connection: { stream: Duplex } };
  const { stream } = pipelined.connection;
  pipelined.pipeline = true;
  // Held back until the three are written, for one system call instead of three.
  stream.cork();
  const statements = [client.query(beginWithin(timeoutMs)), query(), client.query('commit')] as const;
  stream.uncork();
  try {
    const [begun, answered, ended] = await Promise.allSettled(statements);
    for (const step of [answered, begun, ended]) if (step.status === 'rejected') throw step.reason;
    return (answered as PromiseFulfilledResult<Rows>).value;
  } finally {
    pipelined.pipeline = false;
  }
}

function beginWithin(timeoutMs: number, how = ''): string {
  return `begin${how}; set local statement_timeout = ${Math.max(1, Math.ceil(timeoutMs))}`;
}
