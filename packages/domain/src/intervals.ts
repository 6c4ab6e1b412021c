import { add, ceil, compare, divide, floor, isInteger, multiply, type Rational, rational } from './rational.js';

/** One end of an interval: the value, and whether it still belongs to it. */
export interface Bound {
  readonly value: Rational;
  readonly inclusive: boolean;
}

/** The numbers between two bounds; a missing bound leaves that side open without end. */
export interface Interval {
  readonly lower: Bound | null;
  readonly upper: Bound | null;
}

export const everything: Interval = { lower: null, upper: null };

export function point(value: Rational): Interval {
  return { lower: { value, inclusive: true }, upper: { value, inclusive: true } };
}

/** The interval of all values not below zero. */
export function notNegative(): Interval {
  return { lower: { value: { numerator: 0n, denominator: 1n }, inclusive: true }, upper: null };
}

export function holds({ lower, upper }: Interval, value: Rational): boolean {
  const above = lower === null ? 1 : compare(value, lower.value);
  const below = upper === null ? -1 : compare(value, upper.value);
  return (above > 0 || (above === 0 && lower!.inclusive)) && (below < 0 || (below === 0 && upper!.inclusive));
}

/** What two intervals have in common; it may hold nothing. */
export function intersect(one: Interval, other: Interval): Interval {
  return {
    lower: tighter(one.lower, other.lower, (value, than) => compare(value, than) > 0),
    upper: tighter(one.upper, other.upper, (value, than) => compare(value, than) < 0),
  };
}

/** Each bound times a positive factor. */
export function scale({ lower, upper }: Interval, factor: Rational): Interval {
  const scaled = (bound: Bound | null) => bound && { ...bound, value: multiply(bound.value, factor) };
  return { lower: scaled(lower), upper: scaled(upper) };
}

/** All sums of one value from each; a bound belongs to it when both bounds do. */
export function sum(one: Interval, other: Interval): Interval {
  const joined = (left: Bound | null, right: Bound | null) =>
    left && right && { value: add(left.value, right.value), inclusive: left.inclusive && right.inclusive };
  return { lower: joined(one.lower, other.lower), upper: joined(one.upper, other.upper) };
}

/** The least integer in the interval's lower side; null without a lower bound. */
export function leastInteger({ lower }: Interval): bigint | null {
  if (lower === null) return null;
  return isInteger(lower.value) && !lower.inclusive ? lower.value.numerator + 1n : ceil(lower.value);
}

/** The greatest integer in the interval's upper side; null without an upper bound. */
export function greatestInteger({ upper }: Interval): bigint | null {
  if (upper === null) return null;
  return isInteger(upper.value) && !upper.inclusive ? upper.value.numerator - 1n : floor(upper.value);
}

/** Whether no value lies between the bounds. */
export function isEmpty(interval: Interval): boolean {
  return isAbove(interval, interval);
}

/** Whether each value of the one is greater than each of the other; never where a bound between them is missing. */
export function isAbove({ lower }: Interval, { upper }: Interval): boolean {
  if (lower === null || upper === null) return false;
  const order = compare(lower.value, upper.value);
  return order > 0 || (order === 0 && !(lower.inclusive && upper.inclusive));
}

/** The interval from the least to the greatest multiple of a positive unit in it, both in. */
export function multiplesWithin(interval: Interval, unit: Rational): Interval {
  const counted = scale(interval, divide(rational(1), unit));
  const bound = (count: bigint | null) =>
    count === null ? null : { value: multiply(rational(count), unit), inclusive: true };
  return { lower: bound(leastInteger(counted)), upper: bound(greatestInteger(counted)) };
}

function tighter(
  one: Bound | null,
  other: Bound | null,
  isTighter: (value: Rational, than: Rational) => boolean,
): Bound | null {
  if (one === null || other === null) return one ?? other;
  if (compare(one.value, other.value) === 0) return one.inclusive ? other : one;
  return isTighter(one.value, other.value) ? one : other;
}
