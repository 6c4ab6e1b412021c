import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInputError } from '@oblys/domain';
import type { ExportTable } from '../export-table.js';
import { openSource, type FinalStatement, type ReadOptions } from '../row-source.js';
import { UnfinishedFiles } from '../unfinished-files.js';
import { ParquetEncoder } from './parquet-encoder.js';

export interface MonthFile {
  /** Such as 2025-03; null for the rows without a date. */
  readonly month: string | null;
  readonly path: string;
  readonly rowCount: number;
}

export interface MonthFiles {
  /** Of all files together. */
  readonly statement: FinalStatement;
  readonly files: readonly MonthFile[];
}

export interface ByMonthOptions extends ReadOptions {
  /** The key of a column of dates or instants; an instant's month is that of UTC. */
  readonly by: string;
}

/** Of all months together, so that rows in no order take no more memory than rows in order. */
const mostHeldRows = 100_000;

/**
 * Writes a table as a Parquet file for each month, `<name>-2025-03.parquet`, and `<name>-no-date.parquet`, all or none.
 * Rows may come in any order; in that of their dates, files have the fewest and largest groups. The statement in each is
 * that of the whole, with the number of rows of the file and a note of its month.
 * @throws {UnwritableValueError} when a value cannot be written as it is
 * @throws {InvalidInputError} when there is no such column of dates
 */
export async function writeParquetByMonth(
  folder: string,
  table: ExportTable,
  options: ByMonthOptions,
): Promise<MonthFiles> {
  const source = openSource(table, options);
  const place = table.columns.findIndex(
    ({ key, type }) => key === options.by && (type === 'DATE' || type === 'INSTANT'),
  );
  if (place < 0) throw new InvalidInputError(`"${options.by}" is no column of dates of the table "${table.name}".`);
  const unfinished = new UnfinishedFiles();
  const months = new Map<string | null, Month>();
  let held = 0;
  const write = async (month: Month) => {
    held -= month.encoder.heldRows;
    await appendFile(month.unfinished, month.encoder.takeGroup());
  };
  try {
    for await (const rows of source.batches()) {
      for (const row of rows) {
        const key = monthOf(row[place] as string | Date | null);
        const month = months.get(key) ?? beginMonth(key);
        month.rowCount += 1;
        held += 1;
        if (month.encoder.add(row)) await write(month);
        if (held >= mostHeldRows) await write(fullest(months));
      }
    }
    const statement = source.finish();
    const inOrder = [...months.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
    for (const { encoder, unfinished: path, key, rowCount } of inOrder) {
      await appendFile(path, encoder.finish(ofMonth(statement, options.by, key, rowCount)), { flush: true });
    }
    await unfinished.keep();
    return { statement, files: inOrder.map(({ key, path, rowCount }) => ({ month: key, path, rowCount })) };
  } catch (error) {
    await unfinished.abandon();
    throw error;
  }

  function beginMonth(key: string | null): Month {
    const path = join(folder, `${table.name}-${key ?? 'no-date'}.parquet`);
    const encoder = new ParquetEncoder(table.columns);
    const month = { key, path, unfinished: unfinished.begin(path), encoder, rowCount: 0 };
    months.set(key, month);
    return month;
  }
}

interface Month {
  readonly key: string | null;
  readonly path: string;
  readonly unfinished: string;
  readonly encoder: ParquetEncoder;
  rowCount: number;
}

function monthOf(date: string | Date | null): string | null {
  return date === null ? null : (date instanceof Date ? date.toISOString() : date).slice(0, 'YYYY-MM'.length);
}

function fullest(months: ReadonlyMap<string | null, Month>): Month {
  return [...months.values()].reduce((most, month) => (month.encoder.heldRows > most.encoder.heldRows ? month : most));
}

function ofMonth(statement: FinalStatement, by: string, month: string | null, rowCount: number): FinalStatement {
  return { ...statement, rowCount, notes: [...(statement.notes ?? []), `${by}: ${month ?? '—'}`] };
}
