import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { exportFormats, fileEndings, guardFormula, inBatches, writeExport, type ExportTable } from '@oblys/exports';
import { openTableFile } from '@oblys/ingest';
import { readSheet } from 'read-excel-file/node';
import { randomTable, type PlainRow, type RandomTable } from '../support/export-tables.js';
import { firstSeed, historiesWanted } from '../support/property-settings.js';

/** A test takes as many tables as it has time for on the slowest machine. */
const tablesOfTest = 10;
const firstSeeds = Array.from(
  { length: Math.ceil(historiesWanted / tablesOfTest) },
  (_none, index) => firstSeed + index * tablesOfTest,
);

describe('a table of any values', () => {
  let folder: string;
  let instance: DuckDBInstance;
  let duckDb: DuckDBConnection;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'oblys-export-files-'));
    instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    duckDb = await instance.connect();
  });

  afterAll(() => {
    duckDb.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  });

  it.each(firstSeeds)('is the same in every file, by readers that did not write it, from seed %d on', async (first) => {
    for (let seed = first; seed < first + tablesOfTest; seed += 1) {
      const table = randomTable(seed);
      const read = await readBack(folder, table, duckDb);
      const differences = Object.entries(read).flatMap(([reader, rows]) =>
        differencesOf(rows, expectedOf(reader, table)).map((difference) => ({ seed, reader, ...difference })),
      );
      expect(differences).toEqual([]);
    }
  });
});

/** The first few. */
function differencesOf(read: readonly PlainRow[], expected: readonly PlainRow[]): object[] {
  const differing = Array.from({ length: Math.max(read.length, expected.length) }, (_none, index) => index)
    .filter((index) => JSON.stringify(read[index]) !== JSON.stringify(expected[index]))
    .slice(0, 3);
  return differing.map((index) => ({ row: index + 1, read: read[index], expected: expected[index] }));
}

/** What a format has no way to tell apart is expected of it as it can be told. */
function expectedOf(reader: string, { rows, columns, csv }: RandomTable): PlainRow[] {
  if (reader === 'csv by DuckDB') {
    const guarded = rows.map((row) => row.map((cell, index) => (isText(columns[index]!) ? guard(cell, csv) : cell)));
    // A line of nothing is passed over, so that null is written as an empty text there.
    return columns.length === 1 ? guarded.map(([cell]) => [cell === '' ? null : cell!]) : guarded;
  }
  // Their readers take an empty cell for none.
  return reader.startsWith('xlsx') ? rows.map((row) => row.map((cell) => (cell === '' ? null : cell))) : rows;
}

function isText({ type }: RandomTable['columns'][number]): boolean {
  return type === 'TEXT' || type === 'CODE';
}

function guard(cell: PlainRow[number], { guardFormulas }: RandomTable['csv']): PlainRow[number] {
  return guardFormulas && typeof cell === 'string' ? guardFormula(cell) : cell;
}

async function readBack(folder: string, table: RandomTable, duckDb: DuckDBConnection) {
  const exported = (): ExportTable => ({
    name: 'any',
    locale: 'EN',
    columns: table.columns,
    batches: inBatches(table.values),
    statement: () => table.statement,
  });
  const paths = Object.fromEntries(exportFormats.map((each) => [each, join(folder, `any${fileEndings[each]}`)]));
  for (const format of exportFormats) {
    const { statement } = await writeExport(paths[format]!, exported(), { csv: table.csv });
    expect(statement.rowCount).toBe(table.rows.length);
  }
  return {
    'csv by DuckDB': await ask(duckDb, table, csvSource(paths['CSV']!, table)),
    'parquet by DuckDB': await ask(duckDb, table, `'${paths['PARQUET']!}'`),
    'ndjson by DuckDB': await ask(duckDb, table, jsonSource(paths['NDJSON']!, table)),
    'json by JSON.parse': readJson(paths['JSON']!, table),
    'xlsx by read-excel-file': await readXlsx(paths['XLSX']!, table),
    ...(table.isForOurReader && { 'xlsx by our own reader': await readByUs(paths['XLSX']!, table) }),
  };
}

/** Each value as text that says it exactly; instants as milliseconds. */
async function ask(duckDb: DuckDBConnection, { columns }: RandomTable, source: string): Promise<PlainRow[]> {
  const selected = columns.map(({ key, type }) => {
    if (type === 'INSTANT') return `epoch_ms(${key})::varchar as ${key}`;
    return `${key}::varchar as ${key}`;
  });
  const rows = (await duckDb.runAndReadAll(`select ${selected.join(', ')} from ${source}`)).getRowsJson();
  return rows.map((row) => columns.map(({ type }, index) => plain(type, row[index] as string | null)));
}

/** A decimal of nothing but a fraction has no zero before its point in DuckDB; a float is compared as the number it is. */
function plain(type: RandomTable['columns'][number]['type'], text: string | null): PlainRow[number] {
  if (text === null) return null;
  if (type === 'FLOAT') return Number(text);
  return typeof type === 'object' ? text.replace(/^(-?)\./, '$10.') : text;
}

function duckDbTypes({ columns }: RandomTable, decimals?: string): string {
  const types = columns.map(({ key, type }) => {
    const name = typeof type === 'object' ? (decimals ?? `decimal(${type.precision}, ${type.scale})`) : names[type];
    return `${key}: '${name}'`;
  });
  return `columns = { ${types.join(', ')} }`;
}

const names = {
  TEXT: 'varchar',
  CODE: 'varchar',
  INTEGER: 'bigint',
  FLOAT: 'double',
  BOOLEAN: 'boolean',
  DATE: 'date',
  INSTANT: 'timestamp',
} as const;

function csvSource(path: string, table: RandomTable): string {
  const quoted = `allow_quoted_nulls = ${table.columns.length === 1}`;
  return `read_csv('${path}', auto_detect = false, header = true, delim = '${table.csv.separator}', quote = '"', escape = '"', new_line = '\\r\\n', ${quoted}, ${duckDbTypes(table)})`;
}

function jsonSource(path: string, table: RandomTable): string {
  return `read_ndjson('${path}', ${duckDbTypes(table, 'varchar')})`;
}

function readJson(path: string, { columns }: RandomTable): PlainRow[] {
  // JSON.parse would round integers that it should not: their digits are put in quotes first.
  const text = readFileSync(path, 'utf8').replace(/(?<=[[,])-?\d{16,}(?=[,\]])/g, '"$&"');
  const { rows } = JSON.parse(text) as { rows: (string | number | boolean | null)[][] };
  return rows.map((row) =>
    row.map((cell, index) => {
      const { type } = columns[index]!;
      if (cell === null || type === 'FLOAT') return cell as number | null;
      return type === 'INSTANT' ? String(Date.parse(cell as string)) : String(cell);
    }),
  );
}

async function readXlsx(path: string, { columns, rows }: RandomTable): Promise<PlainRow[]> {
  const [, ...read] = await readSheet(path, 1, { trim: false });
  // Rows of nothing at the end are none to this reader.
  while (read.length < rows.length) read.push([]);
  return read.map((row, number) =>
    columns.map((column, index) => {
      const cell = fromSheet(column, row[index] ?? null);
      return column.type === 'INSTANT' ? exactInstant(cell, rows[number]?.[index] ?? null) : cell;
    }),
  );
}

/** This reader is a millisecond off at times, and never more. */
function exactInstant(read: PlainRow[number], written: PlainRow[number]): PlainRow[number] {
  const isIt = read !== null && written !== null && Math.abs(Number(read) - Number(written)) <= 1;
  return isIt ? written : read;
}

/** What stands as a number is brought to the digits of its type. */
function fromSheet({ type }: RandomTable['columns'][number], cell: unknown): PlainRow[number] {
  if (cell === null) return null;
  if (type === 'FLOAT') return cell as number;
  if (type === 'INSTANT') return String(cell instanceof Date ? cell.getTime() : Date.parse(cell as string));
  if (type === 'DATE') return cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell as string);
  if (typeof type === 'object' && typeof cell === 'number')
    return cell.toFixed(type.scale).replace(/^-(0\.?0*)$/, '$1');
  return String(cell);
}

async function readByUs(path: string, { columns }: RandomTable): Promise<PlainRow[]> {
  const read: PlainRow[] = [];
  for await (const batch of (await openTableFile(path)).rows()) {
    for (const { cells } of batch) {
      read.push(
        columns.map((column, index) => {
          const cell = cells[index] ?? null;
          if (cell !== null && typeof cell === 'object') return 'date' in cell ? cell.date : cell.unusable;
          return fromSheet(column, cell);
        }),
      );
    }
  }
  return read;
}
