import { createHash } from 'node:crypto';
import type { Sql } from '@oblys/database';
import {
  openIdentity,
  PersonSealer,
  sealingName,
  type Identity,
  type MasterKeys,
  type PassingSeal,
} from '@oblys/persons';
import { batchesByPerson, identityGiven, nobody, placeOfRow, type PersonalValues } from './personal-rows.js';
import { personalColumn, rowTable, type StagedKind } from './staged-kind.js';

interface TakenRow {
  readonly row: number;
  readonly isNew: boolean;
  readonly regionCode: string;
  readonly given: Buffer;
  readonly recordId: string | null;
  readonly personId: string | null;
}

/** What is kept of persons as a batch begins, locked: nobody writes of them until the import ends. */
interface Kept {
  readonly identities: ReadonlyMap<string, Buffer | null>;
  readonly texts: ReadonlyMap<string, Buffer | null>;
}

/** What is written for a row, sealed by the key of its person. */
interface WrittenRow {
  readonly row: number;
  readonly regionCode: string;
  readonly recordId: string;
  readonly personId: string;
  readonly formerPersonId: string | null;
  readonly identity: Buffer | null;
  readonly formerIdentity: Buffer | null;
  readonly text: Buffer | null;
  readonly formerText: Buffer | null;
}

export interface PersonsWriting {
  readonly importId: string;
  readonly overwrites: boolean;
  readonly masterKeys: MasterKeys;
  readonly seal: PassingSeal;
}

/**
 * Writes who the rows to be written are about, in batches, each person under a key of their own, before the records that
 * name them; what was there before is kept with the import, sealed as it was. The words of appeals come after the
 * records: until then they wait with the rows, sealed for good.
 */
export async function sealPersons(sql: Sql, staged: StagedKind, writing: PersonsWriting): Promise<void> {
  for await (const batch of batchesByPerson<TakenRow>(sql, selectTaken(staged, writing.overwrites))) {
    const sealer = new PersonSealer(writing.masterKeys);
    const ids = [...new Set(batch.flatMap(({ personId }) => personId ?? []))];
    const kept = await lockKept(sql, ids, batch);
    await sealer.learn(sql, ids);
    const newIds = await makeIds(sql, batch);
    const rows = new BatchSealer(writing.seal, sealer, kept, newIds).seal(batch);
    await addPersons(sql, sealer, rows);
    await changePersons(sql, rows);
    await keepFormer(sql, writing.importId, rows);
    await passToRows(sql, rows);
  }
}

/** Once the records are there. */
export async function writeTexts(sql: Sql, { kind }: StagedKind): Promise<void> {
  if (kind.table !== 'appeal') return;
  await sql.query(`/* import:write-texts */
insert into appeal_text (appeal_id, region_code, sealing, sealed_text)
select record_id, region_code, '${sealingName}', sealed_text
  from ${rowTable}
 where sealed_text is not null
    on conflict (appeal_id, region_code) do update
   set sealed_text = excluded.sealed_text,
       sealing = excluded.sealing`);
}

class BatchSealer {
  private personId: string | null = null;
  private identity: Identity = nobody;

  constructor(
    private readonly passing: PassingSeal,
    private readonly sealer: PersonSealer,
    private readonly kept: Kept,
    private readonly newIds: string[],
  ) {}

  /** Of the rows of one person the last holds who they are, with all that the others say. */
  seal(batch: readonly TakenRow[]): WrittenRow[] {
    return batch.flatMap((row, index) => {
      const { personId, regionCode } = row;
      // Erased since the rows were compared: nothing is written of them any more.
      if (personId !== null && !this.sealer.has(personId)) return [];
      const given = this.passing.open(placeOfRow(row.row), row.given) as PersonalValues;
      const id = personId ?? this.newIds.pop()!;
      const recordId = row.recordId ?? this.newIds.pop()!;
      const isLast = personId === null || batch[index + 1]?.personId !== personId;
      return [
        {
          ...{ row: row.row, regionCode, recordId, personId: id, formerPersonId: personId },
          ...this.sealIdentity(id, given, isLast),
          text: given.text === undefined ? null : this.sealText(id, recordId, String(given.text)),
          formerText: this.kept.texts.get(recordId) ?? null,
        },
      ];
    });
  }

  private sealIdentity(
    id: string,
    given: PersonalValues,
    isLast: boolean,
  ): Pick<WrittenRow, 'identity' | 'formerIdentity'> {
    const former = this.kept.identities.get(id) ?? null;
    const known = former === null ? nobody : openIdentity(this.sealer.keyOf(id), id, former);
    if (this.personId !== id) this.identity = known;
    this.personId = id;
    this.identity = { ...this.identity, ...identityGiven(given) };
    const isSame = JSON.stringify(this.identity) === JSON.stringify(known);
    if (!isLast || isSame) return { identity: null, formerIdentity: null };
    return { identity: this.sealer.identity(id, this.identity), formerIdentity: former };
  }

  private sealText(personId: string, recordId: string, text: string): Buffer | null {
    this.sealer.keyOf(personId);
    return this.sealer.text(personId, recordId, text);
  }
}

function selectTaken({ kind }: StagedKind, overwrites: boolean): string {
  const outcomes = overwrites ? ['NEW', 'CHANGED', 'CONFLICTING'] : ['NEW', 'CHANGED'];
  return `/* import:persons ${kind.code} */
select taken.row, taken.import_outcome = 'NEW' as "isNew", taken.region_code as "regionCode",
       taken.${personalColumn} as given, record.id as "recordId", record.person_id as "personId"
  from ${rowTable} as taken
  left join ${kind.table} as record
    on record.id = taken.record_id
   and record.region_code = taken.region_code
 where taken.${personalColumn} is not null
   and taken.import_outcome in (${outcomes.map((outcome) => `'${outcome}'`).join(', ')})
 order by record.person_id nulls last, taken.row`;
}

async function lockKept(sql: Sql, personIds: readonly string[], batch: readonly TakenRow[]): Promise<Kept> {
  const persons = await sql.query<{ id: string; sealed: Buffer | null }>(
    `/* import:lock-persons   $1 = persons */
select id, sealed_identity as sealed
  from person
 where id = any ($1::uuid[])
 order by id, region_code
   for update`,
    [personIds],
  );
  const texts = await sql.query<{ id: string; sealed: Buffer | null }>(
    `/* import:lock-texts   $1 = appeals */
select appeal_id as id, sealed_text as sealed
  from appeal_text
 where appeal_id = any ($1::uuid[])
 order by appeal_id
   for update`,
    [batch.flatMap(({ recordId }) => recordId ?? [])],
  );
  return {
    identities: new Map(persons.map(({ id, sealed }) => [id, sealed])),
    texts: new Map(texts.map(({ id, sealed }) => [id, sealed])),
  };
}

/** For new persons and new records, to be taken from the end. */
async function makeIds(sql: Sql, batch: readonly TakenRow[]): Promise<string[]> {
  const count = batch.reduce((sum, { personId, isNew }) => sum + (personId === null ? 1 : 0) + (isNew ? 1 : 0), 0);
  const made = await sql.query<{ id: string }>(
    `/* import:new-ids   $1 = how many */ select new_id() as id from generate_series(1, $1::integer)`,
    [count],
  );
  return made.map(({ id }) => id).reverse();
}

async function addPersons(sql: Sql, sealer: PersonSealer, rows: readonly WrittenRow[]): Promise<void> {
  const added = rows.filter(({ formerPersonId }) => formerPersonId === null);
  if (added.length === 0) return;
  await sql.query(
    `/* import:add-persons   $1 = ids, $2 = regions, $3 = sealed, $4 = wrapped keys */
with given as (
  select *
    from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[]) as given (id, region_code, identity, wrapped_key)
), added as (
  insert into person (id, region_code, sealing, sealed_identity)
  select id, region_code, '${sealingName}', identity
    from given
)
insert into person_key (person_id, region_code, wrapped_key)
select id, region_code, wrapped_key
  from given`,
    [
      added.map(({ personId }) => personId),
      added.map(({ regionCode }) => regionCode),
      added.map(({ identity }) => identity),
      added.map(({ personId }) => sealer.wrappedKey(personId)),
    ],
  );
}

/** In whatever regions they lie. */
async function changePersons(sql: Sql, rows: readonly WrittenRow[]): Promise<void> {
  const changed = rows.filter(({ formerPersonId, identity }) => formerPersonId !== null && identity !== null);
  if (changed.length === 0) return;
  await sql.query(
    `/* import:change-persons   $1 = ids, $2 = sealed */
update person
   set sealed_identity = given.identity
  from unnest($1::uuid[], $2::bytea[]) as given (id, identity)
 where person.id = given.id`,
    [changed.map(({ personId }) => personId), changed.map(({ identity }) => identity)],
  );
}

async function keepFormer(sql: Sql, importId: string, rows: readonly WrittenRow[]): Promise<void> {
  const hashOf = (sealed: Buffer | null): Buffer | null =>
    sealed === null ? null : createHash('sha256').update(sealed).digest();
  await sql.query(
    `/* import:keep-former-persons   $1 = import, $2 = regions, $3 = records, $4, $5 = persons now and before, $6, $7 = who they were and what they wrote, $8, $9 = hashes */
insert into import_person_change (import_id, region_code, record_id, person_id, former_person_id, former_identity, former_text, identity_sha256, text_sha256)
select $1::uuid, written.*
  from unnest($2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[]) as written`,
    [
      importId,
      rows.map(({ regionCode }) => regionCode),
      rows.map(({ recordId }) => recordId),
      rows.map(({ personId }) => personId),
      rows.map(({ formerPersonId }) => formerPersonId),
      rows.map(({ formerIdentity }) => formerIdentity),
      rows.map(({ text, formerText }) => (text === null ? null : formerText)),
      rows.map(({ identity }) => hashOf(identity)),
      rows.map(({ text }) => hashOf(text)),
    ],
  );
}

async function passToRows(sql: Sql, rows: readonly WrittenRow[]): Promise<void> {
  await sql.query(
    `/* import:persons-of-rows   $1 = rows, $2 = records, $3 = persons, $4 = sealed words */
update ${rowTable} as taken
   set record_id = written.record_id,
       person_id = written.person_id,
       sealed_text = written.sealed_text
  from unnest($1::integer[], $2::uuid[], $3::uuid[], $4::bytea[]) as written (row, record_id, person_id, sealed_text)
 where taken.row = written.row`,
    [
      rows.map(({ row }) => row),
      rows.map(({ recordId }) => recordId),
      rows.map(({ personId }) => personId),
      rows.map(({ text }) => text),
    ],
  );
}
