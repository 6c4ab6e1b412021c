import type { IsoDate, LocalizedText } from '@oblys/domain';
import type { ValueType, WithheldReason } from '@oblys/rollups';

/** A figure of the year so far, and how the week has changed it. */
export interface DigestFigure {
  readonly topic: string;
  readonly measure: string;
  /** Counts are numbers, money is decimal text, ratios are numbers 0..1. */
  readonly value: string | number | null;
  readonly valueType: ValueType;
  readonly withheld: WithheldReason | null;
  /** Of a ratio the difference of two; null where one of the two is. */
  readonly change: string | number | null;
}

export interface DigestFindings {
  readonly kind: string;
  readonly topic: string;
  readonly count: number;
}

/** A figure of a report that the records do not bear out. */
export interface DigestDisagreement {
  readonly reportTitle: string;
  readonly reportAsOf: IsoDate;
  readonly topic: string;
  readonly measure: string;
  readonly stated: string;
  readonly computed: string;
  readonly unit: string;
}

/** The week of an area in figures and in what is not as it should be: in no language yet. */
export interface Digest {
  readonly areaCode: string;
  readonly areaName: LocalizedText;
  /** The day of the figures: the one that was asked for, or that of the current build where that is before it. */
  readonly asOf: IsoDate;
  /** The day that they are compared with, a week before. */
  readonly since: IsoDate;
  /** The run of the current build; null before the first. */
  readonly runId: string | null;
  readonly figures: readonly DigestFigure[];
  readonly overdueRoadmapItems: number | null;
  readonly findings: readonly DigestFindings[];
  readonly disagreements: readonly DigestDisagreement[];
  /** The topics whose figures have to be there for a later day by now. */
  readonly overdueTopics: readonly string[];
}
