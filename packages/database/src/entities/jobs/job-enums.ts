import { registerEnum } from '../enums.js';

const jobRunStates = ['DUE', 'RUNNING', 'BLOCKED', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;
export type JobRunState = (typeof jobRunStates)[number];
export const JobRunStateEnum = registerEnum<JobRunState>('JobRunState', 'Where a run of a job stands.', jobRunStates, {
  DUE: 'It waits for its turn: for what it needs, for its lane, or for the next attempt.',
  RUNNING: 'A worker is at it.',
  BLOCKED: 'What it needs failed or was cancelled; it goes on once that has succeeded after all.',
  SUCCEEDED: 'All it was to do is done.',
  FAILED: 'It was tried as often as it may be; `error` says why the last attempt failed.',
  CANCELLED: 'Somebody ended it.',
});

const jobRunTriggers = ['SCHEDULE', 'CATCH_UP', 'MANUAL', 'BACKFILL'] as const;
export type JobRunTrigger = (typeof jobRunTriggers)[number];
export const JobRunTriggerEnum = registerEnum<JobRunTrigger>(
  'JobRunTrigger',
  'Why there is a run of a job.',
  jobRunTriggers,
  {
    SCHEDULE: 'Its moment came.',
    CATCH_UP: 'Its moment passed while no scheduler ran.',
    MANUAL: 'Somebody asked for it.',
    BACKFILL: 'Somebody asked for the runs of a range of days.',
  },
);

const jobAttemptStates = ['RUNNING', 'SUCCEEDED', 'FAILED', 'LOST', 'STUCK', 'CANCELLED', 'HANDED_BACK'] as const;
export type JobAttemptState = (typeof jobAttemptStates)[number];
export const JobAttemptStateEnum = registerEnum<JobAttemptState>(
  'JobAttemptState',
  'How an attempt at a run of a job went.',
  jobAttemptStates,
  {
    RUNNING: 'It goes on.',
    SUCCEEDED: 'It did what there was to do.',
    FAILED: 'Something went wrong; `error` says what.',
    LOST: 'Its worker died, hung, or lost the database.',
    STUCK: 'It took longer than the job may take, and was ended.',
    CANCELLED: 'Somebody ended it.',
    HANDED_BACK: 'Its worker was stopped, and left the rest to the next one.',
  },
);

const jobCatchUps = ['ALL', 'LATEST', 'NONE'] as const;
export type JobCatchUp = (typeof jobCatchUps)[number];
export const JobCatchUpEnum = registerEnum<JobCatchUp>(
  'JobCatchUp',
  'What becomes of the moments of a job that passed while no scheduler ran.',
  jobCatchUps,
  {
    ALL: 'Each is caught up.',
    LATEST: 'One run, for the latest of them, stands for all.',
    NONE: 'They are passed over.',
  },
);
