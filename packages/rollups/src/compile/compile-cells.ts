import { groupBy } from '../group-by.js';
import type { Topic } from '../topic.js';
import { cellCounters, cellValues, type CellCounter } from './cell-counters.js';
import { cellKey, columnOf, hasProgramme, isCohortTopic } from './columns.js';
import { programmeOfRecord } from './programmes.js';
import { aggregate, asOfDay, conjunction, monthOf, stacked, sumType } from './sql-text.js';

/**
 * The cells to recount: a relation (region_code, branch_code, month), or null for every cell. The month is the one a
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
  const counted = groups.map((group) => groupedByDate(topic, group, marked)).join('\n    union all\n');
  const from =
    marked === null
      ? `(\n${counted}\n  ) as counted`
      : `${marked} as marked\n cross join lateral (\n${counted}\n  ) as counted`;
  const keys = cellKey(topic).map(({ name }) => (isOfMark(marked, name) ? `marked.${name}` : `counted.${name}`));
  return `/* rollup:${columnOf(topic.code)}/cells */
create temporary table ${into} on commit drop as
select ${stacked([...keys, ...sums], 7)}
  from ${from}
 group by ${keys.join(', ')}
having ${values.map(({ name }) => `sum(counted.${name}) <> 0`).join(' or ')}`;
}

/**
 * The counters of one date; the columns of the others are zero here. Of a marked cell the records are found by the
 * index on their branch and that date: a lateral subquery that groups is never turned into a scan of the table.
 */
function groupedByDate(topic: Topic, group: [CellCounter, ...CellCounter[]], marked: MarkedCells): string {
  const { from, filedOn, statusOn } = group[0];
  const keys = [
    ...(marked === null ? ['record.region_code', 'record.branch_code', `${monthOf(filedOn)} as month`] : []),
    ...(isCohortTopic(topic) ? [`${monthOf(statusOn)} as status_month`] : []),
    ...(hasProgramme(topic) ? [`${programmeOfRecord} as programme_code`] : []),
  ];
  const values = cellValues(topic).map(({ name, type }) => {
    const counter = group.find(({ column }) => column === name);
    const counted = counter === undefined ? '0' : aggregate(counter.value, counter.where);
    return `${counted}::${sumType(type)} as ${name}`;
  });
  const conditions = [
    ...(marked === null ? [] : liesInMarked(filedOn)),
    ...new Set([filedOn, statusOn].map((date) => `${date} <= ${asOfDay}`)),
  ];
  const grouped = keys.length === 0 ? '' : `\n     group by ${keys.map((_key, index) => index + 1).join(', ')}`;
  return `    select ${stacked([...keys, ...values], 11)}
      from ${from.replaceAll('\n', '\n    ')}
     where ${conjunction(conditions, 7)}${grouped}`;
}

function isOfMark(marked: MarkedCells, key: string): boolean {
  return marked !== null && ['region_code', 'branch_code', 'month'].includes(key);
}

function liesInMarked(filedOn: string): string[] {
  return [
    'record.region_code = marked.region_code',
    'record.branch_code = marked.branch_code',
    `${filedOn} >= marked.month`,
    `${filedOn} < (marked.month + interval '1 month')::date`,
  ];
}
