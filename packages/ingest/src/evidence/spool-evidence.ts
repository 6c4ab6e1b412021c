import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EvidenceRefusedError, EvidenceTooLargeError } from './evidence-errors.js';
import type { EvidenceContent } from './evidence-store.js';

export interface SpooledFile extends EvidenceContent {
  readonly path: string;
}

/**
 * Keeps what comes in a file of its own while something is done with it: only of a whole file can it be told what it is.
 * @throws {EvidenceTooLargeError} as soon as more than may be has come
 * @throws {EvidenceRefusedError} when nothing came
 */
export async function withSpooled<T>(
  body: Readable,
  mostBytes: number,
  work: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `oblys-evidence-${process.pid}-`));
  try {
    const path = join(folder, 'file');
    const hash = createHash('sha256');
    let byteCount = 0;
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          byteCount += chunk.length;
          if (byteCount > mostBytes) throw new EvidenceTooLargeError(mostBytes);
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(path),
    );
    if (byteCount === 0) throw new EvidenceRefusedError('The file is empty.');
    return await work({ path, byteCount, sha256: hash.digest('hex') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
