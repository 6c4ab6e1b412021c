import { LeaseLostError, type Fence, type Sql } from '@oblys/database';
import type { ClaimedRun } from './claim-run.js';

/** What stands before each step of a run takes effect: the run is still this attempt's, and the step is noted. */
export function createFence({ runId, job, token }: ClaimedRun, step: string): Fence & { readonly isPassed: boolean } {
  let isPassed = false;
  return {
    jobRunId: runId,
    get isPassed() {
      return isPassed;
    },
    pass: async (sql, outcome) => {
      // Locked until the commit, so that nobody takes the run over between this look and what becomes visible then.
      const rows = await sql.query(
        `/* job:fence   $1 = run id, $2 = token, $3 = step, $4 = outcome */
with held as (
  select id
    from job_run
   where id = $1::uuid
     and token = $2::bigint
     for share
)
insert into job_run_step (run_id, step, outcome)
select id, $3, $4::jsonb
  from held
returning run_id`,
        [runId, token, step, JSON.stringify(outcome ?? null)],
      );
      if (rows.length === 0) {
        throw new LeaseLostError(
          `Run ${runId} of ${job} is another worker's by now, or was ended: ${step} has no effect.`,
        );
      }
      isPassed = true;
    },
  };
}

/** What a step gave that an earlier attempt has done; undefined where none has. */
export async function findDoneStep(sql: Sql, runId: string, step: string): Promise<{ outcome: unknown } | undefined> {
  const [done] = await sql.query<{ outcome: unknown }>(
    `/* job:step   $1 = run id, $2 = step */ select outcome from job_run_step where run_id = $1::uuid and step = $2`,
    [runId, step],
  );
  return done;
}
