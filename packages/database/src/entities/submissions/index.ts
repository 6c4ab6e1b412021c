export { PeriodLock } from './period-lock.entity.js';
export { SubmissionDue } from './submission-due.entity.js';
export type { SentBy } from './submission-due.entity.js';
export { Submission } from './submission.entity.js';
export { SubmissionEvent } from './submission-event.entity.js';
export { SubmissionTouch } from './submission-touch.entity.js';
export {
  SubmissionEventEnum,
  SubmissionStateEnum,
  submissionEvents,
  submissionStates,
  type SentState,
  type SubmissionEventKind,
  type SubmissionState,
} from './submission-enums.js';
