import type { Sql } from '@oblys/database';
import { compileCaptures } from './compile/compile-capture.js';
import { CaptureOffError } from './errors.js';
import type { Topic } from './topic.js';

/** The triggers that every captured table has, by what they are called behind its name. */
export const captureTriggers = ['capture_insert', 'capture_update', 'capture_delete', 'capture_truncate'] as const;

/**
 * Makes sure that every change of the topics' records leaves its marks: a refresh that trusted the marks of a table
 * whose triggers are off would go wrong in silence.
 * @throws {CaptureOffError} that names the table and what is missing
 */
export async function assertCaptured(sql: Sql, topics: readonly Topic[]): Promise<void> {
  const tables = topics.flatMap((topic) => compileCaptures(topic).map(({ table }) => table));
  const [fault] = await sql.query<{ table_name: string; trigger_name: string; is_partitioned: boolean }>(
    `/* check:capture   $1 = tables, $2 = triggers of each */
select captured.table_name, captured.table_name || '_' || expected.suffix as trigger_name,
       coalesce(relation.relkind = 'p' or relation.relispartition or relation.relhassubclass, false) as is_partitioned
  from unnest($1::text[]) as captured (table_name)
 cross join unnest($2::text[]) as expected (suffix)
  left join pg_class as relation
    on relation.oid = to_regclass(quote_ident(captured.table_name))
 where relation.relkind = 'p'
    or relation.relispartition
    or relation.relhassubclass
    or not exists (
         select
           from pg_trigger as present
          where present.tgrelid = relation.oid
            and present.tgname = captured.table_name || '_' || expected.suffix
            and present.tgenabled = 'A'
       )
 order by 1, 2
 limit 1`,
    [tables, captureTriggers],
  );
  if (fault === undefined) return;
  const { table_name: table, trigger_name: trigger, is_partitioned: isPartitioned } = fault;
  throw new CaptureOffError(
    isPartitioned
      ? `The table ${table} has partitions, and rows written straight to one of them leave no marks: ` +
          'what changed cannot be known. Rebuild with: oblys rollup --full.'
      : `The trigger ${trigger} of ${table} is missing or not enabled, so what changed there since is not known. ` +
          `Enable it (alter table ${table} enable always trigger ${trigger}), then rebuild with: oblys rollup --full.`,
  );
}
