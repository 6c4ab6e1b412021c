import type { SubmissionState } from '@oblys/database';
import type { Grain, IsoDate, SummaryLevel, Tree } from '@oblys/domain';

export type Source = 'STORED' | 'LIVE' | 'MIXED' | 'PUBLISHED';

export const withheldReasons = [
  'NOT_REPORTED',
  'SUPPRESSED',
  'NOT_ALLOWED',
  'NOT_COMPUTED',
  'NO_DENOMINATOR',
  'NO_SINGLE_SUCCESSOR',
] as const;
export type WithheldReason = (typeof withheldReasons)[number];

/** Why a measure is null. */
export interface Withheld {
  /** Its code within the topic. */
  measure: string;
  reason: WithheldReason;
}

/** Which figures of a topic are asked for. */
export interface SummaryAsk {
  areaCode: string;
  level: SummaryLevel;
  /** The first day counted; null counts since the first record. Stocks take no notice of it. */
  from: IsoDate | null;
  /** The last day counted. */
  to: IsoDate;
  /** Null is the day of the current build. */
  asOf: IsoDate | null;
  /** Null counts all records, those without a programme too. */
  programmeCode: string | null;
  /**
   * Counts only records with one of these codes in each of these record dimensions of the topic; the empty code is that
   * of records without one. Always counted live.
   */
  only?: Readonly<Record<string, readonly string[]>>;
  /** AS_RECORDED unless given. In today's tree (CURRENT) records are always counted live. */
  tree?: Tree;
  /** With `start`: from..to is this whole period, so that a stored summary can answer. */
  grain?: Grain;
  start?: IsoDate;
}

export interface SummaryAnswer {
  /** By measure code: counts are numbers, money is decimal text with two places, ratios are numbers 0..1 unrounded. */
  values: Record<string, string | number | null>;
  /** A reason for each null in `values`, in the order of the measures. */
  withheld: Withheld[];
  source: Source;
  /** Null only where no build answers and none was asked for. */
  asOf: IsoDate | null;
  /** The run that made the current build, or the publication; null on a live answer. */
  runId: string | null;
  /** Of a publication alone: when it was published. */
  publishedAt?: Date;
  definitionVersion: string;
  /** The records the figures rest on; null where their number would tell of what is suppressed. */
  recordCount: number | null;
}

/** An answer that was counted, whose records are known. */
export interface CountedAnswer extends SummaryAnswer {
  recordCount: number;
}

/** A month that a district, or an area that is one, has not reported. */
export interface MissingMonth {
  areaCode: string;
  /** Its first day. */
  month: IsoDate;
  /** How it stands with the worst of what is due; null where the month stands on records. */
  state: SubmissionState | null;
}

export const coverageBases = ['RECORDS', 'SUBMISSIONS', 'MIXED'] as const;
/** What says whether a month was reported: any record, or, once anybody of the region submitted, that all due was sent. */
export type CoverageBasis = (typeof coverageBases)[number];

/** How much of what could have been reported has been, in branch-months of the districts of the area. */
export interface Coverage {
  expected: number;
  reported: number;
  basis: CoverageBasis;
  /** Of what stands on submissions, that which was sent whole and in time; null where nothing does. */
  onTime: number | null;
  /** In the order of months, then areas. */
  missing: MissingMonth[];
}
