import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { OpenValue } from './open-table.js';

/** A file as it was written, so that a reader can tell that it has all of it. */
export interface WrittenFile {
  rows: number;
  bytes: number;
  /** In hexadecimal digits. */
  sha256: string;
}

/** Writes rows as they come: RFC 4180 in UTF-8, a heading line first. What is written is on the disk when this resolves. */
export async function writeCsv(
  path: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly OpenValue[]>,
): Promise<WrittenFile> {
  const written: WrittenFile = { rows: 0, bytes: 0, sha256: '' };
  const hash = createHash('sha256');
  await pipeline(
    async function* () {
      for await (const row of rows) {
        written.rows += 1;
        yield row;
      }
    },
    // It would quote what holds both signs of a line's end, but many readers end a line at either.
    stringify({ header: true, columns: [...columns], record_delimiter: 'windows', quoted_match: /[\r\n]/ }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        written.bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'wx', flush: true }),
  );
  return { ...written, sha256: hash.digest('hex') };
}
