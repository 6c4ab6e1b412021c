import type { Severity } from '@oblys/database';
import type { LocalizedText } from '@oblys/domain';

/** What rules are filed under that are about the records of all topics. */
export const reportingTopic = 'reporting';

/** One check of the records of a topic, for all regions at once. */
export interface QualityRule {
  /** The topic and what is wrong, such as `funding.amount-out-of-line`. */
  readonly code: string;
  /** Code of a topic, or `reporting`. */
  readonly topic: string;
  readonly severity: Severity;
  readonly names: LocalizedText;
  /** In one sentence what is found. */
  readonly definition: LocalizedText;
  /** What one finding says; {dueOn} stands for the value of that name. */
  readonly message: LocalizedText;
  /** Whose records a finding names; null where it is about records that are not there. */
  readonly recordTable: string | null;
  /**
   * A select of what is wrong, one row a finding: subject (the same in every check), region_code, branch_code,
   * area_code, month, record_ids (a JSON array, at most 20), record_count, details (a JSON object, never with a name of
   * a person or a text). `checked` is one row with the as-of day and today.
   */
  readonly found: string;
}
