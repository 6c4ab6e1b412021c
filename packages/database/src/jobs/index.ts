export { attemptApplicationName, endAttempt, terminateAttempts } from './end-attempt.js';
export type { AttemptEnd, UnfinishedState } from './end-attempt.js';
export { JobRunStateError, LeaseLostError } from './job-errors.js';
export { JobRunWatch } from './job-run-watch.js';
export type { ChangedJobRun } from './job-run-watch.js';
export { moment } from './moment.js';
export {
  countSchedulers,
  findJobRun,
  listJobRuns,
  listJobRunsOf,
  listJobs,
  listRunIdsAbout,
  schedulerApplicationName,
} from './read-runs.js';
export type {
  JobAttempt,
  JobRunQuery,
  JobRunWait,
  JobStep,
  ListedJob,
  ListedJobRun,
  RunsAbout,
  WholeJobRun,
} from './read-runs.js';
export { cancelJobRun, getJob, requestBackfill, requestJobRun, retryJobRun } from './request-runs.js';
export type { BackfillAnswer, BackfillRequest, RunRequest } from './request-runs.js';
export { unmetNeeds } from './unmet-needs.js';
