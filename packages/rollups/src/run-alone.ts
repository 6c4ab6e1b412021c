import { failLostRuns, failRun, startRun, succeedRun, type Database, type Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { CheckFailedError } from './errors.js';
import { recordFindings } from './findings.js';

export interface LoneRun<Outcome> {
  readonly kind: 'ROLLUP' | 'PUBLISH' | 'VERIFY';
  readonly asOf: IsoDate;
  /** Takes the session lock of the kind, or throws; the transaction begins after it, so that its snapshot is not older. */
  lock(sql: Sql): Promise<void>;
  unlock(sql: Sql): Promise<void>;
  /** In one REPEATABLE READ transaction. */
  work(sql: Sql, runId: string): Promise<Outcome>;
}

/**
 * Runs work under a session lock and in one transaction, with a row of `run` that stays whatever becomes of it.
 * The lock is the connection's: when the process dies, PostgreSQL frees it and rolls the transaction back.
 */
export async function runAlone<Outcome>(
  database: Database,
  run: LoneRun<Outcome>,
): Promise<Outcome & { runId: string }> {
  let runId: string | undefined;
  try {
    return await database.withConnection(async (_client, sql) => {
      await run.lock(sql);
      try {
        await failLostRuns(sql, run.kind);
        runId = await startRun(sql, run.kind, run.asOf);
        return await inTransaction(sql, () => workOn(sql, run, runId!));
      } finally {
        // A connection that is gone has freed its lock, and what broke it is the error to show.
        await run.unlock(sql).catch(() => undefined);
      }
    });
  } catch (error) {
    // On another connection, since the run may have lost its own.
    if (runId !== undefined) await recordFailure(database, runId, error);
    throw error;
  }
}

async function recordFailure(database: Database, runId: string, error: unknown): Promise<void> {
  const { code, findings = [] } = error instanceof CheckFailedError ? error : { code: undefined };
  await failRun(database, runId, error, code === undefined ? {} : { code, findings: findings.length });
  if (findings.length > 0) await recordFindings(database, runId, 'CHECK', findings);
}

async function workOn<Outcome>(sql: Sql, run: LoneRun<Outcome>, runId: string): Promise<Outcome & { runId: string }> {
  const outcome = await run.work(sql, runId);
  await succeedRun(sql, runId, outcome);
  return { ...outcome, runId };
}

async function inTransaction<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.query('begin isolation level repeatable read');
  try {
    const result = await work();
    await sql.query('commit');
    return result;
  } catch (error) {
    await sql.query('rollback').catch(() => undefined);
    throw error;
  }
}
