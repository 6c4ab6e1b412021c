import { checkColumns } from './check-columns.js';
import { rowChecker, type CheckedRow } from './check-values.js';
import type { ExportColumn, ExportStatement, ExportTable } from './export-table.js';

export interface ReadOptions {
  /** Told after each batch. */
  readonly onProgress?: ((rowCount: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A statement with the number of rows that it is of. */
export interface FinalStatement extends ExportStatement {
  readonly rowCount: number;
}

/** What a format writes from: checked rows, and after the last of them the statement. */
export interface RowSource extends Pick<ExportTable, 'name' | 'locale'> {
  readonly columns: readonly ExportColumn[];
  batches(): AsyncGenerator<readonly CheckedRow[]>;
  /** Once all rows are read. */
  finish(): FinalStatement;
}

/** @throws {InvalidInputError} when no file can be made of such columns */
export function openSource(table: ExportTable, { onProgress, signal }: ReadOptions = {}): RowSource {
  checkColumns(table);
  const check = rowChecker(table.columns);
  let rowCount = 0;
  let statement: FinalStatement | null = null;
  return {
    name: table.name,
    locale: table.locale,
    columns: table.columns,
    async *batches() {
      signal?.throwIfAborted();
      for await (const batch of table.batches) {
        const rows = batch.map((row) => check(row, (rowCount += 1)));
        if (rows.length > 0) yield rows;
        onProgress?.(rowCount);
        signal?.throwIfAborted();
      }
      statement = { ...table.statement(), rowCount };
    },
    finish() {
      if (statement === null) throw new Error(`The statement of "${table.name}" was asked for before its last row.`);
      return statement;
    },
  };
}
