import { Readable } from 'node:stream';
import { describeFile, Measured } from './describe-file.js';
import type { ExportTable } from './export-table.js';
import { fileEndings, needsDescription, writeFormat, type FormatOptions } from './formats.js';
import { openSource, type ReadOptions, type RowSource } from './row-source.js';
import { zipStream, type ZipEntry } from './zip-stream.js';

export interface StreamedExport {
  readonly fileName: string;
  readonly contentType: string;
  /** What fails on the way fails the stream: who sends it has to break off, so that nobody takes a part for the whole. */
  readonly bytes: Readable;
}

/**
 * A table as one file that is sent while it is made, as fast as it is taken. CSV and NDJSON go in a ZIP together with
 * `datapackage.json`, the description that lies beside them on a disk.
 * @throws {InvalidInputError} when the columns make no file
 */
export function streamExport(table: ExportTable, options: FormatOptions & ReadOptions): StreamedExport {
  const { format } = options;
  const source = openSource(table, options);
  const fileName = `${table.name}${fileEndings[format]}`;
  if (needsDescription(format)) {
    const bytes = zipStream(describedEntries(source, fileName, { ...options, format }));
    return { fileName: `${table.name}.zip`, contentType: 'application/zip', bytes };
  }
  const bytes = writeFormat(source, options);
  return {
    fileName,
    contentType: contentTypes[format],
    bytes: bytes instanceof Readable ? bytes : Readable.from(bytes, { objectMode: false }),
  };
}

async function* describedEntries(
  source: RowSource,
  path: string,
  options: FormatOptions & { readonly format: 'CSV' | 'NDJSON' },
): AsyncGenerator<ZipEntry> {
  const { format, csv = {} } = options;
  const measured = new Measured();
  yield { name: path, chunks: measured.pass(writeFormat(source, options)) };
  const { name, columns } = source;
  const statement = source.finish();
  const text = describeFile({ name, path, format, columns, csv, statement, facts: measured.facts() });
  yield { name: 'datapackage.json', chunks: [text] };
}

const contentTypes = {
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  PARQUET: 'application/vnd.apache.parquet',
  JSON: 'application/json; charset=utf-8',
} as const;
