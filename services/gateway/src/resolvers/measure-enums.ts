import { registerEnum } from '@oblys/database';

export const MeasureKindEnum = registerEnum(
  'MeasureKind',
  'How a measure is counted over time.',
  ['FLOW', 'STOCK', 'COHORT', 'RATE'],
  {
    FLOW: 'The records dated within the span.',
    STOCK: 'The level at the end of the span.',
    COHORT: 'The records received within the span, each with its status at the end of the as-of day.',
    RATE: 'The quotient of two counts of one set.',
  },
);

export const MeasureValueTypeEnum = registerEnum(
  'MeasureValueType',
  'What the values of a measure are.',
  ['COUNT', 'MONEY', 'RATIO'],
  { COUNT: 'Whole numbers.', MONEY: 'Tenge, exact.', RATIO: 'Numbers from 0 to 1, unrounded.' },
);
