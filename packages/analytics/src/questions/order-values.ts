import type { Statistics } from '@oblys/rollups';

/** What is told of a measure in a row, by which rows may be ordered. */
export const orderValues = [
  'FIGURE',
  'PER_THOUSAND',
  'SHARE',
  'RANK',
  'MOVING_AVERAGE',
  'OUTLIER_SCORE',
  'CHANGE',
  'RELATIVE_CHANGE',
] as const;
export type OrderValue = (typeof orderValues)[number];

/** What rows are ordered by: null is withheld, undefined is what the question does not ask for. */
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
