import { appendAuditEvent, type Database, type Sql } from '@oblys/database';
import { wrappedByIdBytes, type MasterKeys } from './master-keys.js';

const atOnce = 1_000;

/** How many keys of persons each master key wraps, by its id in hexadecimal. */
export async function countWrapped(sql: Sql): Promise<{ masterKeyId: string; persons: number }[]> {
  return sql.query(
    `/* persons:wrapped-by */
select encode(substring(wrapped_key from 1 for ${wrappedByIdBytes}), 'hex') as "masterKeyId", count(*)::integer as persons
  from person_key
 where wrapped_key is not null
 group by 1
 order by 1`,
  );
}

/**
 * Wraps by the current master key what others wrapped. Each batch is a transaction; repeating it does what is left.
 * @returns how many were wrapped anew
 * @throws {MasterKeyError} when the master key that wrapped one is not at hand: it stays as it is
 */
export async function rotateKeys(
  database: Database,
  keys: MasterKeys,
  onProgress?: (rotated: number) => void,
): Promise<number> {
  let rotated = 0;
  for (;;) {
    const batch = await database.transaction('READ COMMITTED', (sql) => rotateBatch(sql, keys));
    if (batch === 0) return rotated;
    rotated += batch;
    onProgress?.(rotated);
  }
}

async function rotateBatch(sql: Sql, keys: MasterKeys): Promise<number> {
  const wrapped = await sql.query<{ personId: string; regionCode: string; key: Buffer }>(
    `/* persons:wrapped-by-others   $1 = id of the current master key, $2 = how many */
select person_id as "personId", region_code as "regionCode", wrapped_key as key
  from person_key
 where wrapped_key is not null
   and substring(wrapped_key from 1 for ${wrappedByIdBytes}) <> decode($1, 'hex')
 order by person_id
 limit $2
   for update`,
    [keys.currentId, atOnce],
  );
  if (wrapped.length === 0) return 0;
  await sql.query(
    `/* persons:wrap-anew   $1 = persons, $2 = regions, $3 = wrapped keys */
update person_key
   set wrapped_key = anew.wrapped_key
  from unnest($1::uuid[], $2::text[], $3::bytea[]) as anew (person_id, region_code, wrapped_key)
 where person_key.person_id = anew.person_id
   and person_key.region_code = anew.region_code`,
    [
      wrapped.map(({ personId }) => personId),
      wrapped.map(({ regionCode }) => regionCode),
      wrapped.map(({ personId, key }) => keys.wrap(personId, keys.unwrap(personId, key))),
    ],
  );
  const details = { masterKey: keys.currentId };
  await appendAuditEvent(sql, { action: 'ROTATE_KEYS', objectKind: 'person_key', rowCount: wrapped.length, details });
  return wrapped.length;
}
