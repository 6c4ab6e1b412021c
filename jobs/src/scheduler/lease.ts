import { LeaseLostError, moment, type Sql } from '@oblys/database';
import type { JobLogger } from '../job.js';
import type { ClaimedRun } from './claim-run.js';

export interface LeaseOptions {
  readonly sql: Sql;
  readonly run: ClaimedRun;
  readonly leaseMs: number;
  readonly now: () => Date | null;
  readonly logger: JobLogger;
}

/** Renews what a worker holds of a run, three times before it would be over, until it is released or lost. */
export class Lease {
  private readonly lost = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private renewing: Promise<void> | null = null;

  constructor(private readonly options: LeaseOptions) {
    this.timer = setInterval(() => this.renewSoon(), options.leaseMs / 3);
  }

  /** Renews it now, and so finds out whether it is lost. */
  renewSoon(): void {
    this.renewing ??= this.renew().finally(() => (this.renewing = null));
  }

  /** Aborted once the run is another's, or was ended. */
  get signal(): AbortSignal {
    return this.lost.signal;
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.renewing;
  }

  private async renew(): Promise<void> {
    const { sql, run, leaseMs, now, logger } = this.options;
    try {
      const renewed = await sql.query(
        `/* job:renew   $1 = token, $2 = lease in ms, $3 = now */
update job_lease
   set expires_at = ${moment('$3')} + $2::integer * interval '1 millisecond'
 where token = $1::bigint
returning run_id`,
        [run.token, leaseMs, now()],
      );
      if (renewed.length === 0) this.lose();
    } catch (error) {
      // The next one may reach the database; if none does in time, another worker takes the run over.
      logger.warn({ err: error }, 'the lease of the run could not be renewed');
    }
  }

  private lose(): void {
    clearInterval(this.timer);
    const { runId, job } = this.options.run;
    this.lost.abort(new LeaseLostError(`Run ${runId} of ${job} is another worker's by now, or was ended.`));
  }
}
