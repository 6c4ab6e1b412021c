import { findMeasure } from '../catalogue.js';
import type { Measure, Topic } from '../topic.js';

export type ColumnType = 'text' | 'date' | 'integer' | 'bigint' | 'numeric(18,2)' | 'uuid';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

const columns = new Map<string, string>();

/** The name of a code in SQL: inProgress is in_progress. */
export function columnOf(code: string): string {
  const known = columns.get(code);
  if (known !== undefined) return known;
  const column = code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columns.set(code, column);
  return column;
}

export function cellTable(topic: Topic): string {
  return `${columnOf(topic.code)}_cell`;
}

export function summaryTable(topic: Topic): string {
  return `${columnOf(topic.code)}_summary`;
}

export function hasProgramme(topic: Topic): boolean {
  return topic.dimensions.includes('programme');
}

/** Cells of cohorts are also keyed by the month in which the status changed. */
export function isCohortTopic(topic: Topic): boolean {
  return topic.measures.some(({ computation }) => computation.by === 'cohort');
}

/** Measures with a column of their own in the summary: all but rates. */
export function storedMeasures(topic: Topic): Measure[] {
  return topic.measures.filter(({ computation }) => computation.by !== 'rate');
}

/** Counts of records fit an integer; sums of what records hold may not. */
export function measureType(topic: Topic, measure: Measure): ColumnType {
  if (measure.valueType === 'money') return 'numeric(18,2)';
  const { computation } = measure;
  if (computation.by === 'flow') return computation.value === undefined ? 'integer' : 'bigint';
  if (computation.by === 'difference') return measureType(topic, ownMeasure(topic, computation.whole));
  return 'integer';
}

/** Whether a measure tells of a day, not of a span: a stock, or a rate of stocks. */
export function isLevel(topic: Topic, { kind, computation }: Measure): boolean {
  if (computation.by === 'rate') return isLevel(topic, ownMeasure(topic, computation.denominator));
  return kind === 'stock';
}

export function ownMeasure(topic: Topic, code: string): Measure {
  const measure = findMeasure(topic, code);
  if (measure === undefined)
    throw new Error(`The topic ${topic.code} names "${code}", which is no measure of its own.`);
  return measure;
}

export function cellKey(topic: Topic): Column[] {
  return [
    { name: 'region_code', type: 'text' },
    { name: 'branch_code', type: 'text' },
    { name: 'month', type: 'date' },
    ...(isCohortTopic(topic) ? [{ name: 'status_month', type: 'date' } as const] : []),
    ...(hasProgramme(topic) ? [{ name: 'programme_code', type: 'text' } as const] : []),
  ];
}

export function summaryKey(topic: Topic): Column[] {
  return [
    { name: 'area_code', type: 'text' },
    { name: 'grain', type: 'text' },
    { name: 'period_start', type: 'date' },
    ...(hasProgramme(topic) ? [{ name: 'programme_code', type: 'text' } as const] : []),
  ];
}

export function summaryValues(topic: Topic): Column[] {
  return storedMeasures(topic).map((measure) => ({
    name: columnOf(measure.code),
    type: measureType(topic, measure),
  }));
}
