import { access, constants, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { appendAuditEvent, type Sql } from '@oblys/database';
import { InvalidInputError } from '@oblys/domain';
import {
  exportText,
  fileEndings,
  formatOf,
  statementLines,
  writeExport,
  type CsvOptions,
  type ExportFormat,
  type ExportTable,
} from '@oblys/exports';
import { describeShare } from '../describe-progress.js';
import type { TextStream } from '../io.js';
import type { Output } from '../output.js';
import { shortPath } from '../short-path.js';
import { counted, formatCount } from '../words.js';
import { tableLines } from './table-lines.js';

/** Where an answer goes, and as what. */
export type Destination =
  ShownDestination | { readonly kind: 'FILE'; readonly format: ExportFormat; readonly path: string };

/** On stdout. */
type ShownDestination =
  { readonly kind: 'TABLE' } | { readonly kind: 'TEXT'; readonly format: 'CSV' | 'JSON' | 'NDJSON' };

export const queryFormats = ['TABLE', 'CSV', 'JSON', 'NDJSON', 'XLSX', 'PARQUET'] as const;
export type QueryFormat = (typeof queryFormats)[number];

export interface DestinationOptions {
  format?: QueryFormat;
  out?: string;
  force?: boolean;
  json?: boolean;
}

/**
 * Asked before anything else is, so that nobody waits for an answer that has no place.
 * @throws {InvalidInputError} when the format does not go there, or a file is there already
 */
export async function findDestination({
  format,
  out,
  force = false,
  json = false,
}: DestinationOptions): Promise<Destination> {
  if (out !== undefined) {
    if (format === 'TABLE')
      throw new InvalidInputError('A table is for the terminal; files are csv, json, ndjson, xlsx or parquet.');
    const found = { kind: 'FILE', format: format ?? formatOf(out), path: out } as const;
    if (!force) for (const path of [out, descriptionOf(out)]) await assertFree(path);
    await assertWritable(out);
    return found;
  }
  if (force) throw new InvalidInputError('--force writes over a file, and none is named: add --out FILE.');
  if (format === 'XLSX' || format === 'PARQUET') {
    throw new InvalidInputError(`${format} is no text to be shown: add --out answer${fileEndings[format]}.`);
  }
  if (json && format !== undefined && format !== 'JSON') {
    throw new InvalidInputError(`--json is --format json where no file is named, and not ${format.toLowerCase()}.`);
  }
  const shown = json ? 'JSON' : (format ?? 'TABLE');
  return shown === 'TABLE' ? { kind: 'TABLE' } : { kind: 'TEXT', format: shown };
}

export interface GivenOut {
  readonly output: Output;
  readonly csv: CsvOptions;
  readonly signal: AbortSignal;
  /** How many rows there will be; null where nobody knows. */
  readonly total: number | null;
  /** What was asked, for the audit of files. */
  readonly asked: object;
}

/** Hands an answer to whoever asked; of a file the audit is told, and it does not stay if that cannot be. */
export async function giveOut(sql: Sql, table: ExportTable, destination: Destination, to: GivenOut): Promise<void> {
  if (destination.kind !== 'FILE') {
    await show(table, destination, to).catch((error: unknown) => {
      if (!isReaderGone(error)) throw error;
    });
    return;
  }
  const { format, path } = destination;
  const { output, csv, signal } = to;
  const { bytes, sha256, statement, description } = await writeExport(path, table, {
    format,
    csv,
    signal,
    onProgress: progressOf(to),
  });
  try {
    const details = { ...to.asked, format, sha256 };
    await appendAuditEvent(sql, { action: 'EXPORT', objectKind: 'answer', rowCount: statement.rowCount, details });
  } catch (error) {
    for (const written of [path, ...(description === null ? [] : [description])]) await rm(written, { force: true });
    throw error;
  }
  const beside = description === null ? '' : `, described in ${shortPath(description)}`;
  output.result({ path, format, bytes, sha256, description, statement }, [
    `${counted(statement.rowCount, 'row')} in ${shortPath(path)} (${formatCount(bytes)} bytes)${beside}.`,
    ...describeStatement(statement, table).map((line) => `  ${line}`),
  ]);
}

async function show(table: ExportTable, destination: ShownDestination, to: GivenOut): Promise<void> {
  const { output, csv, signal } = to;
  if (destination.kind === 'TABLE') {
    const lines = await tableLines(table, progressOf(to));
    signal.throwIfAborted();
    output.clear();
    await writeTo(output.io.stdout, `${lines.join('\n')}\n`);
    return;
  }
  const { format } = destination;
  const { chunks, statement } = exportText(table, { format, csv, signal });
  output.clear();
  for await (const chunk of chunks) await writeTo(output.io.stdout, chunk);
  if (format !== 'JSON') for (const line of describeStatement(statement(), table)) output.notice(line);
}

function progressOf({ output, total }: GivenOut): (count: number) => void {
  return (count) => {
    const share = total === null || total === 0 ? '' : `${describeShare(count, total)}  `;
    output.progress(`${share}${counted(count, 'row')}`);
  };
}

function describeStatement(statement: Parameters<typeof statementLines>[0], { locale }: ExportTable): string[] {
  return statementLines(statement, locale).map(([label, value]) => `${label}: ${value}`);
}

/**
 * No faster than it is read, so that an answer of any size takes little memory, and not as though it were written where
 * it is not: a disk may be full behind `>` too.
 */
async function writeTo(stream: TextStream, text: string): Promise<void> {
  if (!(stream instanceof Writable)) {
    stream.write(text);
    return;
  }
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Whoever reads may have seen enough, as `head` has. */
function isReaderGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EPIPE';
}

function descriptionOf(path: string): string {
  return `${path}.datapackage.json`;
}

async function assertFree(path: string): Promise<void> {
  if ((await findKind(path)) === null) return;
  throw new InvalidInputError(`${shortPath(path)} is there already: add --force to write over it.`);
}

async function assertWritable(path: string): Promise<void> {
  if ((await findKind(path)) === 'FOLDER') throw new InvalidInputError(`${shortPath(path)} is a folder, and no file.`);
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw new InvalidInputError(`Nothing can be written into ${shortPath(folder)}: ${error.code}.`, { cause: error });
  });
}

async function findKind(path: string): Promise<'FILE' | 'FOLDER' | null> {
  const found = await stat(path).catch(() => null);
  if (found === null) return null;
  return found.isDirectory() ? 'FOLDER' : 'FILE';
}
