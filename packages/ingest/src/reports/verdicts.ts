import type { ReportCheckKind } from '@oblys/database';
import type { Bounds, CountRange, IsoDate, NotComputableReason, PartsFit, Verdict } from '@oblys/domain';
import type { StatedFigureRow } from './stated-report.js';

/** A stated figure with what holding it against the records found. */
export interface FigureVerdict extends StatedFigureRow {
  figureId: string;
  verdict: Verdict;
  /** In the stated unit; null only where nothing could be computed. */
  computed: string | null;
  /** Computed less stated. */
  difference: string | null;
  /** Null unless nothing could be computed. */
  reason: NotComputableReason | null;
  basis: VerdictBasis;
}

/** What a verdict rests on, enough to explain it and to count it again. */
export interface VerdictBasis {
  asOf: IsoDate;
  /** The values that agree with what is stated. */
  bounds: Bounds;
  /** The records counted; absent where none were. */
  recordCount?: number;
  /** Of a share: the two counts it is the quotient of. */
  numerator?: CountOfMeasure;
  denominator?: CountOfMeasure;
  /** Which definition of the topic it was counted by. */
  definitionVersion?: string;
}

export interface CountOfMeasure {
  /** Its code within the topic. */
  measure: string;
  count: number;
}

/**
 * The report held against itself, or a figure of it against an earlier report: a whole and its parts, as the topic's
 * identities and rates, programmes and spans tie them; or what can only grow.
 */
export interface ReportCheck {
  number: number;
  topic: string;
  kind: ReportCheckKind;
  /** False where nothing satisfies all of it at once. */
  holds: boolean;
  basis: CheckBasis;
}

export interface CheckBasis {
  programmeCode: string | null;
  outcome: PartsFit['outcome'];
  /** The stated figures taken together, by number. */
  figures: number[];
  whole: RangeOfMeasure;
  /** In the topic's order. A part without a measure is the rest, which has no name. */
  parts: RangeOfMeasure[];
  contradiction: CheckContradiction | null;
  /** The figure of an earlier report; absent of a report held against itself. */
  earlier?: EarlierFigure;
  /** The figure that is held against it, in the words of its report. */
  later?: WordedFigure;
}

/** A statement with its words, kept as it was when it was held against another. */
export type WordedFigure = Pick<
  StatedFigureRow,
  'number' | 'value' | 'unit' | 'qualifier' | 'roundingUnit' | 'wording'
>;

export interface EarlierFigure extends WordedFigure {
  figureId: string;
  reportId: string;
  title: string;
  publishedOn: IsoDate;
  asOf: IsoDate;
}

/** The counts that are left possible for a measure; null where they contradict each other or are too many to try. */
export interface RangeOfMeasure {
  measure: string | null;
  range: CountRange | null;
  /** Where the parts are programmes. */
  programmeCode?: string;
  /** Where the whole and its parts are spans; without a first day, since the first record. */
  span?: { from: IsoDate | null; to: IsoDate };
  /** The figures that state it, by number; absent where whole counts are looked for. */
  figures?: number[];
}

export type CheckContradiction =
  | { kind: 'WHOLE_IMPOSSIBLE' }
  | { kind: 'PART_IMPOSSIBLE'; measure: string | null }
  /** `whole` is the most that the whole can be, where that is not for whole counts to tell. */
  | { kind: 'PARTS_EXCEED_WHOLE'; in: SumUnit; least: string; whole?: string }
  | { kind: 'PARTS_FALL_SHORT'; in: SumUnit; most: string; whole?: string }
  | { kind: 'FALLS' };

export type SumUnit = 'COUNT' | 'PERCENT' | 'MONEY';

/** One holding of a report against the records and against itself. */
export interface Reconciliation {
  reconciliationId: string;
  reportId: string;
  runId: string;
  asOf: IsoDate;
  reconciledAt: Date;
  /** By number of the figure. */
  verdicts: FigureVerdict[];
  checks: ReportCheck[];
}
