import { describe, expect, it } from '@jest/globals';
import { ceil, compare, floor, formatDecimal, parseDecimal, rational, roundToUnit } from './rational.js';

describe('rational', () => {
  it.each([
    [6n, -4n, -3n, 2n],
    [0n, 5n, 0n, 1n],
    [-(2n ** 53n), 2n ** 52n, -2n, 1n],
    [3n * 2n ** 70n, 9n * 2n ** 68n, 4n, 3n],
    [10n ** 40n + 1n, 10n ** 40n, 10n ** 40n + 1n, 10n ** 40n],
  ])('is %d over %d in lowest terms, of any size', (above, below, numerator, denominator) => {
    expect(rational(above, below)).toEqual({ numerator, denominator });
  });
});

describe('parseDecimal', () => {
  it.each([
    ['0', 0, 1],
    ['-0', 0, 1],
    ['007', 7, 1],
    ['12.50', 25, 2],
    ['-0.5', -1, 2],
    ['1848000000.00', 1848000000, 1],
  ])('reads %s as %d over %d', (text, numerator, denominator) => {
    expect(parseDecimal(text)).toEqual(rational(numerator, denominator));
  });

  it.each(['', ' ', '1e3', '+1', '.5', '5.', '1 000', '1,5', '--1', 'NaN', '٣', '1\n'])('refuses %j', (text) => {
    expect(() => parseDecimal(text, 'amount')).toThrow(`The amount "${text}" is no number`);
  });
});

describe('formatDecimal', () => {
  it.each([
    [rational(1, 3), '0.333333333333'],
    [rational(-2, 3), '-0.666666666667'],
    [rational(5, 2), '2.5'],
    [rational(100), '100'],
    [rational(-1, 10n ** 13n), '0'],
    [rational(10n ** 30n), '1000000000000000000000000000000'],
  ])('writes %j as %s', (value, text) => {
    expect(formatDecimal(value)).toBe(text);
  });
});

describe('roundToUnit', () => {
  it.each([
    ['2.5', '1', '3'],
    ['-2.5', '1', '-3'],
    ['2.4999', '1', '2'],
    ['0.05', '0.1', '0.1'],
    ['1848499999.99', '1000000', '1848000000'],
    ['1848500000', '1000000', '1849000000'],
  ])('rounds %s by %s to %s', (value, unit, rounded) => {
    expect(compare(roundToUnit(parseDecimal(value), parseDecimal(unit)), parseDecimal(rounded))).toBe(0);
  });
});

describe('floor and ceil', () => {
  it('enclose the value on both sides of zero', () => {
    expect([floor(rational(7, 2)), ceil(rational(7, 2))]).toEqual([3n, 4n]);
    expect([floor(rational(-7, 2)), ceil(rational(-7, 2))]).toEqual([-4n, -3n]);
    expect([floor(rational(4)), ceil(rational(4))]).toEqual([4n, 4n]);
  });
});
