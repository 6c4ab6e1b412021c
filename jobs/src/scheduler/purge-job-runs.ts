import type { Database, Fence } from '@oblys/database';

export interface PurgeJobRuns {
  readonly keepDays: number;
  readonly fence: Fence;
}

/** Runs of jobs that come every few minutes and found nothing to do are of no interest after so many days. */
const keepIdleDays = 7;

/**
 * Deletes the runs of jobs that ended longer ago, with their attempts and steps. The last one of each job that succeeded
 * stays, since others may need it; ones that did nothing are kept for a week only.
 */
export function purgeJobRuns(database: Database, { keepDays, fence }: PurgeJobRuns): Promise<{ jobRuns: number }> {
  return database.transaction('READ COMMITTED', async (sql) => {
    const [deleted] = await sql.query<{ count: number }>(
      `/* job:purge   $1 = days, $2 = days of runs that did nothing */
with deleted as (
  delete from job_run as old
   where old.finished_at < clock_timestamp() - case
           when old.state = 'SUCCEEDED' and old.outcome is null and old.row_count = 0 then $2::integer
           else $1::integer
         end * interval '1 day'
     and exists (
       select
         from job_run as later
        where later.job = old.job
          and later.state = 'SUCCEEDED'
          and later.as_of >= old.as_of
          and later.scheduled_for > old.scheduled_for
     )
  returning id
)
select count(*)::integer as count from deleted`,
      [keepDays, keepIdleDays],
    );
    const outcome = { jobRuns: deleted!.count };
    await fence.pass(sql, outcome);
    return outcome;
  });
}
