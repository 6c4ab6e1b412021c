import { sayWhy, type Database, type Sql } from '@oblys/database';
import { countryCode, NotFoundError, type IsoDate } from '@oblys/domain';
import type { TableFile } from '../files/table-file.js';
import { AreaFileError, assertFaultless, type AreaFault } from './area-file-error.js';
import { readAreaState, type AreaState, type SuccessorRow } from './area-state.js';
import { placeRecords, type PlacedRecords } from './place-records.js';
import { planEdition, type AreaChange, type AreaOutcome, type EditionPlan } from './plan-edition.js';
import { readClassifier, type ClassifierArea } from './read-classifier.js';
import { readSuccessors } from './read-successors.js';
import { writeAreas } from './write-areas.js';

export interface EditionOptions {
  readonly file: TableFile;
  /** Such as "NK RK 11-2025, 17.07.2026". */
  readonly name: string;
  /** From when on what it changes holds. */
  readonly inForceOn: IsoDate;
  /** The day it is. */
  readonly today: IsoDate;
  /** The file is about this area and what lies in it, and nothing else. */
  readonly within?: string | undefined;
  /** What became of areas that are no more: from_code, to_code, kind. */
  readonly successors?: TableFile | undefined;
  /** Takes a file that lacks more than a twentieth of the areas that are there. */
  readonly retiresMany?: boolean | undefined;
  readonly isDryRun?: boolean | undefined;
  readonly importedBy: string;
}

export interface EditionReport extends PlacedRecords {
  /** Null where nothing was written: in a dry run, or where nothing differed. */
  readonly editionId: string | null;
  readonly name: string;
  readonly inForceOn: IsoDate;
  /** Whether it is the first one: what it adds is then without a start. */
  readonly isFirst: boolean;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly rows: number;
  readonly counts: Readonly<Record<AreaOutcome, number>>;
  readonly changes: readonly AreaChange[];
  readonly candidates: EditionPlan['candidates'];
  readonly isDryRun: boolean;
}

/**
 * Takes an edition of the classifier in: what is new, renamed, moved or no more is so from the day on, in one
 * transaction, or not at all. The same edition again changes nothing.
 * @throws {FileFault} when a file is no table
 * @throws {AreaFileError} with every fault, or when the file cannot be this edition
 */
export async function importEdition(database: Database, options: EditionOptions): Promise<EditionReport> {
  const { inForceOn, today, file } = options;
  if (inForceOn > today) throw new AreaFileError('FUTURE_EDITION', { day: inForceOn });
  const { areas, faults } = await readClassifier(file);
  let report: EditionReport | undefined;
  try {
    return await database.transaction('READ COMMITTED', async (sql) => {
      await lockAreas(sql);
      report = await takeIn(sql, options, areas, faults);
      if (report.editionId === null) throw new NothingWritten();
      return report;
    });
  } catch (error) {
    if (error instanceof NothingWritten && report !== undefined) return report;
    throw error;
  }
}

/** Rolls back what was tried. */
class NothingWritten extends Error {}

/** The reference is loaded under the same lock: two trees at once would be none. */
export async function lockAreas(sql: Sql): Promise<void> {
  await sql.query(`/* areas:lock */ select pg_advisory_xact_lock(hashtextextended('oblys:reference', 0))`);
}

async function takeIn(
  sql: Sql,
  options: EditionOptions,
  areas: readonly ClassifierArea[],
  faults: readonly AreaFault[],
): Promise<EditionReport> {
  const { file, name, inForceOn, within, isDryRun = false } = options;
  const state = await readAreaState(sql);
  const isFirst = await assertNewest(sql, inForceOn);
  const isAbout = areaTest(state, within);
  const outside = areas.filter(({ code }) => !isAbout(code)).map(outsideFault(within));
  const { successors, faults: ofSuccessors } = await successorsOf(options, state, areas);
  const orphans = findOrphans(state, areas, within);
  const circles = findCircles(areas);
  assertFaultless(
    [...faults, ...outside, ...orphans, ...circles, ...ofSuccessors].sort((one, other) => one.row - other.row),
  );
  const plan = planEdition(state, { areas, inForceOn, isFirst, isAbout, successors });
  assertFewRetired(plan, options);

  const told = {
    name,
    inForceOn,
    isFirst,
    fileName: file.name,
    fileSha256: file.sha256,
    rows: areas.length,
    counts: plan.counts,
    changes: plan.changes,
    candidates: plan.candidates,
    isDryRun,
  };
  if (plan.writes.length === 0) return { ...told, editionId: null, moved: 0, left: 0 };
  await writeAreas(sql, plan.writes);
  // Where records lie follows from the tree, in locked months too; the edition is the reason.
  await sayWhy(sql, `Edition ${name}`, options.importedBy);
  const placed = await placeRecords(sql, plan.replaced, plan.retired, inForceOn);
  const editionId = isDryRun ? null : await addEdition(sql, options, areas.length, plan);
  return { ...told, ...placed, editionId };
}

/** Whether it is the first edition of all. */
async function assertNewest(sql: Sql, inForceOn: IsoDate): Promise<boolean> {
  const [newest] = await sql.query<{ name: string; in_force_on: IsoDate }>(
    `/* areas:newest-edition */
     select name, in_force_on::text as in_force_on
       from area_edition
      where undone_at is null
      order by in_force_on desc, imported_at desc
      limit 1`,
  );
  if (newest !== undefined && newest.in_force_on > inForceOn) {
    throw new AreaFileError('OLDER_EDITION', { name: newest.name, day: newest.in_force_on });
  }
  return newest === undefined;
}

/** By its digits a code lies in the area of a region or a district; by its links where it is known already. */
function areaTest(state: AreaState, within: string | undefined): (code: string) => boolean {
  if (within === undefined) return () => true;
  if (!state.areas.has(within)) throw new NotFoundError(`There is no area ${within}.`);
  const digits = within.replace(/0+$/, '');
  const prefix = digits.padEnd(digits.length + (digits.length % 2), '0');
  return (code) => code.startsWith(prefix);
}

function outsideFault(within: string | undefined): (area: ClassifierArea) => AreaFault {
  return ({ row, code }) => ({ row, code: 'OUTSIDE', value: code, params: { within: within ?? '' } });
}

/** What an area lies in is in the file too; but for the topmost area of a file about a part of the country. */
function findOrphans(state: AreaState, areas: readonly ClassifierArea[], within: string | undefined): AreaFault[] {
  const codes = new Set([...areas.map(({ code }) => code), countryCode]);
  return areas
    .filter(({ code, parentCode }) => !codes.has(parentCode) && !(code === within && state.areas.has(parentCode)))
    .map(({ row, code, parentCode }) => ({ row, code: 'NO_PARENT', value: code, params: { parent: parentCode } }));
}

/** Areas whose parents, as the file has them, come round to themselves; a circle is told at each of its rows. */
function findCircles(areas: readonly ClassifierArea[]): AreaFault[] {
  const parents = new Map(areas.map(({ code, parentCode }) => [code, parentCode]));
  const leadUp = new Set<string>();
  return areas.flatMap(({ row, code }): AreaFault[] => {
    const path = new Set([code]);
    let above = parents.get(code);
    while (above !== undefined && !leadUp.has(above) && !path.has(above)) {
      path.add(above);
      above = parents.get(above);
    }
    if (above === code) return [{ row, code: 'CIRCLE', value: code, params: { path: tellCircle([...path, code]) } }];
    // What only hangs below a circle is told by nothing but the rows of that.
    if (above === undefined || leadUp.has(above)) for (const seen of path) leadUp.add(seen);
    return [];
  });
}

function tellCircle(path: readonly string[]): string {
  const told = 5;
  return (path.length <= told ? path : [...path.slice(0, told - 2), '…', ...path.slice(-1)]).join(' – ');
}

async function successorsOf(
  { successors: file, inForceOn }: EditionOptions,
  state: AreaState,
  areas: readonly ClassifierArea[],
): Promise<{ successors: SuccessorRow[]; faults: AreaFault[] }> {
  if (file === undefined) return { successors: [], faults: [] };
  const standing = new Set(areas.map(({ code }) => code));
  return readSuccessors(file, inForceOn, { known: new Set([...state.areas.keys(), ...standing]), standing });
}

function assertFewRetired({ retired, known }: EditionPlan, { retiresMany = false }: EditionOptions): void {
  if (retiresMany || retired.length * 20 <= known) return;
  throw new AreaFileError('RETIRES_MANY', { count: retired.length, of: known });
}

async function addEdition(
  sql: Sql,
  { file, name, inForceOn, within = undefined, importedBy }: EditionOptions,
  rowCount: number,
  { counts, writes }: EditionPlan,
): Promise<string> {
  const [added] = await sql.query<{ id: string }>(
    `/* areas:add-edition   $1 = name, $2 = in force on, $3 = within, $4 = file, $5 = hash, $6 = rows, $7 = counts, $8 = who */
     insert into area_edition (name, in_force_on, within_code, file_name, file_sha256, row_count, counts, imported_by)
     values ($1, $2::date, $3, $4, $5, $6, $7::jsonb, $8)
     returning id`,
    [name, inForceOn, within ?? null, file.name, file.sha256, rowCount, JSON.stringify(counts), importedBy],
  );
  await sql.query(
    `/* areas:keep-writes   $1 = edition, $2 = writes */
     insert into area_edition_write (edition_id, number, target, before, after)
     select $1::uuid, given.number, given.write ->> 'target',
            nullif(given.write -> 'before', 'null'), nullif(given.write -> 'after', 'null')
       from jsonb_array_elements($2::jsonb) with ordinality as given (write, number)`,
    [added!.id, JSON.stringify(writes)],
  );
  return added!.id;
}
