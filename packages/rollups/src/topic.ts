import type { LocalizedText } from '@oblys/domain';

/** SQL over one row of the topic's record table, whose alias is `record`. */
export type RecordSql = string;

export type Dimension = 'programme';

/** A column of the records that figures can be told apart by, though no summary is kept by it. */
export interface RecordDimension {
  /** The code of a record; null where it has none. `asked.as_of` is the as-of day. */
  readonly code: RecordSql;
  /** Where its codes and their names stand: a table of terms. Absent where the codes are `values`. */
  readonly vocabulary?: string;
  readonly values?: readonly string[];
}
export type MeasureKind = 'flow' | 'stock' | 'cohort' | 'rate';
export type ValueType = 'count' | 'money' | 'ratio';

/**
 * What a figure is made of. Figures are for a span from..to (both days included) and an as-of day:
 * - flow: the sum of `value` over the records with `on` in from..min(to, asOf);
 * - stock: the records with `enters` <= day and (`leaves` is null or `leaves` > day), day = min(to, asOf); a record
 *   whose interval is empty (`leaves` <= `enters`) counts on no day;
 * - cohort: the records with `receivedOn` in from..min(to, asOf), where `changedOn` is given those changed by asOf;
 * - distinct: how many different `of` the records of a flow have; it does not add up over areas or periods, so it is
 *   counted from records for each area and span;
 * - difference: `whole` less `less`, measures of this topic with one set of records;
 * - rate: the quotient of two measures of this topic, computed when read and never averaged.
 */
export type Computation = BaseComputation | DerivedComputation;

export type BaseComputation =
  | {
      readonly by: 'flow';
      readonly on: RecordSql;
      readonly value?: RecordSql;
      readonly from?: string;
      readonly where?: RecordSql;
    }
  | { readonly by: 'stock'; readonly enters: RecordSql; readonly leaves: RecordSql; readonly where?: RecordSql }
  | {
      readonly by: 'cohort';
      readonly receivedOn: RecordSql;
      readonly changedOn?: RecordSql;
      readonly where?: RecordSql;
    }
  | { readonly by: 'distinct'; readonly on: RecordSql; readonly of: RecordSql; readonly where?: RecordSql };

export type DerivedComputation =
  | { readonly by: 'difference'; readonly whole: string; readonly less: readonly string[] }
  | { readonly by: 'rate'; readonly numerator: string; readonly denominator: string };

export interface Measure {
  /** Unique within its topic; `topic.measure` names it everywhere else. */
  readonly code: string;
  readonly kind: MeasureKind;
  readonly valueType: ValueType;
  /** What is counted: items, appeals, KZT; `ratio` for a share of 0..1. */
  readonly unit: string;
  readonly names: LocalizedText;
  /** One sentence. */
  readonly definition: LocalizedText;
  /** Whether the values of the parts of an area add up to its own. A stock adds up over areas and never over time. */
  readonly additive: boolean;
  /** Codes of the counts that a rate is the quotient of; absent on every other kind. */
  readonly numerator?: string;
  readonly denominator?: string;
  readonly computation: Computation;
}

/**
 * How many days records took from one of their dates to another, told as a distribution: of the records whose second date
 * lies within from..min(to, asOf), whenever the first one was. So it says the same of a past month ever after; of those
 * begun within it, the slow ones would come in later. It does not add up and is computed from records for each answer.
 */
export interface Duration {
  /** Unique within its topic, among measures too. */
  readonly code: string;
  readonly names: LocalizedText;
  /** One sentence. */
  readonly definition: LocalizedText;
  readonly beginsOn: RecordSql;
  readonly endsOn: RecordSql;
}

/** The whole equals the sum of its parts, on every row. */
export interface Identity {
  readonly whole: string;
  readonly parts: readonly string[];
}

/** The part is never more than the whole, on any row. */
export interface Invariant {
  readonly part: string;
  readonly whole: string;
}

export interface Topic {
  readonly code: string;
  readonly names: LocalizedText;
  readonly recordTable: string;
  /** The record's own date; records dated after the as-of day are not there yet. */
  readonly recordedOn: RecordSql;
  /**
   * The dates on which somebody reported something: received, closed, held, adopted, executed. A branch has reported a
   * month that holds one of them; the mere passing of a day (an item falls due) is none.
   */
  readonly events: readonly RecordSql[];
  readonly dimensions: readonly Dimension[];
  /** By the code of the dimension, such as CHANNEL; figures by them are always counted from records. */
  readonly recordDimensions?: Readonly<Record<string, RecordDimension>>;
  readonly measures: readonly Measure[];
  readonly durations?: readonly Duration[];
  readonly identities: readonly Identity[];
  readonly invariants: readonly Invariant[];
  /** By when of the business day the figures of the day before have to be there, such as 05:30; `currentBy` unless given. */
  readonly currentBy?: string;
  /** The measures whose sum is the number of records that a row of figures rests on. */
  readonly countedBy: readonly string[];
  /** The measures that stand for the topic where there is no room for all, as in a digest. */
  readonly headline: readonly string[];
}
