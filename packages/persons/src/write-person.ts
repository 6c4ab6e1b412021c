import type { Sql } from '@oblys/database';
import type { MasterKeys } from './master-keys.js';
import { PersonSealer } from './person-sealer.js';
import { sealingName } from './seal.js';
import type { Identity } from './sealed-data.js';

/** A record that is about a person. */
export interface PersonalRecord {
  readonly table: 'appeal' | 'legal_aid_case';
  readonly id: string;
  readonly regionCode: string;
}

/** What is to be kept of who a record is about; what is left out stays as it is. */
export interface PersonalData {
  readonly identity?: Identity;
  /** The words of an appeal; null takes them away. */
  readonly text?: string | null;
}

/**
 * Keeps what is known of who a record is about, to be called in the transaction that writes the record. A record without
 * a person, or whose person was erased, gets one.
 */
export async function writePersonalData(
  sql: Sql,
  masterKeys: MasterKeys,
  record: PersonalRecord,
  { identity, text }: PersonalData,
): Promise<void> {
  if (identity === undefined && text === undefined) return;
  const sealer = new PersonSealer(masterKeys);
  const personId = await findPerson(sql, record);
  if (personId !== null) await sealer.learn(sql, [personId]);
  const isKnown = personId !== null && sealer.has(personId);
  if (!isKnown && identity === undefined && text === null) return;
  const id = isKnown ? personId : await addPerson(sql, sealer, record);
  if (identity !== undefined) {
    await sql.query(
      `/* persons:identify   $1 = person, $2 = sealed */
update person
   set sealed_identity = $2
 where id = $1::uuid`,
      [id, sealer.identity(id, identity)],
    );
  }
  if (text === undefined || record.table !== 'appeal') return;
  await sql.query(
    `/* persons:write-text   $1 = appeal, $2 = region, $3 = sealed */
insert into appeal_text (appeal_id, region_code, sealing, sealed_text)
values ($1::uuid, $2, '${sealingName}', $3)
    on conflict (appeal_id, region_code) do update
   set sealed_text = excluded.sealed_text,
       sealing = excluded.sealing`,
    [record.id, record.regionCode, text === null ? null : sealer.text(id, record.id, text)],
  );
}

async function findPerson(sql: Sql, { table, id, regionCode }: PersonalRecord): Promise<string | null> {
  const [found] = await sql.query<{ personId: string | null }>(
    `/* persons:of-record   $1 = record, $2 = region */
select person_id as "personId"
  from ${table}
 where id = $1::uuid
   and region_code = $2
   for update`,
    [id, regionCode],
  );
  return found?.personId ?? null;
}

async function addPerson(sql: Sql, sealer: PersonSealer, { table, id, regionCode }: PersonalRecord): Promise<string> {
  // The key is wrapped for the person, and so comes after the id.
  const [{ personId } = { personId: '' }] = await sql.query<{ personId: string }>(
    `/* persons:new-id */ select new_id() as "personId"`,
  );
  await sql.query(
    `/* persons:add   $1 = person, $2 = region, $3 = wrapped key */
with added as (
  insert into person (id, region_code, sealing)
  values ($1::uuid, $2, '${sealingName}')
)
insert into person_key (person_id, region_code, wrapped_key)
values ($1::uuid, $2, $3)`,
    [personId, regionCode, sealer.wrappedKey(personId)],
  );
  await sql.query(
    `/* persons:link   $1 = record, $2 = region, $3 = person */
update ${table}
   set person_id = $3::uuid
 where id = $1::uuid
   and region_code = $2`,
    [id, regionCode, personId],
  );
  return personId;
}
