import { registerEnum } from '../enums.js';

/** What was sent is in one of these; what was not has none. */
export type SentState = 'SUBMITTED' | 'APPROVED' | 'RETURNED';

export const submissionStates = [
  'NOT_DUE',
  'DUE',
  'LATE',
  'MISSING',
  'SUBMITTED',
  'SUBMITTED_LATE',
  'APPROVED',
  'RETURNED',
] as const;
export type SubmissionState = (typeof submissionStates)[number];
export const SubmissionStateEnum = registerEnum(
  'SubmissionState',
  'How a branch stands with a topic and a month at the end of a day.',
  submissionStates,
  {
    NOT_DUE: 'Not sent, and the month is not over.',
    DUE: 'Not sent; the month is over, and the day by which it is due has not passed.',
    LATE: 'Not sent, and the day by which it was due has passed.',
    MISSING: 'Not sent, and so late that it is counted as missing.',
    SUBMITTED: 'Sent in time, and not approved yet.',
    SUBMITTED_LATE: 'Sent after the day by which it was due, and not approved yet.',
    APPROVED: 'Approved by the region: the month is locked.',
    RETURNED: 'Sent back by the region, and to be sent anew; it counts as not sent.',
  },
);

export const submissionEvents = ['SUBMITTED', 'APPROVED', 'RETURNED', 'REOPENED', 'CHANGED'] as const;
export type SubmissionEventKind = (typeof submissionEvents)[number];
export const SubmissionEventEnum = registerEnum(
  'SubmissionEventKind',
  'What became of a submission.',
  submissionEvents,
  {
    SUBMITTED: 'The branch sent it, at first or anew.',
    APPROVED: 'The region approved it.',
    RETURNED: 'The region sent it back.',
    REOPENED: 'The region took its approval back, and the month is open again.',
    CHANGED: 'Records of the approved month were changed, for a reason.',
  },
);
