import type { Database } from '@oblys/database';
import type { EvidencedRecord } from './add-evidence.js';

export interface ListedEvidence {
  readonly id: string;
  readonly regionCode: string;
  readonly recordTable: string;
  readonly recordId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteCount: number;
  readonly sha256: string;
  readonly caption: string | null;
  readonly store: 'POSTGRES' | 'S3';
  readonly addedBy: string;
  readonly addedAt: Date;
}

/** Of a record, the oldest first. */
export function listEvidence(
  database: Database,
  { table, regionCode, id }: EvidencedRecord,
): Promise<ListedEvidence[]> {
  return database.query<ListedEvidence>(
    `/* evidence:list   $1 = record, $2 = region, $3 = table of the record */ ${columns}
      where record_id = $1::uuid and region_code = $2::text and record_table = $3::text and state = 'STORED'
      order by id`,
    [id, regionCode, table],
  );
}

/** Null where there is no such file, or no longer. */
export async function findEvidence(database: Database, id: string): Promise<ListedEvidence | null> {
  const [found] = await database.query<ListedEvidence>(
    `/* evidence:find   $1 = file */ ${columns} where id = $1::uuid and state = 'STORED'`,
    [id],
  );
  return found ?? null;
}

const columns = `
  select id, region_code as "regionCode", record_table as "recordTable", record_id as "recordId",
         file_name as "fileName", media_type as "mediaType", byte_count as "byteCount", sha256, caption, store,
         added_by as "addedBy", added_at as "addedAt"
    from evidence_file`;
