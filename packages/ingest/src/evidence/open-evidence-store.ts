import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Database } from '@oblys/database';
import { EvidenceStoreError } from './evidence-errors.js';
import type { EvidenceContent, EvidenceKey, EvidenceStore } from './evidence-store.js';
import { createPostgresEvidenceStore } from './postgres-evidence-store.js';
import { createS3EvidenceStore, type S3Settings } from './s3-evidence-store.js';

/** The store that new files go to: that of the settings of S3, or the database itself where there are none. */
export function openEvidenceStore(database: Database, s3: S3Settings | null): EvidenceStore {
  return s3 === null ? createPostgresEvidenceStore(database) : createS3EvidenceStore(s3);
}

/** A file as its row tells of it, and where its bytes are. */
export type StoredEvidence = EvidenceKey & EvidenceContent & { readonly store: EvidenceStore['name'] };

/**
 * The bytes of a file, from where they were stored: files stay where they are when the setting changes. They end with an
 * EvidenceStoreError where they are not those that were kept: what proves something is given whole or not at all.
 * @throws {EvidenceStoreError} when the store fails, or lies outside and is no longer set
 */
export async function readEvidence(database: Database, store: EvidenceStore, file: StoredEvidence): Promise<Readable> {
  return Readable.from(keptBytes(await openBytes(database, store, file), file), { objectMode: false });
}

function openBytes(database: Database, store: EvidenceStore, file: StoredEvidence): Promise<Readable> {
  if (file.store === store.name) return store.open(file);
  if (file.store === 'POSTGRES') return createPostgresEvidenceStore(database).open(file);
  throw new EvidenceStoreError(`the file lies in ${file.store}, which the settings do not name`);
}

async function* keptBytes(bytes: Readable, { sha256 }: EvidenceContent): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw new EvidenceStoreError('its bytes are not those that were kept');
}
