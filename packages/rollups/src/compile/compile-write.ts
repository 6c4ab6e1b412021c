import type { Column } from './columns.js';
import { stacked } from './sql-text.js';

/** A table and the temporary one that holds what it should say. */
export interface Replacement {
  readonly label: string;
  readonly table: string;
  readonly staged: string;
  readonly key: readonly Column[];
  readonly values: readonly Column[];
}

/** Fills an empty table, in the order of its key, in which an index is filled fastest. $1 = run id. */
export function compileInsert({ label, table, staged, key, values }: Replacement, from = staged): string {
  const names = [...key, ...values].map(({ name }) => name).join(', ');
  return `/* rollup:${label}/insert   $1 = run id */
insert into ${table} (${names}, run_id)
select ${names}, $1::uuid
  from ${from} as staged
 order by ${key.map(({ name }) => name).join(', ')}`;
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

/** Writes those of the staged rows that differ, whatever else the table holds; nulls are values. $1 = run id. */
export function compileStagedUpsert({ label, table, staged, key, values }: Replacement): string {
  const names = [...key, ...values].map(({ name }) => name).join(', ');
  const columns = (row: string): string => values.map(({ name }) => `${row}.${name}`).join(', ');
  return `/* rollup:${label}/write   $1 = run id */
insert into ${table} as stored (${names}, run_id)
select ${names}, $1::uuid
  from ${staged} as staged
on conflict (${key.map(({ name }) => name).join(', ')}) do update
   set ${stacked([...values.map(({ name }) => `${name} = excluded.${name}`), 'run_id = excluded.run_id'], 7)}
 where (${columns('stored')}) is distinct from (${columns('excluded')})`;
}

/** Takes away the rows that are no more. */
export function compileDelete({ label, table, staged, key }: Replacement): string {
  return `/* rollup:${label}/delete */
with deleted as (
delete from ${table} as stored
 where not exists (select from ${staged} as kept where ${sameKey(key, 'kept', 'stored')})
returning 1
)
select count(*)::integer as rows
  from deleted`;
}

/** A table and the temporary one that holds what some of its rows should say; a row of zeros should not be there. */
export interface Correction extends Replacement {
  /** Says which keys are corrected, where `staged` lacks those that should not be there: the same unless given. */
  readonly keys?: string;
}

/** Takes away the rows that came to nothing. Comes before the upsert: none of them may lie in between as zeros. */
export function compileCorrectedDelete({ label, table, staged, keys = staged, key, values }: Correction): string {
  return `/* rollup:${label}/delete */
with deleted as (
delete from ${table} as stored
 using ${keys} as corrected
 where ${sameKey(key, 'corrected', 'stored')}
   and not exists (select from ${staged} as kept where ${sameKey(key, 'kept', 'corrected')} and ${isNotNothing(values, 'kept')})
returning 1
)
select count(*)::integer as rows
  from deleted`;
}

/** Writes the corrected rows that differ. $1 = run id. */
export function compileCorrectedUpsert({ label, table, staged, keys = staged, key, values }: Correction): string {
  const names = [...key, ...values].map(({ name }) => name);
  const joined = keys === staged ? '' : `\n  join ${keys} as corrected\n    on ${sameKey(key, 'corrected', 'staged')}`;
  const columns = (row: string): string => values.map(({ name }) => `${row}.${name}`).join(', ');
  return `/* rollup:${label}/write   $1 = run id */
with written as (
insert into ${table} as stored (${names.join(', ')}, run_id)
select ${names.map((name) => `staged.${name}`).join(', ')}, $1::uuid
  from ${staged} as staged${joined}
 where ${isNotNothing(values, 'staged')}
on conflict (${key.map(({ name }) => name).join(', ')}) do update
   set ${stacked([...values.map(({ name }) => `${name} = excluded.${name}`), 'run_id = excluded.run_id'], 7)}
 where (${columns('stored')}) is distinct from (${columns('excluded')})
returning 1
)
select count(*)::integer as rows
  from written`;
}

function sameKey(key: readonly Column[], one: string, other: string): string {
  return key.map(({ name }) => `${one}.${name} = ${other}.${name}`).join(' and ');
}

function isNotNothing(values: readonly Column[], row: string): string {
  return `(${values.map(({ name }) => `${row}.${name} <> 0`).join(' or ')})`;
}
