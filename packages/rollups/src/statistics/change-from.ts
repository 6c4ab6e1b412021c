import { divide, formatDecimal, subtract, type IsoDate } from '@oblys/domain';
import type { Figure } from './figure.js';
import type { StatisticReason } from './statistic-reasons.js';

export interface Change {
  /** The span that it is a change from, both days included. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** The figure less that of the former span, in the unit of the measure. */
  readonly absolute: string | null;
  /** The absolute change over the figure of the former span: 0.25 is a quarter more. */
  readonly relative: string | null;
  /** Why either is null; NO_DENOMINATOR where the former figure is zero, so that there is no relative one. */
  readonly withheld: StatisticReason | null;
}

export function changeFrom(former: Figure, figure: Figure, { from, to }: Pick<Change, 'from' | 'to'>): Change {
  const withheld = figure.withheld ?? former.withheld;
  if (figure.exact === null || former.exact === null) return { from, to, absolute: null, relative: null, withheld };
  const difference = subtract(figure.exact, former.exact);
  const absolute = formatDecimal(difference);
  if (former.exact.numerator === 0n) return { from, to, absolute, relative: null, withheld: 'NO_DENOMINATOR' };
  return { from, to, absolute, relative: formatDecimal(divide(difference, former.exact)), withheld: null };
}
