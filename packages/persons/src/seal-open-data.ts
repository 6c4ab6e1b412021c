import { sayWhy, type Database, type Sql } from '@oblys/database';
import type { MasterKeys } from './master-keys.js';
import { PersonSealer } from './person-sealer.js';
import { sealingName } from './seal.js';
import type { Identity } from './sealed-data.js';

const atOnce = 500;

export interface SealedCounts {
  persons: number;
  texts: number;
}

/** Whether anything is stored in the open still. */
export async function holdsOpenData(sql: Sql): Promise<boolean> {
  const open = await sql.query(
    `/* persons:any-open */
select from person where sealing = 'NONE'
 union all
select from appeal_text where sealing = 'NONE'
 limit 1`,
  );
  return open.length > 0;
}

/**
 * Seals what was stored in the open before there were keys: persons, and the texts of appeals; who wrote one without
 * being named becomes a person whom nothing else is known of. Each batch is a transaction; repeating it does what is left.
 */
export async function sealOpenData(database: Database, keys: MasterKeys): Promise<SealedCounts> {
  const persons = await repeat(database, (sql) => sealPersons(sql, keys));
  return { persons, texts: await repeat(database, (sql) => sealTexts(sql, keys)) };
}

/**
 * Once all is sealed, writes the tables anew: what a row said before lies in their files until that is done, and samples
 * of it among the statistics. That it was done is kept by PostgreSQL, as constraints that are known to hold, so that it
 * is done once, and also where an earlier version had sealed and left it. Gives whether it was done now.
 */
export async function rewriteSealed(database: Database): Promise<boolean> {
  const unproven = await database.query(
    `/* persons:unproven */
select from pg_constraint where conname = any ('{person_is_sealed,appeal_text_is_sealed}') and not convalidated`,
  );
  if (unproven.length === 0) return false;
  await database.query('vacuum (full, analyze) person, appeal_text');
  await database.query('vacuum full pg_statistic');
  for (const table of ['person', 'appeal_text']) {
    await database.query(`alter table ${table} validate constraint ${table}_is_sealed`);
  }
  return true;
}

/** Until a batch has nothing. Gives how many there were. */
async function repeat(database: Database, sealBatch: (sql: Sql) => Promise<number>): Promise<number> {
  let sealed = 0;
  for (;;) {
    const batch = await database.transaction('READ COMMITTED', sealBatch);
    if (batch === 0) return sealed;
    sealed += batch;
  }
}

async function sealPersons(sql: Sql, keys: MasterKeys): Promise<number> {
  const persons = await sql.query<{ id: string; regionCode: string; open: Buffer | null }>(
    `/* persons:open   $1 = how many */
select id, region_code as "regionCode", sealed_identity as open
  from person
 where sealing = 'NONE'
 limit $1
   for update skip locked`,
    [atOnce],
  );
  if (persons.length === 0) return 0;
  const sealer = new PersonSealer(keys);
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
        open === null ? null : sealer.identity(id, JSON.parse(open.toString()) as Identity),
      ),
      persons.map(({ id }) => sealer.wrappedKey(id)),
    ],
  );
  return persons.length;
}

async function sealTexts(sql: Sql, keys: MasterKeys): Promise<number> {
  const texts = await sql.query<{ id: string; regionCode: string; personId: string | null; open: Buffer | null }>(
    `/* persons:open-texts   $1 = how many */
select appeal.id, appeal.region_code as "regionCode", appeal.person_id as "personId", appeal_text.sealed_text as open
  from appeal_text
  join appeal
    on appeal.id = appeal_text.appeal_id
   and appeal.region_code = appeal_text.region_code
 where appeal_text.sealing = 'NONE'
 limit $1
   for update of appeal_text skip locked`,
    [atOnce],
  );
  if (texts.length === 0) return 0;
  const sealer = new PersonSealer(keys);
  await sealer.learn(
    sql,
    texts.flatMap(({ personId }) => personId ?? []),
  );
  const added = await addPersons(
    sql,
    sealer,
    texts.filter(({ personId, open }) => personId === null && open !== null),
  );
  const personOf = (text: (typeof texts)[number]): string => text.personId ?? added.get(text.id)!;
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
      texts.map((text) => (text.open === null ? null : sealer.text(personOf(text), text.id, text.open.toString()))),
    ],
  );
  return texts.length;
}

/** A person for each appeal, whom nothing is known of but the words; gives them by appeal. Its import finds it as it was. */
async function addPersons(
  sql: Sql,
  sealer: PersonSealer,
  appeals: readonly { id: string; regionCode: string }[],
): Promise<ReadonlyMap<string, string>> {
  if (appeals.length === 0) return new Map();
  await sayWhy(sql, 'What was stored in the open is sealed.', 'oblys');
  const ids = await sql.query<{ id: string }>(
    `/* persons:new-ids   $1 = how many */ select new_id() as id from generate_series(1, $1::integer)`,
    [appeals.length],
  );
  const persons = ids.map(({ id }) => id);
  const regions = appeals.map(({ regionCode }) => regionCode);
  await sql.query(
    `/* persons:add-all   $1 = ids, $2 = regions, $3 = wrapped keys */
with added as (
  insert into person (id, region_code, sealing)
  select id, region_code, '${sealingName}'
    from unnest($1::uuid[], $2::text[]) as added (id, region_code)
)
insert into person_key (person_id, region_code, wrapped_key)
select *
  from unnest($1::uuid[], $2::text[], $3::bytea[])`,
    [persons, regions, persons.map((id) => sealer.wrappedKey(id))],
  );
  await sql.query(
    `/* persons:link-all   $1 = appeals, $2 = regions, $3 = persons */
update appeal
   set person_id = linked.person_id,
       import_version = case when appeal.import_version = appeal.version then appeal.version + 1 else appeal.import_version end
  from unnest($1::uuid[], $2::text[], $3::uuid[]) as linked (id, region_code, person_id)
 where appeal.id = linked.id
   and appeal.region_code = linked.region_code`,
    [appeals.map(({ id }) => id), regions, persons],
  );
  return new Map(appeals.map(({ id }, index) => [id, persons[index]!]));
}
