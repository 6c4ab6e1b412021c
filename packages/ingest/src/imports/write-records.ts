import type { Sql } from '@oblys/database';
import { RecordsChangedError } from './import-errors.js';
import type { RowCounts } from './import-report.js';
import { rowTable, type StagedKind } from './staged-kind.js';

export interface Writing {
  readonly importId: string;
  /** Whether rows that conflict are written over what is there; else they are left out. */
  readonly overwrites: boolean;
  /** As the history of the changed records names it. */
  readonly changedBy: string;
}

/**
 * Writes the rows that are new, and those that differ from what is there, by one statement each. Capture and history
 * see them as any other write; of new records the record itself tells where it comes from, and the history nothing.
 * @throws {RecordsChangedError} when somebody changed a record since the rows were compared
 */
export async function writeRecords(
  sql: Sql,
  staged: StagedKind,
  expected: RowCounts,
  { importId, changedBy, overwrites }: Writing,
): Promise<void> {
  if (expected.new > 0) await sql.query(insertNew(staged), [importId]);
  const outcomes = overwrites ? ['CHANGED', 'CONFLICTING'] : ['CHANGED'];
  const differing = expected.changed + (overwrites ? expected.conflicting : 0);
  if (differing === 0) return;
  await sql.query(`/* import:say-who-writes   $1 = who */ select set_config('oblys.changed_by', $1::text, true)`, [
    changedBy,
  ]);
  await sql.query(keepFormer(staged), [importId, outcomes]);
  const [updated] = await sql.query<{ count: number }>(updateDiffering(staged), [importId, outcomes]);
  await sql.query(`/* import:said-who-writes */ select set_config('oblys.changed_by', '', true)`);
  if (updated!.count !== differing) throw new RecordsChangedError(staged.kind.code, differing - updated!.count);
}

function insertNew({ kind, fields, personal }: StagedKind): string {
  const columns = fields.map(({ column }) => column);
  // Who has a person has an id by now: the words of an appeal are sealed for it.
  const [names, values] =
    personal.length > 0 ? ['id, person_id, ', 'coalesce(record_id, new_id()), person_id, '] : ['', ''];
  return `/* import:insert ${kind.code}   $1 = import */
insert into ${kind.table} (${names}${columns.join(', ')}, import_id, import_row, import_version)
select ${values}${columns.join(', ')}, $1::uuid, row, 1
  from ${rowTable}
 where import_outcome = 'NEW'
 order by row`;
}

function keepFormer({ kind }: StagedKind): string {
  return `/* import:keep-former ${kind.code}   $1 = import, $2 = outcomes */
insert into import_change (import_id, region_code, record_id, version, former)
select $1::uuid, record.region_code, record.id, record.version + 1, to_jsonb(record)
  from ${rowTable} as taken
  join ${kind.table} as record
    on record.id = taken.record_id
   and record.region_code = taken.region_code
   and record.version = taken.record_version
 where taken.import_outcome = any ($2::text[])
   for update of record`;
}

/** The version is raised by the table itself. */
function updateDiffering({ kind, fields, personal }: StagedKind): string {
  const values = fields.map(({ column }) => `${column} = taken.${column}`);
  if (personal.length > 0) values.push('person_id = coalesce(taken.person_id, record.person_id)');
  return `/* import:update ${kind.code}   $1 = import, $2 = outcomes */
with updated as (
  update ${kind.table} as record
     set ${values.join(',\n         ')},
         import_id = $1::uuid,
         import_row = taken.row,
         import_version = record.version + 1,
         is_synthetic = false
    from ${rowTable} as taken
   where record.id = taken.record_id
     and record.region_code = taken.region_code
     and record.version = taken.record_version
     and taken.import_outcome = any ($2::text[])
  returning record.id
)
select count(*)::integer as count from updated`;
}
