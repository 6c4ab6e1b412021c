export { jobs } from './definitions/index.js';
export type { Job, JobContext, JobCounts, JobLogger } from './job.js';
export { assertJobs } from './scheduler/assert-jobs.js';
export { registerJobs } from './scheduler/register-jobs.js';
export { Scheduler } from './scheduler/scheduler.js';
export type { Clock, SchedulerParts } from './scheduler/scheduler.js';
export { startScheduler } from './scheduler/start-scheduler.js';
export type { RunningScheduler, SchedulerOptions } from './scheduler/start-scheduler.js';
