import { cellCounters, sourceOf } from './compile/cell-counters.js';
import { cellTable, columnOf, ownMeasure, summaryTable } from './compile/columns.js';
import { isBase } from './compile/counted-records.js';
import type { Measure, Topic } from './topic.js';

/** Where a figure comes from: from what is shown back to the files that records come in by. */
export interface Lineage {
  /** The table that figures are stored in. */
  readonly summaryTable: string;
  /** The columns of it that the figure is read from: of a rate its two counts. */
  readonly summaryColumns: readonly string[];
  /** The table that summaries are added up from. */
  readonly cellTable: string;
  /** The columns of it that they are added up from; none where it does not add up, so that records are counted. */
  readonly cellColumns: readonly string[];
  /** The tables of records that cells are counted from. */
  readonly recordTables: readonly string[];
  /** The kinds of file that these records come in by, besides being written one by one. */
  readonly importKinds: readonly string[];
  /** The jobs that fill the tables. */
  readonly jobs: readonly string[];
}

/** The jobs that bring summaries up: every night, and when records have changed. */
export const fillingJobs = ['nightly-rollup', 'refresh-changes'] as const;

export function lineageOf(topic: Topic, measure: Measure): Lineage {
  const base = baseMeasures(topic, measure);
  const columns = new Set(
    base.flatMap(({ code }) => [columnOf(code), `${columnOf(code)}_entered`, `${columnOf(code)}_left`]),
  );
  const cellColumns = cellCounters(topic).map(({ column }) => column);
  const stored =
    measure.computation.by === 'rate'
      ? [measure.computation.numerator, measure.computation.denominator]
      : [measure.code];
  return {
    summaryTable: summaryTable(topic),
    summaryColumns: stored.map(columnOf),
    cellTable: cellTable(topic),
    cellColumns: [...new Set(cellColumns.filter((column) => columns.has(column)))],
    recordTables: tablesOf(topic, base),
    importKinds: [topic.recordTable.replaceAll('_', '-')],
    jobs: fillingJobs,
  };
}

/** The dimensions that a measure can be asked by, besides areas and periods. */
export function dimensionsOf(topic: Topic): string[] {
  return [
    ...['REGION', 'DISTRICT', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'],
    ...topic.dimensions.map((dimension) => dimension.toUpperCase()),
    ...Object.keys(topic.recordDimensions ?? {}),
  ];
}

/** The measures that are counted from records of their own, which a measure is made of. */
function baseMeasures(topic: Topic, measure: Measure): Measure[] {
  const { computation } = measure;
  const made = (codes: readonly string[]): Measure[] => [
    ...new Set(codes.flatMap((code) => baseMeasures(topic, ownMeasure(topic, code)))),
  ];
  if (computation.by === 'rate') return made([computation.numerator, computation.denominator]);
  return computation.by === 'difference' ? made([computation.whole, ...computation.less]) : [measure];
}

/** The record table, and what is joined to it; the names of tables stand after `from` and `join`. */
function tablesOf(topic: Topic, base: readonly Measure[]): string[] {
  const sources = base.filter(isBase).map(({ computation }) => `from ${sourceOf(topic, computation)}`);
  const named = sources.flatMap((source) => [...source.matchAll(/\b(?:from|join) (\w+)/g)].map(([, table]) => table!));
  return [...new Set([topic.recordTable, ...named])];
}
