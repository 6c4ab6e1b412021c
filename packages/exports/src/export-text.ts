import type { ExportTable } from './export-table.js';
import { writeFormat, type FormatOptions } from './formats.js';
import { openSource, type FinalStatement, type ReadOptions } from './row-source.js';

export interface TextExport {
  /** As fast as they are taken. */
  readonly chunks: AsyncIterable<string>;
  /** Once all of them are taken. */
  statement(): FinalStatement;
}

/**
 * A table as text for somebody who reads it at once, such as another program behind a pipe. CSV and NDJSON have no room
 * for the statement: whoever hands them on tells it beside them.
 * @throws {InvalidInputError} when no text can be made of the columns
 */
export function exportText(
  table: ExportTable,
  options: ReadOptions & FormatOptions & { readonly format: 'CSV' | 'JSON' | 'NDJSON' },
): TextExport {
  const source = openSource(table, options);
  return { chunks: writeFormat(source, options) as AsyncIterable<string>, statement: () => source.finish() };
}
