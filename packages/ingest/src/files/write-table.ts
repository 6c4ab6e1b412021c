import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidInputError } from '@oblys/domain';
import { guardFormula } from '@oblys/exports';
import { stringify } from 'csv-stringify';
import type { Cell } from './table-file.js';
import { xlsxStream } from './write-xlsx.js';

type TableFormat = 'CSV' | 'XLSX';
export type ColumnType = 'text' | 'number' | 'date';

export interface WrittenTable {
  readonly headings: readonly string[];
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** What may be chosen in a column, where it is a list; CSV has none. */
  readonly lists?: readonly (readonly string[] | null)[];
  /** How a spreadsheet is to take what is typed into a column; as text unless given. */
  readonly columnTypes?: readonly ColumnType[];
}

function formatOf(path: string): TableFormat {
  if (/\.csv$/i.test(path)) return 'CSV';
  if (/\.xlsx$/i.test(path)) return 'XLSX';
  throw new InvalidInputError(`"${path}" is to end with .csv or .xlsx, by which the format is known.`);
}

/**
 * Writes a table into a file, by its name CSV or XLSX, whole or not at all: it takes its name once it is there.
 * @throws {InvalidInputError} when the name ends with neither .csv nor .xlsx
 */
export async function writeTable(path: string, table: WrittenTable): Promise<void> {
  const format = formatOf(path);
  const unfinished = `${path}.${process.pid}.part`;
  try {
    const stream = format === 'CSV' ? csvStream(table) : xlsxStream(table);
    await pipeline(stream, createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** As a spreadsheet with Kazakh or Russian settings opens it: with a mark of its encoding, separated by semicolons. */
function csvStream({ headings, rows }: WrittenTable): NodeJS.ReadableStream {
  const cells = async function* () {
    yield headings;
    for await (const row of rows) yield row.map(csvText);
  };
  return Readable.from(cells()).pipe(stringify({ bom: true, delimiter: ';', record_delimiter: 'windows' }));
}

/** What a spreadsheet would take for a formula, it takes for text behind an apostrophe; our reader takes that away. */
function csvText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return 'date' in cell ? cell.date : '';
  return typeof cell === 'string' ? guardFormula(cell) : String(cell);
}
