import type { Sql } from '@oblys/database';
import type { Locale } from '@oblys/domain';
import type { Cell, FileRow, TableFile } from '../files/table-file.js';
import { writeTable } from '../files/write-table.js';
import { describeFault } from '../kinds/describe-fault.js';
import type { ImportKind } from '../kinds/import-kind.js';
import { faultHeadingIn, isFaultHeading } from './fault-heading.js';
import type { RowFault } from '../kinds/describe-fault.js';
import { faultTable } from './staged-kind.js';

export interface FaultyRowsTarget {
  readonly path: string;
  /** Of the words that say what is wrong. */
  readonly locale: Locale;
}

interface FaultyRows {
  readonly kind: ImportKind;
  readonly file: TableFile;
  /** What was found as the row was read. */
  readonly faultsOf: (row: FileRow) => readonly RowFault[];
}

/**
 * Writes the rows of a file that have faults, as they were and with the faults before them, so that they can be
 * corrected and sent again: what tells the faults is passed over when they come back. The file is read once more.
 */
export async function writeFaultyRows(sql: Sql, rows: FaultyRows, { path, locale }: FaultyRowsTarget): Promise<void> {
  const kept = rows.file.headings.flatMap((heading, index) => (isFaultHeading(heading) ? [] : [index]));
  await writeTable(path, {
    headings: [faultHeadingIn(locale), ...kept.map((index) => rows.file.headings[index]!)],
    rows: faultyCells(sql, rows, kept, locale),
  });
}

async function* faultyCells(
  sql: Sql,
  rows: FaultyRows,
  kept: readonly number[],
  locale: Locale,
): AsyncGenerator<Cell[]> {
  for await (const batch of rows.file.rows()) {
    const ofSets = await listFaults(sql, batch[0]!.number, batch.at(-1)!.number);
    for (const row of batch) {
      const faults = [...rows.faultsOf(row), ...ofSets.filter((fault) => fault.row === row.number)];
      if (faults.length === 0) continue;
      const told = faults.map((fault) => describeFault(fault, rows.kind, locale)).join(' ');
      yield [told, ...kept.map((index) => writable(row.cells[index] ?? null))];
    }
  }
}

/** A cell that is no value is left empty: its fault says what stood there. */
function writable(cell: Cell): Cell {
  return cell !== null && typeof cell === 'object' && 'unusable' in cell ? null : cell;
}

function listFaults(sql: Sql, from: number, to: number): Promise<RowFault[]> {
  return sql.query<RowFault>(
    `/* import:faults-of-rows   $1..$2 = rows */
select row, property, code, value, params
  from ${faultTable}
 where row between $1::integer and $2::integer
 order by row, property`,
    [from, to],
  );
}
