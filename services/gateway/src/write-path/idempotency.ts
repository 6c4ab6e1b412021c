import { createHash } from 'node:crypto';
import type { Sql } from '@oblys/database';
import { FaultyInputError, IdempotencyConflictError } from './faults.js';
import type { GivenInput, RecordKey } from './read-input.js';

/** A record at the version that a write led to. */
export interface WrittenRecord extends RecordKey {
  readonly version: number;
}

/** A write that asks not to be done twice. */
export interface KeyedWrite {
  readonly viewerName: string;
  readonly key: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly input: GivenInput;
}

const maximumKeyLength = 200;

/**
 * Takes the key for a write, or gives what an earlier write under it led to. Another transaction that holds the key is
 * waited for: if it commits, its answer is given; if it rolls back, the key is free.
 * @throws {IdempotencyConflictError} when the key was taken for another write
 */
export async function claimKey(sql: Sql, write: KeyedWrite): Promise<WrittenRecord | null> {
  const { viewerName, key, operation, input } = write;
  assertKey(key, operation);
  const inputSha256 = hashOf(input);
  const [claimed] = await sql.query(
    `/* idempotency-key:claim   $1 = viewer, $2 = key, $3 = operation, $4 = hash of the input */
insert into idempotency_key as known (viewer, key, operation, input_sha256)
values ($1::text, $2::text, $3::text, $4::text)
on conflict (viewer, key) do update
   set operation = excluded.operation, input_sha256 = excluded.input_sha256, created_at = excluded.created_at,
       region_code = null, record_id = null, version = null
 where known.created_at < now() - interval '24 hours'
returning true as claimed`,
    [viewerName, key, operation, inputSha256],
  );
  if (claimed !== undefined) {
    await purgeKeys(sql);
    return null;
  }
  const [known] = await sql.query<WrittenRecord & { operation: string; inputSha256: string }>(
    `/* idempotency-key:find   $1 = viewer, $2 = key */
select operation, input_sha256 as "inputSha256", region_code as "regionCode", record_id as id, version
  from idempotency_key
 where viewer = $1::text
   and key = $2::text`,
    [viewerName, key],
  );
  if (known === undefined) throw new Error('An idempotency key that was taken a moment ago is gone.');
  if (known.operation !== operation || known.inputSha256 !== inputSha256) throw new IdempotencyConflictError(operation);
  return { id: known.id, regionCode: known.regionCode, version: known.version };
}

/** Goes into the transaction of the write: what failed leaves its key free. */
export async function settleKey(
  sql: Sql,
  { viewerName, key }: KeyedWrite,
  { id, regionCode, version }: WrittenRecord,
): Promise<void> {
  await sql.query(
    `/* idempotency-key:settle   $1 = viewer, $2 = key, $3 = region, $4 = record, $5 = version */
update idempotency_key
   set region_code = $3::text, record_id = $4::uuid, version = $5::integer
 where viewer = $1::text
   and key = $2::text`,
    [viewerName, key, regionCode, id, version],
  );
}

/** Each key that is taken removes some old ones, more than it adds: the table stays as large as a day needs. */
async function purgeKeys(sql: Sql): Promise<void> {
  await sql.query(
    `/* idempotency-key:purge */
delete from idempotency_key
 where (viewer, key) in (
   select old.viewer, old.key
     from idempotency_key as old
    where old.created_at < now() - interval '24 hours'
    order by old.created_at
    limit 10
      for update skip locked
 )`,
  );
}

function assertKey(key: string, operation: string): void {
  const refuse = (code: 'EMPTY' | 'TOO_LONG' | 'NOT_TEXT', message: string) => {
    throw new FaultyInputError(operation, [{ path: ['idempotencyKey'], code, message }]);
  };
  if (key.trim() === '') refuse('EMPTY', 'The key is empty; leave it out where the write may be repeated.');
  if (key.length > maximumKeyLength) {
    refuse('TOO_LONG', `The key has ${key.length} letters; ${maximumKeyLength} are the most.`);
  }
  if (/\0|\p{Surrogate}/u.test(key)) refuse('NOT_TEXT', 'The key holds a character that is none of any text.');
}

/** The same for the same values, in whatever order and however they were sent. */
function hashOf(input: GivenInput): string {
  const given = Object.entries(input).filter(([, value]) => value !== undefined);
  const sorted = given.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
