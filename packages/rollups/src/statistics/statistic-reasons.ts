import { withheldReasons } from '../answers.js';

/** Why a statistic is null: what withholds the figures it rests on, or that it cannot be told of them. */
export const statisticReasons = [
  ...withheldReasons,
  'NO_POPULATION',
  'NOT_A_COUNT',
  'NOT_ADDITIVE',
  'TOO_FEW_PERIODS',
  'PERIOD_NOT_WHOLE',
  'TOO_FEW_VALUES',
  'NO_SPREAD',
] as const;
export type StatisticReason = (typeof statisticReasons)[number];
