import { divide, multiply, parseDecimal, rational, type Rational } from '@oblys/domain';
import type { CountedAnswer } from '../answers.js';
import type { Measure } from '../topic.js';
import type { Population } from './populations.js';
import type { StatisticReason } from './statistic-reasons.js';

/** A figure as an exact number, or why there is none. */
export type Figure = KnownFigure | WithheldFigure;

export interface KnownFigure {
  readonly exact: Rational;
  readonly withheld: null;
}

export interface WithheldFigure {
  readonly exact: null;
  readonly withheld: StatisticReason;
}

export function known(exact: Rational): KnownFigure {
  return { exact, withheld: null };
}

export function withhold(withheld: StatisticReason): WithheldFigure {
  return { exact: null, withheld };
}

/** What an answer says of a measure; a rate as the quotient of its two counts, for its value is cut off somewhere. */
export function figureIn({ code, numerator, denominator }: Measure, { values, withheld }: CountedAnswer): Figure {
  const value = values[code] ?? null;
  if (value === null) {
    return withhold(withheld.find(({ measure }) => measure === code)?.reason ?? 'NOT_COMPUTED');
  }
  if (numerator !== undefined && denominator !== undefined) {
    return known(rational(Number(values[numerator]), Number(values[denominator])));
  }
  return known(typeof value === 'string' ? parseDecimal(value) : rational(value));
}

/** A figure for each 1,000 of the people who live in its area. */
export function perThousandOf({ valueType }: Measure, figure: Figure, population: Population | null): Figure {
  if (valueType === 'ratio') return withhold('NOT_A_COUNT');
  if (figure.exact === null) return figure;
  if (population === null || population.count === 0) return withhold('NO_POPULATION');
  return known(divide(multiply(figure.exact, rational(1000)), rational(population.count)));
}
