import type { Sql } from '@oblys/database';
import { topics } from '@oblys/rollups';

/** The tables of all topics, each once. */
export function recordTables(): string[] {
  return [...new Set(topics.map(({ recordTable }) => recordTable))];
}

/**
 * Whether a record was added or changed after an instant. One that was deleted leaves no trace here; the nightly job
 * reconciles anew in any case.
 */
export async function isWrittenSince(sql: Sql, instant: Date): Promise<boolean> {
  const writes = recordTables().map((table) => `exists (select from ${table} where updated_at > $1::timestamptz)`);
  const [row] = await sql.query<{ isWritten: boolean }>(
    `/* cli:is-written-since   $1 = instant */
     select ${writes.join('\n         or ')} as "isWritten"`,
    [instant],
  );
  return row?.isWritten === true;
}
