import { compare } from '@oblys/domain';
import type { Figure } from './figure.js';
import type { StatisticReason } from './statistic-reasons.js';

export interface Rank {
  /** 1 is the first; null where the figure is withheld. Equal figures share a place, and the next ones are skipped. */
  readonly place: number | null;
  /** How many figures are ranked. */
  readonly of: number;
  readonly withheld: StatisticReason | null;
}

/** The places of figures among each other, in their order: one more than there are figures before it. */
export function rankAmong(figures: readonly Figure[], direction: 'ASC' | 'DESC'): Rank[] {
  const sign = direction === 'DESC' ? -1 : 1;
  const told = figures.flatMap(({ exact }) => (exact === null ? [] : [exact])).sort((a, b) => compare(a, b) * sign);
  const places = new Map<string, number>();
  for (const [index, { numerator, denominator }] of told.entries()) {
    const name = `${numerator}/${denominator}`;
    if (!places.has(name)) places.set(name, index + 1);
  }
  return figures.map(({ exact, withheld }) => ({
    place: exact === null ? null : places.get(`${exact.numerator}/${exact.denominator}`)!,
    of: told.length,
    withheld,
  }));
}
