import { channels } from '../tell-runs.js';
import type { Sql } from '../sql.js';
import { moment } from './moment.js';

/** How an attempt ends that did not do what there was to do. */
export type UnfinishedState = 'FAILED' | 'STUCK' | 'LOST' | 'HANDED_BACK' | 'CANCELLED';

export interface AttemptEnd {
  readonly runId: string;
  /** The fencing token of the attempt: where the run has another one by now, nothing is changed. */
  readonly token: string;
  readonly state: UnfinishedState;
  readonly error: string | null;
  /** The next attempt begins no earlier than after this pause; unless given, at once or as the job's retries go. */
  readonly pauseMs?: number;
  readonly now?: Date | null;
}

/** A run whose workers die one after the other is what kills them: it is not tried for ever. */
const lossesAtMost = 10;

/**
 * Ends an attempt, and says what becomes of its run: cancelled, due again, or failed for good once as many attempts
 * have failed as the job allows. What was handed back or lost with its worker counts as no failure. The run is locked
 * before all else of it, as by whoever succeeds.
 * @returns whether the attempt was the run's own until now
 */
export async function endAttempt(sql: Sql, { runId, token, state, error, pauseMs, now }: AttemptEnd): Promise<boolean> {
  const rows = await sql.query(
    `/* job:end-attempt   $1 = run id, $2 = token, $3 = how it ended, $4 = error, $5 = pause in ms, $6 = now */
with asked as (
  select job_run.id, job_run.failure_count, job_run.loss_count, job.attempts_at_most, job.retry_pause_ms,
         -- Whoever ends a stuck run cuts its worker off first, which may be the quicker one to tell.
         case when $3 = 'LOST' and lease.ends_at <= ${moment('$6')} then 'STUCK' else $3::text end as how
    from job_run
    join job
      on job.name = job_run.job
    left join job_lease as lease
      on lease.run_id = job_run.id
   where job_run.id = $1::uuid
     and job_run.token = $2::bigint
     for update of job_run
), held as (
  select asked.*,
         failure_count + case when how in ('FAILED', 'STUCK') then 1 else 0 end as failures,
         loss_count + case when how = 'LOST' then 1 else 0 end as losses,
         case when how = $3 then $4::text else 'Stuck: it had run longer than the job may take, and was ended.' end as error
    from asked
), next as (
  select held.*,
         case
           when how = 'CANCELLED' then 'CANCELLED'
           when how in ('FAILED', 'STUCK') and failures >= attempts_at_most then 'FAILED'
           when how = 'LOST' and losses >= ${lossesAtMost} then 'FAILED'
           else 'DUE'
         end as state,
         coalesce($5::bigint, case when how in ('FAILED', 'STUCK') then retry_pause_ms * 2 ^ (failures - 1) end, 0) as pause_ms
    from held
), ended as (
  update job_run
     set state = next.state,
         token = null,
         failure_count = next.failures,
         loss_count = next.losses,
         ready_at = ${moment('$6')} + next.pause_ms * interval '1 millisecond',
         finished_at = case when next.state <> 'DUE' then ${moment('$6')} end,
         error = next.error
    from next
   where job_run.id = next.id
  returning job_run.id, next.how, next.error
), attempt as (
  update job_run_attempt
     set state = ended.how, finished_at = greatest(${moment('$6')}, started_at), error = ended.error
    from ended
   where job_run_attempt.token = $2::bigint
     and job_run_attempt.state = 'RUNNING'
), lease as (
  delete from job_lease
   where token = $2::bigint
     and exists (select from ended)
), work as (
  update run
     set state = 'FAILED', finished_at = clock_timestamp(), error = coalesce($4::text, 'Its job was handed back.')
   where job_run_id = $1::uuid
     and state = 'RUNNING'
     and exists (select from ended)
  returning pg_notify('${channels.run}', id::text)
)
select ended.id, pg_notify('${channels.jobRun}', ended.id::text), (select count(*) from work)
  from ended`,
    [runId, token, state, error, pauseMs ?? null, now ?? null],
  );
  return rows.length > 0;
}

/** The name under which the connections of an attempt are known to the database. */
export function attemptApplicationName(token: string): string {
  return `oblys run ${token}`;
}

/** Long enough for any server to end a session, which it does at once where nothing is written out. */
const terminationMs = 5_000;

/**
 * Ends the connections of attempts that are others' by now: what a hung worker left open would hold its locks for as
 * long as it hangs. Their transactions roll back.
 */
export async function terminateAttempts(sql: Sql, tokens: readonly string[]): Promise<void> {
  if (tokens.length === 0) return;
  await sql.query(
    `/* job:terminate   $1 = application names, $2 = milliseconds to wait for each */
select pg_terminate_backend(activity.pid, $2::bigint)
  from pg_stat_activity as activity
 where activity.application_name = any ($1::text[])
   and activity.datname = current_database()
   and activity.pid <> pg_backend_pid()`,
    [tokens.map(attemptApplicationName), terminationMs],
  );
}
