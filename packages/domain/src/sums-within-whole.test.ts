import { describe, expect, it } from '@jest/globals';
import { type Interval, multiplesWithin } from './intervals.js';
import { parseDecimal, rational } from './rational.js';
import { type Statement, statedInterval } from './stated-figures.js';
import { fitSum } from './sums-within-whole.js';

describe('fitSum', () => {
  it('lets parts be as large as the whole, and no larger', () => {
    expect(fitSum(exact('10'), [exact('4'), exact('6')], false)).toBeNull();
    expect(fitSum(exact('10'), [exact('4'), exact('6.01')], false)).toEqual({
      kind: 'PARTS_EXCEED_WHOLE',
      least: '10.01',
      whole: '10',
    });
  });

  it('takes rounding and hedged words as intervals', () => {
    const whole = rounded('1848000000', '1000000');
    expect(fitSum(whole, [exact('1848499999.99')], false)).toBeNull();
    expect(fitSum(whole, [exact('1848500000')], false)).toMatchObject({ kind: 'PARTS_EXCEED_WHOLE' });
    expect(fitSum(exact('100'), [stated('110', 'ABOUT')], false)).toBeNull();
    expect(fitSum(exact('98'), [stated('110', 'ABOUT')], false)).toMatchObject({ least: '99', whole: '98' });
    expect(fitSum(stated('100', 'LESS_THAN'), [exact('100')], false)).toMatchObject({ kind: 'PARTS_EXCEED_WHOLE' });
  });

  it('asks parts to come to the whole only where they are all there is of it', () => {
    expect(fitSum(exact('10'), [exact('4'), exact('5')], false)).toBeNull();
    expect(fitSum(exact('10'), [exact('4'), exact('5')], true)).toEqual({
      kind: 'PARTS_FALL_SHORT',
      most: '9',
      whole: '10',
    });
    expect(fitSum(exact('10'), [exact('4'), rounded('6', '2')], true)).toBeNull();
  });

  it('names what nothing can be', () => {
    const none: Interval = { lower: exact('3').lower, upper: exact('2').upper };
    expect(fitSum(none, [exact('1')], false)).toEqual({ kind: 'WHOLE_IMPOSSIBLE' });
    expect(fitSum(exact('5'), [exact('1'), none], false)).toEqual({ kind: 'PART_IMPOSSIBLE', part: 1 });
  });
});

describe('multiplesWithin', () => {
  it('draws the bounds in to the multiples that are really in', () => {
    const bounds = (interval: Interval, unit: string) => {
      const { lower, upper } = multiplesWithin(interval, parseDecimal(unit));
      return [lower, upper].map(
        (bound) => bound && [Number(bound.value.numerator) / Number(bound.value.denominator), bound.inclusive],
      );
    };
    expect(bounds(stated('40', 'MORE_THAN'), '1')).toEqual([
      [41, true],
      [49, true],
    ]);
    expect(bounds(rounded('6300', '100'), '1')).toEqual([
      [6250, true],
      [6349, true],
    ]);
    expect(bounds(stated('100', 'MORE_THAN'), '0.01')).toEqual([
      [100.01, true],
      [199.99, true],
    ]);
    expect(bounds({ lower: { value: rational(1, 2), inclusive: true }, upper: null }, '1')).toEqual([[1, true], null]);
  });
});

function stated(value: string, qualifier: Statement['qualifier'], roundingUnit: string | null = null): Interval {
  return statedInterval({ value, qualifier, roundingUnit, unit: 'KZT' });
}

function exact(value: string): Interval {
  return stated(value, 'EXACT');
}

function rounded(value: string, unit: string): Interval {
  return stated(value, 'ROUNDED', unit);
}
