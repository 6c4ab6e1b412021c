import type { Statistics } from '@oblys/rollups';
import { registerEnum } from '@oblys/database';

const names = [
  'FIGURE',
  'PER_THOUSAND',
  'SHARE',
  'RANK',
  'MOVING_AVERAGE',
  'OUTLIER_SCORE',
  'CHANGE',
  'RELATIVE_CHANGE',
] as const;
export type OrderValue = (typeof names)[number];

export const orderValues = registerEnum('MeasureQueryOrderValue', 'What is told of a measure.', names, {
  FIGURE: 'The figure itself.',
  PER_THOUSAND: 'The figure for each 1,000 people.',
  SHARE: 'Its share of the total.',
  RANK: 'Its place among other areas.',
  MOVING_AVERAGE: 'The mean of the last periods.',
  OUTLIER_SCORE: 'How far it lies from others, with its sign.',
  CHANGE: 'How it differs from the earlier span.',
  RELATIVE_CHANGE: 'The same over the earlier figure.',
});

/** What rows are ordered by: null is withheld, undefined is what the query does not ask for. */
export function orderValueIn(
  by: Exclude<OrderValue, 'FIGURE'>,
  { perThousand, share, rank, movingAverage, outlier, change }: Statistics,
): string | number | null | undefined {
  switch (by) {
    case 'PER_THOUSAND':
      return perThousand?.value;
    case 'SHARE':
      return share?.value;
    case 'RANK':
      return rank?.place;
    case 'MOVING_AVERAGE':
      return movingAverage?.value;
    case 'OUTLIER_SCORE':
      return outlier?.score;
    case 'CHANGE':
      return change?.absolute;
    case 'RELATIVE_CHANGE':
      return change?.relative;
  }
}
