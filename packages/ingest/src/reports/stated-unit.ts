import { findMeasure, topics, type Measure } from '@oblys/rollups';

/** What a measure is stated in: shares in percent, all else in the unit it is counted in. */
export function statedUnit(measure: Measure): string {
  return measure.valueType === 'ratio' ? 'percent' : measure.unit;
}

export function fitsUnit(measure: Measure, unit: string): boolean {
  return unit === statedUnit(measure);
}

/** The measure of a code such as "appeal.received"; undefined where there is none. */
export function findMeasureOfCode(code: string): Measure | undefined {
  const [topicCode = '', measureCode = ''] = code.split('.');
  const topic = topics.find((each) => each.code === topicCode);
  return topic === undefined ? undefined : findMeasure(topic, measureCode);
}
