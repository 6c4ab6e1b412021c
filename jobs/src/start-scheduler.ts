import { addDays, businessDay, businessTimeZone } from '@oblys/domain';
import type { Database } from '@oblys/database';
import { createTask } from 'node-cron';
import type { Job, JobLogger } from './job.js';
import { JobRunner } from './job-runner.js';
import { nightlyRollupJob } from './nightly-rollup.job.js';

export const jobs: readonly Job[] = [nightlyRollupJob];

export interface SchedulerOptions {
  readonly database: Database;
  readonly logger: JobLogger;
  /** Every job unless given. */
  readonly jobs?: readonly Job[];
}

export interface Scheduler {
  readonly jobs: readonly { readonly name: string; readonly schedule: string; readonly nextRunAt: Date | null }[];
  /** Begins no further run, cuts short those at work and waits for them. */
  stop(): Promise<void>;
}

/** Runs the jobs at their times in Asia/Almaty, each as of the business day before. */
export async function startScheduler({ database, logger, jobs: chosen = jobs }: SchedulerOptions): Promise<Scheduler> {
  const stopping = new AbortController();
  const registered = chosen.map((job) => {
    const jobLogger = logger.child({ job: job.name });
    const runner = new JobRunner(job, { database, logger: jobLogger, signal: stopping.signal });
    const task = createTask(job.schedule, () => runner.run(addDays(businessDay(new Date()), -1)), {
      name: job.name,
      timezone: businessTimeZone,
      logger: cronLogger(jobLogger),
    });
    return { job, runner, task };
  });
  for (const { task } of registered) await task.start();
  return {
    get jobs() {
      return registered.map(({ job, task }) => ({ ...job, nextRunAt: task.getNextRun() }));
    },
    async stop() {
      stopping.abort(new Error('The scheduler stops.'));
      for (const { task } of registered) await task.destroy();
      await Promise.all(registered.map(({ runner }) => runner.settled()));
    },
  };
}

/** node-cron tells of runs it missed, for one while the machine slept. */
function cronLogger(logger: JobLogger) {
  return {
    info: (message: string) => logger.info({}, message),
    warn: (message: string) => logger.warn({}, message),
    error: (message: string | Error) => logger.error({}, String(message)),
    debug: () => undefined,
  };
}
