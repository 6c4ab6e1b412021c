import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askDuckDb, columns, emptyRow, fullRow, inFolder, tableOf } from '../export-table.testdata.js';
import { writeExport } from '../write-export.js';

async function textOf(name: string): Promise<string> {
  const { result } = await inFolder(async (folder) => {
    await writeExport(join(folder, name), tableOf([fullRow, emptyRow]));
    return readFile(join(folder, name), 'utf8');
  });
  return result;
}

describe('jsonText', () => {
  it('is one object: columns, rows and a statement that knows their number', async () => {
    const text = await textOf('appeals.json');
    const read = JSON.parse(text) as { columns: object[]; rows: unknown[][]; statement: object };
    expect(read.columns[3]).toEqual({ key: 'amount', heading: 'Сумма', type: 'DECIMAL', precision: 18, scale: 2 });
    expect(read.rows.map((row) => row.length)).toEqual([columns.length, columns.length]);
    expect(read.rows[0]!.slice(3)).toEqual([
      '1234567890123456.78',
      0.1,
      true,
      '2025-11-05',
      '2025-11-05T04:30:00.250Z',
    ]);
    expect(read.rows[1]).toEqual(emptyRow);
    expect(read.statement).toMatchObject({ rowCount: 2, asOf: '2025-11-05', suppressed: { count: 3 } });
    expect(text).toContain('9007199254740993,');
  });

  it('is whole without rows', async () => {
    const { result } = await inFolder(async (folder) => {
      await writeExport(join(folder, 'none.json'), tableOf([]));
      return JSON.parse(await readFile(join(folder, 'none.json'), 'utf8')) as object;
    });
    expect(result).toMatchObject({ rows: [], statement: { rowCount: 0 } });
  });
});

describe('jsonLines', () => {
  it('is an object by keys on each line', async () => {
    const lines = (await textOf('appeals.ndjson')).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[1]!)).toEqual(Object.fromEntries(columns.map(({ key }) => [key, null])));
    expect(lines[0]).toContain('"visits":9007199254740993,"amount":"1234567890123456.78"');
  });

  it('is read by DuckDB', async () => {
    const { result } = await inFolder(async (folder) => {
      const path = join(folder, 'appeals.ndjson');
      await writeExport(path, tableOf([fullRow, emptyRow]));
      return askDuckDb(
        `select count(*) as n, max(visits) as visits, max(name) as name from read_ndjson_auto('${path}')`,
      );
    });
    expect(result).toEqual([{ n: '2', visits: '9007199254740993', name: 'Ақкөл, "жаңа"\r\nауданы' }]);
  });
});
