import type { Topic } from '../topic.js';
import { eventCountColumn } from './cell-counters.js';
import { isCohortTopic } from './columns.js';
import type { CellsOf } from './compile-frame.js';
import { asOfDay } from './sql-text.js';

export const submissionTable = 'submission_cell';
export const stagedSubmissions = 'submission_cell_staged';

/**
 * The months of regions that stand on submissions as of the day: what is due in them and what was sent, and the dated
 * events that the cells of a topic hold there, be they due or not.
 */
export function compileSubmissions(topics: readonly Topic[], cellsOf: CellsOf): string {
  const events = topics.map((topic) => {
    const month = isCohortTopic(topic) ? 'status_month' : 'month';
    return `    select '${topic.code}' as topic, cell.region_code, cell.branch_code, cell.${month} as month,
           sum(cell.${eventCountColumn})::integer as event_count
      from begun
      join ${cellsOf(topic)} as cell
        on cell.region_code = begun.region_code
       and cell.${month} = begun.month
     where cell.${eventCountColumn} > 0
     group by cell.region_code, cell.branch_code, cell.${month}`;
  });
  return `/* rollup:submissions/cells */
create temporary table ${stagedSubmissions} on commit drop as
with standing as materialized (
  select topic, region_code, branch_code, month, due_on, missing_from, state, submitted_on
    from submissions_as_of(${asOfDay}, null, null, null)
),
begun as materialized (
  select distinct region_code, month
    from standing
),
event as (
${events.join('\n    union all\n')}
)
select coalesce(standing.topic, event.topic) as topic, coalesce(standing.region_code, event.region_code) as region_code,
       coalesce(standing.month, event.month) as month, coalesce(standing.branch_code, event.branch_code) as branch_code,
       standing.due_on, standing.missing_from, standing.state, standing.submitted_on,
       coalesce(event.event_count, 0) as event_count
  from standing
  full join event
    on event.topic = standing.topic
   and event.region_code = standing.region_code
   and event.branch_code = standing.branch_code
   and event.month = standing.month`;
}
