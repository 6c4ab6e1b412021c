import type { Sql } from '@oblys/database';
import type { ImportKind } from '../kinds/import-kind.js';

/**
 * What somebody wrote of persons since an import did, which changes no version of a record: the sealed bytes are no
 * longer those that it wrote, or stand where it wrote none on a record that it created. Of who was erased since there is
 * nothing that an undo could take away.
 */
export async function listPersonsChangedSince(sql: Sql, { table }: ImportKind, importId: string): Promise<string[]> {
  const [found] = await sql.query<{ count: number; refs: string[] }>(
    `/* import:persons-changed-since ${table}   $1 = import */
with changed as (
  select record.source_ref
    from import_person_change as written
    join import on import.id = written.import_id
    join ${table} as record
      on record.id = written.record_id
     and record.region_code = written.region_code
    join person
      on person.id = written.person_id
     and person.region_code = written.region_code
    join person_key
      on person_key.person_id = person.id
     and person_key.region_code = person.region_code
     and person_key.wrapped_key is not null
    left join appeal_text as words
      on words.appeal_id = record.id
     and words.region_code = record.region_code
   cross join lateral (select record.import_id = import.id and record.created_at = import.imported_at as is_created) as it
   where written.import_id = $1::uuid
     and (
           (it.is_created or written.identity_sha256 is not null)
           and sha256(person.sealed_identity) is distinct from written.identity_sha256
        or (it.is_created or written.text_sha256 is not null)
           and sha256(words.sealed_text) is distinct from written.text_sha256
         )
)
select count(*)::integer as count, (array_agg(source_ref order by source_ref))[1:3] as refs
  from changed`,
    [importId],
  );
  const { count, refs } = found!;
  if (count === 0) return [];
  const more = count > refs.length ? `, and ${count - refs.length} more` : '';
  return [
    `who ${count} of its records ${count === 1 ? 'is' : 'are'} about was written since (${refs.join(', ')}${more})`,
  ];
}

/**
 * Puts back, sealed as they were, who the records that an import changed were about and what those wrote. Nothing comes
 * back of who was erased since, and the records that it created are not looked at: they go, and their persons with them.
 */
export async function restorePersons(sql: Sql, { table }: ImportKind, importId: string): Promise<void> {
  await sql.query(
    `/* import:restore-persons   $1 = import */
update person
   set sealed_identity = written.former_identity
  from import_person_change as written
 where written.import_id = $1::uuid
   and written.identity_sha256 is not null
   and written.former_person_id = written.person_id
   and person.id = written.person_id
   and exists (
         select
           from person_key
          where person_key.person_id = person.id
            and person_key.region_code = person.region_code
            and person_key.wrapped_key is not null
       )`,
    [importId],
  );
  if (table !== 'appeal') return;
  await sql.query(
    `/* import:restore-texts   $1 = import */
update appeal_text
   set sealed_text = case when former_key.wrapped_key is not null then written.former_text end
  from import_person_change as written
  left join person_key as former_key
    on former_key.person_id = written.former_person_id
   and former_key.region_code = written.region_code
 where written.import_id = $1::uuid
   and written.text_sha256 is not null
   and appeal_text.appeal_id = written.record_id
   and appeal_text.region_code = written.region_code`,
    [importId],
  );
}
