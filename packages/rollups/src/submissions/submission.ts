import type { SentState } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

/** Who submits or decides. */
export interface Submitter {
  readonly name: string;
  /** The areas that they answer for, with all that lies below them; null where for all. */
  readonly within: readonly string[] | null;
}

/** What a branch has sent of a topic for a month, as far as what becomes of it depends on that. */
export interface StandingSubmission {
  readonly id: string;
  readonly regionCode: string;
  readonly branchCode: string;
  readonly topic: string;
  /** Its first day. */
  readonly month: IsoDate;
  readonly state: SentState;
  readonly version: number;
  readonly recordCount: number;
  /** Whether records of it came, went or were changed since it was submitted. */
  readonly isTouched: boolean;
}

export const standingColumns = `submission.id, submission.region_code as "regionCode", submission.branch_code as "branchCode",
       submission.topic, submission.month, submission.state, submission.version, submission.record_count as "recordCount",
       exists (select from submission_touch where submission_touch.submission_id = submission.id) as "isTouched"`;

/** As messages call it. */
export function nameOf({
  topic,
  branchCode,
  month,
}: Pick<StandingSubmission, 'topic' | 'branchCode' | 'month'>): string {
  return `${month.slice(0, 'YYYY-MM'.length)} of ${topic} of branch ${branchCode}`;
}
