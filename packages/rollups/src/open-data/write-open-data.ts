import { join } from 'node:path';
import { appendAuditEvent, succeedRun, type Database, type Sql } from '@oblys/database';
import { InvalidInputError, parseIsoDate, type IsoDate } from '@oblys/domain';
import { latestBuild } from '../latest-build.js';
import { inTransaction, runLocked } from '../run-alone.js';
import type { StepProgress, Watch } from '../watch.js';
import { areaTable } from './area-table.js';
import { BundleFolder, writeDurably } from './bundle-folder.js';
import { defaultLicence, describeBundle, fileName, type WrittenTable } from './describe-bundle.js';
import { inFolder } from './export-folder-error.js';
import { figureTable } from './figure-table.js';
import { measureTable } from './measure-table.js';
import type { OpenBuild, OpenTable } from './open-table.js';
import { openTopics } from './open-topics.js';
import { programmeTable } from './programme-table.js';
import { writeCsv } from './write-csv.js';

/** Told after each file; `topic` is its name. */
export interface OpenDataProgress extends StepProgress {
  step: 'FILE';
}

export interface OpenDataOptions extends Watch<OpenDataProgress> {
  /** Made if there is none. */
  readonly folder: string;
  /** The day that the current build has to be of; whichever it is of unless given. */
  readonly asOf?: IsoDate | undefined;
  /** Identifier of the licence that the data are under, as SPDX lists it; CC-BY-4.0 unless given. */
  readonly licence?: string | undefined;
}

export interface OpenDataResult {
  runId: string;
  asOf: IsoDate;
  /** The run that built the figures. */
  buildRunId: string;
  files: { name: string; rows: number; bytes: number; sha256: string }[];
}

/** Any number that is ours alone in the database's space of advisory locks. */
const exportLock = 7_061_992_115;

/**
 * Writes the current build of the topics that count no people as a bundle of CSV files with their description, read in
 * one snapshot, into the folder of its day. It appears whole or not at all, and takes the place of an earlier one of the
 * day; `latest.json` names it. Two that run at once wait for each other. A worker whose fence throws changes nothing
 * that readers see.
 * @throws {InvalidInputError} when there is no build, or it is of another day than asked for
 * @throws {ExportFolderError} when the folder cannot be written
 */
export async function writeOpenData(database: Database, options: OpenDataOptions): Promise<OpenDataResult> {
  const asOf = options.asOf ?? (await latestBuild(database))?.asOf;
  if (asOf === undefined) throw new InvalidInputError('There is no build to export yet: run oblys rollup first.');
  parseIsoDate(asOf, 'as-of day');
  return runLocked(database, {
    kind: 'EXPORT',
    asOf,
    watch: options,
    lock: async (sql) => void (await sql.query('select pg_advisory_lock($1)', [exportLock])),
    unlock: async (sql) => void (await sql.query('select pg_advisory_unlock($1)', [exportLock])),
    work: (sql, runId, watch) => inFolder(options.folder, () => exportTo(sql, runId, asOf, { ...options, ...watch })),
  });
}

async function exportTo(sql: Sql, runId: string, asOf: IsoDate, options: OpenDataOptions): Promise<OpenDataResult> {
  const bundle = new BundleFolder(options.folder, asOf, runId);
  await bundle.begin();
  try {
    const outcome = await inTransaction(sql, 'begin isolation level repeatable read, read only', () =>
      writeBundle(sql, bundle, runId, asOf, options),
    );
    // Shown within the transaction that says so: as long as it is open, nobody else can take the run over.
    await inTransaction(sql, 'begin', async () => {
      await succeedRun(sql, runId, outcome);
      const { files, buildRunId } = outcome;
      const rowCount = files.reduce((sum, { rows }) => sum + rows, 0);
      const details = { asOf, buildRunId, files: files.map(({ name, sha256 }) => ({ name, sha256 })) };
      await appendAuditEvent(sql, { action: 'EXPORT', objectKind: 'open_data', objectId: runId, rowCount, details });
      await options.fence?.pass(sql, outcome);
      await bundle.makeCurrent();
    });
    return outcome;
  } catch (error) {
    await bundle.abandon();
    throw error;
  }
}

async function writeBundle(
  sql: Sql,
  bundle: BundleFolder,
  runId: string,
  asOf: IsoDate,
  options: OpenDataOptions,
): Promise<OpenDataResult> {
  const { licence = defaultLicence } = options;
  const build = await getBuild(sql, asOf);
  const written = await writeTables(sql, bundle.draft, build, options);
  const facts = { build, runId, createdAt: new Date(), licence, isSynthetic: await countsMadeUp(sql) };
  await writeDurably(join(bundle.draft, packageFile), describeBundle(facts, written));
  await bundle.prepare({ asOf, path: `${asOf}/${packageFile}`, runId, createdAt: facts.createdAt.toISOString() });
  const files = written.map(({ table, file: { rows, bytes, sha256 } }) => ({
    ...{ name: fileName(table), rows, bytes, sha256 },
  }));
  return { runId, asOf, buildRunId: build.runId, files };
}

const packageFile = 'datapackage.json';

async function getBuild(sql: Sql, asOf: IsoDate): Promise<OpenBuild> {
  const build = await latestBuild(sql);
  if (build?.asOf === asOf) return build;
  const found = build === null ? 'there is no build yet' : `the current build is as of ${build.asOf}`;
  throw new InvalidInputError(
    `The figures of ${asOf} cannot be exported: ${found}. Open data are those of the current build.`,
  );
}

async function writeTables(
  sql: Sql,
  folder: string,
  build: OpenBuild,
  { signal, onProgress }: OpenDataOptions,
): Promise<WrittenTable[]> {
  // A cursor is planned for its first rows unless told otherwise, and all of them are wanted.
  await sql.query(`select set_config('cursor_tuple_fraction', '1', true), set_config('jit', 'off', true)`);
  const tables: OpenTable[] = [...openTopics.map(figureTable), areaTable, programmeTable, measureTable];
  const written: WrittenTable[] = [];
  for (const table of tables) {
    signal?.throwIfAborted();
    const columns = table.fields.map(({ name }) => name);
    const file = await writeCsv(join(folder, fileName(table)), columns, table.rows(sql, build));
    written.push({ table, file });
    onProgress?.({ topic: table.name, step: 'FILE', done: written.length, total: tables.length });
  }
  return written;
}

/** Whether any record of these topics was made up for demonstration. */
async function countsMadeUp(sql: Sql): Promise<boolean> {
  const any = openTopics.map(({ recordTable }) => `exists (select from ${recordTable} where is_synthetic)`);
  const [row] = await sql.query<{ found: boolean }>(
    `/* open-data:made-up */
select ${any.join('\n    or ')} as found`,
  );
  return row!.found;
}
