import { groupBy } from '../group-by.js';
import type { RecordSql, Topic } from '../topic.js';
import { cellCounters, cellValues, type CellCounter } from './cell-counters.js';
import { cellKey, columnOf, hasProgramme, isCohortTopic, type Column } from './columns.js';
import { programmeOfRecord } from './programmes.js';
import { aggregate, asOfDay, conjunction, monthOf, stacked } from './sql-text.js';

/**
 * The cells to recount: a relation (region_code, branch_code, month), or null for every cell. The month is the one a
 * record is filed under, which in cells of cohorts is that of its receipt.
 */
export type MarkedCells = string | null;

/** Counts the records of the marked cells as of the transaction's day into a temporary table: see selectCells. */
export function compileCells(topic: Topic, into: string, marked: MarkedCells = null): string {
  return `/* rollup:${columnOf(topic.code)}/cells */
create temporary table ${into} on commit drop as
${selectCells(topic, marked)}`;
}

/**
 * Counts the records of the marked cells as of the transaction's day: one reading and grouping for each date that files
 * records, then their sum. Only `create table … as` may run in parallel; `insert … select` never does.
 */
export function selectCells(topic: Topic, marked: MarkedCells = null): string {
  const groups = groupBy(cellCounters(topic), ({ from, filedOn }) => [from, filedOn].join('\n'));
  const values = cellValues(topic);
  const [only] = groups;
  if (groups.length === 1 && marked === null && !isCohortTopic(topic)) {
    // Nothing to add up: the groups are the cells.
    return `${countedByDate(topic, only!, null)}
having ${values.map(({ name }) => `${countOf(only!, name)} <> 0`).join(' or ')}`;
  }
  const sums = values.map(({ name, type }) => `sum(counted.${name})::${type} as ${name}`);
  const counted = groups.map((group) => countedByDate(topic, group, marked)).join('\n    union all\n');
  const from =
    marked === null
      ? `(\n${counted}\n  ) as counted`
      : `${marked} as marked\n cross join lateral (\n${counted}\n  ) as counted`;
  const keys = cellKey(topic).map(({ name }) => (isOfMark(marked, name) ? `marked.${name}` : `counted.${name}`));
  return `select ${stacked([...keys, ...sums], 7)}
  from ${from}
 group by ${keys.join(', ')}
having ${values.map(({ name }) => `sum(counted.${name}) <> 0`).join(' or ')}`;
}

/**
 * What the records of a table are grouped by when cells are counted, as SQL over `record`. The planner must know how many
 * groups that makes (extended statistics), or it takes them for too many to count in parallel.
 */
export function groupingsOf(topic: Topic): { table: string; keys: string[] }[] {
  const groups = groupBy(cellCounters(topic), ({ filedOn }) => filedOn);
  return groups.map((group) => ({
    table: topic.recordTable,
    keys: [
      'record.region_code',
      'record.branch_code',
      ...new Set([group[0].filedOn, ...group.map(({ statusOn }) => statusOn)].map(monthOf)),
      ...(hasProgramme(topic) ? [programmeOfRecord] : []),
    ],
  }));
}

/** The counters of one date; the columns of the others are zero here. */
function countedByDate(topic: Topic, group: [CellCounter, ...CellCounter[]], marked: MarkedCells): string {
  const { from, filedOn } = group[0];
  const statusDates = [...new Set(group.map(({ statusOn }) => statusOn))];
  const read: ReadByDate = { from, filedOn, statusDates, marked };
  if (!isCohortTopic(topic)) {
    const values = cellValues(topic).map(({ name, type }) => `${countOf(group, name)}::${type} as ${name}`);
    return grouped(topic, read, values);
  }
  // The records are read once, by the months of all their dates; it is the groups that are filed by each of the dates.
  const counters = group.map((counter, index) => ({ ...counter, counted: `count_${index + 1}` }));
  const counts = counters.map(
    ({ value, where, statusOn, counted }) => `${aggregate(value, changedBy(where, statusOn, filedOn))} as ${counted}`,
  );
  const perStatus = statusDates.map((statusOn, index) => {
    const values = cellValues(topic).map(({ name, type }) => {
      const counter = counters.find(({ column, statusOn: on }) => column === name && on === statusOn);
      return `${counter === undefined ? '0' : `dated.${counter.counted}`}::${type}`;
    });
    return `(dated.${statusColumn(index)}, ${values.join(', ')})`;
  });
  const names = cellValues(topic).map(({ name }) => name);
  const key = cellKey(topic).map(({ name }) => name);
  const keys = key.filter((name) => name !== 'status_month' && !isOfMark(marked, name)).map((name) => `dated.${name}`);
  return `    select ${stacked([...keys, 'status.status_month', ...names.map((name) => `status.${name}`)], 11)}
      from (
${grouped(topic, read, counts)}
      ) as dated
     cross join lateral (values
             ${perStatus.join(',\n             ')}
           ) as status (status_month, ${names.join(', ')})
     where status.status_month is not null`;
}

interface ReadByDate {
  readonly from: string;
  readonly filedOn: RecordSql;
  /** The dates beside it that file the groups: one column of months for each. */
  readonly statusDates: readonly RecordSql[];
  readonly marked: MarkedCells;
}

/**
 * One grouping of the records that are dated by the as-of day. Of a marked cell they are found by the index on their
 * branch and that date: a lateral subquery that groups is never turned into a scan of the table.
 */
function grouped(topic: Topic, { from, filedOn, statusDates, marked }: ReadByDate, values: readonly string[]): string {
  const keys = [
    ...(marked === null ? ['record.region_code', 'record.branch_code', `${monthOf(filedOn)} as month`] : []),
    ...(isCohortTopic(topic)
      ? statusDates.map((on, index) => {
          const month = marked !== null && on === filedOn ? 'marked.month' : monthOf(on);
          return `${month} as ${statusColumn(index)}`;
        })
      : []),
    ...(hasProgramme(topic) ? [`${programmeOfRecord} as programme_code`] : []),
  ];
  const conditions = [...(marked === null ? [] : liesInMarked(filedOn)), `${filedOn} <= ${asOfDay}`];
  const groups = keys.length === 0 ? '' : `\n     group by ${keys.map((_key, index) => index + 1).join(', ')}`;
  return `    select ${stacked([...keys, ...values], 11)}
      from ${from.replaceAll('\n', '\n    ')}
     where ${conjunction(conditions, 7)}${groups}`;
}

/** What is dated after the as-of day has not happened yet, though its month may have begun. */
function changedBy(where: RecordSql | null, statusOn: RecordSql, filedOn: RecordSql): RecordSql | null {
  if (statusOn === filedOn) return where;
  const happened = `${statusOn} <= ${asOfDay}`;
  return where === null ? happened : `${where} and ${happened}`;
}

function countOf(group: readonly CellCounter[], column: Column['name']): string {
  const counter = group.find((one) => one.column === column);
  return counter === undefined ? '0' : aggregate(counter.value, counter.where);
}

function statusColumn(index: number): string {
  return `status_month_${index + 1}`;
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
