import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

/** A run starts and fails outside of the transaction it tells of, so that a failed one is on record too. */
export async function startRun(sql: Sql, kind: 'ROLLUP' | 'PUBLISH', asOf: IsoDate): Promise<string> {
  const [row] = await sql.query<{ id: string }>(
    `/* run:start */
insert into run (kind, state, as_of)
values ($1, 'RUNNING', $2::date)
returning id`,
    [kind, asOf],
  );
  return row!.id;
}

export async function succeedRun(sql: Sql, runId: string, outcome: unknown): Promise<void> {
  await sql.query(
    `/* run:succeed */
update run
   set state = 'SUCCEEDED', finished_at = clock_timestamp(), outcome = $2::jsonb
 where id = $1::uuid`,
    [runId, JSON.stringify(outcome)],
  );
}

export async function failRun(sql: Sql, runId: string, error: unknown): Promise<void> {
  await sql.query(
    `/* run:fail */
update run
   set state = 'FAILED', finished_at = clock_timestamp(), error = $2
 where id = $1::uuid
   and state = 'RUNNING'`,
    [runId, error instanceof Error ? error.message : String(error)],
  );
}

/** Whoever holds the lock of a kind knows that a run of it that is still RUNNING lost its process. */
export async function failLostRuns(sql: Sql, kind: 'ROLLUP' | 'PUBLISH'): Promise<void> {
  await sql.query(
    `/* run:fail-lost */
update run
   set state = 'FAILED', finished_at = clock_timestamp(), error = 'The process or its connection ended before the run did.'
 where kind = $1
   and state = 'RUNNING'`,
    [kind],
  );
}
