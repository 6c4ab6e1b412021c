import {
  attemptApplicationName,
  cancelApplication,
  channels,
  endAttempt,
  LeaseLostError,
  moment,
  openDatabase,
  type AttemptEnd,
  type Database,
  type Sql,
} from '@oblys/database';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { Job, JobContext, JobCounts, JobLogger } from '../job.js';
import type { ClaimedRun } from './claim-run.js';
import { isDatabaseGone } from './database-gone.js';
import { createFence, findDoneStep } from './fence.js';
import { Lease } from './lease.js';

export interface Worker {
  /** The scheduler's own connections, which tell of the run; its work has others. */
  readonly database: Database;
  readonly logger: JobLogger;
  readonly leaseMs: number;
  readonly now: () => Date | null;
  /** Aborted when no further step is to begin. */
  readonly stopping: AbortSignal;
  /** Aborted when what is under way is to be given up. */
  readonly aborting: AbortSignal;
}

/** The scheduler stops between two steps: the next worker goes on after the last that is done. */
class StoppedBetweenStepsError extends Error {}

/** Tries a run once, and tells the database how it went. Never throws: what goes wrong is the run's. */
export async function workOnRun(worker: Worker, job: Job, run: ClaimedRun, lease: Lease): Promise<void> {
  const logger = loggerOf(worker, run);
  const startedAtMs = performance.now();
  try {
    const counts = await doWork(worker, job, run, lease.signal, logger);
    const isOurs = await report(worker, lease.signal, () => succeed(worker.database, run, counts, worker.now()));
    const durationMs = Math.round(performance.now() - startedAtMs);
    if (isOurs) logger.info({ durationMs, ...counts }, 'succeeded');
    else logger.warn({ durationMs }, 'done, but the run is another worker’s by now, or was ended');
  } catch (error) {
    await tellEnd(worker, run, lease.signal, logger, error);
  } finally {
    await lease.release();
  }
}

export function createLease(worker: Worker, run: ClaimedRun): Lease {
  const { database: sql, leaseMs, now } = worker;
  return new Lease({ sql, run, leaseMs, now, logger: loggerOf(worker, run) });
}

function loggerOf({ logger }: Worker, { job, runId, asOf, attempt }: ClaimedRun): JobLogger {
  return logger.child({ job, runId, asOf, attempt });
}

/** On connections of the attempt alone; they are closed when this settles. */
async function doWork(
  worker: Worker,
  job: Job,
  run: ClaimedRun,
  lost: AbortSignal,
  logger: JobLogger,
): Promise<JobCounts> {
  const applicationName = attemptApplicationName(run.token);
  const signal = AbortSignal.any([lost, worker.aborting]);
  const audited = { by: 'JOB', name: run.job, origin: { runId: run.runId } } as const;
  const database = await openDatabase({ url: worker.database.url, applicationName, poolSize: 4, audited });
  const settled = new AbortController();
  let cancelling: Promise<void> | undefined;
  const cancel = () => (cancelling = cancelApplication(worker.database, applicationName, settled.signal));
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    const once: JobContext['once'] = (step, work) => doOnce(worker, database, run, step, work);
    const { asOf, scheduledFor } = run;
    const working = job.run({ database, logger, signal, asOf, scheduledFor, once });
    return await Promise.race([working, patienceWith(signal, settled.signal)]);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', cancel);
    settled.abort();
    await cancelling?.catch(() => undefined);
    await closeSoon(database);
  }
}

/** Work that is told to give up has as long to do so. */
const patienceMs = 5_000;

/** Never resolves; rejects where work does not give up in time: it is left to itself, and the fence keeps it from all effect. */
async function patienceWith(signal: AbortSignal, settled: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await sleep(patienceMs, undefined, { signal: settled, ref: false }).catch(() => undefined);
  throw signal.reason;
}

/** Work that was left to itself may hold a connection for ever; one that is used no more closes by itself. */
async function closeSoon(database: Database): Promise<void> {
  const closing = database.close().catch(() => undefined);
  await Promise.race([closing, sleep(patienceMs, undefined, { ref: false })]);
}

async function doOnce<Outcome>(
  { stopping }: Worker,
  sql: Sql,
  run: ClaimedRun,
  step: string,
  work: Parameters<JobContext['once']>[1],
): Promise<Outcome> {
  const done = await findDoneStep(sql, run.runId, step);
  if (done !== undefined) return done.outcome as Outcome;
  if (stopping.aborted) throw new StoppedBetweenStepsError('The scheduler stopped before the step began.');
  const fence = createFence(run, step);
  const outcome = await work(fence);
  // Work that found nothing to do had no transaction to pass the fence in.
  if (!fence.isPassed) await fence.pass(sql, outcome);
  return outcome as Outcome;
}

async function tellEnd(
  worker: Worker,
  run: ClaimedRun,
  lost: AbortSignal,
  logger: JobLogger,
  error: unknown,
): Promise<void> {
  if (lost.aborted || error instanceof LeaseLostError) {
    logger.warn({ err: error }, 'given up: the run is another worker’s by now, or was ended');
    return;
  }
  const end = endOf(worker, error);
  const isOurs = await report(worker, lost, () =>
    endAttempt(worker.database, { runId: run.runId, token: run.token, now: worker.now(), ...end }),
  ).catch((cause: unknown) => {
    logger.error({ err: cause }, 'the end of the attempt could not be told; its lease will run out');
    return true;
  });
  if (!isOurs) logger.warn({ err: error }, 'given up: the run is another worker’s by now, or was ended');
  else if (end.state === 'FAILED') logger.error({ err: error }, 'failed');
  else logger.warn({ err: error, state: end.state }, 'not done yet; it is due again');
}

/** Somebody refreshes by hand: it is asked again so much later. */
const busyPauseMs = 5_000;

function endOf(
  { stopping, aborting }: Worker,
  error: unknown,
): Pick<AttemptEnd, 'state' | 'error'> & { pauseMs?: number } {
  if (aborting.aborted || (error instanceof StoppedBetweenStepsError && stopping.aborted)) {
    return { state: 'HANDED_BACK', error: 'Its scheduler was stopped.' };
  }
  const message = describe(error);
  if ((error as { code?: unknown }).code === 'REFRESH_UNDER_WAY') {
    return { state: 'HANDED_BACK', error: message, pauseMs: busyPauseMs };
  }
  return { state: isDatabaseGone(error) ? 'LOST' : 'FAILED', error: message };
}

/** The error in full, with what caused it; `inspect` ends where causes go round in a circle. */
function describe(error: unknown): string {
  const text = error instanceof Error ? inspect(error) : String(error);
  // PostgreSQL keeps no text with this character.
  return text.replaceAll('\u0000', '\ufffd');
}

const reportPauseMs = 500;

/** Tried until the database hears it, or it does not matter any more. */
async function report({ stopping }: Worker, lost: AbortSignal, tell: () => Promise<boolean>): Promise<boolean> {
  for (;;) {
    try {
      return await tell();
    } catch (error) {
      if (lost.aborted) return false;
      if (stopping.aborted || !isDatabaseGone(error)) throw error;
      await sleep(reportPauseMs);
    }
  }
}

async function succeed(sql: Sql, run: ClaimedRun, counts: JobCounts, now: Date | null): Promise<boolean> {
  const rows = await sql.query(
    `/* job:succeed   $1 = run id, $2 = token, $3 = rows, $4 = cells, $5 = checks, $6 = now */
with ended as (
  update job_run
     set state = 'SUCCEEDED', token = null, finished_at = ${moment('$6')}, error = null,
         row_count = $3::bigint, cell_count = $4::bigint, check_count = $5::bigint,
         outcome = (select jsonb_object_agg(step, outcome) from job_run_step where run_id = $1::uuid)
   where id = $1::uuid
     and token = $2::bigint
  returning id
), attempt as (
  update job_run_attempt
     set state = 'SUCCEEDED', finished_at = greatest(${moment('$6')}, started_at)
   where token = $2::bigint
     and exists (select from ended)
), lease as (
  delete from job_lease
   where token = $2::bigint
     and exists (select from ended)
)
select id, pg_notify('${channels.jobRun}', id::text) from ended`,
    [run.runId, run.token, counts.rows ?? null, counts.cells ?? null, counts.checks ?? null, now],
  );
  return rows.length > 0;
}
