import { describe, expect, it } from '@jest/globals';
import { InvalidInputError } from './errors.js';
import { rational } from './rational.js';
import { judge, percentOf, type Qualifier, type Statement, type Verdict } from './stated-figures.js';

const edge = '0.000000000000000000001';

/** qualifier, stated, rounding unit, computed, verdict, difference: each bound just inside, on it and just outside. */
const cases: [Qualifier, string, string | null, string, Verdict, string][] = [
  ['EXACT', '274', null, '274', 'MATCH', '0'],
  ['EXACT', '274', null, '274.00', 'MATCH', '0'],
  ['EXACT', '274', null, '273', 'MISMATCH', '-1'],
  ['EXACT', '274', null, '275', 'MISMATCH', '1'],
  ['EXACT', '0', null, '0', 'MATCH', '0'],
  ['EXACT', '0', null, '1', 'MISMATCH', '1'],
  ['EXACT', '-5', null, '-5', 'MATCH', '0'],
  ['EXACT', '-5', null, '5', 'MISMATCH', '10'],
  ['EXACT', '9007199254740993', null, '9007199254740993', 'MATCH', '0'],
  ['EXACT', '9007199254740993', null, '9007199254740992', 'MISMATCH', '-1'],
  ['EXACT', '0.3', null, '0.30', 'MATCH', '0'],

  ['ROUNDED', '98', '1', '98', 'MATCH', '0'],
  ['ROUNDED', '98', '1', `97.499999`, 'MISMATCH', '-0.500001'],
  ['ROUNDED', '98', '1', '97.5', 'WITHIN_ROUNDING', '-0.5'],
  ['ROUNDED', '98', '1', '97.500001', 'WITHIN_ROUNDING', '-0.499999'],
  ['ROUNDED', '98', '1', '98.499999', 'WITHIN_ROUNDING', '0.499999'],
  ['ROUNDED', '98', '1', '98.5', 'MISMATCH', '0.5'],
  ['ROUNDED', '98', '1', '98.500001', 'MISMATCH', '0.500001'],
  ['ROUNDED', '-98', '1', '-97.499999', 'MISMATCH', '0.500001'],
  ['ROUNDED', '-98', '1', '-97.5', 'WITHIN_ROUNDING', '0.5'],
  ['ROUNDED', '-98', '1', '-98.499999', 'WITHIN_ROUNDING', '-0.499999'],
  ['ROUNDED', '-98', '1', '-98.5', 'MISMATCH', '-0.5'],
  ['ROUNDED', '0', '1', '0', 'MATCH', '0'],
  ['ROUNDED', '0', '1', '0.499999', 'WITHIN_ROUNDING', '0.499999'],
  ['ROUNDED', '0', '1', '0.5', 'MISMATCH', '0.5'],
  ['ROUNDED', '0', '1', '-0.499999', 'WITHIN_ROUNDING', '-0.499999'],
  ['ROUNDED', '0', '1', '-0.5', 'MISMATCH', '-0.5'],
  ['ROUNDED', '1848000000', '1000000', '1848000000.00', 'MATCH', '0'],
  ['ROUNDED', '1848000000', '1000000', '1847499999.99', 'MISMATCH', '-500000.01'],
  ['ROUNDED', '1848000000', '1000000', '1847500000.00', 'WITHIN_ROUNDING', '-500000'],
  ['ROUNDED', '1848000000', '1000000', '1848499999.99', 'WITHIN_ROUNDING', '499999.99'],
  ['ROUNDED', '1848000000', '1000000', '1848500000.00', 'MISMATCH', '500000'],
  ['ROUNDED', '17200', '100', '17150', 'WITHIN_ROUNDING', '-50'],
  ['ROUNDED', '17200', '100', '17250', 'MISMATCH', '50'],
  ['ROUNDED', '1.2', '0.1', '1.15', 'WITHIN_ROUNDING', '-0.05'],
  ['ROUNDED', '1.2', '0.1', '1.25', 'MISMATCH', '0.05'],

  ['ABOUT', '40', null, '40', 'MATCH', '0'],
  ['ABOUT', '40', null, '35', 'MISMATCH', '-5'],
  ['ABOUT', '40', null, '36', 'CONSISTENT', '-4'],
  ['ABOUT', '40', null, '37', 'CONSISTENT', '-3'],
  ['ABOUT', '40', null, '43', 'CONSISTENT', '3'],
  ['ABOUT', '40', null, '44', 'CONSISTENT', '4'],
  ['ABOUT', '40', null, '45', 'MISMATCH', '5'],
  ['ABOUT', '20000', null, '17999', 'MISMATCH', '-2001'],
  ['ABOUT', '20000', null, '18000', 'CONSISTENT', '-2000'],
  ['ABOUT', '20000', null, '22000', 'CONSISTENT', '2000'],
  ['ABOUT', '20000', null, '22001', 'MISMATCH', '2001'],
  ['ABOUT', '0', null, '0', 'MATCH', '0'],
  ['ABOUT', '0', null, '1', 'MISMATCH', '1'],
  ['ABOUT', '-100', null, '-90', 'CONSISTENT', '10'],
  ['ABOUT', '-100', null, '-89', 'MISMATCH', '11'],
  ['ABOUT', '-100', null, '-110', 'CONSISTENT', '-10'],
  ['ABOUT', '-100', null, '-111', 'MISMATCH', '-11'],

  ['MORE_THAN', '1000', null, '999', 'MISMATCH', '-1'],
  ['MORE_THAN', '1000', null, '1000', 'MISMATCH', '0'],
  ['MORE_THAN', '1000', null, '1001', 'CONSISTENT', '1'],
  ['MORE_THAN', '1000', null, '1999', 'CONSISTENT', '999'],
  ['MORE_THAN', '1000', null, '2000', 'MISMATCH', '1000'],
  ['MORE_THAN', '1000', null, '2001', 'MISMATCH', '1001'],
  ['MORE_THAN', '10660', null, '10660', 'MISMATCH', '0'],
  ['MORE_THAN', '10660', null, '10661', 'CONSISTENT', '1'],
  ['MORE_THAN', '10660', null, '20659', 'CONSISTENT', '9999'],
  ['MORE_THAN', '10660', null, '20660', 'MISMATCH', '10000'],
  ['MORE_THAN', '50', null, '50.01', 'CONSISTENT', '0.01'],
  ['MORE_THAN', '50', null, '60', 'MISMATCH', '10'],
  ['MORE_THAN', '0.5', null, '0.55', 'CONSISTENT', '0.05'],
  ['MORE_THAN', '0.5', null, '0.6', 'MISMATCH', '0.1'],
  ['MORE_THAN', '0', null, '0', 'MISMATCH', '0'],
  ['MORE_THAN', '0', null, '1000000', 'CONSISTENT', '1000000'],
  ['MORE_THAN', '-1000', null, '-999', 'CONSISTENT', '1'],
  ['MORE_THAN', '-1000', null, '-1', 'CONSISTENT', '999'],
  ['MORE_THAN', '-1000', null, '0', 'MISMATCH', '1000'],
  ['MORE_THAN', '-1000', null, '-1000', 'MISMATCH', '0'],

  ['LESS_THAN', '1000', null, '1000', 'MISMATCH', '0'],
  ['LESS_THAN', '1000', null, '999', 'CONSISTENT', '-1'],
  ['LESS_THAN', '1000', null, '1', 'CONSISTENT', '-999'],
  ['LESS_THAN', '1000', null, '0', 'MISMATCH', '-1000'],
  ['LESS_THAN', '10660', null, '660', 'MISMATCH', '-10000'],
  ['LESS_THAN', '10660', null, '661', 'CONSISTENT', '-9999'],
  ['LESS_THAN', '10660', null, '10659', 'CONSISTENT', '-1'],
  ['LESS_THAN', '0', null, '-3', 'CONSISTENT', '-3'],
  ['LESS_THAN', '0', null, '0', 'MISMATCH', '0'],
];

describe('judge', () => {
  it.each(cases)(
    '%s %s (unit %s) against %s is %s, off by %s',
    (qualifier, value, unit, computed, verdict, difference) => {
      expect(judge(stated(qualifier, value, unit), computed)).toMatchObject({ verdict, difference, reason: null });
    },
  );

  it('tells a share on the edge from one a hair beside it', () => {
    const half = stated('ROUNDED', '50', '1');
    expect(judge(half, rational(505, 10)).verdict).toBe('MISMATCH');
    expect(judge(half, rational(505n * 10n ** 30n - 1n, 10n ** 31n)).verdict).toBe('WITHIN_ROUNDING');
    expect(judge(half, `49.5`).verdict).toBe('WITHIN_ROUNDING');
    expect(judge(stated('ROUNDED', '0', '1'), edge).verdict).toBe('WITHIN_ROUNDING');
  });

  it('holds a quotient that is no decimal against the statement, and writes it with twelve places', () => {
    expect(judge(stated('ROUNDED', '50', '1'), percentOf(3190, 6331)!)).toEqual({
      verdict: 'WITHIN_ROUNDING',
      computed: '50.386984678566',
      difference: '0.386984678566',
      reason: null,
      bounds: { lower: { value: '49.5', inclusive: true }, upper: { value: '50.5', inclusive: false } },
    });
  });

  it('names the values that would agree', () => {
    const bounds = (qualifier: Qualifier, value: string) => judge(stated(qualifier, value), '1').bounds;
    expect(bounds('EXACT', '7')).toEqual({
      lower: { value: '7', inclusive: true },
      upper: { value: '7', inclusive: true },
    });
    expect(bounds('ABOUT', '40')).toEqual({
      lower: { value: '36', inclusive: true },
      upper: { value: '44', inclusive: true },
    });
    expect(bounds('MORE_THAN', '10660')).toEqual({
      lower: { value: '10660', inclusive: false },
      upper: { value: '20660', inclusive: false },
    });
    expect(bounds('MORE_THAN', '0')).toEqual({ lower: { value: '0', inclusive: false }, upper: null });
    expect(bounds('LESS_THAN', '1000')).toEqual({
      lower: { value: '0', inclusive: false },
      upper: { value: '1000', inclusive: false },
    });
  });

  it('passes on why nothing was computed', () => {
    expect(judge(stated('EXACT', '5'), { reason: 'NOT_REPORTED' })).toMatchObject({
      verdict: 'NOT_COMPUTABLE',
      computed: null,
      difference: null,
      reason: 'NOT_REPORTED',
    });
  });

  it('refuses a statement that cannot be', () => {
    const refused = (statement: Statement) => () => judge(statement, '1');
    expect(refused(stated('EXACT', '1,5'))).toThrow(
      new InvalidInputError('The value "1,5" is no number: a number is written with digits, such as 1848.5.'),
    );
    expect(refused(stated('ROUNDED', '98'))).toThrow('The rounding unit "" is no number');
    expect(refused(stated('ROUNDED', '98', '0'))).toThrow('The rounding unit 0 is not positive');
    expect(refused(stated('ROUNDED', '98.4', '1'))).toThrow(
      '98.4 is no multiple of 1, so it is not rounded to that unit.',
    );
  });
});

describe('percentOf', () => {
  it('is exact, and null of nothing', () => {
    expect(percentOf(1, 3)).toEqual(rational(100, 3));
    expect(percentOf(0, 0)).toBeNull();
  });
});

function stated(qualifier: Qualifier, value: string, roundingUnit: string | null = null): Statement {
  return { qualifier, value, roundingUnit, unit: 'percent' };
}
