import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { ExportColumn, ExportRow, ExportStatement, ExportTable } from './export-table.js';
import { inBatches } from './in-batches.js';

/** A column of each type. */
export const columns: readonly ExportColumn[] = [
  { key: 'code', heading: 'Код', type: 'CODE', definition: 'Код по КАТО' },
  { key: 'name', heading: 'Атауы', type: 'TEXT' },
  { key: 'visits', heading: 'Саны', type: 'INTEGER' },
  { key: 'amount', heading: 'Сумма', type: { precision: 18, scale: 2 } },
  { key: 'share', heading: 'Үлесі', type: 'FLOAT' },
  { key: 'is_open', heading: 'Ашық', type: 'BOOLEAN' },
  { key: 'received_on', heading: 'Күні', type: 'DATE' },
  { key: 'changed_at', heading: 'Өзгерген', type: 'INSTANT' },
];

export const changedAt = new Date('2025-11-05T04:30:00.250Z');

export const fullRow: ExportRow = [
  '010000000',
  'Ақкөл, "жаңа"\r\nауданы',
  9_007_199_254_740_993n,
  '1234567890123456.78',
  0.1,
  true,
  '2025-11-05',
  changedAt,
];
export const emptyRow: ExportRow = columns.map(() => null);

export const statement: ExportStatement = {
  title: 'Өтініштер',
  filters: ['Ақмола облысы', '2025 жыл'],
  asOf: '2025-11-05',
  runId: '0199a0b0-0000-7000-8000-000000000001',
  builtAt: new Date('2025-11-06T21:15:00Z'),
  freshness: 'өзгеріс келесі есептеуді күтіп тұр',
  source: 'STORED',
  suppressed: { count: 3, reasons: ['кемінде бес адам'] },
  generatedAt: new Date('2025-11-07T05:00:00Z'),
};

export function tableOf(rows: readonly ExportRow[], changes: Partial<ExportTable> = {}): ExportTable {
  return { name: 'appeals', locale: 'KK', columns, batches: inBatches(rows), statement: () => statement, ...changes };
}

/** One column of one type. */
export function oneColumn(type: ExportColumn['type'], values: readonly ExportRow[number][]): ExportTable {
  return tableOf(
    values.map((value) => [value]),
    { columns: [{ key: 'value', heading: 'Мән', type }] },
  );
}

/** Gives what was left in the folder, too. */
export async function inFolder<Result>(
  work: (folder: string) => Promise<Result>,
): Promise<{ result: Result; files: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'oblys-exports-'));
  try {
    const result = await work(folder);
    return { result, files: (await readdir(folder)).sort() };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Asks DuckDB, a reader that knows nothing of this project. */
export async function askDuckDb(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
