import type { Database, Sql } from '@oblys/database';
import { selectErasures, type Erasure } from './erase-person.js';
import type { ErasureList } from './erasure-list.js';

const atOnce = 1_000;

/**
 * Writes on the list whom the database erased by itself, as their last case was deleted. That is done once the deletion
 * stands, since one that is rolled back erases nobody; what a crash leaves undone is done the next time. Gives how many.
 */
export async function listErasures(database: Database, list: ErasureList): Promise<number> {
  let listed = 0;
  for (;;) {
    const batch = await database.transaction('READ COMMITTED', (sql) => listBatch(sql, list));
    if (batch === 0) return listed;
    listed += batch;
  }
}

/** What another process is writing at this moment is left to it. */
async function listBatch(sql: Sql, list: ErasureList): Promise<number> {
  const unlisted = await sql.query<Erasure>(
    `${selectErasures} where listed_at is null order by erased_at, person_id limit $1 for update skip locked`,
    [atOnce],
  );
  if (unlisted.length === 0) return 0;
  await list.add(...unlisted);
  await sql.query(
    `/* persons:erasures-listed   $1 = persons */
update erasure
   set listed_at = now()
 where person_id = any ($1::uuid[])`,
    [unlisted.map(({ personId }) => personId)],
  );
  return unlisted.length;
}
