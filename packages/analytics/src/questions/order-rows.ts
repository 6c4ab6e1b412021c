import { InvalidInputError, parseDecimal, compare } from '@oblys/domain';
import type { MeasureQueryAnswer, MeasureQueryRow } from '@oblys/rollups';
import { orderValueIn, type OrderValue } from './order-values.js';

/** One key of the order of rows: a measure or a dimension. */
export interface RowOrder {
  /** The full code of a measure of the question. */
  readonly measure?: string | null;
  /** A dimension of the question, by its codes. */
  readonly dimension?: string | null;
  /** By which of what is told of the measure; the figure itself unless given. */
  readonly by?: OrderValue;
  readonly direction: 'ASC' | 'DESC';
}

/**
 * The rows in the order of some keys, ties as they come. Null is greater than every value, as in the orders of records.
 * @throws {InvalidInputError} when a key is no column of the query, or is not one column
 */
export function orderRows(
  { rows, dimensions, measures }: MeasureQueryAnswer,
  orderBy: readonly RowOrder[],
): readonly MeasureQueryRow[] {
  if (orderBy.length === 0) return rows;
  const codes = measures.map(({ topic, measure }) => `${topic.code}.${measure.code}`);
  const keys = orderBy.map(({ measure = null, dimension = null, by = 'FIGURE', direction }) => {
    if ((measure === null) === (dimension === null)) {
      throw new InvalidInputError('Each key of "orderBy" names either a measure or a dimension.');
    }
    const index = measure === null ? dimensions.indexOf(dimension!) : codes.indexOf(measure);
    if (index < 0)
      throw new InvalidInputError(`"orderBy" names ${measure ?? dimension}, which the query does not ask for.`);
    if (measure === null && by !== 'FIGURE') {
      throw new InvalidInputError(`A dimension of "orderBy" has codes alone; it is not ordered by ${by}.`);
    }
    if (measure !== null) assertTold(rows, index, by);
    const order =
      measure === null
        ? (one: MeasureQueryRow, other: MeasureQueryRow) => compareTexts(one.keys[index]!.code, other.keys[index]!.code)
        : (one: MeasureQueryRow, other: MeasureQueryRow) =>
            compareNumbers(valueIn(one, index, by), valueIn(other, index, by));
    return { order, sign: direction === 'DESC' ? -1 : 1 };
  });
  return [...rows].sort((one, other) => {
    for (const { order, sign } of keys) {
      const found = order(one, other) * sign;
      if (found !== 0) return found;
    }
    return 0;
  });
}

function assertTold(rows: readonly MeasureQueryRow[], index: number, by: OrderValue): void {
  if (by === 'FIGURE' || rows.every(({ statistics }) => orderValueIn(by, statistics[index]!) !== undefined)) return;
  throw new InvalidInputError(
    `"orderBy" is by ${by}, which the query does not ask for in "statistics" or "compareWith".`,
  );
}

function valueIn({ values, statistics }: MeasureQueryRow, index: number, by: OrderValue): string | number | null {
  return by === 'FIGURE' ? values[index]!.value : (orderValueIn(by, statistics[index]!) ?? null);
}

function compareTexts(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : Number(one > other);
}

function compareNumbers(one: string | number | null, other: string | number | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  // Amounts pass what a number holds exactly.
  if (typeof one === 'string' || typeof other === 'string')
    return compare(parseDecimal(String(one)), parseDecimal(String(other)));
  return one - other;
}
