import { describe, expect, it } from '@jest/globals';
import { rational } from '@oblys/domain';
import { known, withhold } from './figure.js';
import { outliersAmong } from './outliers-among.js';

const figuresOf = (values: readonly number[]) => values.map((value) => known(rational(value)));

describe('outliersAmong', () => {
  it('scores by medians, which the value that is far off does not move', () => {
    const outliers = outliersAmong(figuresOf([10, 12, 11, 13, 100]));
    expect(outliers.map(({ score }) => score)).toEqual(['-1.349', '0', '-0.6745', '0.6745', '59.356']);
    expect(outliers.map(({ isOutlier }) => isOutlier)).toEqual([false, false, false, false, true]);
    expect(outliers[0]).toMatchObject({ median: '12', medianDeviation: '1', of: 5, withheld: null });
  });

  it('calls one far off on either side, beyond the bound and not on it', () => {
    // 0.6745 × 7000 ÷ 1349 is 3.5.
    const flags = (far: number) =>
      outliersAmong(figuresOf([-1349, -1349, 0, 1349, far])).map(({ isOutlier }) => isOutlier);
    expect(flags(7000).at(-1)).toBe(false);
    expect(flags(7001).at(-1)).toBe(true);
    expect(outliersAmong(figuresOf([0, 1, 2, 3, -100])).at(-1)).toMatchObject({ isOutlier: true });
  });

  it('calls none far off of fewer than five, where what is withheld does not count', () => {
    const few = outliersAmong([...figuresOf([1, 2, 3, 90]), withhold('NOT_REPORTED')]);
    expect(few.map(({ withheld, of }) => `${withheld} ${of}`)).toEqual([
      ...Array<string>(4).fill('TOO_FEW_VALUES 4'),
      'NOT_REPORTED 4',
    ]);
  });

  it('has no measure of distance where more than half are the same', () => {
    expect(outliersAmong(figuresOf([0, 0, 0, 5, 90])).at(-1)).toEqual({
      score: null,
      isOutlier: null,
      median: '0',
      medianDeviation: '0',
      of: 5,
      withheld: 'NO_SPREAD',
    });
  });
});
