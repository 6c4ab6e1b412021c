import type { Database, Sql } from '@oblys/database';
import { InvalidInputError, NotFoundError } from '@oblys/domain';
import { sealingName } from './seal.js';
import type { ErasureList } from './erasure-list.js';

/** That a person is erased: what stays of them. */
export interface Erasure {
  readonly personId: string;
  readonly regionCode: string;
  readonly erasedAt: string;
  readonly erasedBy: string;
  readonly reason: string;
}

export interface EraseOptions {
  readonly personId: string;
  readonly erasedBy: string;
  readonly reason: string;
}

const longestReason = 1_000;

/**
 * Destroys the key of a person, and with it everything that is sealed by it wherever there is a copy; the sealed data
 * here goes too. Their appeals and cases stay, and so does every figure. Who is erased already stays so.
 * @param list outside of the database, so that a backup of before the erasure brings nothing back
 * @throws {NotFoundError} when there is no such person
 * @throws {InvalidInputError} when no reason is given
 */
export async function erasePerson(
  database: Database,
  list: ErasureList,
  { personId, erasedBy, reason }: EraseOptions,
): Promise<Erasure> {
  const why = reason.trim();
  if (why === '' || why.length > longestReason) {
    throw new InvalidInputError(`An erasure has a reason, of ${longestReason} letters at most.`);
  }
  return database.transaction('READ COMMITTED', async (sql) => {
    const [person] = await sql.query<{ regionCode: string }>(
      `/* persons:lock   $1 = person */
select region_code as "regionCode" from person where id = $1::uuid order by region_code for update`,
      [personId],
    );
    if (person === undefined) throw new NotFoundError(`There is no person ${personId}.`);
    const [known] = await sql.query<Erasure>(`${selectErasures} where person_id = $1::uuid`, [personId]);
    const { regionCode } = person;
    const erasure = known ?? { personId, regionCode, erasedAt: new Date().toISOString(), erasedBy, reason: why };
    await applyErasures(sql, [erasure]);
    // Before it is done here: should that fail, it is done when the list is applied next.
    if (known === undefined) await list.add(erasure);
    return erasure;
  });
}

/** Does erasures that are done nowhere else than on the list, as after a restore. Gives how many there were. */
export async function reapplyErasures(database: Database, erasures: readonly Erasure[]): Promise<number> {
  if (erasures.length === 0) return 0;
  return database.transaction('READ COMMITTED', async (sql) => {
    const open = await sql.query<{ id: string }>(
      `/* persons:erased-elsewhere   $1 = persons */
select person.id
  from person
  left join person_key
    on person_key.person_id = person.id
   and person_key.region_code = person.region_code
 where person.id = any ($1::uuid[])
   and (person_key.wrapped_key is not null or person.sealed_identity is not null)`,
      [erasures.map(({ personId }) => personId)],
    );
    const ids = new Set(open.map(({ id }) => id));
    await applyErasures(sql, erasures);
    return erasures.filter(({ personId }) => ids.has(personId)).length;
  });
}

export const selectErasures = `/* persons:erasures */
select person_id as "personId", region_code as "regionCode",
       to_char(erased_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "erasedAt",
       erased_by as "erasedBy", reason
  from erasure`;

async function applyErasures(sql: Sql, erasures: readonly Erasure[]): Promise<void> {
  const ids = erasures.map(({ personId }) => personId);
  await sql.query(
    `/* persons:destroy-keys   $1 = persons */
insert into person_key (person_id, region_code, wrapped_key, destroyed_at)
select id, region_code, null, now()
  from person
 where id = any ($1::uuid[])
    on conflict (person_id, region_code) do update
   set wrapped_key = null,
       destroyed_at = coalesce(person_key.destroyed_at, excluded.destroyed_at)`,
    [ids],
  );
  await sql.query(
    `/* persons:erase   $1 = persons */
update person
   set sealed_identity = null,
       sealing = '${sealingName}'
 where id = any ($1::uuid[])
   and sealed_identity is not null`,
    [ids],
  );
  await sql.query(
    `/* persons:erase-texts   $1 = persons */
update appeal_text
   set sealed_text = null,
       sealing = '${sealingName}'
  from appeal
 where appeal.person_id = any ($1::uuid[])
   and appeal_text.appeal_id = appeal.id
   and appeal_text.region_code = appeal.region_code
   and appeal_text.sealed_text is not null`,
    [ids],
  );
  await sql.query(
    `/* persons:record-erasures   $1 = persons, $2 = regions, $3 = when, $4 = by whom, $5 = reasons */
insert into erasure (person_id, region_code, erased_at, erased_by, reason, listed_at)
select erased.*, now()
  from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::text[], $5::text[]) as erased
    on conflict (person_id) do nothing`,
    [
      ids,
      erasures.map(({ regionCode }) => regionCode),
      erasures.map(({ erasedAt }) => erasedAt),
      erasures.map(({ erasedBy }) => erasedBy),
      erasures.map(({ reason }) => reason),
    ],
  );
}
