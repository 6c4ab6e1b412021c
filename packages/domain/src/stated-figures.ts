import { InvalidInputError } from './errors.js';
import { type Bound, holds, type Interval, point } from './intervals.js';
import {
  add,
  compare,
  divide,
  formatDecimal,
  multiply,
  parseDecimal,
  type Rational,
  rational,
  roundToUnit,
  subtract,
} from './rational.js';

/** How exact the wording of a stated figure is. */
export const qualifiers = ['EXACT', 'ROUNDED', 'ABOUT', 'MORE_THAN', 'LESS_THAN'] as const;
export type Qualifier = (typeof qualifiers)[number];

export const verdicts = ['MATCH', 'WITHIN_ROUNDING', 'CONSISTENT', 'MISMATCH', 'NOT_COMPUTABLE'] as const;
export type Verdict = (typeof verdicts)[number];

/** A verdict as it is told, WITHHELD to whoever may not know it. */
export const toldVerdicts = [...verdicts, 'WITHHELD'] as const;
export type ToldVerdict = (typeof toldVerdicts)[number];

/** Why a stated figure has no computed value beside it. */
export const notComputableReasons = [
  'UNKNOWN_MEASURE',
  'NO_PROGRAMME_DIMENSION',
  'UNIT_DIFFERS',
  'LEVEL_WITHOUT_FIGURES',
  'NOT_REPORTED',
  'SUPPRESSED',
  'NOT_ALLOWED',
  'NOT_COMPUTED',
  'NO_DENOMINATOR',
] as const;
export type NotComputableReason = (typeof notComputableReasons)[number];

/** What somebody published, as decimals in the unit they used (percent, KZT, a count). */
export interface Statement {
  value: string;
  qualifier: Qualifier;
  /** What the value was rounded to: 1 (percent), 1000000 (KZT), 100 (for 17.2 thousand). Only a ROUNDED value has one. */
  roundingUnit: string | null;
  unit: string;
}

/** The values that agree with a statement, as decimals; a null bound leaves that side open. */
export interface Bounds {
  lower: { value: string; inclusive: boolean } | null;
  upper: { value: string; inclusive: boolean } | null;
}

/** A verdict with what it rests on; computed and difference (computed less stated) are in the stated unit. */
export type Judgement =
  | { verdict: Exclude<Verdict, 'NOT_COMPUTABLE'>; computed: string; difference: string; reason: null; bounds: Bounds }
  | { verdict: 'NOT_COMPUTABLE'; computed: null; difference: null; reason: NotComputableReason; bounds: Bounds };

/**
 * Holds a computed value against a statement.
 *
 * - MATCH: equal to the stated value, however the statement is qualified, unless its words exclude equality
 *   ("more than", "less than"). So a rounded or approximate figure that is met to the unit is a MATCH.
 * - WITHIN_ROUNDING: equal after rounding to the rounding unit, half away from zero. So of its two edges the one nearer
 *   to zero belongs to a rounded figure: 97.5 is within a rounded 98 and 98.5 is not, -97.5 is within -98 and -98.5 is
 *   not. Of a rounded zero neither edge is within.
 * - CONSISTENT: ABOUT within a tenth of the stated value, both edges in; MORE_THAN above it and below it plus one unit
 *   of its leading digit, both edges out; LESS_THAN mirrored.
 * - MISMATCH: none of these. NOT_COMPUTABLE: there is no computed value, for the reason given.
 *
 * @throws {InvalidInputError} as statedInterval does, or when the computed value is no decimal
 */
export function judge(statement: Statement, computed: Rational | string | { reason: NotComputableReason }): Judgement {
  const interval = statedInterval(statement);
  const bounds = boundsOf(interval);
  if (typeof computed === 'object' && 'reason' in computed) {
    return { verdict: 'NOT_COMPUTABLE', computed: null, difference: null, reason: computed.reason, bounds };
  }
  const value = typeof computed === 'string' ? parseDecimal(computed, 'computed value') : computed;
  const stated = parseDecimal(statement.value);
  return {
    verdict: verdictOf(statement.qualifier, interval, stated, value),
    computed: formatDecimal(value),
    difference: formatDecimal(subtract(value, stated)),
    reason: null,
    bounds,
  };
}

/** A part of a whole in percent, exact. Null of nothing. */
export function percentOf(part: number | bigint, whole: number | bigint): Rational | null {
  return BigInt(whole) === 0n ? null : rational(100n * BigInt(part), whole);
}

/**
 * The values that a statement leaves possible.
 *
 * "More than 0" has no leading digit to reach to, so it has no upper bound.
 * @throws {InvalidInputError} when a value is no decimal, or a ROUNDED one is no multiple of a positive rounding unit
 */
export function statedInterval({ value: text, qualifier, roundingUnit }: Statement): Interval {
  const value = parseDecimal(text);
  switch (qualifier) {
    case 'EXACT':
      return point(value);
    case 'ROUNDED':
      return roundingInterval(value, parseDecimal(roundingUnit ?? '', 'rounding unit'));
    case 'ABOUT':
      return aroundInterval(value);
    case 'MORE_THAN':
      return { lower: { value, inclusive: false }, upper: limitBeyond(value, add) };
    case 'LESS_THAN':
      return { lower: limitBeyond(value, subtract), upper: { value, inclusive: false } };
  }
}

function verdictOf(
  qualifier: Qualifier,
  interval: Interval,
  stated: Rational,
  computed: Rational,
): Exclude<Verdict, 'NOT_COMPUTABLE'> {
  if (!holds(interval, computed)) return 'MISMATCH';
  if (compare(computed, stated) === 0) return 'MATCH';
  return qualifier === 'ROUNDED' ? 'WITHIN_ROUNDING' : 'CONSISTENT';
}

/** All values that round to the stated one. */
function roundingInterval(value: Rational, unit: Rational): Interval {
  if (unit.numerator <= 0n) {
    throw new InvalidInputError(
      `The rounding unit ${formatDecimal(unit)} is not positive, so nothing is rounded to it.`,
    );
  }
  if (compare(roundToUnit(value, unit), value) !== 0) {
    throw new InvalidInputError(
      `${formatDecimal(value)} is no multiple of ${formatDecimal(unit)}, so it is not rounded to that unit.`,
    );
  }
  const half = divide(unit, rational(2));
  return {
    lower: { value: subtract(value, half), inclusive: value.numerator > 0n },
    upper: { value: add(value, half), inclusive: value.numerator < 0n },
  };
}

function aroundInterval(value: Rational): Interval {
  const tenth = divide(magnitude(value), rational(10));
  return {
    lower: { value: subtract(value, tenth), inclusive: true },
    upper: { value: add(value, tenth), inclusive: true },
  };
}

/** The value moved by one unit of its leading digit: 1000 reaches to 2000, 10660 to 20660, 0.5 to 0.6. */
function limitBeyond(value: Rational, move: (one: Rational, other: Rational) => Rational): Bound | null {
  if (value.numerator === 0n) return null;
  return { value: move(value, leadingUnit(magnitude(value))), inclusive: false };
}

function leadingUnit(positive: Rational): Rational {
  const ten = rational(10);
  let unit = rational(1);
  while (compare(multiply(unit, ten), positive) <= 0) unit = multiply(unit, ten);
  while (compare(unit, positive) > 0) unit = divide(unit, ten);
  return unit;
}

function magnitude(value: Rational): Rational {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}

function boundsOf({ lower, upper }: Interval): Bounds {
  const written = (bound: Bound | null) =>
    bound && { value: formatDecimal(bound.value, boundPlaces(bound.value)), inclusive: bound.inclusive };
  return { lower: written(lower), upper: written(upper) };
}

/** A bound is a decimal half or a tenth of a decimal, so it always ends; this many places are enough to write it whole. */
function boundPlaces({ denominator }: Rational): number {
  return Math.max(12, denominator.toString().length * 4);
}
