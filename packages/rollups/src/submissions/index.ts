export { listSubmissionEvents, listSubmissions } from './list-submissions.js';
export type { ListedSubmission, ListedSubmissionEvent, SubmissionFilter } from './list-submissions.js';
export { approveSubmission, getSubmission, reopenSubmission, returnSubmission } from './review-submission.js';
export type { ReadSubmission } from './review-submission.js';
export type { StandingSubmission, Submitter } from './submission.js';
export {
  RecordsBeingWrittenError,
  SubmissionConflictError,
  SubmissionNotAllowedError,
  SubmissionStateError,
} from './submission-errors.js';
export { listSubmissionRules, setSubmissionRule } from './submission-dues.js';
export type { SubmissionRule } from './submission-dues.js';
export { submitMonth } from './submit-month.js';
export type { MonthToSubmit } from './submit-month.js';
