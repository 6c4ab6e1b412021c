import type { Sql } from '@oblys/database';
import type { Identity } from '@oblys/persons';
import type { PersonalProperty } from '../kinds/import-kind.js';

/** What a row says of a person; what it does not say stays as it is. */
export type PersonalValues = Readonly<Partial<Record<PersonalProperty, string | number>>>;

/** A row is sealed for its own number, so that no two can be mixed up. */
export function placeOfRow(row: number): string {
  return `row ${row}`;
}

export const nobody: Identity = { fullName: '', phone: null, address: null, birthYear: null };

const identityProperties = Object.keys(nobody) as (keyof Identity)[];

/** What of it tells who somebody is. */
export function identityGiven(given: PersonalValues): Partial<Identity> {
  return Object.fromEntries(
    identityProperties.flatMap((property) => (given[property] === undefined ? [] : [[property, given[property]]])),
  );
}

const atOnce = 500;

/**
 * Rows of a query in batches, in its order. The rows of one person, who come one after the other, are never parted, so
 * that what is to be kept of one is settled within a batch.
 */
export async function* batchesByPerson<Row extends { readonly personId: string | null }>(
  sql: Sql,
  query: string,
): AsyncGenerator<Row[]> {
  await sql.query(`declare import_persons no scroll cursor for ${query}`);
  let held: Row[] = [];
  for (;;) {
    const fetched = await sql.query<Row>(`/* import:next-persons */ fetch ${atOnce} from import_persons`);
    const rows = [...held, ...fetched];
    const last = rows.at(-1)?.personId ?? null;
    held = last === null || fetched.length === 0 ? [] : rows.filter(({ personId }) => personId === last);
    const batch = held.length === 0 ? rows : rows.slice(0, rows.length - held.length);
    if (batch.length > 0) yield batch;
    if (fetched.length === 0) break;
  }
  await sql.query('close import_persons');
}
