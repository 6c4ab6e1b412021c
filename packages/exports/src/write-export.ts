import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { waitingBytes } from './chunks.js';
import { describeFile, Measured, type FileFacts } from './describe-file.js';
import type { ExportTable } from './export-table.js';
import { formatOf, needsDescription, writeFormat, type FormatOptions } from './formats.js';
import { openSource, type FinalStatement, type ReadOptions } from './row-source.js';
import { UnfinishedFiles } from './unfinished-files.js';

export interface WriteOptions extends ReadOptions, Omit<FormatOptions, 'format'> {
  /** By the ending of the file's name unless given. */
  readonly format?: FormatOptions['format'] | undefined;
}

export interface WrittenExport extends FileFacts {
  readonly statement: FinalStatement;
  /** Where the description lies that CSV and NDJSON have beside them; null for a format that tells of itself. */
  readonly description: string | null;
}

/**
 * Writes a table into a file, whole or not at all: it takes its name once all of it is on the disk. Beside CSV and
 * NDJSON, which have no room for a statement, lies a description with `.datapackage.json` after the file's name.
 * @throws {UnwritableValueError} when a value cannot be written as it is
 * @throws {InvalidInputError} when the columns make no file of the format, or the name tells none
 */
export async function writeExport(
  path: string,
  table: ExportTable,
  options: WriteOptions = {},
): Promise<WrittenExport> {
  const { format = formatOf(path), csv = {}, xlsx, signal } = options;
  const source = openSource(table, options);
  const description = needsDescription(format) ? `${path}.datapackage.json` : null;
  const files = new UnfinishedFiles();
  try {
    // Who finds the file finds its description too.
    const unfinishedDescription = description === null ? null : files.begin(description);
    const measured = new Measured();
    await pipeline(
      Readable.from(measured.pass(writeFormat(source, { format, csv, xlsx })), { objectMode: false }),
      createWriteStream(files.begin(path), { flags: 'wx', flush: true, highWaterMark: waitingBytes }),
      { signal },
    );
    const statement = source.finish();
    const facts = measured.facts();
    if (unfinishedDescription !== null && needsDescription(format)) {
      const { name, columns } = table;
      const text = describeFile({ name, path: basename(path), format, columns, csv, statement, facts });
      await writeFile(unfinishedDescription, text, { flag: 'wx', flush: true });
    }
    await files.keep();
    return { ...facts, statement, description };
  } catch (error) {
    await files.abandon();
    throw error;
  }
}
