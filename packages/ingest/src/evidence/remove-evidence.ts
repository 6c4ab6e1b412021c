import type { Database } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';
import type { EvidenceKey, EvidenceStore } from './evidence-store.js';
import { sweepEvidence } from './sweep-evidence.js';

export interface EvidenceRemoval {
  readonly removedBy: string;
  readonly reason: string | null;
}

/**
 * Takes a file away. Its row stays and says who did; its bytes go, from another store as soon as that can be reached.
 * @throws {NotFoundError} when there is no such file, or no longer
 */
export async function removeEvidence(
  database: Database,
  store: EvidenceStore,
  { id, regionCode }: EvidenceKey,
  { removedBy, reason }: EvidenceRemoval,
): Promise<void> {
  const removed = await database.query(
    `/* evidence:remove-file   $1 = file, $2 = region, $3 = who, $4 = why */
     update evidence_file
        set state = 'REMOVED', removed_at = now(), removed_by = $3::text, removal_reason = $4::text
      where id = $1::uuid
        and region_code = $2::text
        and state = 'STORED'
     returning id`,
    [id, regionCode, removedBy, reason],
  );
  if (removed.length === 0) throw new NotFoundError('There is no such evidence file, or no longer.');
  await sweepEvidence(database, store);
}
