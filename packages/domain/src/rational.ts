import { InvalidInputError } from './errors.js';

/**
 * An exact number: numerator over a positive denominator, in lowest terms.
 *
 * A share is a quotient of two counts, and most quotients are no decimals: any decimal would have to be cut somewhere,
 * and a verdict that turns on an edge could turn on the cut. BigInt makes the quotient itself cheap to keep.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** @throws {RangeError} when the denominator is 0 */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const [above, below] = [BigInt(numerator), BigInt(denominator)];
  if (below === 0n) throw new RangeError(`${above} over 0 is no number.`);
  const sign = below < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(above, below);
  return { numerator: (sign * above) / divisor, denominator: (sign * below) / divisor };
}

/**
 * The number that a decimal such as "-12.50" writes.
 * @throws {InvalidInputError} when the text is no decimal: digits, a point, a minus sign and nothing else
 */
export function parseDecimal(text: string, name = 'value'): Rational {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) {
    throw new InvalidInputError(`The ${name} "${text}" is no number: a number is written with digits, such as 1848.5.`);
  }
  const [, minus, whole = '', fraction = ''] = match;
  const digits = BigInt(`${whole}${fraction}`);
  return rational(minus === '-' ? -digits : digits, 10n ** BigInt(fraction.length));
}

/**
 * The number as a decimal without needless zeros. What does not end within the places is rounded, half away from zero.
 */
export function formatDecimal(value: Rational, places = 12): string {
  const scale = 10n ** BigInt(places);
  const scaled = roundToInteger({ numerator: value.numerator * scale, denominator: value.denominator });
  const digits = absolute(scaled)
    .toString()
    .padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export function add(one: Rational, other: Rational): Rational {
  return rational(
    one.numerator * other.denominator + other.numerator * one.denominator,
    one.denominator * other.denominator,
  );
}

export function subtract(one: Rational, other: Rational): Rational {
  return add(one, { numerator: -other.numerator, denominator: other.denominator });
}

export function multiply(one: Rational, other: Rational): Rational {
  return rational(one.numerator * other.numerator, one.denominator * other.denominator);
}

/** @throws {RangeError} when the divisor is 0 */
export function divide(one: Rational, other: Rational): Rational {
  return rational(one.numerator * other.denominator, one.denominator * other.numerator);
}

/** Negative, zero or positive as one is below, equal to or above the other. */
export function compare(one: Rational, other: Rational): number {
  const difference = one.numerator * other.denominator - other.numerator * one.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The multiple of a positive unit nearest to the value; a value halfway between two goes to the one farther from zero. */
export function roundToUnit(value: Rational, unit: Rational): Rational {
  return multiply(rational(roundToInteger(divide(value, unit))), unit);
}

export function isInteger(value: Rational): boolean {
  return value.denominator === 1n;
}

/** The greatest integer that is not above the value. */
export function floor({ numerator, denominator }: Rational): bigint {
  const towardsZero = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? towardsZero - 1n : towardsZero;
}

/** The least integer that is not below the value. */
export function ceil({ numerator, denominator }: Rational): bigint {
  return -floor({ numerator: -numerator, denominator });
}

function roundToInteger({ numerator, denominator }: Rational): bigint {
  const rounded = (2n * absolute(numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [absolute(one), absolute(other)];
  while (smaller !== 0n) {
    if (larger <= mostExact && smaller <= mostExact) return BigInt(divisorOfNumbers(Number(larger), Number(smaller)));
    [larger, smaller] = [smaller, larger % smaller];
  }
  return larger;
}

/** Numbers of this size are exact too, and many times as fast. */
const mostExact = BigInt(Number.MAX_SAFE_INTEGER);

function divisorOfNumbers(one: number, other: number): number {
  let [larger, smaller] = [one, other];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
