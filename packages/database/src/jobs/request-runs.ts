import {
  InvalidInputError,
  addDays,
  isRecordId,
  logicalDate,
  nextTick,
  NotFoundError,
  startOfDay,
  type IsoDate,
  type Schedule,
} from '@oblys/domain';
import type { Database } from '../database.js';
import type { JobRunState } from '../entities/index.js';
import type { Sql } from '../sql.js';
import { channels } from '../tell-runs.js';
import { endAttempt, terminateAttempts } from './end-attempt.js';
import { JobRunStateError } from './job-errors.js';

export interface RunRequest {
  /** The name of the job. */
  readonly job: string;
  /** The day it is to be about; the last whole day in the job's time zone unless given. */
  readonly asOf?: IsoDate | undefined;
  readonly requestedBy: string;
}

/**
 * Asks for a run of a job now, whatever its schedule and whatever it needs. The next scheduler that looks takes it.
 * @returns its id
 * @throws {NotFoundError} when no scheduler ever had such a job
 * @throws {InvalidInputError} when the day has not come in the job's time zone
 */
export async function requestJobRun(sql: Sql, { job, asOf, requestedBy }: RunRequest): Promise<string> {
  const { timeZone, now } = await getJob(sql, job);
  const today = addDays(logicalDate(now, timeZone), 1);
  if (asOf !== undefined && asOf > today) {
    throw new InvalidInputError(`The day ${asOf} has not come in ${timeZone}: it is ${today} there.`);
  }
  const [row] = await sql.query<{ id: string }>(
    `/* job:request   $1 = job, $2 = as-of day, $3 = who, $4 = time zone */
with asked as (
  insert into job_run (job, scheduled_for, as_of, trigger, lane, ready_at, requested_by)
  select job.name, clock_timestamp(), coalesce($2::date, (clock_timestamp() at time zone $4::text)::date - 1),
         'MANUAL', job.lane, clock_timestamp(), $3::text
    from job
   where job.name = $1::text
  returning id
)
select id, pg_notify('${channels.jobRun}', id::text) from asked`,
    [job, asOf ?? null, requestedBy, timeZone],
  );
  return row!.id;
}

/**
 * Ends a run that is due, blocked or under way, at once: its worker is cut off, and what it had not made visible yet
 * rolls back.
 * @throws {NotFoundError} when there is no such run
 * @throws {JobRunStateError} when it has ended already
 */
export async function cancelJobRun(database: Database, runId: string, requestedBy: string): Promise<void> {
  const error = `Cancelled by ${requestedBy}.`;
  for (;;) {
    const { state, token } = await getRun(database, runId);
    if (token !== null) {
      if (!(await endAttempt(database, { runId, token, state: 'CANCELLED', error }))) continue; // it went on meanwhile
      await terminateAttempts(database, [token]);
      return;
    }
    if (state !== 'DUE' && state !== 'BLOCKED') {
      throw stateError(runId, state, 'only one that is due, blocked or running can be cancelled');
    }
    if (await cancelWaiting(database, runId, error)) return;
  }
}

/** False where a worker has taken it since. */
async function cancelWaiting(sql: Sql, runId: string, error: string): Promise<boolean> {
  const cancelled = await sql.query(
    `/* job:cancel   $1 = run id, $2 = error */
with told as (
  update job_run
     set state = 'CANCELLED', finished_at = clock_timestamp(), error = $2::text
   where id = $1::uuid
     and state in ('DUE', 'BLOCKED')
  returning id
)
select id, pg_notify('${channels.jobRun}', id::text) from told`,
    [runId, error],
  );
  return cancelled.length > 0;
}

/**
 * Tries a run that failed, was cancelled or is blocked once more, for the same logical date and with all its attempts
 * before it; steps that it has done are not done again.
 * @throws {NotFoundError} when there is no such run
 * @throws {JobRunStateError} when it succeeded, is due or under way
 */
export async function retryJobRun(sql: Sql, runId: string, requestedBy: string): Promise<void> {
  const { state } = await getRun(sql, runId);
  const due = await sql.query(
    `/* job:retry   $1 = run id, $2 = who */
with told as (
  update job_run
     set state = 'DUE', finished_at = null, error = null, failure_count = 0, loss_count = 0,
         ready_at = clock_timestamp(), requested_by = $2::text
   where id = $1::uuid
     and state in ('FAILED', 'CANCELLED', 'BLOCKED')
  returning id
)
select id, pg_notify('${channels.jobRun}', id::text) from told`,
    [runId, requestedBy],
  );
  if (due.length > 0) return;
  const how = state === 'SUCCEEDED' ? 'ask for a new run of its day instead' : 'it is tried without being asked to';
  throw stateError(runId, state, how);
}

export interface BackfillRequest {
  readonly job: string;
  /** Logical dates, both included. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly requestedBy: string;
}

export interface BackfillAnswer {
  /** Runs that there were none of. */
  readonly created: number;
  /** Runs that had failed, were cancelled or blocked, and are due again. */
  readonly repeated: number;
  /** Runs that have succeeded, or will be tried without this: left as they are. */
  readonly left: number;
}

/** More at once is a mistake, as a rule: a year of days is 365. */
const backfillAtMost = 1_000;

/**
 * Sees to it that each moment of a job whose logical date lies in a range has a run which succeeds: those there are
 * none of are made, those that failed, were cancelled or are blocked are tried again, all others are left.
 * @throws {NotFoundError} when no scheduler ever had such a job
 * @throws {InvalidInputError} when the range is reversed, has days that are not over, no moment, or too many
 */
export async function requestBackfill(database: Database, request: BackfillRequest): Promise<BackfillAnswer> {
  const { job, from, to, requestedBy } = request;
  if (from > to) throw new InvalidInputError(`The range ${from}..${to} is reversed: its end is before its start.`);
  const { schedule, timeZone, now } = await getJob(database, job);
  if (to > logicalDate(now, timeZone)) {
    throw new InvalidInputError(`The range ${from}..${to} ends on a day that is not over in ${timeZone}.`);
  }
  // The moments of the day after a logical date are about it.
  const after = new Date(startOfDay(addDays(from, 1), timeZone).getTime() - 1);
  const through = new Date(Math.min(startOfDay(addDays(to, 2), timeZone).getTime() - 1, now.getTime()));
  const ticks = momentsBetween({ expression: schedule, timeZone }, after, through);
  if (ticks.length === 0) {
    throw new InvalidInputError(`${job} (${schedule}) has no moment about the days ${from}..${to}.`);
  }
  if (ticks.length > backfillAtMost) {
    throw new InvalidInputError(
      `${job} (${schedule}) has more than ${backfillAtMost} moments about the days ${from}..${to}; so many are filled at once at most: name a shorter range.`,
    );
  }
  const [answer] = await database.query<BackfillAnswer>(
    `/* job:backfill   $1 = job, $2 = moments, $3 = as-of days, $4 = who */
with asked as (
  insert into job_run (job, scheduled_for, as_of, trigger, lane, ready_at, requested_by)
  select job.name, tick.scheduled_for, tick.as_of, 'BACKFILL', job.lane, clock_timestamp(), $4::text
    from job
   cross join unnest($2::timestamptz[], $3::date[]) as tick (scheduled_for, as_of)
   where job.name = $1::text
  on conflict (job, scheduled_for) do update
     set state = 'DUE', finished_at = null, error = null, failure_count = 0, loss_count = 0,
         ready_at = clock_timestamp(), requested_by = excluded.requested_by
   where job_run.state in ('FAILED', 'CANCELLED', 'BLOCKED')
  returning xmax = 0 as is_new
)
select count(*) filter (where is_new)::integer as created,
       count(*) filter (where not is_new)::integer as repeated,
       cardinality($2::timestamptz[]) - count(*)::integer as left,
       pg_notify('${channels.jobRun}', '')
  from asked`,
    [job, ticks, ticks.map((tick) => logicalDate(tick, timeZone)), requestedBy],
  );
  const { created, repeated, left } = answer!;
  return { created, repeated, left };
}

/** Until there are more than may be filled at once: a range of decades would take minutes to count. */
function momentsBetween(schedule: Schedule, after: Date, through: Date): Date[] {
  const moments: Date[] = [];
  let next = nextTick(schedule, after);
  while (next !== null && next <= through && moments.length <= backfillAtMost) {
    moments.push(next);
    next = nextTick(schedule, next);
  }
  return moments;
}

export interface KnownJob {
  schedule: string;
  timeZone: string;
  /** By the clock of the database. */
  now: Date;
}

/** @throws {NotFoundError} when no scheduler ever had such a job; the message names those there are */
export async function getJob(sql: Sql, name: string): Promise<KnownJob> {
  const jobs = await sql.query<KnownJob & { name: string }>(
    `/* job:find */ select name, schedule, time_zone as "timeZone", clock_timestamp() as now from job order by name`,
  );
  const job = jobs.find((each) => each.name === name);
  if (job !== undefined) return job;
  const known =
    jobs.length === 0
      ? 'no scheduler has started on this database yet'
      : `there are ${jobs.map((each) => each.name).join(', ')}`;
  throw new NotFoundError(`There is no job ${name}: ${known}.`);
}

async function getRun(sql: Sql, runId: string): Promise<{ state: JobRunState; token: string | null }> {
  const [run] = isRecordId(runId)
    ? await sql.query<{ state: JobRunState; token: string | null }>(
        `/* job:find-run   $1 = run id */ select state, token from job_run where id = $1::uuid`,
        [runId],
      )
    : [];
  if (run === undefined) throw new NotFoundError(`There is no run ${runId} of a job.`);
  return run;
}

function stateError(runId: string, state: JobRunState, why: string): JobRunStateError {
  return new JobRunStateError(`Run ${runId} is ${state}: ${why}.`);
}
