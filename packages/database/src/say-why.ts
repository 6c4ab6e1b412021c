import { readReason } from '@oblys/domain';
import type { Sql } from './sql.js';

/**
 * Lets the transaction write records of locked months; the reason is kept with each of them, and who gave it.
 * @throws {InvalidInputError} when the reason is empty or too long
 */
export async function sayWhy(sql: Sql, reason: string, by: string): Promise<void> {
  await sql.query(
    `/* say-why   $1 = reason, $2 = who */
select set_config('oblys.change_reason', $1::text, true), set_config('oblys.change_reason_by', $2::text, true)`,
    [readReason(reason), by],
  );
}
