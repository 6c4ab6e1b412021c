import { add, divide, formatDecimal, rational } from '@oblys/domain';
import type { Figure } from './figure.js';
import type { StatisticReason } from './statistic-reasons.js';

export interface MovingAverage {
  readonly value: string | null;
  readonly withheld: StatisticReason | null;
}

/** A figure of one period of a series. */
export interface FigureOfPeriod {
  readonly figure: Figure;
  /** False where an end of the period is cut off by the span, or lies after the as-of day. */
  readonly isWhole: boolean;
}

/** The means of the last `periods` figures up to each, in the order of a series that has no gaps. */
export function movingAverages(series: readonly FigureOfPeriod[], periods: number): MovingAverage[] {
  return series.map((_own, index) => {
    if (index + 1 < periods) return { value: null, withheld: 'TOO_FEW_PERIODS' };
    const window = series.slice(index + 1 - periods, index + 1);
    const reason = window.map(({ figure }) => figure.withheld).find((withheld) => withheld !== null);
    if (reason !== undefined) return { value: null, withheld: reason };
    if (!window.every(({ isWhole }) => isWhole)) return { value: null, withheld: 'PERIOD_NOT_WHOLE' };
    const sum = window.reduce((total, { figure }) => add(total, figure.exact!), rational(0));
    return { value: formatDecimal(divide(sum, rational(periods))), withheld: null };
  });
}
