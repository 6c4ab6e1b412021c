import type { SubmissionState } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { ListedSubmission } from '@oblys/rollups';
import { onBusinessClock } from './business-days.js';
import { alignColumns, counted, formatCount } from './words.js';

const stateWords: Readonly<Record<SubmissionState, string>> = {
  NOT_DUE: 'not due',
  DUE: 'due',
  LATE: 'late',
  MISSING: 'missing',
  SUBMITTED: 'submitted',
  SUBMITTED_LATE: 'sent late',
  APPROVED: 'approved',
  RETURNED: 'returned',
};

/** How the branches stand with a month: a table of branches and topics, or what is known of each topic of one branch. */
export function submissionLines(submissions: readonly ListedSubmission[], month: IsoDate): string[] {
  const name = month.slice(0, 'YYYY-MM'.length);
  if (submissions.length === 0) return [`Nothing is due or was submitted for ${name}.`];
  const branches = new Set(submissions.map(({ branchCode }) => branchCode));
  return [
    `${name}: ${counted(submissions.length, 'topic')} of ${counted(branches.size, 'branch', 'branches')}, ${tally(submissions)}.`,
    ...(branches.size === 1 ? topicRows(submissions) : branchRows(submissions)),
  ];
}

/** Such as "3 approved, 8 late", in the order of the states. */
function tally(submissions: readonly ListedSubmission[]): string {
  return (Object.keys(stateWords) as SubmissionState[])
    .map((state) => [submissions.filter((each) => each.state === state).length, stateWords[state]] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatCount(count)} ${words}`)
    .join(', ');
}

function branchRows(submissions: readonly ListedSubmission[]): string[] {
  const topics = [...new Set(submissions.map(({ topic }) => topic))].sort();
  const branches = new Map(submissions.map(({ branchCode, branchNames }) => [branchCode, branchNames.en]));
  const cellOf = (branch: string, topic: string): string => {
    const found = submissions.find((each) => each.branchCode === branch && each.topic === topic);
    return found === undefined ? '-' : wordsOf(found);
  };
  return alignColumns([
    ['  branch', '', ...topics],
    ...[...branches].map(([code, name]) => [`  ${code}`, name, ...topics.map((topic) => cellOf(code, topic))]),
  ]);
}

function topicRows(submissions: readonly ListedSubmission[]): string[] {
  return alignColumns([
    ['  topic', 'state', 'due on', 'records', 'submitted (Asia/Almaty)', 'by', 'decided by', 'said'],
    ...submissions.map((each) => [
      `  ${each.topic}`,
      wordsOf(each),
      each.dueOn ?? '-',
      each.recordCount === null ? '-' : each.recordCount === 0 ? 'none' : formatCount(each.recordCount),
      each.submittedAt === null ? '-' : onBusinessClock(each.submittedAt),
      each.submittedBy ?? '-',
      each.approvedBy ?? each.returnedBy ?? '-',
      each.returnReason ?? each.note ?? '',
    ]),
  ]);
}

function wordsOf({ state, changedAt }: ListedSubmission): string {
  return changedAt === null ? stateWords[state] : `${stateWords[state]}, changed since`;
}
