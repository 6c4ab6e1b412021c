import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Fence } from '@oblys/database';
import { InvalidInputError, PeriodLockedError, type Locale } from '@oblys/domain';
import { FileFault } from '../files/file-fault.js';
import { openTableFile } from '../files/open-table-file.js';
import type { TableFile } from '../files/table-file.js';
import type { ImportKind } from '../kinds/import-kind.js';
import { importKinds } from '../kinds/import-kinds.js';
import { MasterKeyError } from '@oblys/persons';
import { importFile } from './import-file.js';
import { PersonalColumnsError, type PersonsAccess } from './personal-columns.js';

/** A file that lies in the folder of its kind, to be taken in. */
export interface WaitingFile {
  readonly kind: ImportKind;
  readonly folder: string;
  readonly name: string;
  /** Its bytes and its last change, so that another file of the name is another one. */
  readonly state: string;
}

/** What became of a file; an earlier attempt's is told by its JSON. */
export interface SettledFile {
  readonly kind: string;
  readonly fileName: string;
  /** Null where the file was refused, or everything was there already. */
  readonly importId: string | null;
  readonly isRefused: boolean;
  readonly new: number;
  readonly changed: number;
  /** Why it was refused, in words; null where it was not. */
  readonly reason: string | null;
}

/** A file that was changed so lately may still be being copied. */
const settledAfterMs = 30_000;

/** The files in the folders of the kinds, those of kinds that others name first; a folder that is not there has none. */
export async function listWaitingFiles(folder: string, now = Date.now()): Promise<WaitingFile[]> {
  const waiting: WaitingFile[] = [];
  for (const kind of importKinds) {
    const ofKind = join(folder, kind.code);
    for (const name of await namesIn(ofKind)) {
      const { size, mtimeMs } = await stat(join(ofKind, name));
      if (now - mtimeMs < settledAfterMs) continue;
      waiting.push({ kind, folder: ofKind, name, state: `${size} bytes, ${new Date(mtimeMs).toISOString()}` });
    }
  }
  return waiting;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /^[^.~].*\.(csv|xlsx)$/i.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export interface TakeOptions extends PersonsAccess {
  readonly importedBy: string;
  /** Of what is said of files that are refused. */
  readonly locale: Locale;
  readonly fence?: Fence | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Takes a file in, whole or not at all; what it may not have is told, and only what the file is not to blame for is thrown. */
export async function takeWaitingFile(
  database: Database,
  file: WaitingFile,
  options: TakeOptions,
): Promise<SettledFile> {
  const told = { kind: file.kind.code, fileName: file.name, importId: null, isRefused: true, new: 0, changed: 0 };
  try {
    const table = await openTableFile(join(file.folder, file.name), { signal: options.signal });
    return await takeTable(database, file, table, options);
  } catch (error) {
    if (error instanceof FileFault) return { ...told, reason: error.describe(options.locale) };
    if (refusals.some((type) => error instanceof type)) return { ...told, reason: (error as Error).message };
    throw error;
  }
}

/** What a file is told of, without a word of what it holds. */
const refusals = [InvalidInputError, PeriodLockedError, PersonalColumnsError, MasterKeyError];

async function takeTable(
  database: Database,
  { kind, folder, name }: WaitingFile,
  file: TableFile,
  { importedBy, locale, fence, openMasterKeys, mayWritePersons }: TakeOptions,
): Promise<SettledFile> {
  const faultyRowsTo = join(await folderOf(folder, 'refused'), `${name}.faults.csv`);
  const report = await importFile(database, {
    ...{ kind, file, importedBy, locale, faultyRowsTo, fence, openMasterKeys, mayWritePersons },
  });
  const { importId, faults, faultyRows, conflicting, changed, new: created } = report;
  const isRefused = importId === null && (faults > 0 || conflicting > 0);
  const reason = isRefused ? `faults: ${faults}, in rows: ${faultyRows}; conflicting rows: ${conflicting}` : null;
  return { kind: kind.code, fileName: name, importId, isRefused, new: created, changed, reason };
}

/** Moves a file that was dealt with out of the way: to `done`, or to `refused` with the reason beside it. */
export async function settleFile({ folder, name }: WaitingFile, { isRefused, reason }: SettledFile): Promise<void> {
  const to = await folderOf(folder, isRefused ? 'refused' : 'done');
  if (reason !== null) await writeFile(join(to, `${name}.reason.txt`), `${reason}\n`);
  try {
    await rename(join(folder, name), join(to, name));
  } catch (error) {
    // An earlier attempt had moved it before it ended.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

async function folderOf(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  return path;
}
