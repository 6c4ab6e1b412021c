import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportRow } from './export-table.js';
import { emptyRow, fullRow, inFolder, tableOf } from './export-table.testdata.js';
import { exportFormats, fileEndings } from './formats.js';
import { streamExport } from './stream-export.js';
import { writeExport } from './write-export.js';

/** Many batches, and whether their reader was told to stop. */
function endless(): { batches: AsyncGenerator<ExportRow[]>; isClosed: () => boolean } {
  let isClosed = false;
  async function* batches() {
    try {
      for (;;) yield Array.from({ length: 500 }, () => fullRow);
    } finally {
      isClosed = true;
    }
  }
  return { batches: batches(), isClosed: () => isClosed };
}

async function* failing(): AsyncGenerator<ExportRow[]> {
  yield [fullRow];
  throw new Error('The database went away.');
}

describe.each(exportFormats)('writeExport of %s', (format) => {
  const name = `appeals${fileEndings[format]}`;

  it('gives the size, the hash and the number of rows of what it wrote, and tells how far it is', async () => {
    const told: number[] = [];
    const { result } = await inFolder(async (folder) => {
      const path = join(folder, name);
      const rows = Array.from({ length: 2_500 }, () => emptyRow);
      const written = await writeExport(path, tableOf(rows), { onProgress: (count) => told.push(count) });
      return { written, bytes: await readFile(path) };
    });
    expect(result.written.statement.rowCount).toBe(2_500);
    expect(result.written.bytes).toBe(result.bytes.length);
    expect(result.written.sha256).toBe(createHash('sha256').update(result.bytes).digest('hex'));
    expect(told).toEqual([1_000, 2_000, 2_500]);
  });

  it('leaves nothing when its rows fail, and the file that was there', async () => {
    const { result, files } = await inFolder(async (folder) => {
      const path = join(folder, name);
      await writeFile(path, 'the one before');
      await expect(writeExport(path, tableOf([], { batches: failing() }))).rejects.toThrow('went away');
      return readFile(path, 'utf8');
    });
    expect(files).toEqual([name]);
    expect(result).toBe('the one before');
  });

  it('leaves nothing when a value does not fit', async () => {
    const { files } = await inFolder(async (folder) => {
      const rows = [fullRow, fullRow.map((value) => (value === 0.1 ? Number.NaN : value))];
      await expect(writeExport(join(folder, name), tableOf(rows))).rejects.toThrow(
        'Row 2, column "share": "NaN" is no finite number.',
      );
    });
    expect(files).toEqual([]);
  });

  it('leaves nothing when it is cancelled, and stops its rows', async () => {
    const { batches, isClosed } = endless();
    const cancel = new AbortController();
    const { files } = await inFolder(async (folder) => {
      const onProgress = (count: number) => count >= 3_000 && cancel.abort();
      const writing = writeExport(join(folder, name), tableOf([], { batches }), { onProgress, signal: cancel.signal });
      await expect(writing).rejects.toThrow(/abort/i);
    });
    expect(files).toEqual([]);
    expect(isClosed()).toBe(true);
  });

  it('is streamed no faster than it is read, and stopped when nobody reads on', async () => {
    const { batches, isClosed } = endless();
    let rowCount = 0;
    const { bytes } = streamExport(tableOf([], { batches }), { format, onProgress: (count) => (rowCount = count) });
    for await (const chunk of bytes) {
      expect((chunk as Buffer).length).toBeGreaterThan(0);
      break;
    }
    while (!isClosed()) await new Promise((resolve) => setImmediate(resolve));
    expect(rowCount).toBeLessThan(200_000);
  });

  it('fails the stream when its rows fail', async () => {
    const { bytes } = streamExport(tableOf([], { batches: failing() }), { format });
    await expect(bytes.toArray()).rejects.toThrow('went away');
  });
});

describe('writeExport', () => {
  it('refuses a name that tells no format, and a table that has none', async () => {
    await expect(writeExport('appeals.doc', tableOf([]))).rejects.toThrow('.csv, .xlsx, .parquet, .json, .ndjson');
    await expect(writeExport('appeals.csv', tableOf([], { name: '../appeals' }))).rejects.toThrow('names no table');
    await expect(writeExport('appeals.csv', tableOf([], { columns: [] }))).rejects.toThrow('has no columns');
  });
});
