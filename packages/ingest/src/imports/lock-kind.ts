import { advisoryLocks, type Sql } from '@oblys/database';
import type { ImportKind } from '../kinds/import-kind.js';

/** Until the transaction ends nobody else takes files of the kind in, or undoes that. */
export async function lockKind(sql: Sql, { code }: ImportKind): Promise<void> {
  await sql.query(
    `/* import:lock   $1 = lock, $2 = kind */ select pg_advisory_xact_lock($1::integer, hashtext($2::text))`,
    [advisoryLocks.imports, code],
  );
}
