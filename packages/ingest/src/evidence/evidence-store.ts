import type { Readable } from 'node:stream';

/** By what the bytes of a file are known. */
export interface EvidenceKey {
  readonly id: string;
  readonly regionCode: string;
}

export interface EvidenceContent {
  readonly byteCount: number;
  readonly sha256: string;
}

/** Where the bytes of evidence files lie. */
export interface EvidenceStore {
  readonly name: 'POSTGRES' | 'S3';
  /** All of the bytes or none. @throws {EvidenceStoreError} when the store fails */
  put(key: EvidenceKey, bytes: Readable, content: EvidenceContent): Promise<void>;
  /** @throws {EvidenceStoreError} when the store fails or has no such bytes */
  open(key: EvidenceKey): Promise<Readable>;
  /** What is not there is removed already. @throws {EvidenceStoreError} when the store fails */
  remove(key: EvidenceKey): Promise<void>;
}
