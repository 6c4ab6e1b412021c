import type { NotComputableReason, Qualifier, Verdict } from '@oblys/domain';

/**
 * The sentences of one language. Numbers come written already; endings never hang on a number (in Kazakh they would
 * depend on how it is read aloud), and words that follow one take the form it asks for.
 */
export interface Phrases {
  /** Ends so that `computed`, `notComputed` or `withheld` can follow at once. */
  stated(given: { name: string; qualifier: Qualifier; value: string; roundingUnit: string | null }): string;
  /** The value with the word that hedges it, as it follows "states". */
  qualified(qualifier: Qualifier, value: string, roundingUnit: string | null): string;
  computed(given: Grounds): string;
  rule(told: Told): string;
  notComputed(reason: NotComputableReason): string;
  /** Follows `stated` where what the records say is not told. */
  withheld: string;
}

export interface Grounds {
  value: string;
  recordCount: number;
  /** recordCount, written. */
  records: string;
  /** Of a share: the two counts. */
  quotient: { part: string; partName: string; whole: string; wholeName: string } | null;
}

/** What the rule that decided speaks of. */
export interface Told {
  verdict: Verdict;
  qualifier: Qualifier;
  value: string;
  roundingUnit: string | null;
  lower: string | null;
  upper: string | null;
  difference: string;
  isDifferent: boolean;
  isPercent: boolean;
}
