export type { Job, JobContext, JobLogger } from './job.js';
export { JobRunner } from './job-runner.js';
export type { JobOutcome } from './job-runner.js';
export { nightlyRollupJob } from './nightly-rollup.job.js';
export { jobs, startScheduler } from './start-scheduler.js';
export type { Scheduler, SchedulerOptions } from './start-scheduler.js';
