import { openCsvFile } from './csv-file.js';
import { lookAtBytes } from './look-at-bytes.js';
import type { TableFile } from './table-file.js';
import { openXlsxFile } from './xlsx-file.js';

export interface OpenFileOptions {
  /** Of an XLSX file; the first sheet that is not hidden unless given. */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a CSV or XLSX file by what it holds, whatever its name.
 * @throws {FileFault} when it is no such table, or damaged; while its rows are read, too
 */
export async function openTableFile(path: string, { sheet, signal }: OpenFileOptions = {}): Promise<TableFile> {
  const seen = await lookAtBytes(path, signal);
  return seen.encoding === null ? openXlsxFile(path, seen, sheet) : openCsvFile(path, seen, signal);
}
