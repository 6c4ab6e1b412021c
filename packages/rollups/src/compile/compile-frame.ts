import { countryCode } from '@oblys/domain';
import type { Topic } from '../topic.js';
import { eventCountColumn } from './cell-counters.js';
import { columnOf, isCohortTopic } from './columns.js';
import { asOfDay } from './sql-text.js';

/** Which relation holds the cells of a topic. */
export type CellsOf = (topic: Topic) => string;

/** The frame that summaries are dense in: temporary tables of one build, gone with its transaction. */
export const frame = {
  /** (month), every one from the first with data to that of the as-of day. */
  months: 'rollup_month',
  /** (grain, period_start, month, is_last), the periods that hold those months; the level of a stock is that of the last. */
  periods: 'rollup_period',
  /** (area_code), every district, region and the country with any data in any topic. */
  areas: 'rollup_area',
} as const;

/** The earliest month of each topic's cells and a branch it lies in, for all topics that have any. */
export function compileFirstMonths(topics: readonly Topic[], cellsOf: CellsOf): string {
  const firstOf = topics.map(
    (topic) => `(
    select '${topic.code}' as topic, cell.branch_code, cell.month
      from ${cellsOf(topic)} as cell
     order by cell.month, cell.branch_code
     limit 1
  )`,
  );
  return `/* rollup:frame/first-months */
select first.topic, first.branch_code, first.month
  from (
  ${firstOf.join('\n  union all\n  ')}
  ) as first
 order by first.month, first.topic`;
}

/** The first month comes as a setting of the transaction (see buildFrame): `create table … as` takes no bound values. */
export const compiledMonths = `/* rollup:frame/months */
create temporary table ${frame.months} on commit drop as
select series.month::date as month
  from generate_series(
         nullif(current_setting('oblys.first_month'), '')::timestamp,
         date_trunc('month', ${asOfDay}::timestamp),
         interval '1 month'
       ) as series (month)`;

export const compiledPeriods = `/* rollup:frame/periods */
create temporary table ${frame.periods} on commit drop as
select period.grain, period.period_start, month.month,
       month.month = max(month.month) over (partition by period.grain, period.period_start) as is_last
  from ${frame.months} as month
 cross join lateral (values
         ('MONTH', month.month),
         ('QUARTER', date_trunc('quarter', month.month::timestamp)::date),
         ('HALF_YEAR', make_date(extract(year from month.month)::integer, case when extract(month from month.month) < 7 then 1 else 7 end, 1)),
         ('YEAR', date_trunc('year', month.month::timestamp)::date)
       ) as period (grain, period_start)`;

export function compileAreas(topics: readonly Topic[], cellsOf: CellsOf): string {
  return `/* rollup:frame/areas */
create temporary table ${frame.areas} on commit drop as
with branch as (
${topics
  .map((topic) => `  select region_code, branch_code\n    from ${cellsOf(topic)}\n   group by region_code, branch_code`)
  .join('\n   union\n')}
)
select branch.branch_code as area_code
  from branch
 union
select branch.region_code
  from branch
 union
select '${countryCode}'
  from branch`;
}

/** Which branch has reported which month: the dated events of all topics. */
export function compileReporting(topics: readonly Topic[], cellsOf: CellsOf, into: string): string {
  const events = topics.map((topic) => {
    const month = isCohortTopic(topic) ? 'status_month' : 'month';
    return `    select region_code, branch_code, ${month} as month, ${eventCountColumn}
      from ${cellsOf(topic)}
     where ${eventCountColumn} > 0`;
  });
  return `/* rollup:reporting/cells */
create temporary table ${into} on commit drop as
select event.region_code, event.branch_code, event.month, sum(event.${eventCountColumn})::integer as record_count
  from (
${events.join('\n    union all\n')}
  ) as event
 group by event.region_code, event.branch_code, event.month`;
}

export function stagedCells(topic: Topic): string {
  return `${columnOf(topic.code)}_cell_staged`;
}

export function stagedSummary(topic: Topic): string {
  return `${columnOf(topic.code)}_summary_staged`;
}

export const stagedReporting = 'reporting_cell_staged';
