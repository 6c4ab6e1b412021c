import type { Sql } from '@oblys/database';
import type { MasterKeys } from './master-keys.js';
import { openIdentity, openText, type Identity } from './sealed-data.js';

/**
 * Who persons are, in the order that they are asked for; null of those who are erased, and of those who are not to be
 * seen by whom the statement runs for.
 * @throws {MasterKeyError} when the master key of one is not at hand
 */
export async function readIdentities(
  sql: Sql,
  keys: MasterKeys,
  personIds: readonly string[],
): Promise<(Identity | null)[]> {
  const rows = await sql.query<{ id: string; wrapped: Buffer | null; sealed: Buffer | null }>(
    `/* persons:read   $1 = persons */
select person.id, person_key.wrapped_key as wrapped, person.sealed_identity as sealed
  from person
  join person_key
    on person_key.person_id = person.id
   and person_key.region_code = person.region_code
 where person.id = any ($1::uuid[])`,
    [personIds],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return personIds.map((id) => {
    const { wrapped = null, sealed = null } = byId.get(id) ?? {};
    return wrapped === null || sealed === null ? null : openIdentity(keys.unwrap(id, wrapped), id, sealed);
  });
}

/** The texts of appeals likewise. */
export async function readTexts(sql: Sql, keys: MasterKeys, appealIds: readonly string[]): Promise<(string | null)[]> {
  const rows = await sql.query<{ id: string; personId: string; wrapped: Buffer | null; sealed: Buffer | null }>(
    `/* persons:read-texts   $1 = appeals */
select appeal.id, appeal.person_id as "personId", person_key.wrapped_key as wrapped, appeal_text.sealed_text as sealed
  from appeal
  join appeal_text
    on appeal_text.appeal_id = appeal.id
   and appeal_text.region_code = appeal.region_code
  join person_key
    on person_key.person_id = appeal.person_id
   and person_key.region_code = appeal.region_code
 where appeal.id = any ($1::uuid[])`,
    [appealIds],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return appealIds.map((id) => {
    const { personId = '', wrapped = null, sealed = null } = byId.get(id) ?? {};
    return wrapped === null || sealed === null ? null : openText(keys.unwrap(personId, wrapped), id, sealed);
  });
}

/** The keys of persons, by their ids; of those who are erased there is none. */
export async function readDataKeys(
  sql: Sql,
  keys: MasterKeys,
  personIds: readonly string[],
): Promise<Map<string, Buffer>> {
  const rows = await sql.query<{ id: string; wrapped: Buffer }>(
    `/* persons:keys   $1 = persons */
select person_id as id, wrapped_key as wrapped
  from person_key
 where person_id = any ($1::uuid[])
   and wrapped_key is not null`,
    [personIds],
  );
  return new Map(rows.map(({ id, wrapped }) => [id, keys.unwrap(id, wrapped)]));
}
