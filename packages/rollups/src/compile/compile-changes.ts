import type { Topic } from '../topic.js';
import { cellValues, eventCountColumn } from './cell-counters.js';
import { cellKey, cellTable, columnOf, isCohortTopic } from './columns.js';
import type { MarkedCells } from './compile-cells.js';
import { stacked } from './sql-text.js';

/** (key of cells, values): by how much each recounted cell differs from the stored one; cells that do not are left out. */
export function compileCellChanges(topic: Topic, staged: string, marked: MarkedCells, into: string): string {
  const keys = cellKey(topic).map(({ name }) => name);
  const values = cellValues(topic).map(({ name }) => name);
  const either = keys.map((key) => `coalesce(staged.${key}, stored.${key}) as ${key}`);
  const differences = values.map((value) => `coalesce(staged.${value}, 0) - coalesce(stored.${value}, 0) as ${value}`);
  const columns = (row: string): string => values.map((value) => `${row}.${value}`).join(', ');
  return `/* rollup:${columnOf(topic.code)}/cell-changes */
create temporary table ${into} on commit drop as
select ${stacked([...either, ...differences], 7)}
  from ${staged} as staged
  full join ${storedCells(topic, marked)} as stored
    on ${keys.map((key) => `stored.${key} = staged.${key}`).join('\n   and ')}
 where (${columns('staged')}) is distinct from (${columns('stored')})`;
}

function storedCells(topic: Topic, marked: MarkedCells): string {
  if (marked === null) return cellTable(topic);
  return `(
    select cell.*
      from ${marked} as marked
      join ${cellTable(topic)} as cell
        on cell.region_code = marked.region_code
       and cell.branch_code = marked.branch_code
       and cell.month = marked.month
  )`;
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
