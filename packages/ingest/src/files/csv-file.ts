import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { unguardFormula } from '@oblys/exports';
import { CsvError, parse } from 'csv-parse';
import { FileFault } from './file-fault.js';
import { headingsOf, rowOf } from './headings.js';
import type { SeenBytes, TextEncoding } from './look-at-bytes.js';
import type { FileRow, TableFile } from './table-file.js';

const separators = [';', ',', '\t', '|'] as const;
const separatorNames: Readonly<Record<string, string>> = { '\t': 'tabs' };
const batchSize = 1_000;
/** Of one record, with all its values. */
const mostLetters = 1_000_000;

export async function openCsvFile(path: string, seen: SeenBytes, signal?: AbortSignal): Promise<TableFile> {
  const encoding = seen.encoding!;
  const separator = findSeparator(await readHead(path, encoding));
  const source = { path, encoding, separator, signal };
  const headings = await readHeadings(source);
  return {
    name: basename(path),
    format: 'CSV',
    sha256: seen.sha256,
    byteCount: seen.byteCount,
    dialect: `CSV, ${encoding}, separated by ${separatorNames[separator] ?? separator}`,
    headings,
    rows: () => readRows(source, headings.length),
  };
}

interface CsvSource {
  readonly path: string;
  readonly encoding: TextEncoding;
  readonly separator: string;
  readonly signal: AbortSignal | undefined;
}

async function readHeadings(source: CsvSource): Promise<string[]> {
  for await (const { cells } of records(source)) {
    if (cells.some((cell) => cell.trim() !== '')) return headingsOf(cells);
  }
  throw new FileFault('EMPTY_FILE');
}

async function* readRows(source: CsvSource, columns: number): AsyncGenerator<readonly FileRow[]> {
  let batch: FileRow[] = [];
  let areHeadingsRead = false;
  for await (const { number, cells } of records(source)) {
    const row = rowOf(number, cells.map(unguardFormula), columns);
    if (row === null) continue;
    if (!areHeadingsRead) {
      areHeadingsRead = true;
      continue;
    }
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Every record, with its number; an empty line is one without values. */
async function* records(source: CsvSource): AsyncGenerator<{ number: number; cells: string[] }> {
  const parser = parse({
    delimiter: source.separator,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: mostLetters,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const text = Readable.from(decode(source), { objectMode: false });
  text.on('error', (error) => parser.destroy(error));
  let number = 0;
  try {
    for await (const cells of text.pipe(parser) as AsyncIterable<string[]>) {
      number += 1;
      yield { number, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? asFault(error, number) : error;
  } finally {
    text.destroy();
  }
}

function asFault(error: CsvError, number: number): FileFault {
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? new FileFault('CELL_TOO_LONG', { row: number + 1, most: mostLetters }, { cause: error })
    : new FileFault('BROKEN_CSV', { line: number + 1 }, { cause: error });
}

async function* decode({ path, encoding, signal }: CsvSource): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18, signal }) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

async function readHead(path: string, encoding: TextEncoding): Promise<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { end: 65_535 }) as AsyncIterable<Buffer>) {
    return decoder.decode(chunk, { stream: true });
  }
  return '';
}

/** That which parts the first line into the most values; within quotes none counts. */
function findSeparator(head: string): string {
  const line = head.split(/[\r\n]+/).find((each) => each.trim() !== '') ?? '';
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = separators.map((separator) => bare.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))]!;
}
