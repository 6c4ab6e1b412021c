import type { Database, Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

/** Starts a run; committed on its own, so that a run that dies is seen to have been. */
export async function startRun(database: Database, asOf: IsoDate): Promise<string> {
  const [run] = await database.query<{ id: string }>(
    `/* reconcile:start-run */
     insert into run (kind, state, as_of)
     values ('RECONCILE', 'RUNNING', $1::date)
     returning id`,
    [asOf],
  );
  return run!.id;
}

export async function finishRun(sql: Sql, runId: string, outcome: unknown): Promise<void> {
  await sql.query(
    `/* reconcile:finish-run */
     update run
        set state = 'SUCCEEDED', finished_at = clock_timestamp(), outcome = $2::jsonb
      where id = $1::uuid`,
    [runId, JSON.stringify(outcome)],
  );
}

/** Where even this fails, the error that made the run fail stays the one to show. */
export async function failRun(database: Database, runId: string, reason: unknown): Promise<void> {
  try {
    await database.query(
      `/* reconcile:fail-run */
       update run
          set state = 'FAILED', finished_at = clock_timestamp(), error = $2
        where id = $1::uuid`,
      [runId, reason instanceof Error ? reason.message : String(reason)],
    );
  } catch (cause) {
    if (reason instanceof Error && reason.cause === undefined) reason.cause = cause;
  }
}
