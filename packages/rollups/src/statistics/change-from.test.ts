import { describe, expect, it } from '@jest/globals';
import { parseDecimal } from '@oblys/domain';
import { changeFrom } from './change-from.js';
import { known, withhold, type Figure } from './figure.js';

describe('changeFrom', () => {
  const span = { from: '2024-01-01', to: '2024-12-31' };
  const amount = (text: string): Figure => known(parseDecimal(text));

  it('is the difference and its quotient by the former figure', () => {
    expect(changeFrom(amount('1985999777.60'), amount('1985999777.70'), span)).toEqual({
      ...span,
      absolute: '0.1',
      relative: '0.00000000005',
      withheld: null,
    });
    expect(changeFrom(amount('8'), amount('6'), span)).toMatchObject({ absolute: '-2', relative: '-0.25' });
  });

  it('is not relative to nothing', () => {
    expect(changeFrom(amount('0'), amount('3'), span)).toMatchObject({
      absolute: '3',
      relative: null,
      withheld: 'NO_DENOMINATOR',
    });
  });

  it('is withheld where either figure is', () => {
    const none = { absolute: null, relative: null };
    expect(changeFrom(withhold('NOT_REPORTED'), amount('3'), span)).toMatchObject({
      ...none,
      withheld: 'NOT_REPORTED',
    });
    expect(changeFrom(amount('0'), withhold('NOT_COMPUTED'), span)).toMatchObject({
      ...none,
      withheld: 'NOT_COMPUTED',
    });
  });
});
