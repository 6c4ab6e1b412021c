import { advisoryLocks, type Sql } from '@oblys/database';
import { RefreshUnderWayError } from './errors.js';

/**
 * Takes the lock of the connection that whoever writes or verifies the summaries holds: two never work at once.
 * @throws {RefreshUnderWayError} that names the run which holds it
 */
export async function takeRefreshLock(sql: Sql): Promise<void> {
  const [row] = await sql.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    advisoryLocks.summaries,
  ]);
  if (row?.taken === true) return;
  const [running] = await sql.query<{ id: string; started_at: Date; kind: string }>(
    `select id, started_at, kind
       from run
      where kind in ('ROLLUP', 'VERIFY')
        and state = 'RUNNING'
      order by started_at desc
      limit 1`,
  );
  const which = running === undefined ? '' : ` (run ${running.id}, since ${running.started_at.toISOString()})`;
  const what = running?.kind === 'VERIFY' ? 'A verification' : 'Another refresh';
  throw new RefreshUnderWayError(
    `${what} of the rollups is under way${which}; two never run at once. Try again when it is done.`,
  );
}

export async function freeRefreshLock(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_unlock($1)', [advisoryLocks.summaries]);
}
