import { isRecordId, type IsoDate } from '@oblys/domain';
import type { JobAttemptState, JobRunState, JobRunTrigger } from '../entities/index.js';
import type { Sql } from '../sql.js';
import { unmetNeeds } from './unmet-needs.js';

export interface ListedJob {
  readonly name: string;
  readonly title: string;
  readonly schedule: string;
  readonly timeZone: string;
  readonly needs: readonly string[];
  readonly nextRunAt: Date;
  /** When a scheduler that runs it started last. */
  readonly registeredAt: Date;
  readonly lastSucceededAt: Date | null;
  /** That of its newest moment. */
  readonly lastRun: ListedJobRun | null;
}

export interface ListedJobRun {
  readonly id: string;
  readonly job: string;
  readonly scheduledFor: Date;
  readonly asOf: IsoDate;
  readonly trigger: JobRunTrigger;
  readonly state: JobRunState;
  readonly attempts: number;
  readonly missedCount: number;
  readonly readyAt: Date;
  readonly deadlineAt: Date | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** Seconds from the first attempt to the end, or until now; null before the first. */
  readonly durationSeconds: number | null;
  readonly rows: number | null;
  readonly cells: number | null;
  readonly checks: number | null;
  /** Of the attempt that goes on, or was the last. */
  readonly worker: string | null;
  readonly requestedBy: string | null;
  readonly error: string | null;
}

export interface JobAttempt {
  readonly number: number;
  readonly state: JobAttemptState;
  readonly worker: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly error: string | null;
}

export interface JobStep {
  readonly step: string;
  readonly doneAt: Date;
  readonly outcome: unknown;
}

/** Why a run that is due does not begin. */
export interface JobRunWait {
  /** Jobs that have not succeeded for its day or a later one, and have to. */
  readonly needs: readonly string[];
  /** The run that goes on in its lane, as job and day. */
  readonly laneHolder: string | null;
}

export interface WholeJobRun extends ListedJobRun {
  /** Null of one that waits for nothing, or has ended. */
  readonly waitsFor: JobRunWait | null;
  readonly tries: readonly JobAttempt[];
  readonly steps: readonly JobStep[];
}

/** The jobs as the scheduler that started last has them, by name. */
export async function listJobs(sql: Sql): Promise<ListedJob[]> {
  const jobs = await sql.query<Omit<ListedJob, 'lastRun'> & { lastRunId: string | null }>(`/* job:list */
select job.name, job.title_en as title, job.schedule, job.time_zone as "timeZone", job.needs,
       job.next_run_at as "nextRunAt", job.registered_at as "registeredAt",
       (select run.finished_at
          from job_run as run
         where run.job = job.name
           and run.state = 'SUCCEEDED'
         order by run.finished_at desc
         limit 1) as "lastSucceededAt",
       (select run.id from job_run as run where run.job = job.name order by run.scheduled_for desc limit 1) as "lastRunId"
  from job
 order by job.name`);
  const runs = await listJobRunsOf(
    sql,
    jobs.flatMap(({ lastRunId }) => lastRunId ?? []),
  );
  return jobs.map(({ lastRunId, ...job }) => ({ ...job, lastRun: runs.find(({ id }) => id === lastRunId) ?? null }));
}

export interface JobRunQuery {
  readonly job?: string | undefined;
  readonly state?: JobRunState | undefined;
  readonly limit: number;
}

/** Runs of jobs, the newest moment first, and how many there are in all. */
export async function listJobRuns(
  sql: Sql,
  { job, state, limit }: JobRunQuery,
): Promise<{ runs: ListedJobRun[]; total: number }> {
  const asked = [job ?? null, state ?? null];
  const [counted] = await sql.query<{ total: number }>(
    `/* job:count-runs   $1 = job, $2 = state */
select count(*)::integer as total
  from job_run as run
 where ${isAsked}`,
    asked,
  );
  const runs = await sql.query<ListedJobRun>(
    `/* job:list-runs   $1 = job, $2 = state, $3 = how many */
select ${listedColumns}
  from job_run as run
 where ${isAsked}
 order by run.scheduled_for desc, run.id desc
 limit $3::integer`,
    [...asked, limit],
  );
  return { runs, total: counted!.total };
}

/** The runs of these ids that there are, the oldest moment first. */
export function listJobRunsOf(sql: Sql, ids: readonly string[]): Promise<ListedJobRun[]> {
  return sql.query<ListedJobRun>(
    `/* job:runs-of   $1 = ids */
select ${listedColumns}
  from job_run as run
 where run.id = any ($1::uuid[])
 order by run.scheduled_for, run.id`,
    [ids],
  );
}

export interface RunsAbout {
  readonly job: string;
  /** Logical dates, both included. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Runs that ended before are left out. */
  readonly since: Date;
}

/** The runs of a job about a range of days that have not ended, or have since a moment, the oldest moment first. */
export async function listRunIdsAbout(sql: Sql, { job, from, to, since }: RunsAbout): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `/* job:runs-about   $1 = job, $2..$3 = days, $4 = since */
select id
  from job_run
 where job = $1
   and as_of between $2::date and $3::date
   and (finished_at is null or finished_at >= $4::timestamptz)
 order by scheduled_for, id`,
    [job, from, to, since],
  );
  return rows.map(({ id }) => id);
}

/** A run with all its attempts, and all that was done of it; null when there is none of that id. */
export async function findJobRun(sql: Sql, id: string): Promise<WholeJobRun | null> {
  const [run] = isRecordId(id) ? await listJobRunsOf(sql, [id]) : [];
  if (run === undefined) return null;
  const tries = await sql.query<JobAttempt>(
    `/* job:attempts   $1 = run id */
select number, state, worker, started_at as "startedAt", finished_at as "finishedAt", error
  from job_run_attempt
 where run_id = $1::uuid
 order by number`,
    [id],
  );
  const steps = await sql.query<JobStep>(
    `/* job:steps   $1 = run id */
select step, done_at as "doneAt", outcome
  from job_run_step
 where run_id = $1::uuid
 order by done_at, step`,
    [id],
  );
  return { ...run, waitsFor: await findWait(sql, run), tries, steps };
}

async function findWait(sql: Sql, { id, state }: ListedJobRun): Promise<JobRunWait | null> {
  if (state !== 'DUE' && state !== 'BLOCKED') return null;
  const [wait] = await sql.query<JobRunWait>(
    `/* job:waits-for   $1 = run id */
select array (
         select unmet.name
           from job
          cross join lateral (
            ${unmetNeeds('run')}
          ) as unmet
          where job.name = run.job
            and run.trigger <> 'MANUAL'
          order by unmet.name
       ) as needs,
       (select other.job || ' ' || other.as_of
          from job_run as other
         where other.lane = run.lane
           and other.state = 'RUNNING') as "laneHolder"
  from job_run as run
 where run.id = $1::uuid`,
    [id],
  );
  return wait === undefined || (wait.needs.length === 0 && wait.laneHolder === null) ? null : wait;
}

/** How many schedulers are connected to the database, in whichever process. */
export async function countSchedulers(sql: Sql): Promise<number> {
  const [found] = await sql.query<{ count: number }>(
    `/* job:schedulers   $1 = application name */
select count(*)::integer as count
  from pg_stat_activity
 where application_name = $1
   and datname = current_database()`,
    [schedulerApplicationName],
  );
  return found!.count;
}

/** The name under which the connection that each scheduler listens on is known to the database. */
export const schedulerApplicationName = 'oblys scheduler listen';

const isAsked = `($1::text is null or run.job = $1::text)
   and ($2::text is null or run.state = $2::text)`;

const listedColumns = `run.id, run.job, run.scheduled_for as "scheduledFor", run.as_of as "asOf", run.trigger, run.state,
       run.attempt_count as attempts, run.missed_count as "missedCount", run.ready_at as "readyAt",
       run.deadline_at as "deadlineAt", run.started_at as "startedAt", run.finished_at as "finishedAt",
       extract(epoch from coalesce(run.finished_at, clock_timestamp()) - run.started_at)::float8 as "durationSeconds",
       run.row_count::float8 as rows, run.cell_count::float8 as cells, run.check_count::float8 as checks,
       (select attempt.worker
          from job_run_attempt as attempt
         where attempt.run_id = run.id
         order by attempt.number desc
         limit 1) as worker,
       run.requested_by as "requestedBy", run.error`;
