import { isMarked, type MarkedCells } from './compile-cells.js';
import type { Column } from './columns.js';
import { conjunction, stacked } from './sql-text.js';

/** A table and the temporary one that holds what it should say. */
export interface Replacement {
  readonly label: string;
  readonly table: string;
  readonly staged: string;
  readonly key: readonly Column[];
  readonly values: readonly Column[];
}

/** Writes the rows that differ, and no others. $1 = run id. */
export function compileUpsert({ label, table, staged, key, values }: Replacement): string {
  const keys = key.map(({ name }) => name).join(', ');
  const names = [...key, ...values].map(({ name }) => name);
  return `/* rollup:${label}/write   $1 = run id */
with written as (
insert into ${table} (${names.join(', ')}, run_id)
select ${names.map((name) => `changed.${name}`).join(', ')}, $1::uuid
  from (
    select ${names.join(', ')}
      from ${staged}
    except all
    select ${names.join(', ')}
      from ${table}
  ) as changed
on conflict (${keys}) do update
   set ${stacked([...values.map(({ name }) => `${name} = excluded.${name}`), 'run_id = excluded.run_id'], 7)}
returning 1
)
select count(*)::integer as rows
  from written`;
}

/** Takes away the rows that are no more; of marked cells where some are marked. */
export function compileDelete(replacement: Replacement, marked: MarkedCells = null): string {
  const { label, table, staged, key } = replacement;
  const same = key.map(({ name }) => `kept.${name} = stored.${name}`).join(' and ');
  const conditions = [
    `not exists (select from ${staged} as kept where ${same})`,
    ...isMarked(marked, 'stored.region_code', 'stored.branch_code', 'stored.month'),
  ];
  return `/* rollup:${label}/delete */
with deleted as (
delete from ${table} as stored
 where ${conjunction(conditions, 3)}
returning 1
)
select count(*)::integer as rows
  from deleted`;
}
