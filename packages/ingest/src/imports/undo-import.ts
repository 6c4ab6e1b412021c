import { sayWhy, type Database, type Sql } from '@oblys/database';
import { isRecordId, NotFoundError } from '@oblys/domain';
import type { ImportKind } from '../kinds/import-kind.js';
import { getImportKind } from '../kinds/import-kinds.js';
import { ImportBuiltOnError, ImportUndoneError } from './import-errors.js';
import { lockKind } from './lock-kind.js';
import { listPersonsChangedSince, restorePersons } from './undo-persons.js';
import { lockImport, type ListedImport } from './list-imports.js';

export interface UndoneImport {
  readonly importId: string;
  readonly kind: string;
  readonly fileName: string;
  /** Records that the import had created, and that are gone. */
  readonly removed: number;
  /** Records that it had changed, and that are again as they were. */
  readonly restored: number;
}

export interface UndoOptions {
  readonly importId: string;
  readonly undoneBy: string;
  /** Why records of locked months are changed; without it they stand. */
  readonly reason?: string | undefined;
  /** Throws where who asks may not undo an import of the kind. */
  readonly assertMayUndo?: ((kind: ImportKind) => void) | undefined;
}

/**
 * Takes an import back whole, in one transaction: what it created goes, what it changed is again as it was before.
 * @throws {NotFoundError} when there is no such import
 * @throws {ImportUndoneError} when it was undone before
 * @throws {ImportBuiltOnError} when somebody changed its records since, or others name them; then nothing is changed
 * @throws {PeriodLockedError} when a record of it lies in a locked month and no reason is given
 */
export function undoImport(
  database: Database,
  { importId, undoneBy, reason, assertMayUndo }: UndoOptions,
): Promise<UndoneImport> {
  return database.transaction('READ COMMITTED', async (sql) => {
    if (reason !== undefined) await sayWhy(sql, reason, undoneBy);
    const found = isRecordId(importId) ? await lockImport(sql, importId) : null;
    if (found === null) throw new NotFoundError(`There is no import ${importId}: oblys imports lists them.`);
    if (found.undoneAt !== null) throw new ImportUndoneError(importId, found.undoneAt);
    const kind = getImportKind(found.kind);
    assertMayUndo?.(kind);
    await lockKind(sql, kind);
    await assertNothingStandsOn(sql, kind, found);
    await sql.query(`/* import:say-who-writes   $1 = who */ select set_config('oblys.changed_by', $1::text, true)`, [
      `${undoneBy} (undo of import ${found.fileName})`,
    ]);
    if (kind.personal.length > 0) await restorePersons(sql, kind, importId);
    const restored = await restore(sql, kind, importId);
    const removed = await remove(sql, kind, importId);
    await sql.query(
      `/* import:undone   $1 = import, $2 = who */ update import set undone_at = now(), undone_by = $2 where id = $1::uuid`,
      [importId, undoneBy],
    );
    return { importId, kind: kind.code, fileName: found.fileName, removed, restored };
  });
}

/** A record stands as its import left it while its version is still the one that the import led to. */
async function assertNothingStandsOn(sql: Sql, kind: ImportKind, found: ListedImport): Promise<void> {
  const changed = await listChangedSince(sql, kind, found.id);
  const ofPersons = kind.personal.length > 0 ? await listPersonsChangedSince(sql, kind, found.id) : [];
  const reasons = [...changed, ...ofPersons, ...(await listNaming(sql, kind, found.id))];
  if (reasons.length > 0) throw new ImportBuiltOnError(found.id, reasons);
}

async function listChangedSince(sql: Sql, { table }: ImportKind, importId: string): Promise<string[]> {
  const [found] = await sql.query<{ count: number; refs: string[] }>(
    `/* import:changed-since ${table}   $1 = import */
with standing as (
  select record.source_ref, record.import_id = $1::uuid and record.import_version = record.version as is_as_imported
    from ${table} as record
    join import on import.id = $1::uuid
   where record.created_at = import.imported_at
     and record.import_id is not null
  union all
  select coalesce(record.source_ref, change.former ->> 'source_ref'),
         record.id is not null and record.import_id = $1::uuid and record.import_version = record.version
    from import_change as change
    left join ${table} as record
      on record.id = change.record_id
     and record.region_code = change.region_code
   where change.import_id = $1::uuid
)
select count(*)::integer as count, (array_agg(source_ref order by source_ref))[1:3] as refs
  from standing
 where not is_as_imported`,
    [importId],
  );
  const { count, refs } = found!;
  if (count === 0) return [];
  const more = count > refs.length ? `, and ${count - refs.length} more` : '';
  return [
    `${count} of its records ${count === 1 ? 'was' : 'were'} changed or deleted since (${refs.join(', ')}${more})`,
  ];
}

/**
 * Whatever table refers to records of the kind, those added to the schema later among them. A table with one row at most
 * for each, which goes with it, is a part of the record and names nothing: so are the words of an appeal.
 */
async function listNaming(sql: Sql, { table }: ImportKind, importId: string): Promise<string[]> {
  const keys = await sql.query<{ naming: string; column: string }>(
    `/* import:naming-tables   $1 = table */
select referring.relname as naming, named.attname as "column"
  from pg_constraint as key
  join pg_class as referring on referring.oid = key.conrelid
  join pg_attribute as named on named.attrelid = key.conrelid and named.attnum = key.conkey[1]
 where key.contype = 'f'
   and key.confrelid = $1::regclass
   and not (
         key.confdeltype = 'c'
         and exists (
               select
                 from pg_constraint as own
                where own.conrelid = key.conrelid
                  and own.contype = 'p'
                  and own.conkey <@ key.conkey
             )
       )
 order by 1, 2`,
    [table],
  );
  const reasons: string[] = [];
  for (const { naming, column } of keys) {
    const [found] = await sql.query<{ count: number }>(
      `/* import:naming ${naming}   $1 = import */
select count(*)::integer as count
  from ${naming} as naming
  join ${table} as record
    on record.id = naming.${column}
   and record.region_code = naming.region_code
  join import on import.id = $1::uuid
 where record.import_id = $1::uuid
   and record.created_at = import.imported_at`,
      [importId],
    );
    if (found!.count > 0)
      reasons.push(`${found!.count} of ${naming.replaceAll('_', '-')} name records that it created`);
  }
  return reasons;
}

async function restore(sql: Sql, { table, fields, personal }: ImportKind, importId: string): Promise<number> {
  const columns = [
    ...fields.map(({ column }) => column),
    ...['import_id', 'import_row', 'is_synthetic'],
    // Whom the import brought goes with that, as nothing names them any more.
    ...(personal.length > 0 ? ['person_id'] : []),
  ];
  const [restored] = await sql.query<{ count: number }>(
    `/* import:restore ${table}   $1 = import */
with restored as (
  update ${table} as record
     set ${columns.map((column) => `${column} = former.${column}`).join(',\n         ')},
         import_version = case when former.import_version = former.version then record.version + 1 else former.import_version end
    from import_change as change
   cross join lateral jsonb_populate_record(null::${table}, change.former) as former
   where change.import_id = $1::uuid
     and record.id = change.record_id
     and record.region_code = change.region_code
  returning record.id
)
select count(*)::integer as count from restored`,
    [importId],
  );
  return restored!.count;
}

async function remove(sql: Sql, { table }: ImportKind, importId: string): Promise<number> {
  const [removed] = await sql.query<{ count: number }>(
    `/* import:remove ${table}   $1 = import */
with removed as (
  delete from ${table} as record
   using import
   where import.id = $1::uuid
     and record.import_id = $1::uuid
     and record.created_at = import.imported_at
  returning record.id
)
select count(*)::integer as count from removed`,
    [importId],
  );
  return removed!.count;
}
