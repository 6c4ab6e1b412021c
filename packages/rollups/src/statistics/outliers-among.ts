import {
  add,
  compare,
  divide,
  formatDecimal,
  multiply,
  parseDecimal,
  rational,
  subtract,
  type Rational,
} from '@oblys/domain';
import type { Figure } from './figure.js';
import type { StatisticReason } from './statistic-reasons.js';

/** Of fewer figures none is called far from the others. */
export const fewestValues = 5;

/** The modified z-score of Iglewicz and Hoaglin, and the bound that they recommend. */
const factor = parseDecimal('0.6745');
const bound = parseDecimal('3.5');

export interface Outlier {
  /** 0.6745 times the distance from the median over the median of these distances; below the median it is negative. */
  readonly score: string | null;
  /** Whether the score lies beyond 3.5 on either side; null where there is none. */
  readonly isOutlier: boolean | null;
  readonly median: string | null;
  /** The median of the distances from the median. */
  readonly medianDeviation: string | null;
  /** How many figures were held against each other. */
  readonly of: number;
  readonly withheld: StatisticReason | null;
}

/**
 * How far figures lie from the others, in their order. Medians stand where means and standard deviations would: one value
 * that is far off moves these so much that it hides itself.
 */
export function outliersAmong(figures: readonly Figure[]): Outlier[] {
  const told = figures.flatMap(({ exact }) => (exact === null ? [] : [exact]));
  const of = told.length;
  const none = { score: null, isOutlier: null, of };
  if (of < fewestValues) {
    return figures.map(({ withheld }) => ({
      ...none,
      ...{ median: null, medianDeviation: null, withheld: withheld ?? 'TOO_FEW_VALUES' },
    }));
  }
  const middle = medianOf(told);
  const deviation = medianOf(told.map((value) => absolute(subtract(value, middle))));
  const known = { median: formatDecimal(middle), medianDeviation: formatDecimal(deviation), of };
  return figures.map(({ exact, withheld }) => {
    if (exact === null) return { ...none, ...known, withheld };
    // More than half of them are the same: there is nothing to measure a distance by.
    if (deviation.numerator === 0n) return { ...none, ...known, withheld: 'NO_SPREAD' };
    const score = divide(multiply(factor, subtract(exact, middle)), deviation);
    const isOutlier = compare(absolute(score), bound) > 0;
    return { ...known, score: formatDecimal(score), isOutlier, withheld: null };
  });
}

/** The middle value, or the mean of the two in the middle. */
function medianOf(values: readonly Rational[]): Rational {
  const sorted = [...values].sort(compare);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.floor(sorted.length / 2)]!];
  return divide(add(low, high), rational(2));
}

function absolute(value: Rational): Rational {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}
