import { createHash } from 'node:crypto';
import type { Sql } from '@oblys/database';
import { openIdentity, openText, type Identity, type MasterKeys, type PassingSeal } from '@oblys/persons';
import type { RowFault } from '../kinds/describe-fault.js';
import type { PersonalProperty } from '../kinds/import-kind.js';
import { batchesByPerson, identityGiven, nobody, placeOfRow, type PersonalValues } from './personal-rows.js';
import { faultTable, personalColumn, rowTable, type StagedKind } from './staged-kind.js';

type Outcome = 'NEW' | 'CHANGED' | 'UNCHANGED' | 'CONFLICTING';

interface ComparedRow {
  readonly row: number;
  /** Whether nothing is wrong with it by itself. */
  readonly isSound: boolean;
  readonly outcome: Outcome;
  readonly isAsImported: boolean;
  readonly given: Buffer;
  readonly recordId: string | null;
  readonly personId: string | null;
  /** Whether the record is about somebody who was erased. */
  readonly isErased: boolean;
  readonly wrappedKey: Buffer | null;
  readonly identity: Buffer | null;
  readonly text: Buffer | null;
  /** Hashes of what imports wrote of who the record is about. */
  readonly importedHashes: Buffer[];
}

/** What becomes of a row for what it says of persons. */
interface SettledRow {
  readonly row: number;
  readonly outcome: Outcome;
  readonly isTaken: boolean;
  readonly changes: readonly PersonalProperty[];
  readonly faults: readonly RowFault[];
}

/**
 * Compares what rows say of persons with what is kept of them, which is opened for it in batches, and settles what each
 * row is to its record with that. A cell that is blank says nothing. What somebody else wrote than an import is a
 * conflict, as with any other field; who was erased stays erased, and nothing is taken of them.
 */
export async function comparePersons(
  sql: Sql,
  staged: StagedKind,
  masterKeys: MasterKeys,
  seal: PassingSeal,
): Promise<void> {
  for await (const batch of batchesByPerson<ComparedRow>(sql, selectCompared(staged))) {
    const comparison = new Comparison(masterKeys, seal);
    await settle(
      sql,
      batch.map((row) => comparison.settle(row)),
    );
  }
}

class Comparison {
  private personId: string | null = null;
  private identity: Identity = nobody;
  /** The row of the file that says it, by what it says of the person at hand. */
  private saidBy = new Map<PersonalProperty, number>();

  constructor(
    private readonly masterKeys: MasterKeys,
    private readonly seal: PassingSeal,
  ) {}

  settle(row: ComparedRow): SettledRow {
    if (row.isErased) return { ...row, isTaken: false, changes: [], faults: [] };
    const given = this.seal.open(placeOfRow(row.row), row.given) as PersonalValues;
    const dataKey = row.wrappedKey === null ? null : this.masterKeys.unwrap(row.personId!, row.wrappedKey);
    if (row.personId === null || row.personId !== this.personId) this.begin(row, dataKey);
    const faults: RowFault[] = [];
    const changes: PersonalProperty[] = [];
    for (const [property, value] of Object.entries(identityGiven(given)) as [keyof Identity, string | number][]) {
      const said = this.saidBy.get(property);
      if (this.identity[property] !== value) {
        if (said !== undefined) faults.push(fault(row.row, property, 'OTHERWISE_IN_FILE', { row: said }));
        else changes.push(property);
      }
      if (said !== undefined) continue;
      this.saidBy.set(property, row.row);
      this.identity = { ...this.identity, [property]: value };
    }
    if (row.isSound && this.identity.fullName === '' && Object.keys(identityGiven(given)).length > 0) {
      faults.push(fault(row.row, 'fullName', 'REQUIRED', {}));
    }
    const text = dataKey === null || row.text === null ? null : openText(dataKey, row.recordId!, row.text);
    if (given.text !== undefined && given.text !== text) changes.push('text');
    return { row: row.row, faults, changes, ...outcomeOf(row, changes) };
  }

  private begin({ personId, identity }: ComparedRow, dataKey: Buffer | null): void {
    this.personId = personId;
    this.identity = dataKey === null || identity === null ? nobody : openIdentity(dataKey, personId!, identity);
    this.saidBy = new Map();
  }
}

function outcomeOf(row: ComparedRow, changes: readonly PersonalProperty[]): Pick<SettledRow, 'outcome' | 'isTaken'> {
  const { outcome, isAsImported } = row;
  if (outcome === 'NEW') return { outcome, isTaken: true };
  if (changes.length === 0) return { outcome, isTaken: false };
  const differing = [
    ...(changes.some((property) => property !== 'text') ? [row.identity] : []),
    ...(changes.includes('text') ? [row.text] : []),
  ];
  const isOurs = differing.every((sealed) => sealed === null || isImported(sealed, row.importedHashes));
  return { outcome: isAsImported && isOurs && outcome !== 'CONFLICTING' ? 'CHANGED' : 'CONFLICTING', isTaken: true };
}

function isImported(sealed: Buffer, hashes: readonly Buffer[]): boolean {
  const hash = createHash('sha256').update(sealed).digest();
  return hashes.some((each) => each.equals(hash));
}

function fault(
  row: number,
  property: PersonalProperty,
  code: RowFault['code'],
  params: Readonly<Record<string, unknown>>,
): RowFault {
  return { row, property, code, value: null, params };
}

function selectCompared({ kind }: StagedKind): string {
  const [text, joinText] =
    kind.table === 'appeal'
      ? [
          'words.sealed_text',
          `
  left join appeal_text as words
    on words.appeal_id = record.id
   and words.region_code = record.region_code`,
        ]
      : ['null::bytea', ''];
  return `/* import:compare-persons ${kind.code} */
select taken.row, taken.region_code is not null and not taken.is_faulty as "isSound", taken.import_outcome as outcome,
       taken.is_as_imported as "isAsImported", taken.${personalColumn} as given, record.id as "recordId",
       record.person_id as "personId", person_key.destroyed_at is not null as "isErased",
       person_key.wrapped_key as "wrappedKey", person.sealed_identity as identity, ${text} as text,
       array(
         select hash
           from import_person_change as written
          cross join lateral (values (written.identity_sha256), (written.text_sha256)) as kept (hash)
          where written.person_id = record.person_id
            and written.region_code = record.region_code
            and hash is not null
       ) as "importedHashes"
  from ${rowTable} as taken
  left join ${kind.table} as record
    on record.id = taken.record_id
   and record.region_code = taken.region_code
  left join person
    on person.id = record.person_id
   and person.region_code = record.region_code
  left join person_key
    on person_key.person_id = person.id
   and person_key.region_code = person.region_code${joinText}
 where taken.${personalColumn} is not null
 order by record.person_id nulls last, taken.row`;
}

async function settle(sql: Sql, rows: readonly SettledRow[]): Promise<void> {
  await sql.query(
    `/* import:settle-persons   $1 = rows, $2 = outcomes, $3 = whether taken, $4 = what changes */
update ${rowTable} as taken
   set import_outcome = settled.outcome,
       ${personalColumn} = case when settled.is_taken then taken.${personalColumn} end,
       personal_changes = nullif(settled.changes, '')
  from unnest($1::integer[], $2::text[], $3::boolean[], $4::text[]) as settled (row, outcome, is_taken, changes)
 where taken.row = settled.row`,
    [
      rows.map(({ row }) => row),
      rows.map(({ outcome }) => outcome),
      rows.map(({ isTaken }) => isTaken),
      rows.map(({ changes }) => changes.join(',')),
    ],
  );
  const faults = rows.flatMap((row) => row.faults);
  if (faults.length === 0) return;
  await sql.query(
    `/* import:faults-of-persons   $1 = rows, $2 = properties, $3 = codes, $4 = params */
insert into ${faultTable} (row, property, code, params)
select row, property, code, params::jsonb
  from unnest($1::integer[], $2::text[], $3::text[], $4::text[]) as found (row, property, code, params)`,
    [
      faults.map(({ row }) => row),
      faults.map(({ property }) => property),
      faults.map(({ code }) => code),
      faults.map(({ params }) => JSON.stringify(params)),
    ],
  );
}
