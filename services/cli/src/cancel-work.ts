import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '@oblys/database';

const retryMs = 150;

/**
 * Cancels the statements of an application until its work has settled. A cancelled statement fails its transaction,
 * which rolls back; short ones are left alone, since they are how the work notes that it failed.
 */
export async function cancelWork(url: string, applicationName: string, settled: AbortSignal): Promise<void> {
  const database = await openDatabase({ url, poolSize: 1, applicationName: `${applicationName} stop` });
  try {
    while (!settled.aborted) {
      await database.query(cancelStatements, [applicationName, retryMs]);
      await delay(retryMs);
    }
  } finally {
    await database.close();
  }
}

const cancelStatements = `
  /* cli:cancel-statements   $1 = application name, $2 = milliseconds */
  select pg_cancel_backend(activity.pid)
    from pg_stat_activity as activity
   where activity.application_name = $1::text
     and activity.datname = current_database()
     and activity.state = 'active'
     and activity.query_start < clock_timestamp() - $2::integer * interval '1 millisecond'`;
