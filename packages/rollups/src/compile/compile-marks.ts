import { groupBy } from '../group-by.js';
import type { Topic } from '../topic.js';
import { cellCounters, type CellCounter } from './cell-counters.js';
import { cellTable, columnOf } from './columns.js';
import { distinctMeasures } from './compile-distinct.js';
import { asOfDay, conjunction, monthOf } from './sql-text.js';

/** The marks that a run has taken, of all its topics. */
export const takenMarks = 'rollup_mark';

/** The cells of one topic to recount, each once. */
export function markedCells(topic: Topic): string {
  return `${columnOf(topic.code)}_cell_marked`;
}

/** $1 = topics; marks that are not visible in the run's snapshot stay for the next run, and so do all when it fails. */
export const compiledTake = `/* rollup:marks/take   $1 = topics */
with taken as (
delete from mark
 where topic = any ($1::text[])
returning topic, region_code, branch_code, month
)
insert into ${takenMarks} (topic, region_code, branch_code, month)
select distinct topic, region_code, branch_code, month
  from taken`;

/**
 * Marks the cells that change without a write because days pass: those with a dated event after $1, the day of the
 * last build, up to the as-of day. The cells of each branch are found by an index.
 */
export function compilePassedDays(topic: Topic): string {
  const groups = groupBy(cellCounters(topic), ({ from, filedOn, statusOn }) => [from, filedOn, statusOn].join('\n'));
  const passed = groups.flatMap(([counter]) => passedOf(counter));
  const met = distinctMeasures(topic).flatMap(({ computation }) =>
    computation.by === 'distinct' ? [filedWithin(`${topic.recordTable} as record`, computation.on, [])] : [],
  );
  return `/* rollup:${columnOf(topic.code)}/passed-days   $1 = day of the last build */
insert into ${takenMarks} (topic, region_code, branch_code, month)
with branch as (
  select distinct region_code, coalesce(district_code, region_code) as branch_code
    from area_placement
)
${[...new Set([...passed, ...met])].map((select) => select.replace('TOPIC', topic.code)).join('\nunion\n')}`;
}

function passedOf({ from, filedOn, statusOn }: CellCounter): string[] {
  if (filedOn === statusOn) return [filedWithin(from, filedOn, [])];
  return [
    filedWithin(from, filedOn, [`${statusOn} <= ${asOfDay}`]),
    `select 'TOPIC', record.region_code, record.branch_code, ${monthOf(filedOn)}
  from (select distinct region_code from branch) as region
  join ${from}
    on record.region_code = region.region_code
   and ${statusOn} > $1::date
   and ${statusOn} <= ${asOfDay}
   and ${filedOn} <= ${asOfDay}`,
  ];
}

function filedWithin(from: string, filedOn: string, more: readonly string[]): string {
  const conditions = [
    'record.region_code = branch.region_code',
    'record.branch_code = branch.branch_code',
    `${filedOn} > $1::date`,
    `${filedOn} <= ${asOfDay}`,
    ...more,
  ];
  return `select 'TOPIC', branch.region_code, branch.branch_code, passed.month
  from branch
 cross join lateral (
    select distinct ${monthOf(filedOn)} as month
      from ${from.replaceAll('\n', '\n    ')}
     where ${conjunction(conditions, 7)}
  ) as passed`;
}

/** Marks every cell of a span of months, stored or in the records. $1 = first day, $2 = last day */
export function compileRecount(topic: Topic): string {
  const groups = groupBy(cellCounters(topic), ({ from, filedOn }) => [from, filedOn].join('\n'));
  const inRecords = groups.map(
    ([{ from, filedOn }]) => `select '${topic.code}', record.region_code, record.branch_code, ${monthOf(filedOn)}
  from ${from}
 where ${filedOn} >= $1::date
   and ${filedOn} <= least($2::date, ${asOfDay})
 group by 1, 2, 3, 4`,
  );
  return `/* rollup:${columnOf(topic.code)}/recount   $1 = first day, $2 = last day */
insert into ${takenMarks} (topic, region_code, branch_code, month)
select '${topic.code}', region_code, branch_code, month
  from ${cellTable(topic)}
 where month between $1::date and $2::date
union
${inRecords.join('\nunion\n')}`;
}

export function compileMarkedCells(topic: Topic): string {
  return `/* rollup:${columnOf(topic.code)}/marked */
create temporary table ${markedCells(topic)} on commit drop as
select distinct region_code, branch_code, month
  from ${takenMarks}
 where topic = '${topic.code}'`;
}
