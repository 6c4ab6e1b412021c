import { InvalidInputError } from '@oblys/domain';

/** More than ten years of months are no average that follows anything. */
export const mostPeriods = 120;

export const statisticBases = ['FIGURE', 'PER_THOUSAND'] as const;
/** What figures are compared by: as they are, or for each 1,000 people. */
export type StatisticBasis = (typeof statisticBases)[number];

export const rankScopes = ['REGION', 'WHOLE'] as const;
/** Which areas a district is ranked among: those of its region, or all of the answer. */
export type RankScope = (typeof rankScopes)[number];

/** What is told of each figure beside it. */
export interface StatisticsAsked {
  readonly perThousand?: boolean;
  readonly share?: boolean;
  readonly rank?: RankAsked | null;
  readonly movingAverage?: MovingAverageAsked | null;
  readonly outliers?: OutliersAsked | null;
}

export interface RankAsked {
  /** DESC gives the greatest figure the first place. Whether more is better no measure says. */
  readonly direction: 'ASC' | 'DESC';
  readonly by: StatisticBasis;
  readonly within: RankScope;
}

export interface MovingAverageAsked {
  /** How many periods, that of the row the last. */
  readonly periods: number;
}

export interface OutliersAsked {
  /** The dimension whose figures are held against each other, all others being equal. */
  readonly among: string;
  readonly by: StatisticBasis;
}

/** A dimension of the query, as far as statistics look at it. */
export interface DimensionOfStatistics {
  readonly code: string;
  readonly kind: 'AREA' | 'PROGRAMME' | 'RECORD' | 'TIME';
}

/** @throws {InvalidInputError} when a statistic does not go with the dimensions of the query */
export function assertStatistics(
  { share = false, rank = null, movingAverage = null, outliers = null }: StatisticsAsked,
  dimensions: readonly DimensionOfStatistics[],
): void {
  const codes = dimensions.map(({ code }) => code);
  const has = (kind: DimensionOfStatistics['kind']): boolean => dimensions.some((each) => each.kind === kind);
  if (share && dimensions.length === 0) {
    throw new InvalidInputError('"share" needs a dimension in "by": the total is all of itself.');
  }
  if (rank !== null && !has('AREA')) {
    throw new InvalidInputError('"rank" needs REGION or DISTRICT in "by": it is areas that are ranked.');
  }
  if (movingAverage !== null) {
    const { periods } = movingAverage;
    if (!has('TIME')) throw new InvalidInputError('"movingAverage" needs a period in "by", or a "grain".');
    if (!Number.isInteger(periods) || periods < 2 || periods > mostPeriods) {
      throw new InvalidInputError(
        `"movingAverage" is over ${periods} periods; it takes a whole number from 2 to ${mostPeriods}.`,
      );
    }
  }
  if (outliers === null) return;
  const { among } = outliers;
  if (!codes.includes(among)) {
    throw new InvalidInputError(`"outliers" looks among ${among}, which is not among "by".`);
  }
  if (among === 'REGION' && codes.includes('DISTRICT')) {
    throw new InvalidInputError('"outliers" looks among REGION, but "by" tells districts apart; look among DISTRICT.');
  }
}

/** Whether any statistic is told by the number of people. */
export function usesPopulation({ perThousand = false, rank = null, outliers = null }: StatisticsAsked): boolean {
  return perThousand || rank?.by === 'PER_THOUSAND' || outliers?.by === 'PER_THOUSAND';
}
