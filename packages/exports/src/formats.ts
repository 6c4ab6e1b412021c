import { InvalidInputError } from '@oblys/domain';
import { csvText, type CsvOptions } from './csv/csv-text.js';
import { jsonLines, jsonText } from './json/json-text.js';
import { parquetBytes } from './parquet/parquet-bytes.js';
import type { RowSource } from './row-source.js';
import { xlsxStream, type XlsxOptions } from './xlsx/xlsx-stream.js';

/** NDJSON is an object for each row, a line each. */
export const exportFormats = ['CSV', 'XLSX', 'PARQUET', 'JSON', 'NDJSON'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface FormatOptions {
  readonly format: ExportFormat;
  readonly csv?: CsvOptions | undefined;
  readonly xlsx?: XlsxOptions | undefined;
}

export const fileEndings: Readonly<Record<ExportFormat, string>> = {
  CSV: '.csv',
  XLSX: '.xlsx',
  PARQUET: '.parquet',
  JSON: '.json',
  NDJSON: '.ndjson',
};

/** @throws {InvalidInputError} when the name of the file ends with none that a format is known by */
export function formatOf(path: string): ExportFormat {
  const format = exportFormats.find((each) => path.toLowerCase().endsWith(fileEndings[each]));
  if (format !== undefined) return format;
  throw new InvalidInputError(`"${path}" is to end with one of ${Object.values(fileEndings).join(', ')}.`);
}

/** Formats that tell nothing of themselves, and need a description beside them. */
export function needsDescription(format: ExportFormat): format is 'CSV' | 'NDJSON' {
  return format === 'CSV' || format === 'NDJSON';
}

/** The file, as fast as somebody reads it. */
export function writeFormat(
  source: RowSource,
  { format, csv, xlsx }: FormatOptions,
): AsyncIterable<string | Uint8Array> {
  switch (format) {
    case 'CSV':
      return csvText(source, csv);
    case 'XLSX':
      return xlsxStream(source, xlsx) as AsyncIterable<Uint8Array>;
    case 'PARQUET':
      return parquetBytes(source);
    case 'JSON':
      return jsonText(source);
    case 'NDJSON':
      return jsonLines(source);
  }
}
