import { divide, formatDecimal } from '@oblys/domain';
import type { Figure } from './figure.js';
import type { StatisticReason } from './statistic-reasons.js';

export interface Share {
  /** 1 is all of it; null where `withheld` says why. */
  readonly value: string | null;
  /** What it is a share of; null where that is withheld. */
  readonly total: string | null;
  readonly withheld: StatisticReason | null;
}

export function shareOf(figure: Figure, total: Figure): Share {
  const known = total.exact === null ? null : formatDecimal(total.exact);
  if (figure.exact === null) return { value: null, total: known, withheld: figure.withheld };
  if (total.exact === null) return { value: null, total: null, withheld: total.withheld };
  if (total.exact.numerator === 0n) return { value: null, total: known, withheld: 'NO_DENOMINATOR' };
  return { value: formatDecimal(divide(figure.exact, total.exact)), total: known, withheld: null };
}
