import { channels, endAttempt, moment, terminateAttempts, unmetNeeds, type Database, type Sql } from '@oblys/database';

/** What was found of attempts whose worker is not there any more, and of runs that wait for others. */
export interface Settled {
  /** Attempts that were ended: their worker died, hung, or took longer than it may. */
  readonly ended: number;
  /** Runs that are blocked, or not any more. */
  readonly moved: number;
}

/** Ends what nobody works on any more, and blocks or frees what waits for other jobs. */
export async function settleRuns(database: Database, now: Date | null): Promise<Settled> {
  const ended = await endLeases(database, now);
  const moved = (await blockRuns(database)) + (await freeRuns(database, now));
  return { ended, moved };
}

interface ExpiredLease {
  run_id: string;
  token: string;
  worker: string;
  is_stuck: boolean;
  ran_for: string;
}

/**
 * Connections are ended before the run is taken from them: they may hold the very rows that say whose it is. Whoever
 * else does the same at this moment ends what is ended already.
 */
async function endLeases(database: Database, now: Date | null): Promise<number> {
  const expired = await database.query<ExpiredLease>(
    `/* job:expired-leases   $1 = now */
select lease.run_id, lease.token, lease.worker, lease.ends_at <= ${moment('$1')} as is_stuck,
       justify_interval(date_trunc('second', ${moment('$1')} - attempt.started_at))::text as ran_for
  from job_lease as lease
  join job_run_attempt as attempt
    on attempt.token = lease.token
 where least(lease.expires_at, lease.ends_at) <= ${moment('$1')}`,
    [now],
  );
  await terminateAttempts(
    database,
    expired.map(({ token }) => token),
  );
  let count = 0;
  for (const { run_id: runId, token, worker, is_stuck: isStuck, ran_for: ranFor } of expired) {
    const error = isStuck
      ? `Stuck: it had run for ${ranFor}, longer than the job may take, and was ended.`
      : `Its worker ${worker} died, hung or lost the database: it did not renew its lease.`;
    if (await endAttempt(database, { runId, token, state: isStuck ? 'STUCK' : 'LOST', error, now })) count += 1;
  }
  return count;
}

/** The runs of a needed job that decide whether one of a logical date may begin. */
const neededRuns = `select from job_run as needed where needed.job = need.name and needed.as_of >= job_run.as_of`;

/** True of a run that waits for one which will not succeed by itself. */
const isHindered = `exists (
         select
           from unnest(job.needs) as need (name)
          where exists (${neededRuns} and needed.state in ('FAILED', 'CANCELLED', 'BLOCKED'))
            and not exists (${neededRuns} and needed.state in ('SUCCEEDED', 'DUE', 'RUNNING'))
       )`;

/** True of a run all of whose needs have succeeded; of one that somebody asked for, whatever they are. */
export const isFree = `(job_run.trigger = 'MANUAL' or not exists (
         ${unmetNeeds('job_run')}
       ))`;

async function blockRuns(sql: Sql): Promise<number> {
  const rows = await sql.query(`/* job:block */
update job_run
   set state = 'BLOCKED', error = 'What it needs has not succeeded: ' || array_to_string(job.needs, ', ') || '.'
  from job
 where job.name = job_run.job
   and job_run.state = 'DUE'
   and job_run.trigger <> 'MANUAL'
   and ${isHindered}
returning job_run.id, pg_notify('${channels.jobRun}', job_run.id::text)`);
  return rows.length;
}

async function freeRuns(sql: Sql, now: Date | null): Promise<number> {
  const rows = await sql.query(
    `/* job:free   $1 = now */
update job_run
   set state = 'DUE', error = null, ready_at = ${moment('$1')}
  from job
 where job.name = job_run.job
   and job_run.state = 'BLOCKED'
   and not ${isHindered}
returning job_run.id, pg_notify('${channels.jobRun}', job_run.id::text)`,
    [now],
  );
  return rows.length;
}
