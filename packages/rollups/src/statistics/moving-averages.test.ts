import { describe, expect, it } from '@jest/globals';
import { parseDecimal } from '@oblys/domain';
import { known, withhold, type Figure } from './figure.js';
import { movingAverages } from './moving-averages.js';

describe('movingAverages', () => {
  const whole = (figure: Figure) => ({ figure, isWhole: true });
  const amounts = ['0.10', '0.20', '0.00', '0.02'].map((text) => whole(known(parseDecimal(text))));

  it('is the exact mean of as many periods as are asked for', () => {
    expect(movingAverages(amounts, 3)).toEqual([
      { value: null, withheld: 'TOO_FEW_PERIODS' },
      { value: null, withheld: 'TOO_FEW_PERIODS' },
      { value: '0.1', withheld: null },
      { value: '0.073333333333', withheld: null },
    ]);
  });

  it('is withheld where one of the figures is, for the same reason', () => {
    const silent = amounts.with(1, whole(withhold('NOT_REPORTED')));
    expect(movingAverages(silent, 2).map(({ withheld }) => withheld)).toEqual([
      'TOO_FEW_PERIODS',
      'NOT_REPORTED',
      'NOT_REPORTED',
      null,
    ]);
  });

  it('is withheld where one of the periods is not whole', () => {
    const cut = amounts.with(3, { ...amounts[3]!, isWhole: false });
    expect(movingAverages(cut, 2).at(-1)).toEqual({ value: null, withheld: 'PERIOD_NOT_WHOLE' });
  });
});
