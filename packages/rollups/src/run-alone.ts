import { failLostRuns, failRun, startRun, succeedRun, type Database, type Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { CheckFailedError } from './errors.js';
import { recordFindings } from './findings.js';
import { ProgressTeller } from './progress-teller.js';
import type { BuildWatch } from './stage-build.js';

export interface LoneRun<Outcome> {
  readonly kind: 'ROLLUP' | 'PUBLISH' | 'VERIFY' | 'QUALITY';
  readonly asOf: IsoDate;
  /** Whoever watches in this process; listeners of the database are told as well. */
  readonly watch: BuildWatch;
  /** Takes the session lock of the kind, or throws; the transaction begins after it, so that its snapshot is not older. */
  lock(sql: Sql): Promise<void>;
  unlock(sql: Sql): Promise<void>;
  /** In one REPEATABLE READ transaction. */
  work(sql: Sql, runId: string, watch: BuildWatch): Promise<Outcome>;
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
  const teller = new ProgressTeller(database);
  try {
    return await database.withConnection(async (_client, sql) => {
      await run.lock(sql);
      try {
        await failLostRuns(sql, run.kind);
        runId = await startRun(sql, run.kind, run.asOf, run.watch.fence);
        return await inTransaction(sql, () => workOn(sql, run, runId!, teller));
      } finally {
        // A connection that is gone has freed its lock, and what broke it is the error to show.
        await run.unlock(sql).catch(() => undefined);
      }
    });
  } catch (error) {
    // On another connection, since the run may have lost its own.
    if (runId !== undefined) await recordFailure(database, runId, error);
    throw error;
  } finally {
    // Not earlier: with a pool of one connection it is told of once the run has given its own back.
    await teller.settle();
  }
}

async function recordFailure(database: Database, runId: string, error: unknown): Promise<void> {
  const { code, findings = [] } = error instanceof CheckFailedError ? error : { code: undefined };
  await failRun(database, runId, error, code === undefined ? {} : { code, findings: findings.length });
  if (findings.length > 0) await recordFindings(database, runId, 'CHECK', findings);
}

async function workOn<Outcome>(
  sql: Sql,
  { kind, watch, work }: LoneRun<Outcome>,
  runId: string,
  teller: ProgressTeller,
): Promise<Outcome & { runId: string }> {
  const outcome = await work(sql, runId, {
    signal: watch.signal,
    fence: watch.fence,
    onProgress: (progress) => {
      teller.tell({ runId, kind, ...progress });
      watch.onProgress?.(progress);
    },
  });
  await succeedRun(sql, runId, outcome);
  await watch.fence?.pass(sql, { ...outcome, runId });
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
