import { registerEnum } from '@oblys/database';
import { rankScopes, statisticBases, statisticReasons } from '@oblys/rollups';
import { withheldMeanings } from '../summaries/summary-enums.js';

export const StatisticBasisEnum = registerEnum(
  'StatisticBasis',
  'What figures are held against each other by.',
  statisticBases,
  {
    FIGURE: 'The figures as they are: a large district has more of most things.',
    PER_THOUSAND: 'The figures for each 1,000 people.',
  },
);

export const RankScopeEnum = registerEnum('RankScope', 'Which areas one is ranked among.', rankScopes, {
  REGION: 'A district among those of its region; a region among all of the answer.',
  WHOLE: 'Among all areas of the answer.',
});

export const StatisticReasonEnum = registerEnum('StatisticReason', 'Why a statistic is null.', statisticReasons, {
  ...withheldMeanings,
  NO_DENOMINATOR: 'It is a quotient by zero: a share or a distribution of nothing, or a change from nothing.',
  NO_POPULATION: 'How many people live in the area is not known for the year of the last day, nor for any before.',
  NOT_A_COUNT: 'The measure is a share, which is not told by the number of people.',
  NOT_ADDITIVE: 'The figures do not add up: those of a share, a distinct count, or a level over periods.',
  TOO_FEW_PERIODS: 'The span does not hold so many periods up to this one.',
  PERIOD_NOT_WHOLE: 'A period is cut off by the span, or is not over on the as-of day.',
  TOO_FEW_VALUES: 'There are fewer than five figures to be held against each other.',
  NO_SPREAD: 'More than half of the figures are the same, so that there is no distance to measure by.',
});
