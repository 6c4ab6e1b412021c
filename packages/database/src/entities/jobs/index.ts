export * from './job-enums.js';
export { Job } from './job.entity.js';
export { JobRun } from './job-run.entity.js';
export { JobLease, JobRunAttempt, JobRunStep } from './job-run-parts.entity.js';
