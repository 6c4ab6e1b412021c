import { countryCode } from '@oblys/domain';
import type { Topic } from '../topic.js';
import { eventCountColumn } from './cell-counters.js';
import { columnOf, isCohortTopic } from './columns.js';
import { isSent } from './submission-states.js';

/** Which relation holds the cells of a topic. */
export type CellsOf = (topic: Topic) => string;

/** (area_code): every district, region and the country with any data in any topic, be it a report of nothing. */
export const areasWithData = 'rollup_area';

/** The first month with any data in any topic; null without data. */
export function compileFirstMonth(topics: readonly Topic[], cellsOf: CellsOf): string {
  const firstOf = topics.map((topic) => `    select min(month) as month\n      from ${cellsOf(topic)}`);
  return `/* publish:first-month */
select min(first.month) as month
  from (
${firstOf.join('\n    union all\n')}
  ) as first`;
}

export function compileAreas(topics: readonly Topic[], cellsOf: CellsOf, submissions: string): string {
  return `/* rollup:frame/areas */
create temporary table ${areasWithData} on commit drop as
with branch as (
${topics
  .map((topic) => `  select region_code, branch_code\n    from ${cellsOf(topic)}\n   group by region_code, branch_code`)
  .join('\n   union\n')}
   union
  select region_code, branch_code
    from ${submissions}
   where ${isSent(submissions)}
   group by region_code, branch_code
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
