import { sayWhy, type ConnectionSql, type Database, type Fence, type Sql } from '@oblys/database';
import type { Locale } from '@oblys/domain';
import type { TableFile } from '../files/table-file.js';
import type { ImportKind } from '../kinds/import-kind.js';
import { analyzeWritten } from './analyze-written.js';
import { countOutcomes, listChanges, listSetFaults } from './count-outcomes.js';
import { compareFigures, countTouched, listTouched, type TouchedYear } from './figure-changes.js';
import { RecordsChangedError } from './import-errors.js';
import type { FigureChange, ImportReport, RowCounts } from './import-report.js';
import { listedFaults, RowReader } from './read-rows.js';
import { compareRows, createStage, findSetFaults, stageRows } from './stage-rows.js';
import type { StagedKind } from './staged-kind.js';
import { comparePersons } from './compare-persons.js';
import { lockKind } from './lock-kind.js';
import type { PersonsAccess } from './personal-columns.js';
import { sealPersons, writeTexts } from './write-persons.js';
import { writeFaultyRows } from './write-faulty-rows.js';
import { writeRecords } from './write-records.js';

export interface ImportOptions extends PersonsAccess {
  readonly kind: ImportKind;
  readonly file: TableFile;
  /** Tells what the file would do, and writes nothing. */
  readonly isDryRun?: boolean | undefined;
  /** Takes the sound rows where others are at fault or conflict; else one of those keeps the whole file out. */
  readonly isPartial?: boolean | undefined;
  /** Writes rows over records that somebody changed since they were imported, or that no import brought. */
  readonly overwrites?: boolean | undefined;
  /** Names of areas are those of areas within this one. */
  readonly within?: string | undefined;
  /** Passes over columns whose heading is none of the kind's; else they keep the file out. */
  readonly skipsUnknown?: boolean | undefined;
  /** Of what is said of headings, and of the faults in the file of faulty rows. */
  readonly locale: Locale;
  /** Where the rows with faults are written, to be corrected and sent again; nothing is written where there are none. */
  readonly faultyRowsTo?: string | undefined;
  readonly importedBy: string;
  /** Why records of locked months are written; without it they keep the file out. */
  readonly reason?: string | undefined;
  /** Passed last in the transaction, where anything is written. */
  readonly fence?: Fence | undefined;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  readonly step: 'READ' | 'COMPARE' | 'WRITE' | 'FIGURES';
  /** Rows read so far, or to be dealt with. */
  readonly rows: number;
}

/** How many changes a report lists. */
const listedChanges = 1_000;
/** A dry run counts the figures of so many areas and years of topics at most. */
const countedYears = 500;

/**
 * Takes the records of a file in: in one transaction, or not at all. Rows are known again by their source reference
 * within the region, so that the same file twice changes nothing. A dry run does all of it and rolls it back.
 * @throws {FileFault} when the file is no table, or not of the kind
 * @throws {RecordsChangedError} when somebody changed a record of the file meanwhile
 * @throws {PersonalColumnsError} when the file has columns of persons, and who imports may not write of them
 * @throws {MasterKeyError} when it has, and there is no master key, or not the one of a person that is there
 * @throws {PeriodLockedError} when a record of the file lies in a locked month and no reason is given
 */
export async function importFile(database: Database, options: ImportOptions): Promise<ImportReport> {
  let report: ImportReport | undefined;
  try {
    return await database.transaction('READ COMMITTED', async (sql) => {
      report = await new Import(sql, options).run();
      if (report.importId === null) throw new NothingWritten();
      const { importId, new: created, changed } = report;
      await options.fence?.pass(sql, { importId, new: created, changed });
      return report;
    });
  } catch (error) {
    if (error instanceof NothingWritten && report !== undefined) return report;
    // Somebody else wrote a record of the same reference a moment ago.
    if ((error as { code?: unknown }).code === uniqueViolation) throw new RecordsChangedError(options.kind.code, 1);
    throw error;
  }
}

const uniqueViolation = '23505';

/** Rolls back what was tried. */
class NothingWritten extends Error {}

class Import {
  constructor(
    private readonly sql: ConnectionSql,
    private readonly options: ImportOptions,
  ) {}

  async run(): Promise<ImportReport> {
    const { kind, file, onProgress, reason, importedBy } = this.options;
    if (reason !== undefined) await sayWhy(this.sql, reason, importedBy);
    await lockKind(this.sql, kind);
    const rows = await RowReader.open(this.sql, this.options);
    const staged: StagedKind = { kind, fields: rows.fields, personal: rows.personal };
    await createStage(this.sql, staged);
    await stageRows(
      this.sql,
      staged,
      rows.batches((count) => onProgress?.({ step: 'READ', rows: count })),
    );
    onProgress?.({ step: 'COMPARE', rows: rows.count });
    await compareRows(this.sql, staged);
    if (rows.masterKeys !== null) await comparePersons(this.sql, staged, rows.masterKeys, rows.seal);
    await findSetFaults(this.sql, staged);
    const counts = await countOutcomes(this.sql);
    const found = await this.describe(staged, rows, counts);
    if (found.faults > 0) await this.writeFaultyRows(rows);
    const outcome = await this.write(staged, rows, counts, found.faults > 0);
    return { ...found, ...outcome, fileName: file.name, isDryRun: this.options.isDryRun === true };
  }

  private async writeFaultyRows(rows: RowReader): Promise<void> {
    const { kind, file, locale, faultyRowsTo: path } = this.options;
    if (path === undefined) return;
    await writeFaultyRows(this.sql, { kind, file, faultsOf: (row) => rows.faultsOf(row) }, { path, locale });
  }

  private async describe(staged: StagedKind, rows: RowReader, counts: RowCounts) {
    const { kind, file } = this.options;
    const ofSets = await listSetFaults(this.sql, listedFaults, rows.faultyRows);
    const firstFaults = [...rows.firstFaults, ...ofSets.first]
      .sort((one, other) => one.row - other.row)
      .slice(0, listedFaults);
    return {
      ...counts,
      kind: kind.code,
      fileSha256: file.sha256,
      dialect: file.dialect,
      rows: rows.count,
      faults: rows.faultCount + ofSets.count,
      faultyRows: rows.faultyRows.size + ofSets.furtherRows,
      firstFaults,
      ignoredHeadings: rows.ignoredHeadings,
      firstChanges: await listChanges(this.sql, staged, listedChanges),
      earlierImportId: await findEarlier(this.sql, kind, file),
    };
  }

  private async write(staged: StagedKind, rows: RowReader, counts: RowCounts, hasFaults: boolean) {
    const { isDryRun = false, isPartial = false, overwrites = false, onProgress } = this.options;
    const isRefused = !isPartial && (hasFaults || (counts.conflicting > 0 && !overwrites));
    const isEmpty = counts.new + counts.changed + (overwrites ? counts.conflicting : 0) === 0;
    const nothing = { importId: null, figures: [], figuresLeftOut: 0 };
    if (isEmpty || (isRefused && !isDryRun)) return nothing;
    onProgress?.({ step: 'WRITE', rows: counts.new + counts.changed });
    if (isDryRun) return { ...nothing, ...(await this.tryOut(staged, rows, counts)) };
    const importId = await this.writeAll(staged, rows, counts);
    await analyzeWritten(this.sql, staged, counts.new + counts.changed + (overwrites ? counts.conflicting : 0));
    return { ...nothing, importId };
  }

  /** In that order, so that what is written tells which figures to count. */
  private async tryOut(
    staged: StagedKind,
    rows: RowReader,
    counts: RowCounts,
  ): Promise<{ figures: FigureChange[]; figuresLeftOut: number }> {
    await this.sql.query('savepoint before_import');
    await this.writeAll(staged, rows, counts);
    const all = await listTouched(this.sql);
    const touched: TouchedYear[] = all.slice(0, countedYears);
    this.options.onProgress?.({ step: 'FIGURES', rows: touched.length });
    const after = await countTouched(this.sql, touched);
    await this.sql.query('rollback to savepoint before_import');
    const before = await countTouched(this.sql, touched);
    return { figures: compareFigures(touched, before, after), figuresLeftOut: all.length - touched.length };
  }

  private async writeAll(staged: StagedKind, rows: RowReader, counts: RowCounts): Promise<string> {
    const { kind, file, importedBy, overwrites = false } = this.options;
    const importId = await addImport(this.sql, { kind, file, importedBy, rowCount: rows.count, counts, overwrites });
    const { masterKeys, seal } = rows;
    if (masterKeys !== null) await sealPersons(this.sql, staged, { importId, overwrites, masterKeys, seal });
    await writeRecords(this.sql, staged, counts, {
      importId,
      overwrites,
      changedBy: `${importedBy} (import ${file.name})`,
    });
    if (masterKeys !== null) await writeTexts(this.sql, staged);
    return importId;
  }
}

interface AddedImport {
  readonly kind: ImportKind;
  readonly file: TableFile;
  readonly importedBy: string;
  readonly rowCount: number;
  readonly counts: RowCounts;
  readonly overwrites: boolean;
}

/** Its moment is that of the transaction, as is that of the records that it creates. */
async function addImport(
  sql: Sql,
  { kind, file, importedBy, rowCount, counts, overwrites }: AddedImport,
): Promise<string> {
  const changed = counts.changed + (overwrites ? counts.conflicting : 0);
  const [added] = await sql.query<{ id: string }>(
    `/* import:add   $1 = kind, $2 = file, $3 = hash, $4 = rows, $5..$7 = created, changed, unchanged, $8 = who */
insert into import (kind, file_name, file_sha256, row_count, created_count, changed_count, unchanged_count, imported_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)
returning id`,
    [kind.code, file.name, file.sha256, rowCount, counts.new, changed, counts.unchanged, importedBy],
  );
  return added!.id;
}

async function findEarlier(sql: Sql, kind: ImportKind, file: TableFile): Promise<string | null> {
  const [earlier] = await sql.query<{ id: string }>(
    `/* import:earlier   $1 = kind, $2 = hash */
select id
  from import
 where file_sha256 = $2
   and kind = $1
   and undone_at is null
 order by imported_at desc
 limit 1`,
    [kind.code, file.sha256],
  );
  return earlier?.id ?? null;
}
