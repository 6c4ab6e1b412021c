import { channels, listen, schedulerApplicationName, type Database, type Listener } from '@oblys/database';
import { createTask, type ScheduledTask } from 'node-cron';
import { hostname } from 'node:os';
import type { Job, JobLogger } from '../job.js';
import { watchIncidents } from '../alerts/watch-incidents.js';
import { assertJobs } from './assert-jobs.js';
import { registerJobs } from './register-jobs.js';
import { Scheduler } from './scheduler.js';

export interface SchedulerOptions {
  readonly database: Database;
  readonly logger: JobLogger;
  readonly jobs: readonly Job[];
  /** How long a run stays its worker's without a word of it; 20 seconds unless given. */
  readonly leaseMs?: number;
  /** How long what is under way may take to finish when it is told to stop; 10 seconds unless given. */
  readonly graceMs?: number;
}

export interface RunningScheduler {
  /** Begins no further run; lets the steps under way finish, or hands them back, and waits for it. */
  stop(): Promise<void>;
}

/** What is told while nobody listened, and what just comes with time: a lease that ran out, a pause that is over. */
const wakeEvery = '*/5 * * * * *';
/** What is overdue or found wrong is told of within a minute. */
const watchEvery = '30 * * * * *';

/**
 * Runs the jobs at their times, together with any number of other schedulers on the same database. It wakes every five
 * seconds, and at once when somebody asks for a run or another one ends.
 * @throws {InvalidInputError} when the jobs cannot be run as they are defined
 */
export async function startScheduler(options: SchedulerOptions): Promise<RunningScheduler> {
  const { database, logger, jobs, leaseMs = 20_000, graceMs = 10_000 } = options;
  assertJobs(jobs);
  await registerJobs(database, jobs, null);
  const worker = `${hostname()}:${process.pid}`;
  const scheduler = new Scheduler({ database, logger, jobs, worker, leaseMs, clock: () => null });
  const listener = listenForRuns(database.url, logger, scheduler);
  const task = createTask(wakeEvery, () => scheduler.wake(), { name: 'wake', noOverlap: true, logger: silent });
  const watch = createTask(watchEvery, () => watchQuietly(database, logger), {
    name: 'watch',
    noOverlap: true,
    logger: silent,
  });
  for (const each of [task, watch]) await each.start();
  scheduler.wake();
  return { stop: () => stop(scheduler, listener, [task, watch], graceMs) };
}

/** The next minute tries again. */
async function watchQuietly(database: Database, logger: JobLogger): Promise<void> {
  try {
    await watchIncidents(database, new Date());
  } catch (error) {
    logger.warn({ err: error }, 'the scheduler could not look for what is overdue or wrong');
  }
}

function listenForRuns(url: string, logger: JobLogger, scheduler: Scheduler): Listener {
  return listen({
    url,
    channels: [channels.jobRun],
    applicationName: schedulerApplicationName,
    onNotification: ({ payload }) => scheduler.hear(payload),
    onListening: () => Promise.resolve(scheduler.wake()),
    onLost: (error) => logger.warn({ err: error }, 'the scheduler lost the database; it goes on once it is back'),
  });
}

async function stop(
  scheduler: Scheduler,
  listener: Listener,
  tasks: readonly ScheduledTask[],
  graceMs: number,
): Promise<void> {
  for (const task of tasks) await task.destroy();
  await listener.stop();
  await scheduler.stop(graceMs);
}

/** A wake that is late or left out is made up for by the next one. */
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
