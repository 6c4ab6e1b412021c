import type { Readable } from 'node:stream';
import type { Database } from '@oblys/database';
import { EvidenceStoreError } from './evidence-errors.js';
import type { EvidenceKey, EvidenceStore } from './evidence-store.js';
import { createPostgresEvidenceStore } from './postgres-evidence-store.js';
import { createS3EvidenceStore, type S3Settings } from './s3-evidence-store.js';

/** The store that new files go to: that of the settings of S3, or the database itself where there are none. */
export function openEvidenceStore(database: Database, s3: S3Settings | null): EvidenceStore {
  return s3 === null ? createPostgresEvidenceStore(database) : createS3EvidenceStore(s3);
}

/**
 * The bytes of a file, from where they were stored: files stay where they are when the setting changes.
 * @throws {EvidenceStoreError} when the store fails, or lies outside and is no longer set
 */
export async function readEvidence(
  database: Database,
  store: EvidenceStore,
  file: EvidenceKey & { readonly store: EvidenceStore['name'] },
): Promise<Readable> {
  if (file.store === store.name) return store.open(file);
  if (file.store === 'POSTGRES') return createPostgresEvidenceStore(database).open(file);
  throw new EvidenceStoreError(`the file lies in ${file.store}, which the settings do not name`);
}
