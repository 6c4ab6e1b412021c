import { assertAllDiffer } from '../check-columns.js';
import type { CheckedValue } from '../check-values.js';
import { chunkLength } from '../chunks.js';
import type { ColumnType, ExportColumn } from '../export-table.js';
import type { RowSource } from '../row-source.js';
import { guardFormula } from './formula-guard.js';

export interface CsvOptions {
  /** A comma unless given; spreadsheets with Kazakh or Russian settings part columns at semicolons. */
  readonly separator?: ',' | ';' | '\t' | undefined;
  /** Whether the file begins with the mark by which Excel tells UTF-8. Not unless asked for. */
  readonly bom?: boolean | undefined;
  /** Keys, which programs rely on, unless the words of the reader's language are asked for. */
  readonly headings?: 'KEYS' | 'WORDS' | undefined;
  /**
   * Whether text that a spreadsheet would run as a formula gets an apostrophe before it. It does unless a program is
   * to have every text as it is: who opens a file is not known when it is written, and texts come from anybody.
   * Numbers stay numbers either way.
   */
  readonly guardFormulas?: boolean | undefined;
}

/**
 * CSV by RFC 4180, in UTF-8. Null is nothing and an empty text is two quotation marks, but for a table of one column:
 * there null is two quotation marks as well, since readers pass over empty lines. Written by hand, since the library
 * that the project has takes more than three times as long for a row.
 */
export async function* csvText(source: RowSource, options: CsvOptions = {}): AsyncGenerator<string> {
  const { separator = ',', bom = false, guardFormulas = true } = options;
  const text = textCell(separator, guardFormulas);
  const cells = source.columns.map(({ type }) => cellOf(type, text));
  const none = source.columns.length === 1 ? '""' : '';
  const columnCount = source.columns.length;
  let chunk = `${bom ? '\ufeff' : ''}${csvHeadings(source.columns, options).map(text).join(separator)}\r\n`;
  for await (const rows of source.batches()) {
    for (const row of rows) {
      for (let index = 0; index < columnCount; index += 1) {
        const value = row[index]!;
        if (index > 0) chunk += separator;
        chunk += value === null ? none : cells[index]!(value);
      }
      chunk += '\r\n';
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = '';
    }
  }
  if (chunk !== '') yield chunk;
}

/** @throws {InvalidInputError} when two columns would have the same heading */
export function csvHeadings(columns: readonly ExportColumn[], { headings = 'KEYS' }: CsvOptions): string[] {
  const names = columns.map(({ key, heading }) => (headings === 'KEYS' ? key : heading));
  assertAllDiffer(names);
  return names;
}

type WriteCell = (value: NonNullable<CheckedValue>) => string;

function cellOf(type: ColumnType, text: WriteCell): WriteCell {
  if (type === 'TEXT' || type === 'CODE') return text;
  return type === 'INSTANT' ? (value) => (value as Date).toISOString() : String;
}

function textCell(separator: string, guardFormulas: boolean): WriteCell {
  const special = new RegExp(`["\\r\\n${separator}]`);
  return (value) => {
    const text = guardFormulas ? guardFormula(value as string) : (value as string);
    return text === '' || special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
}
