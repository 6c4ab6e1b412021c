import type { ClientBase, PoolClient } from 'pg';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { actorSetting, type AuditActor } from './audit/audit-actor.js';
import { copyRows } from './copy.js';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';
import { sqlOf, type ConnectionSql, type Sql } from './sql.js';
import { StatementNames } from './statement-names.js';

export interface DatabaseOptions {
  url: string;
  /** Connections kept at most; 10 unless given. */
  poolSize?: number;
  /** Shown in the database's activity view. */
  applicationName?: string;
  /** The database cancels a statement that takes longer; no end unless given. */
  statementTimeoutMs?: number;
  /** Whether statements that are repeated are prepared under names, which some poolers do not know; true unless given. */
  isPrepared?: boolean;
  /** Whose what is written is, for the audit; a user of the database unless given. Not for a pooler. */
  audited?: AuditActor;
}

/**
 * One pool of connections under two faces: TypeORM's for entities, `sql` for sets.
 * Close it when done; a closed database refuses further work.
 */
export interface Database extends Sql {
  readonly dataSource: DataSource;
  /** As it was given, with the password. */
  readonly url: string;
  /** Runs work in one transaction, rolled back when it throws. */
  transaction<T>(isolation: 'READ COMMITTED' | 'REPEATABLE READ', work: (sql: ConnectionSql) => Promise<T>): Promise<T>;
  /** Lends one connection, for COPY, LISTEN and session locks. */
  withConnection<T>(work: (client: PoolClient, sql: ConnectionSql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const dataSource = createDataSource(options);
  await dataSource.initialize();
  const names = options.isPrepared === false ? undefined : new StatementNames();
  const withConnection: Database['withConnection'] = async (work) => {
    const runner = dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      return await work(client, connectionSqlOf(client, names));
    } finally {
      await runner.release();
    }
  };
  return {
    dataSource,
    url: options.url,
    withConnection,
    query: (text, values, how) => withConnection((_client, sql) => sql.query(text, values, how)),
    transaction: (isolation, work) =>
      withConnection((client, sql) => inTransaction(client, `begin isolation level ${isolation}`, () => work(sql))),
    close: () => dataSource.destroy(),
  };
}

/** Between `begin` and its commit, or its rollback when the work throws. */
export async function inTransaction<T>(client: PoolClient, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await rollBack(client, error);
    throw error;
  }
}

function createDataSource(options: DatabaseOptions): DataSource {
  const { url, poolSize = 10, applicationName = 'oblys', statementTimeoutMs, audited } = options;
  const settings = {
    ...(statementTimeoutMs !== undefined && { statement_timeout: `${statementTimeoutMs}ms` }),
    ...(audited !== undefined && { [actorSetting]: JSON.stringify(audited) }),
  };
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName,
    entities: [...entities],
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    synchronize: false,
    // Whoever calls tells of an error; TypeORM would print a failed migration on stdout, among what a command answers.
    logger: 'debug',
    extra: {
      types: plainTypes,
      // Whatever a connection has gathered goes with it: plans of statements, and what the server keeps of tables.
      maxLifetimeSeconds: 3_600,
      ...(Object.keys(settings).length > 0 && { onConnect: setUp(settings) }),
    },
  });
}

/** By statements of their own on each new connection: poolers refuse settings that come with the start of one. */
function setUp(settings: Readonly<Record<string, string>>) {
  return async (client: ClientBase): Promise<void> => {
    for (const [name, value] of Object.entries(settings)) {
      await client.query(`select set_config($1::text, $2::text, false)`, [name, value]);
    }
  };
}

/** A connection that is gone has rolled back by itself; what made the work fail is the error to show. */
async function rollBack(client: PoolClient, reason: unknown): Promise<void> {
  try {
    await client.query('rollback');
  } catch (cause) {
    if (reason instanceof Error && reason.cause === undefined) reason.cause = cause;
  }
}

function connectionSqlOf(client: PoolClient, names: StatementNames | undefined): ConnectionSql {
  return { ...sqlOf(client, names), copy: (target, rows) => copyRows(client, target, rows) };
}

// A JavaScript Date shifts a calendar date with the machine's zone, so dates stay text, alone and in arrays.
const dateOid = 1082;
const dateArrayOid = 1182;
export const plainTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === dateOid) return (value: string) => value;
    return pg.types.getTypeParser(oid === dateArrayOid ? textArrayOid : oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};
const textArrayOid = 1009;
