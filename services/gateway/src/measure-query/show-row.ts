import type { MeasureQueryAnswer, MeasureQueryRow, MeasureValue, PerThousand, Statistics } from '@oblys/rollups';
import type { Distribution } from './distribution-result.js';
import type { MeasureQueryValue } from './measure-query-result.js';
import type { PerThousand as ShownPerThousand } from './statistics-result.js';

const noStatistics: Statistics = {
  perThousand: null,
  share: null,
  rank: null,
  movingAverage: null,
  outlier: null,
  change: null,
};

export function showValues(
  { measures }: MeasureQueryAnswer,
  { values, statistics }: MeasureQueryRow,
): MeasureQueryValue[] {
  return measures.map((measure, index) => showValue(measure, values[index]!, statistics[index]!));
}

/** Statistics are of the row's own figures alone. */
export function showCompared(
  { measures }: MeasureQueryAnswer,
  { compared }: MeasureQueryRow,
): MeasureQueryValue[] | null {
  return compared && measures.map((measure, index) => showValue(measure, compared[index]!, noStatistics));
}

export function showDistributions(
  { durations }: MeasureQueryAnswer,
  { distributions }: MeasureQueryRow,
): Distribution[] {
  return durations.map(({ topic, duration }, index) => ({
    duration: `${topic.code}.${duration.code}`,
    ...distributions[index]!,
  }));
}

function showValue(
  { topic, measure }: MeasureQueryAnswer['measures'][number],
  { value, withheld }: MeasureValue,
  { perThousand, ...statistics }: Statistics,
): MeasureQueryValue {
  return {
    measure: `${topic.code}.${measure.code}`,
    value: value === null ? null : plainDecimal(value),
    withheld,
    perThousand: perThousand && showPerThousand(perThousand),
    ...statistics,
  };
}

function showPerThousand({ value, population, withheld }: PerThousand): ShownPerThousand {
  return { value, population: population?.count ?? null, year: population?.year ?? null, withheld };
}

/** A share may be so small that JavaScript would write it with an exponent. */
function plainDecimal(value: string | number): string {
  const text = String(value);
  return text.includes('e') ? Number(value).toFixed(20).replace(/0+$/, '') : text;
}
