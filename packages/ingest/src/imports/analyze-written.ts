import type { Sql } from '@oblys/database';
import type { StagedKind } from './staged-kind.js';

/** Fewer rows change nothing in how statements are planned. */
const manyRows = 1_000;

/**
 * Renews what the planner knows of the tables that many rows were written to, in the transaction that wrote them. The
 * server does it by itself a minute later at the earliest; whoever undoes the import before that has the records of a
 * region looked through for each of them, for the planner takes a region to be a few rows. Always in this order, so that
 * two imports do not wait for each other.
 */
export async function analyzeWritten(sql: Sql, { kind, personal }: StagedKind, written: number): Promise<void> {
  if (written < manyRows) return;
  const ofPersons = personal.length === 0 ? [] : ['appeal_text', 'import_person_change', 'person', 'person_key'];
  await sql.query(
    `/* import:analyze-written ${kind.code} */ analyze ${[kind.table, 'import_change', ...ofPersons].join(', ')}`,
  );
}
