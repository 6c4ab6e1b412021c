/**
 * The quotient of two counts of one set: 0 is none, 1 is all, unrounded. Null of nothing, for none of nothing is no failure.
 */
export function rateOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
