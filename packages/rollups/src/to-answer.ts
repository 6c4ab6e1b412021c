import { rateOf } from '@oblys/domain';
import type { CountedAnswer, Withheld, WithheldReason } from './answers.js';
import { columnOf, isLevel } from './compile/columns.js';
import type { Measure, Topic } from './topic.js';

/** What was counted, by column, as the driver gives it: bigint and numeric come as text. */
export type CountedRow = Readonly<Record<string, unknown>>;

/** What decides whether a count may be shown. */
export interface Circumstances {
  /** False where the span starts after the as-of day, or no build can answer. */
  isComputed: boolean;
  /** Whether any branch of the area has reported any month of the span. */
  reportedInSpan: boolean;
  /** Whether any branch of the area has ever reported, up to the day. */
  reportedEver: boolean;
  /** True where it is not certain that a record which counts belongs to the area, since its own was split. */
  isAmbiguous?: boolean;
}

/** The figures of a row: zero only where records say zero, else null with its reason. */
export function toFigures(
  topic: Topic,
  counted: CountedRow,
  circumstances: Circumstances,
): Pick<CountedAnswer, 'values' | 'withheld' | 'recordCount'> {
  const values: CountedAnswer['values'] = {};
  const withheld: Withheld[] = [];
  for (const measure of topic.measures) {
    const reason = reasonFor(topic, measure, circumstances);
    const value = reason === null ? valueOf(measure, counted) : null;
    values[measure.code] = value;
    if (value === null) withheld.push({ measure: measure.code, reason: reason ?? 'NO_DENOMINATOR' });
  }
  return { values, withheld, recordCount: circumstances.isComputed ? recordCount(topic, counted) : 0 };
}

function reasonFor(topic: Topic, measure: Measure, circumstances: Circumstances): WithheldReason | null {
  if (!circumstances.isComputed) return 'NOT_COMPUTED';
  if (circumstances.isAmbiguous === true) return 'NO_SINGLE_SUCCESSOR';
  const reported = isLevel(topic, measure) ? circumstances.reportedEver : circumstances.reportedInSpan;
  return reported ? null : 'NOT_REPORTED';
}

function valueOf(measure: Measure, counted: CountedRow): string | number | null {
  const { computation } = measure;
  if (computation.by === 'rate') {
    return rateOf(countIn(counted, computation.numerator), countIn(counted, computation.denominator));
  }
  if (measure.valueType !== 'money') return countIn(counted, measure.code);
  const amount = counted[columnOf(measure.code)] ?? '0.00';
  const text = String(amount);
  return text.includes('.') ? text : `${text}.00`;
}

function countIn(counted: CountedRow, code: string): number {
  return Number(counted[columnOf(code)] ?? 0);
}

function recordCount(topic: Topic, counted: CountedRow): number {
  return topic.countedBy.reduce((sum, code) => sum + countIn(counted, code), 0);
}
