import type { Topic } from '../topic.js';
import { eventCountColumn } from './cell-counters.js';
import { isCohortTopic } from './columns.js';
import type { CellsOf } from './compile-frame.js';
import { takenMarks } from './compile-marks.js';
import { asOfDay } from './sql-text.js';

export const submissionTable = 'submission_cell';
export const stagedSubmissions = 'submission_cell_staged';
/** (region_code, month): the months of regions in which anything changed that submissions are told of. */
export const touchedMonths = 'submission_touched';

/**
 * The months of regions that stand on submissions as of the day: what is due in them and what was sent, and the dated
 * events that the cells of a topic hold there, be they due or not.
 * @param within the touched months alone, or all of them
 */
export function compileSubmissions(topics: readonly Topic[], cellsOf: CellsOf, within: 'TOUCHED' | 'ALL'): string {
  const scope =
    within === 'ALL'
      ? 'null, null, null'
      : `(select array_agg(distinct region_code) from ${touchedMonths}),
           (select min(month) from ${touchedMonths}), (select max(month) from ${touchedMonths})`;
  const ofScope =
    within === 'ALL' ? '' : `\n   where (region_code, month) in (select region_code, month from ${touchedMonths})`;
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
    from submissions_as_of(${asOfDay}, ${scope})${ofScope}
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

/**
 * Lays the touched months: those of marks, whether of records or of submissions, and those of the cells that changed,
 * which in a cohort are filed under another month than their events.
 * @param changed the topics with cells that changed, and where those are
 */
export function compileTouchedMonths(changed: readonly { topic: Topic; cells: string }[]): string {
  const ofCells = changed
    .filter(({ topic }) => isCohortTopic(topic))
    .map(({ cells }) => `\n union\nselect region_code, status_month\n  from ${cells}`);
  return `/* rollup:submissions/touched */
create temporary table ${touchedMonths} on commit drop as
select region_code, month
  from ${takenMarks}${ofCells.join('')}`;
}

/** Takes away the rows of the touched months that are no more. */
export const compiledTouchedDelete = `/* rollup:submissions/cells/delete */
with deleted as (
delete from ${submissionTable} as stored
 where (stored.region_code, stored.month) in (select region_code, month from ${touchedMonths})
   and not exists (
     select
       from ${stagedSubmissions} as kept
      where kept.topic = stored.topic
        and kept.region_code = stored.region_code
        and kept.month = stored.month
        and kept.branch_code = stored.branch_code
   )
returning 1
)
select count(*)::integer as rows
  from deleted`;
