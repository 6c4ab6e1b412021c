import { orderValues as values } from '@oblys/analytics';
import { registerEnum } from '@oblys/database';

export const orderValues = registerEnum('MeasureQueryOrderValue', 'What is told of a measure.', values, {
  FIGURE: 'The figure itself.',
  PER_THOUSAND: 'The figure for each 1,000 people.',
  SHARE: 'Its share of the total.',
  RANK: 'Its place among other areas.',
  MOVING_AVERAGE: 'The mean of the last periods.',
  OUTLIER_SCORE: 'How far it lies from others, with its sign.',
  CHANGE: 'How it differs from the earlier span.',
  RELATIVE_CHANGE: 'The same over the earlier figure.',
});
