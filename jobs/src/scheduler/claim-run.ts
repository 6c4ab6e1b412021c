import { channels, moment, type Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { isFree } from './settle-runs.js';

/** A run that is this worker's, for as long as it renews its lease. */
export interface ClaimedRun {
  readonly runId: string;
  readonly job: string;
  readonly asOf: IsoDate;
  readonly scheduledFor: Date;
  /** Greater than that of any attempt before it. */
  readonly token: string;
  readonly attempt: number;
}

export interface Claim {
  /** The jobs that the worker knows how to do. */
  readonly names: readonly string[];
  readonly worker: string;
  readonly leaseMs: number;
  readonly now: Date | null;
}

/** Takes the run that is most due, and that no other worker takes at the same moment; null where there is none. */
export async function claimRun(sql: Sql, { names, worker, leaseMs, now }: Claim): Promise<ClaimedRun | null> {
  try {
    const [claimed] = await sql.query<ClaimedRun>(claim, [names, worker, leaseMs, now]);
    return claimed ?? null;
  } catch (error) {
    // Another worker took the lane between the moment this statement looked and the moment it wrote.
    if ((error as { constraint?: string }).constraint === 'job_run_lane_idx') return null;
    throw error;
  }
}

const claim = `/* job:claim   $1 = jobs, $2 = worker, $3 = lease in ms, $4 = now */
with due as (
  select job_run.id, job.time_limit_ms
    from job_run
    join job
      on job.name = job_run.job
   where job_run.state = 'DUE'
     and job_run.ready_at <= ${moment('$4')}
     and job_run.job = any ($1::text[])
     and not exists (
       select from job_run as other where other.lane = job_run.lane and other.state = 'RUNNING'
     )
     and ${isFree}
   order by job.priority desc, job_run.scheduled_for, job_run.id
   limit 1
     for update of job_run skip locked
), taken as (
  update job_run
     set state = 'RUNNING',
         token = nextval('job_token_seq'),
         attempt_count = job_run.attempt_count + 1,
         started_at = coalesce(job_run.started_at, ${moment('$4')}),
         error = null
    from due
   where job_run.id = due.id
  returning job_run.*, due.time_limit_ms
), attempt as (
  insert into job_run_attempt (run_id, number, token, worker, started_at)
  select id, attempt_count, token, $2::text, ${moment('$4')}
    from taken
), lease as (
  insert into job_lease (run_id, token, worker, expires_at, ends_at)
  select id, token, $2::text, ${moment('$4')} + $3::integer * interval '1 millisecond',
         ${moment('$4')} + time_limit_ms * interval '1 millisecond'
    from taken
)
select id as "runId", job, as_of as "asOf", scheduled_for as "scheduledFor", token, attempt_count as attempt,
       pg_notify('${channels.jobRun}', id::text)
  from taken`;
