import { failLostRuns, failRun, startRun, succeedRun, type Database, type RunKind, type Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { CheckFailedError } from './errors.js';
import { recordFindings } from './findings.js';
import { ProgressTeller } from './progress-teller.js';
import type { StepProgress, Watch } from './watch.js';

export interface LoneRun<Progress extends StepProgress, Outcome> {
  readonly kind: RunKind;
  readonly asOf: IsoDate;
  /** Whoever watches in this process; listeners of the database are told as well. */
  readonly watch: Watch<Progress>;
  /** Takes the session lock of the kind, or throws; work begins after it, so that no snapshot of it is older. */
  lock(sql: Sql): Promise<void>;
  unlock(sql: Sql): Promise<void>;
  work(sql: Sql, runId: string, watch: Watch<Progress>): Promise<Outcome>;
}

/** Runs work alone and in one REPEATABLE READ transaction: its success and its effect are there together, or neither is. */
export async function runAlone<Progress extends StepProgress, Outcome>(
  database: Database,
  run: LoneRun<Progress, Outcome>,
): Promise<Outcome & { runId: string }> {
  const work = (sql: Sql, runId: string, watch: Watch<Progress>): Promise<Outcome & { runId: string }> =>
    inTransaction(sql, 'begin isolation level repeatable read', async () => {
      const outcome = await run.work(sql, runId, watch);
      await succeedRun(sql, runId, outcome);
      await watch.fence?.pass(sql, { ...outcome, runId });
      return { ...outcome, runId };
    });
  return runLocked(database, { ...run, work });
}

/**
 * Runs work under a session lock, with a row of `run` that stays whatever becomes of it; the work itself says that it
 * succeeded. The lock is the connection's: when the process dies, PostgreSQL frees it and rolls back what was begun.
 */
export async function runLocked<Progress extends StepProgress, Outcome>(
  database: Database,
  run: LoneRun<Progress, Outcome>,
): Promise<Outcome> {
  let runId: string | undefined;
  const teller = new ProgressTeller(database);
  try {
    return await database.withConnection(async (_client, sql) => {
      await run.lock(sql);
      try {
        await failLostRuns(sql, run.kind);
        runId = await startRun(sql, run.kind, run.asOf, run.watch.fence);
        return await run.work(sql, runId, toldWatch(run, runId, teller));
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

function toldWatch<Progress extends StepProgress, Outcome>(
  { kind, watch }: LoneRun<Progress, Outcome>,
  runId: string,
  teller: ProgressTeller,
): Watch<Progress> {
  return {
    signal: watch.signal,
    fence: watch.fence,
    onProgress: (progress) => {
      const { topic, step, done, total } = progress;
      teller.tell({ runId, kind, topic, step, done, total });
      watch.onProgress?.(progress);
    },
  };
}

/** Between `begin` and its commit, or its rollback when the work throws. */
export async function inTransaction<T>(sql: Sql, begin: string, work: () => Promise<T>): Promise<T> {
  await sql.query(begin);
  try {
    const result = await work();
    await sql.query('commit');
    return result;
  } catch (error) {
    await sql.query('rollback').catch(() => undefined);
    throw error;
  }
}
