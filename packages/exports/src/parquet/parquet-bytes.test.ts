import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { ExportRow } from '../export-table.js';
import { askDuckDb, columns, emptyRow, fullRow, inFolder, oneColumn, tableOf } from '../export-table.testdata.js';
import { writeExport } from '../write-export.js';
import { writeParquetByMonth } from './write-parquet-by-month.js';

describe('parquetBytes', () => {
  it('gives DuckDB every column by its type and every value as it was', async () => {
    const { result } = await inFolder(async (folder) => {
      const path = join(folder, 'appeals.parquet');
      await writeExport(path, tableOf([fullRow, emptyRow]));
      return {
        types: await askDuckDb(`describe select * from '${path}'`),
        rows: await askDuckDb(
          `set timezone = 'UTC'; select * replace (changed_at::varchar as changed_at) from '${path}'`,
        ),
      };
    });
    expect(result.types.map(({ column_name: name, column_type: type }) => `${String(name)} ${String(type)}`)).toEqual([
      'code VARCHAR',
      'name VARCHAR',
      'visits BIGINT',
      'amount DECIMAL(18,2)',
      'share DOUBLE',
      'is_open BOOLEAN',
      'received_on DATE',
      'changed_at TIMESTAMP WITH TIME ZONE',
    ]);
    expect(result.rows).toEqual([
      {
        code: '010000000',
        name: 'Ақкөл, "жаңа"\r\nауданы',
        visits: '9007199254740993',
        amount: '1234567890123456.78',
        share: 0.1,
        is_open: true,
        received_on: '2025-11-05',
        changed_at: '2025-11-05 04:30:00.25+00',
      },
      Object.fromEntries(columns.map(({ key }) => [key, null])),
    ]);
  });

  it.each([
    [{ precision: 9, scale: 0 }, ['-999999999', '0', null, '999999999']],
    [{ precision: 18, scale: 17 }, ['0.00000000000000001', '-9.99999999999999999', null]],
    [{ precision: 19, scale: 2 }, ['-99999999999999999.99', '0.01', null, '99999999999999999.99']],
    [{ precision: 38, scale: 10 }, [`-${'9'.repeat(28)}.${'9'.repeat(10)}`, '0.0000000001', null]],
  ] as const)('keeps every digit of %j', async (type, values) => {
    const { result } = await inFolder(async (folder) => {
      await writeExport(join(folder, 'decimals.parquet'), oneColumn(type, values));
      const path = join(folder, 'decimals.parquet');
      return {
        values: await askDuckDb(`select value::varchar as value from '${path}'`),
        ends: await askDuckDb(`select count(*) as n from '${path}' where value >= (select min(value) from '${path}')`),
      };
    });
    expect(result.values.map(({ value }) => value)).toEqual(values);
    expect(result.ends).toEqual([{ n: String(values.length - 1) }]);
  });

  it('has the statement in its own metadata', async () => {
    const { result } = await inFolder(async (folder) => {
      await writeExport(join(folder, 'appeals.parquet'), tableOf([fullRow]));
      return askDuckDb(
        `select decode(value) as told from parquet_kv_metadata('${join(folder, 'appeals.parquet')}') where decode(key) = 'oblys'`,
      );
    });
    expect(JSON.parse(result[0]!['told'] as string)).toMatchObject({
      statement: { rowCount: 1, runId: '0199a0b0-0000-7000-8000-000000000001', suppressed: { count: 3 } },
      columns: [{ key: 'code', heading: 'Код', definition: 'Код по КАТО' }, {}, {}, {}, {}, {}, {}, {}],
    });
  });

  it('is compressed in groups of rows, each skipped by what it holds', async () => {
    const rows = Array.from({ length: 60_000 }, (_none, index): ExportRow => [
      String(index),
      `жол ${index % 3}`,
      index,
      null,
      null,
      null,
      index < 30_000 ? '2025-01-01' : '2025-02-01',
      null,
    ]);
    const { result } = await inFolder(async (folder) => {
      const path = join(folder, 'appeals.parquet');
      await writeExport(path, tableOf(rows));
      return {
        groups: await askDuckDb(
          `select count(distinct row_group_id) as n, any_value(compression) as compression from parquet_metadata('${path}')`,
        ),
        sums: await askDuckDb(
          `select count(*) as n, sum(visits)::bigint as visits, count(distinct code) as codes from '${path}' where received_on = '2025-02-01'`,
        ),
      };
    });
    expect(result.groups).toEqual([{ n: '2', compression: 'GZIP' }]);
    expect(result.sums).toEqual([{ n: '30000', visits: '1349985000', codes: '30000' }]);
  });

  it('is a table without rows, too', async () => {
    const { result } = await inFolder(async (folder) => {
      await writeExport(join(folder, 'none.parquet'), tableOf([]));
      return askDuckDb(`select count(*) as n, count(amount) as amounts from '${join(folder, 'none.parquet')}'`);
    });
    expect(result).toEqual([{ n: '0', amounts: '0' }]);
  });
});

describe('writeParquetByMonth', () => {
  const dated = (code: string, day: string | null): ExportRow => [code, '', 1, '1.50', 1, true, day, null];

  it('writes a file for each month, whatever the order of the rows', async () => {
    const rows = [dated('a', '2025-03-31'), dated('b', '2024-12-01'), dated('c', null), dated('d', '2025-03-01')];
    const { result, files } = await inFolder(async (folder) => {
      const { files: written } = await writeParquetByMonth(folder, tableOf(rows), { by: 'received_on' });
      const all = await askDuckDb(`select code from '${join(folder, 'appeals-*.parquet')}' order by code`);
      const march = await askDuckDb(`select code from '${join(folder, 'appeals-2025-03.parquet')}' order by code`);
      return { all, march, written: written.map(({ month, rowCount }) => [month, rowCount]) };
    });
    expect(files).toEqual(['appeals-2024-12.parquet', 'appeals-2025-03.parquet', 'appeals-no-date.parquet']);
    expect(result.written).toEqual([
      ['2024-12', 1],
      ['2025-03', 2],
      [null, 1],
    ]);
    expect(result.all.map(({ code }) => code)).toEqual(['a', 'b', 'c', 'd']);
    expect(result.march.map(({ code }) => code)).toEqual(['a', 'd']);
  });

  it('leaves no month when one fails', async () => {
    const { files } = await inFolder(async (folder) => {
      const rows = [dated('a', '2025-03-31'), dated('b', '2025-02-30')];
      await expect(writeParquetByMonth(folder, tableOf(rows), { by: 'received_on' })).rejects.toThrow('is no date');
    });
    expect(files).toEqual([]);
  });

  it('refuses a column that is no date', async () => {
    await expect(writeParquetByMonth('.', tableOf([]), { by: 'code' })).rejects.toThrow('no column of dates');
  });
});
