import { describe, expect, it } from '@jest/globals';
import { rational } from '@oblys/domain';
import { known, withhold } from './figure.js';
import { rankAmong } from './rank-among.js';

describe('rankAmong', () => {
  const figures = [3, 7, 3, 0].map((value) => known(rational(value)));
  const places = (direction: 'ASC' | 'DESC') => rankAmong(figures, direction).map(({ place }) => place);

  it('gives equal figures one place, and skips the next', () => {
    expect(places('DESC')).toEqual([2, 1, 2, 4]);
    expect(places('ASC')).toEqual([2, 4, 2, 1]);
  });

  it('has no place for what is withheld, and does not count it', () => {
    expect(rankAmong([...figures, withhold('NOT_REPORTED')], 'DESC').at(-1)).toEqual({
      place: null,
      of: 4,
      withheld: 'NOT_REPORTED',
    });
  });

  it('tells shares apart that a decimal would not, and no others', () => {
    const shares = [rational(1, 3), rational(2, 6), rational(33333333333333, 100000000000000)].map(known);
    expect(rankAmong(shares, 'DESC').map(({ place }) => place)).toEqual([1, 1, 3]);
  });
});
