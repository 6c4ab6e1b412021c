import type { Database } from '@oblys/database';
import type { Job, JobLogger } from '../job.js';
import { claimRun } from './claim-run.js';
import { planRuns } from './plan-runs.js';
import { settleRuns } from './settle-runs.js';
import type { Lease } from './lease.js';
import { createLease, workOnRun } from './work-on-run.js';

/** The moment that planning, leases and retries go by; null is the clock of the database, which all machines share. */
export type Clock = () => Date | null;

export interface SchedulerParts {
  readonly database: Database;
  readonly logger: JobLogger;
  readonly jobs: readonly Job[];
  /** Tells it from all others: in the history of runs, and in leases. */
  readonly worker: string;
  readonly leaseMs: number;
  readonly clock: Clock;
}

/** As many runs as one process works on at a time: they wait for the database, mostly. */
const runsAtMost = 3;

/**
 * One of any number of schedulers on a database. Each time it wakes it makes the runs that have come due, ends what
 * nobody works on any more, and takes runs for as long as it may. It keeps nothing that the database does not say.
 */
export class Scheduler {
  private readonly byName: ReadonlyMap<string, Job>;
  private readonly names: readonly string[];
  private readonly working = new Set<Promise<void>>();
  private readonly leases = new Map<string, Lease>();
  private readonly stopping = new AbortController();
  private readonly aborting = new AbortController();
  private looking: Promise<void> | null = null;
  private isToLookAgain = false;

  constructor(private readonly parts: SchedulerParts) {
    this.byName = new Map(parts.jobs.map((job) => [job.name, job]));
    this.names = [...this.byName.keys()];
  }

  /** Looks for what there is to do, soon; what wakes it while it looks makes it look once more. */
  wake(): void {
    void this.look();
  }

  /** A run changed: one that this works on may have been cancelled. */
  hear(runId: string): void {
    this.leases.get(runId)?.renewSoon();
    this.wake();
  }

  /** As `wake`; resolves when it has looked. */
  look(): Promise<void> {
    this.isToLookAgain = true;
    this.looking ??= this.lookOften();
    return this.looking;
  }

  /** Resolves once it works on nothing. */
  async settled(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working);
  }

  /** Steps that are under way may finish within the grace; what has not by then rolls back, and is handed back. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort(new Error('The scheduler stops.'));
    await this.looking;
    const timer = setTimeout(() => this.aborting.abort(new Error('The scheduler stops.')), graceMs);
    await this.settled();
    clearTimeout(timer);
  }

  private async lookOften(): Promise<void> {
    while (this.isToLookAgain && !this.stopping.signal.aborted) {
      this.isToLookAgain = false;
      try {
        await this.lookOnce();
      } catch (error) {
        // The next wake comes by itself.
        this.parts.logger.warn({ err: error }, 'the scheduler could not look for what is due');
      }
    }
    // At once with the last look at what woke it: whoever wakes it from now on makes it look anew.
    this.looking = null;
  }

  private async lookOnce(): Promise<void> {
    const { database, clock } = this.parts;
    await planRuns(database, this.names, clock());
    await settleRuns(database, clock());
    while (this.working.size < runsAtMost && !this.stopping.signal.aborted) {
      if (!(await this.takeOne())) break;
    }
  }

  private async takeOne(): Promise<boolean> {
    const { database, worker, leaseMs, clock, logger } = this.parts;
    const run = await claimRun(database, { names: this.names, worker, leaseMs, now: clock() });
    if (run === null) return false;
    const [stopping, aborting] = [this.stopping.signal, this.aborting.signal];
    const parts = { database, logger, leaseMs, now: clock, stopping, aborting };
    const lease = createLease(parts, run);
    this.leases.set(run.runId, lease);
    const work = workOnRun(parts, this.byName.get(run.job)!, run, lease).finally(() => {
      this.working.delete(work);
      if (this.leases.get(run.runId) === lease) this.leases.delete(run.runId);
      // What waited for it, or for its lane, may begin.
      this.wake();
    });
    this.working.add(work);
    return true;
  }
}
