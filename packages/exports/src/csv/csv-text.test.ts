import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askDuckDb, emptyRow, fullRow, inFolder, oneColumn, statement, tableOf } from '../export-table.testdata.js';
import type { ExportTable } from '../export-table.js';
import { writeExport } from '../write-export.js';
import type { CsvOptions } from './csv-text.js';

async function csvOf(table: ExportTable, csv: CsvOptions = {}): Promise<string> {
  const { result } = await inFolder(async (folder) => {
    const path = join(folder, 'appeals.csv');
    await writeExport(path, table, { csv });
    return readFile(path, 'utf8');
  });
  return result;
}

describe('csvText', () => {
  it('quotes what parts values and lines, and keeps null and empty text apart', async () => {
    const row = ['010000000', '', ...emptyRow.slice(2)];
    expect(await csvOf(tableOf([fullRow, emptyRow, row]))).toBe(
      'code,name,visits,amount,share,is_open,received_on,changed_at\r\n' +
        '010000000,"Ақкөл, ""жаңа""\r\nауданы",9007199254740993,1234567890123456.78,0.1,true,2025-11-05,2025-11-05T04:30:00.250Z\r\n' +
        ',,,,,,,\r\n' +
        '010000000,"",,,,,,\r\n',
    );
  });

  it('has the mark of its encoding, semicolons and the words of the reader where asked for', async () => {
    const csv = await csvOf(tableOf([['1', 'а;б', 1, '1', 1, true, null, null]]), {
      bom: true,
      separator: ';',
      headings: 'WORDS',
    });
    expect(csv).toBe('\ufeffКод;Атауы;Саны;Сумма;Үлесі;Ашық;Күні;Өзгерген\r\n1;"а;б";1;1.00;1;true;;\r\n');
  });

  it('guards text against being run, and no number, unless told otherwise', async () => {
    const texts = oneColumn('TEXT', ['=1+1', '-нет', '-5', "'=1"]);
    expect(await csvOf(texts)).toBe("value\r\n'=1+1\r\n'-нет\r\n-5\r\n''=1\r\n");
    expect(await csvOf(oneColumn('TEXT', ['=1+1']), { guardFormulas: false })).toBe('value\r\n=1+1\r\n');
    expect(await csvOf(oneColumn({ precision: 9, scale: 2 }, ['-5.10']))).toBe('value\r\n-5.10\r\n');
  });

  it('leaves no line empty where there is one column', async () => {
    expect(await csvOf(oneColumn('INTEGER', [1, null]))).toBe('value\r\n1\r\n""\r\n');
  });

  it('refuses two columns of one heading', async () => {
    const columns = [
      { key: 'a', heading: 'Саны', type: 'INTEGER' as const },
      { key: 'b', heading: 'Саны', type: 'INTEGER' as const },
    ];
    await expect(csvOf(tableOf([], { columns }), { headings: 'WORDS' })).rejects.toThrow(
      'Two columns are named "Саны".',
    );
  });

  it('is read by DuckDB as it was written, with nothing told of it but its types', async () => {
    const { result } = await inFolder(async (folder) => {
      const path = join(folder, 'appeals.csv');
      await writeExport(path, tableOf([fullRow, emptyRow]));
      return askDuckDb(
        `select * from read_csv('${path}', header = true, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false,
           columns = { code: 'varchar', name: 'varchar', visits: 'bigint', amount: 'decimal(18,2)', share: 'double',
             is_open: 'boolean', received_on: 'date', changed_at: 'timestamp' })`,
      );
    });
    expect(result).toEqual([
      {
        code: '010000000',
        name: 'Ақкөл, "жаңа"\r\nауданы',
        visits: '9007199254740993',
        amount: '1234567890123456.78',
        share: 0.1,
        is_open: true,
        received_on: '2025-11-05',
        changed_at: '2025-11-05 04:30:00.25',
      },
      Object.fromEntries(
        ['code', 'name', 'visits', 'amount', 'share', 'is_open', 'received_on', 'changed_at'].map((key) => [key, null]),
      ),
    ]);
  });

  it('is described beside it: types, size and what the file holds', async () => {
    const { result, files } = await inFolder(async (folder) => {
      const path = join(folder, 'appeals.csv');
      const written = await writeExport(path, tableOf([fullRow, emptyRow]));
      return { written, description: JSON.parse(await readFile(written.description!, 'utf8')) as object };
    });
    expect(files).toEqual(['appeals.csv', 'appeals.csv.datapackage.json']);
    expect(result.description).toMatchObject({
      profile: 'tabular-data-package',
      statement: {
        rowCount: 2,
        title: statement.title,
        filters: statement.filters,
        asOf: '2025-11-05',
        runId: statement.runId,
        freshness: statement.freshness,
        source: 'STORED',
        suppressed: { count: 3 },
      },
      resources: [
        {
          path: 'appeals.csv',
          bytes: result.written.bytes,
          hash: `sha256:${result.written.sha256}`,
          rowCount: 2,
          guardedFormulas: true,
        },
      ],
    });
  });
});
