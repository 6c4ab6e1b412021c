import type { IsoDate } from '@oblys/domain';
import type { RunKind } from './entities/index.js';
import type { Fence } from './fence.js';
import type { Sql } from './sql.js';
import { channels } from './tell-runs.js';

/** Heard when the change of the run is committed. */
const tell = `select id, pg_notify('${channels.run}', id::text) from told`;

/** A run starts and fails outside of the transaction it tells of, so that one that fails or dies is on record too. */
export async function startRun(sql: Sql, kind: RunKind, asOf: IsoDate, fence?: Fence): Promise<string> {
  const [row] = await sql.query<{ id: string }>(
    `/* run:start   $1 = kind, $2 = as-of day, $3 = run of a job */
with told as (
  insert into run (kind, state, as_of, job_run_id)
  values ($1::text, 'RUNNING', $2::date, $3::uuid)
  returning id
)
${tell}`,
    [kind, asOf, fence?.jobRunId ?? null],
  );
  return row!.id;
}

/** Goes into the transaction of the run's own work, so that what is current always comes from a run that succeeded. */
export async function succeedRun(sql: Sql, runId: string, outcome: unknown): Promise<void> {
  await sql.query(
    `/* run:succeed   $1 = run id, $2 = outcome */
with told as (
  update run
     set state = 'SUCCEEDED', finished_at = clock_timestamp(), outcome = $2::jsonb
   where id = $1::uuid
  returning id
)
${tell}`,
    [runId, JSON.stringify(outcome)],
  );
}

/** Never throws: where even this fails, what made the run fail stays the error to show, with the other as its cause. */
export async function failRun(sql: Sql, runId: string, reason: unknown, outcome: object = {}): Promise<void> {
  try {
    await sql.query(
      `/* run:fail   $1 = run id, $2 = error, $3 = outcome */
with told as (
  update run
     set state = 'FAILED', finished_at = clock_timestamp(), error = $2::text, outcome = $3::jsonb
   where id = $1::uuid
     and state = 'RUNNING'
  returning id
)
${tell}`,
      [runId, reason instanceof Error ? reason.message : String(reason), JSON.stringify(outcome)],
    );
  } catch (cause) {
    if (reason instanceof Error && reason.cause === undefined) reason.cause = cause;
  }
}

/** Whoever holds the lock of a kind knows that a run of it that is still RUNNING lost its process. */
export async function failLostRuns(sql: Sql, kind: RunKind): Promise<void> {
  await sql.query(
    `/* run:fail-lost   $1 = kind */
with told as (
  update run
     set state = 'FAILED', finished_at = clock_timestamp(),
         error = 'The process or its connection ended before the run did.'
   where kind = $1::text
     and state = 'RUNNING'
  returning id
)
${tell}`,
    [kind],
  );
}
