import type { ExportRow } from './export-table.js';

const rowsOfBatch = 1_000;

/** Rows that come one by one, as a table takes them. */
export async function* inBatches(rows: AsyncIterable<ExportRow> | Iterable<ExportRow>): AsyncGenerator<ExportRow[]> {
  let batch: ExportRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < rowsOfBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
