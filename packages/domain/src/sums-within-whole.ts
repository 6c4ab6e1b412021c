import { type Interval, isAbove, isEmpty, point, sum } from './intervals.js';
import { formatDecimal, rational } from './rational.js';

/** Why what is stated of a whole and of parts of it cannot be true at once; the amounts are decimals. */
export type SumContradiction =
  | { kind: 'WHOLE_IMPOSSIBLE' }
  | { kind: 'PART_IMPOSSIBLE'; part: number }
  /** The parts come to at least `least`, the whole is at most `whole`. */
  | { kind: 'PARTS_EXCEED_WHOLE'; least: string; whole: string }
  /** The parts come to at most `most`, the whole is at least `whole`. */
  | { kind: 'PARTS_FALL_SHORT'; most: string; whole: string };

/**
 * What keeps amounts that do not overlap from lying within a whole; null where nothing does. Where they are all there is
 * of it, they must come to the whole besides. Unlike fitParts it asks for no whole counts, so it is right of money too.
 */
export function fitSum(whole: Interval, parts: readonly Interval[], areAll: boolean): SumContradiction | null {
  if (isEmpty(whole)) return { kind: 'WHOLE_IMPOSSIBLE' };
  const impossible = parts.findIndex(isEmpty);
  if (impossible !== -1) return { kind: 'PART_IMPOSSIBLE', part: impossible };

  const total = parts.reduce(sum, point(rational(0)));
  if (isAbove(total, whole)) {
    return {
      kind: 'PARTS_EXCEED_WHOLE',
      least: formatDecimal(total.lower!.value),
      whole: formatDecimal(whole.upper!.value),
    };
  }
  if (areAll && isAbove(whole, total)) {
    return {
      kind: 'PARTS_FALL_SHORT',
      most: formatDecimal(total.upper!.value),
      whole: formatDecimal(whole.lower!.value),
    };
  }
  return null;
}
