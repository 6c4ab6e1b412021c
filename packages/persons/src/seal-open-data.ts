import type { Database, Sql } from '@oblys/database';
import type { MasterKeys } from './master-keys.js';
import { newDataKey } from './master-keys.js';
import { sealingName } from './seal.js';
import { sealIdentity, sealText, type Identity } from './sealed-data.js';

const atOnce = 500;

export interface SealedCounts {
  persons: number;
  texts: number;
}

/**
 * Seals what was stored in the open before there were keys: persons, and the texts of their appeals. Each batch is a
 * transaction; repeating it does what is left.
 */
export async function sealOpenData(database: Database, keys: MasterKeys): Promise<SealedCounts> {
  const counts: SealedCounts = { persons: 0, texts: 0 };
  for (;;) {
    const sealed = await database.transaction('READ COMMITTED', (sql) => sealBatch(sql, keys));
    if (sealed === null) return counts;
    counts.persons += sealed.persons;
    counts.texts += sealed.texts;
  }
}

async function sealBatch(sql: Sql, keys: MasterKeys): Promise<SealedCounts | null> {
  const persons = await sql.query<{ id: string; regionCode: string; open: Buffer | null }>(
    `/* persons:open   $1 = how many */
select id, region_code as "regionCode", sealed_identity as open
  from person
 where sealing = 'NONE'
 limit $1
   for update skip locked`,
    [atOnce],
  );
  if (persons.length === 0) return null;
  const dataKeys = new Map(persons.map(({ id }) => [id, newDataKey()]));
  await sql.query(
    `/* persons:seal   $1 = ids, $2 = regions, $3 = sealed, $4 = wrapped keys */
with sealed as (
  select *
    from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[]) as sealed (id, region_code, identity, wrapped_key)
), kept as (
  insert into person_key (person_id, region_code, wrapped_key)
  select id, region_code, wrapped_key
    from sealed
)
update person
   set sealing = '${sealingName}', sealed_identity = sealed.identity
  from sealed
 where person.id = sealed.id
   and person.region_code = sealed.region_code`,
    [
      persons.map(({ id }) => id),
      persons.map(({ regionCode }) => regionCode),
      persons.map(({ id, open }) =>
        open === null ? null : sealIdentity(dataKeys.get(id)!, id, JSON.parse(open.toString()) as Identity),
      ),
      persons.map(({ id }) => keys.wrap(id, dataKeys.get(id)!)),
    ],
  );
  const texts = await sql.query<{ id: string; regionCode: string; personId: string; open: Buffer | null }>(
    `/* persons:open-texts   $1 = persons */
select appeal.id, appeal.region_code as "regionCode", appeal.person_id as "personId", appeal_text.sealed_text as open
  from appeal
  join appeal_text
    on appeal_text.appeal_id = appeal.id
   and appeal_text.region_code = appeal.region_code
 where appeal.person_id = any ($1::uuid[])
   and appeal_text.sealing = 'NONE'
   for update of appeal_text`,
    [persons.map(({ id }) => id)],
  );
  await sql.query(
    `/* persons:seal-texts   $1 = appeals, $2 = regions, $3 = sealed */
update appeal_text
   set sealing = '${sealingName}', sealed_text = sealed.text
  from unnest($1::uuid[], $2::text[], $3::bytea[]) as sealed (id, region_code, text)
 where appeal_text.appeal_id = sealed.id
   and appeal_text.region_code = sealed.region_code`,
    [
      texts.map(({ id }) => id),
      texts.map(({ regionCode }) => regionCode),
      texts.map(({ id, personId, open }) =>
        open === null ? null : sealText(dataKeys.get(personId)!, id, open.toString()),
      ),
    ],
  );
  return { persons: persons.length, texts: texts.length };
}
