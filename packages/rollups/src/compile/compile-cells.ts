import { groupBy } from '../group-by.js';
import type { Topic } from '../topic.js';
import { cellCounters, cellValues, type CellCounter } from './cell-counters.js';
import { cellKey, columnOf, hasProgramme, isCohortTopic } from './columns.js';
import { programmeOfRecord } from './programmes.js';
import { aggregate, asOfDay, conjunction, monthOf, stacked, sumType } from './sql-text.js';

/**
 * The cells to recompute: a relation (region_code, branch_code, month), or null for every cell. The month is the one a
 * record is filed under, which in cells of cohorts is that of its receipt.
 */
export type MarkedCells = string | null;

/**
 * Counts the records of the marked cells as of the transaction's day into a temporary table: one grouping for each
 * date that files records, then their sum. Only `create table … as` may run in parallel; `insert … select` never does.
 */
export function compileCells(topic: Topic, into: string, marked: MarkedCells = null): string {
  const groups = groupBy(cellCounters(topic), ({ from, filedOn, statusOn }) => [from, filedOn, statusOn].join('\n'));
  const values = cellValues(topic);
  const sums = values.map(({ name, type }) => `sum(counted.${name})::${type} as ${name}`);
  const keys = cellKey(topic).map(({ name }) => `counted.${name}`);
  return `/* rollup:${columnOf(topic.code)}/cells */
create temporary table ${into} on commit drop as
select ${stacked([...keys, ...sums], 7)}
  from (
${groups.map((group) => groupedByDate(topic, group, marked)).join('\n    union all\n')}
  ) as counted
 group by ${keys.join(', ')}
having ${values.map(({ name }) => `sum(counted.${name}) <> 0`).join(' or ')}`;
}

/** The cells a relation of that shape marks, as a condition on another relation that has the key of cells. */
export function isMarked(marked: MarkedCells, region: string, branch: string, month: string): string[] {
  if (marked === null) return [];
  return [
    `exists (select from ${marked} as marked where marked.region_code = ${region} and marked.branch_code = ${branch} and marked.month = ${month})`,
  ];
}

/** The counters of one date; the columns of the others are zero here. */
function groupedByDate(topic: Topic, group: [CellCounter, ...CellCounter[]], marked: MarkedCells): string {
  const { from, filedOn, statusOn } = group[0];
  const keys = [
    'record.region_code',
    'record.branch_code',
    `${monthOf(filedOn)} as month`,
    ...(isCohortTopic(topic) ? [`${monthOf(statusOn)} as status_month`] : []),
    ...(hasProgramme(topic) ? [`${programmeOfRecord} as programme_code`] : []),
  ];
  const values = cellValues(topic).map(({ name, type }) => {
    const counter = group.find(({ column }) => column === name);
    const counted = counter === undefined ? '0' : aggregate(counter.value, counter.where);
    return `${counted}::${sumType(type)} as ${name}`;
  });
  const conditions = [
    ...new Set([filedOn, statusOn].map((date) => `${date} <= ${asOfDay}`)),
    ...isMarked(marked, 'record.region_code', 'record.branch_code', monthOf(filedOn)),
  ];
  return `    select ${stacked([...keys, ...values], 11)}
      from ${from.replaceAll('\n', '\n    ')}
     where ${conjunction(conditions, 7)}
     group by ${keys.map((_key, index) => index + 1).join(', ')}`;
}
