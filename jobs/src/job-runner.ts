import type { IsoDate } from '@oblys/domain';
import type { Job, JobContext } from './job.js';

/** How a due run ended; OVERLAPPED when the one before it was still at work, so nothing was begun. */
export type JobOutcome = 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'OVERLAPPED';

/** Runs one job, never twice at the same time, and tells how each run ended. */
export class JobRunner {
  private current: Promise<JobOutcome> | null = null;

  constructor(
    readonly job: Job,
    private readonly context: JobContext,
  ) {}

  async run(asOf: IsoDate): Promise<JobOutcome> {
    if (this.current !== null) {
      this.context.logger.warn({ asOf }, 'skipped: the run before it is still at work');
      return 'OVERLAPPED';
    }
    this.current = this.attempt(asOf);
    try {
      return await this.current;
    } finally {
      this.current = null;
    }
  }

  /** Resolves once no run is at work. */
  async settled(): Promise<void> {
    await this.current;
  }

  private async attempt(asOf: IsoDate): Promise<JobOutcome> {
    const { logger, signal } = this.context;
    const startedAtMs = performance.now();
    const durationMs = () => Math.round(performance.now() - startedAtMs);
    try {
      signal.throwIfAborted();
      await this.job.run(this.context, asOf);
      logger.info({ asOf, durationMs: durationMs() }, 'succeeded');
      return 'SUCCEEDED';
    } catch (error) {
      if (signal.aborted) {
        logger.warn({ asOf, durationMs: durationMs() }, 'aborted: the scheduler stops');
        return 'ABORTED';
      }
      logger.error({ asOf, durationMs: durationMs(), err: error }, 'failed');
      return 'FAILED';
    }
  }
}
