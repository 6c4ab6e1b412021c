import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from './sql.js';

const retryMs = 150;

/**
 * Cancels the statements of an application until its work has settled. A cancelled statement fails its transaction,
 * which rolls back; short ones are left alone, since they are how the work notes that it failed.
 * @param sql on a connection that is not the application's own
 */
export async function cancelApplication(sql: Sql, applicationName: string, settled: AbortSignal): Promise<void> {
  while (!settled.aborted) {
    await sql.query(cancelStatements, [applicationName, retryMs]);
    await delay(retryMs);
  }
}

const cancelStatements = `
  /* cancel:statements   $1 = application name, $2 = milliseconds */
  select pg_cancel_backend(activity.pid)
    from pg_stat_activity as activity
   where activity.application_name = $1::text
     and activity.datname = current_database()
     and activity.state = 'active'
     and activity.query_start < clock_timestamp() - $2::integer * interval '1 millisecond'`;
