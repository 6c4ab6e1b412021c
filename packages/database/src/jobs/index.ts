export { attemptApplicationName, endAttempt, terminateAttempts } from './end-attempt.js';
export type { AttemptEnd, UnfinishedState } from './end-attempt.js';
export { JobRunStateError, LeaseLostError } from './job-errors.js';
export { moment } from './moment.js';
export { cancelJobRun, requestBackfill, requestJobRun, retryJobRun } from './request-runs.js';
export type { BackfillAnswer, BackfillRequest, RunRequest } from './request-runs.js';
