import type { Duplex } from 'node:stream';
import type { PoolClient } from 'pg';
import { takeOn, type Actor, type ActorRole } from './actor.js';
import { actorSetting, tellActor, type AuditActor } from './audit/audit-actor.js';
import { cancelStatements } from './cancel-statements.js';
import { inTransaction, type Database } from './database.js';
import type { Scope } from './scopes.js';
import type { ConnectionSql, QueryOptions } from './sql.js';

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
  return bindDatabase(database, { limits });
}

/** The database as its owner, with what is written told to the audit as somebody's. */
export function writeFor(database: Database, audited: AuditActor, limits?: WorkLimits): Database {
  return bindDatabase(database, { audited, ...(limits !== undefined && { limits }) });
}

/** The database as somebody: each statement and each transaction runs as their role, within their areas. */
export function actAs(database: Database, actor: Actor, limits?: WorkLimits): Database {
  return bindDatabase(database, { actor, ...(limits !== undefined && { limits }) });
}

interface Binding {
  readonly limits?: WorkLimits;
  readonly actor?: Actor;
  readonly audited?: AuditActor;
}

function bindDatabase(database: Database, { limits, actor, audited = actor?.audited }: Binding): Database {
  const lend: Database['withConnection'] = (work) =>
    limits === undefined
      ? database.withConnection(work)
      : database.withConnection((client, sql) => cancellable(client, limits.signal, () => work(client, sql)));
  const begin = (role: ActorRole | undefined, scope: Scope | null, how = ''): string =>
    [
      `begin${how}`,
      ...(limits === undefined ? [] : [`set local statement_timeout = ${wholeMs(limits.remainingMs())}`]),
      // Before the role is taken on; single statements of somebody only read.
      ...(audited === undefined || (actor !== undefined && how === '') ? [] : [tellActor(audited)]),
      ...(role === undefined ? [] : [takeOn(role, scope)]),
    ].join('; ');
  const findScope = async () => (actor?.scope ? actor.scope() : null);
  return {
    url: database.url,
    dataSource: database.dataSource,
    withConnection:
      actor === undefined ? (work) => lend(audited === undefined ? work : asAudited(audited, work)) : refuseConnection,
    query: async <Row>(text: string, values?: readonly unknown[], how?: QueryOptions) => {
      const scope = await findScope();
      const asked = { ...how, ...(actor !== undefined && { as: actor.reads }) };
      return lend((client, sql) =>
        inOneTrip(client, begin(actor?.reads, scope), () => sql.query<Row>(text, values, asked)),
      );
    },
    transaction: async (isolation, work) => {
      const scope = await findScope();
      const how = ` isolation level ${isolation}`;
      return lend((client, sql) => inTransaction(client, begin(actor?.writes, scope, how), () => work(sql)));
    },
    close: () => database.close(),
  };
}

/** Says who writes for as long as a connection is lent. */
function asAudited<T>(audited: AuditActor, work: Work<T>): Work<T> {
  return async (client, sql) => {
    const before = await client.query<{ former: string | null }>('select current_setting($1, true) as former', [
      actorSetting,
    ]);
    const set = 'select set_config($1, $2, false)';
    await client.query(set, [actorSetting, JSON.stringify(audited)]);
    try {
      return await work(client, sql);
    } finally {
      await client.query(set, [actorSetting, before.rows[0]?.former ?? '']);
    }
  };
}

type Work<T> = (client: PoolClient, sql: ConnectionSql) => Promise<T>;

/** A role is taken on for a transaction; on a bare connection all would be open. */
function refuseConnection(): Promise<never> {
  return Promise.reject(new Error('Who acts as somebody has statements and transactions, and no connection.'));
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
async function inOneTrip<Rows>(client: PoolClient, begin: string, query: () => Promise<Rows>): Promise<Rows> {
  const pipelined = client as PoolClient & { pipeline: boolean; connection: { stream: Duplex } };
  const { stream } = pipelined.connection;
  pipelined.pipeline = true;
  // Held back until the three are written, for one system call instead of three.
  stream.cork();
  const statements = [client.query(begin), query(), client.query('commit')] as const;
  stream.uncork();
  try {
    const [begun, answered, ended] = await Promise.allSettled(statements);
    for (const step of [answered, begun, ended]) if (step.status === 'rejected') throw step.reason;
    return (answered as PromiseFulfilledResult<Rows>).value;
  } finally {
    pipelined.pipeline = false;
  }
}

function wholeMs(timeoutMs: number): number {
  return Math.max(1, Math.ceil(timeoutMs));
}
