import type { Database } from '@oblys/database';
import { EvidenceStoreError } from './evidence-errors.js';
import type { EvidenceKey, EvidenceStore } from './evidence-store.js';

/**
 * Removes bytes that nobody may read any more, of files that were removed, whose record was deleted or that broke off
 * an hour ago or longer. While the store is down they stay where they are until the next time. Whoever adds or removes
 * a file calls it, so that it needs no time of its own.
 */
export async function sweepEvidence(database: Database, store: EvidenceStore): Promise<void> {
  await database.query(giveUpPending);
  for (const { id, regionCode } of await database.query<EvidenceKey>(selectUnswept, [store.name])) {
    try {
      await store.remove({ id, regionCode });
    } catch (error) {
      if (error instanceof EvidenceStoreError) return;
      throw error;
    }
    await database.query(markSwept, [id, regionCode]);
  }
}

const giveUpPending = `
/* evidence:give-up-pending */
update evidence_file
   set state = 'REMOVED', removed_at = now(), removed_by = added_by, removal_reason = 'It was not sent to its end.'
 where state = 'PENDING'
   and not bytes_gone
   and added_at < now() - interval '1 hour'`;

const selectUnswept = `
/* evidence:unswept   $1 = the store that is there */
select id, region_code as "regionCode"
  from evidence_file
 where state = 'REMOVED'
   and not bytes_gone
   and store = $1::text
 order by added_at
 limit 100`;

const markSwept = `
/* evidence:mark-swept   $1 = file, $2 = region */
update evidence_file
   set bytes_gone = true
 where id = $1::uuid
   and region_code = $2::text`;
