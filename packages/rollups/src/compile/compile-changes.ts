import type { Topic } from '../topic.js';
import { cellValues, eventCountColumn } from './cell-counters.js';
import { cellKey, cellTable, columnOf, isCohortTopic } from './columns.js';
import { stacked } from './sql-text.js';

/** (key of cells, values): by how much each marked cell differs from the stored one; cells that do not are left out. */
export function compileCellChanges(topic: Topic, staged: string, marked: string, into: string): string {
  const keys = cellKey(topic).map(({ name }) => name);
  const values = cellValues(topic).map(({ name }) => name);
  const side = (relation: string, sign: string): string[] => [
    ...keys.map((key) => `${relation}.${key}`),
    ...values.map((value) => `${sign}${relation}.${value} as ${value}`),
  ];
  return `/* rollup:${columnOf(topic.code)}/cell-changes */
create temporary table ${into} on commit drop as
select ${stacked([...keys.map((key) => `side.${key}`), ...values.map((value) => `sum(side.${value}) as ${value}`)], 7)}
  from (
    select ${stacked(side('staged', ''), 11)}
      from ${staged} as staged
    union all
    select ${stacked(side('stored', '-'), 11)}
      from ${marked} as marked
      join ${cellTable(topic)} as stored
        on stored.region_code = marked.region_code
       and stored.branch_code = marked.branch_code
       and stored.month = marked.month
  ) as side
 group by ${keys.map((key) => `side.${key}`).join(', ')}
having ${values.map((value) => `sum(side.${value}) <> 0`).join(' or ')}`;
}

/** The months whose number of dated events changed, as (region_code, branch_code, month, record_count). */
export function compileReportingChanges(topic: Topic, changes: string): string {
  const month = isCohortTopic(topic) ? 'status_month' : 'month';
  return `select region_code, branch_code, ${month} as month, ${eventCountColumn} as record_count
  from ${changes}
 where ${eventCountColumn} <> 0`;
}

/** Adds the changes of all topics to what is stored, as compileReporting would count it anew; a row may come to zero. */
export function compileChangedReporting(changes: readonly string[], into: string): string {
  return `/* rollup:reporting/changed */
create temporary table ${into} on commit drop as
select change.region_code, change.branch_code, change.month,
       (coalesce(max(stored.record_count), 0) + sum(change.record_count))::integer as record_count
  from (
${changes.join('\nunion all\n')}
  ) as change
  left join reporting_cell as stored
    on stored.region_code = change.region_code
   and stored.branch_code = change.branch_code
   and stored.month = change.month
 group by change.region_code, change.branch_code, change.month`;
}
