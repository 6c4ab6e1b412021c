import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Database, Sql } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';
import { EvidenceConflictError } from './evidence-errors.js';
import { readEvidenceCaption, readEvidenceName } from './evidence-name.js';
import type { EvidenceKey, EvidenceStore } from './evidence-store.js';
import { typeOfEvidence } from './evidence-type.js';
import { withSpooled, type SpooledFile } from './spool-evidence.js';
import { sweepEvidence } from './sweep-evidence.js';

/** A record of any kind; the table is that of its entity, a word of the program. */
export interface EvidencedRecord {
  readonly table: string;
  readonly regionCode: string;
  readonly id: string;
}

export interface NewEvidence {
  readonly record: EvidencedRecord;
  readonly fileName: string;
  readonly caption: string | null;
  readonly addedBy: string;
  readonly mostBytes: number;
}

export interface AddedEvidence extends EvidenceKey {
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteCount: number;
  readonly sha256: string;
  readonly caption: string | null;
  /** False where the record had the same file before: then that one is told, and nothing was written. */
  readonly isNew: boolean;
}

const mostFilesOfRecord = 20;

/**
 * Adds a file to a record: its row first, which is shown to nobody; then its bytes; then the row is shown. So there are
 * never bytes without a row, and whatever breaks off between leaves a row that is swept together with its bytes.
 * @throws {EvidenceRefusedError | EvidenceTooLargeError} when the file may not be kept
 * @throws {EvidenceConflictError} when the record has as many files as it may, or gets the same one at this moment
 * @throws {EvidenceStoreError} when the store fails
 * @throws {NotFoundError} when the record is not there, or no longer
 */
export function addEvidence(
  database: Database,
  store: EvidenceStore,
  body: Readable,
  { record, fileName, caption, addedBy, mostBytes }: NewEvidence,
): Promise<AddedEvidence> {
  return withSpooled(body, mostBytes, async (spooled) => {
    const name = readEvidenceName(fileName);
    const mediaType = await typeOfEvidence(spooled.path, name);
    const told = { fileName: name, mediaType, caption: readEvidenceCaption(caption), addedBy };
    const added = await database.transaction('READ COMMITTED', (sql) => insertRow(sql, store, record, spooled, told));
    if (added.isNew) await storeBytes(database, store, added, spooled);
    await sweepEvidence(database, store);
    return added;
  });
}

interface ToldFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly caption: string | null;
  readonly addedBy: string;
}

async function insertRow(
  sql: Sql,
  store: EvidenceStore,
  { table, regionCode, id }: EvidencedRecord,
  { byteCount, sha256 }: SpooledFile,
  { fileName, mediaType, caption, addedBy }: ToldFile,
): Promise<AddedEvidence> {
  // Locked until the row is there: of files that come at once each is counted, and the record does not go meanwhile.
  const found = await sql.query(
    `/* evidence:lock-record   $1 = record, $2 = region */
     select from ${table} where id = $1::uuid and region_code = $2::text for no key update`,
    [id, regionCode],
  );
  if (found.length === 0) throw new NotFoundError('There is no such record, or no longer.');
  const files = await sql.query<StandingFile>(selectFiles, [id, regionCode, table]);
  const same = files.find((file) => file.sha256 === sha256);
  if (same !== undefined) {
    const { state, ...standing } = same;
    if (state === 'PENDING') throw new EvidenceConflictError('The same file is being added at this moment.');
    return { ...standing, regionCode, isNew: false };
  }
  if (files.length >= mostFilesOfRecord) {
    throw new EvidenceConflictError(`The record has ${mostFilesOfRecord} files, the most that one may have.`);
  }
  const values = [regionCode, table, id, fileName, mediaType, byteCount, sha256, caption, store.name, addedBy];
  const [row] = await sql.query<{ id: string }>(insertFile, values);
  return { id: row!.id, regionCode, fileName, mediaType, byteCount, sha256, caption, isNew: true };
}

type StandingFile = Omit<AddedEvidence, 'regionCode' | 'isNew'> & { state: 'PENDING' | 'STORED' };

const selectFiles = `
/* evidence:files-of-record   $1 = record, $2 = region, $3 = table of the record */
select id, state, file_name as "fileName", media_type as "mediaType", byte_count as "byteCount", sha256, caption
  from evidence_file
 where record_id = $1::uuid
   and region_code = $2::text
   and record_table = $3::text
   and state <> 'REMOVED'`;

const insertFile = `
/* evidence:insert-file   $1 = region, $2 = table of the record, $3 = record, then what is told of the file */
insert into evidence_file (region_code, record_table, record_id, file_name, media_type, byte_count, sha256, caption, store, added_by)
values ($1::text, $2::text, $3::uuid, $4::text, $5::text, $6::integer, $7::text, $8::text, $9::text, $10::text)
returning id`;

async function storeBytes(database: Database, store: EvidenceStore, key: EvidenceKey, spooled: SpooledFile) {
  try {
    await store.put(key, createReadStream(spooled.path), spooled);
    const shown = await database.query(showFile, [key.id, key.regionCode]);
    if (shown.length === 0) throw new NotFoundError('The record was deleted or moved meanwhile.');
  } catch (error) {
    await database.query(failFile, [key.id]);
    await sweepEvidence(database, store);
    throw error;
  }
}

const showFile = `
/* evidence:show-file   $1 = file, $2 = region */
update evidence_file
   set state = 'STORED'
 where id = $1::uuid
   and region_code = $2::text
   and state = 'PENDING'
returning id`;

const failFile = `
/* evidence:fail-file   $1 = file, in whatever region its record lies by now */
update evidence_file
   set state = 'REMOVED', removed_at = now(), removed_by = added_by, removal_reason = 'It could not be stored.'
 where id = $1::uuid
   and state = 'PENDING'`;
