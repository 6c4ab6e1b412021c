import type { Sql } from '@oblys/database';
import type { AreaWrite } from './plan-edition.js';

/** A write of an edition, or of its undoing: a row as it is, and as it is to be. */
export interface RowWrite {
  readonly target: AreaWrite['target'];
  readonly before: object | null;
  readonly after: object | null;
}

/**
 * Areas first, for links name them; the links that go before those that come, for an area lies in one place at a time.
 * Each table is written in one statement, since every write to the links places all areas anew. An area that is to go
 * loses its links and nothing else: without any it is nowhere, and is not found; to delete its row would have every
 * table of records searched for each of thousands.
 */
export async function writeAreas(sql: Sql, writes: readonly RowWrite[]): Promise<void> {
  const of = (target: AreaWrite['target']) => writes.filter((write) => write.target === target);
  await upsertAreas(sql, afterOf(of('area')));
  await deleteRows(sql, 'area_parent', ['area_code', 'valid_from'], beforeOf(of('area_parent')));
  await insertRows(sql, 'area_parent', afterOf(of('area_parent')));
  await deleteRows(sql, 'area_successor', ['from_code', 'to_code', 'happened_on'], beforeOf(of('area_successor')));
  await insertRows(sql, 'area_successor', afterOf(of('area_successor')));
  await deleteRows(sql, 'area_former_name', ['area_code', 'until'], beforeOf(of('area_former_name')));
  await insertRows(sql, 'area_former_name', afterOf(of('area_former_name')));
}

function beforeOf(writes: readonly RowWrite[]): object[] {
  return writes.flatMap(({ before }) => before ?? []);
}

function afterOf(writes: readonly RowWrite[]): object[] {
  return writes.flatMap(({ after }) => after ?? []);
}

async function upsertAreas(sql: Sql, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `/* areas:upsert   $1 = rows */
     insert into area
     select given.*
       from jsonb_populate_recordset(null::area, $1::jsonb) as given
     on conflict (code) do update
        set level = excluded.level, kind = excluded.kind, name_kk = excluded.name_kk, name_ru = excluded.name_ru,
            name_en = excluded.name_en, name_en_transliterated = excluded.name_en_transliterated,
            classifier_name_kk = excluded.classifier_name_kk, classifier_name_ru = excluded.classifier_name_ru`,
    [JSON.stringify(rows)],
  );
}

async function insertRows(sql: Sql, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(
    `/* areas:insert/${table}   $1 = rows */
     insert into ${table}
     select given.*
       from jsonb_populate_recordset(null::${table}, $1::jsonb) as given`,
    [JSON.stringify(rows)],
  );
}

async function deleteRows(sql: Sql, table: string, key: readonly string[], rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = (of: string) => key.map((column) => `${of}.${column}`).join(', ');
  await sql.query(
    `/* areas:delete/${table}   $1 = rows */
     delete from ${table} as stored
      using jsonb_populate_recordset(null::${table}, $1::jsonb) as given
      where (${columns('stored')}) = (${columns('given')})`,
    [JSON.stringify(rows)],
  );
}
