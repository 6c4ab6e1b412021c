import type { ConnectionSql, CopyValue, Database, Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { parseIsoDate } from '@oblys/domain';
import { MasterKeys, PersonSealer } from '@oblys/persons';
import { DemoRefusedError } from './errors.js';
import { demoEdition, generateDemo } from './generate.js';
import type { AppealText, DemoRecords, DemoTable, Person } from './records.js';
import type { ColumnType, LaterColumns } from './tables.js';
import { columnsOf, columnTypes, demoTables, laterColumnsOf, columnName } from './tables.js';

export interface DemoProgress {
  table: DemoTable;
  /** Tables done, this one included, of `tables`. */
  done: number;
  tables: number;
  /** Rows of this table that were written. */
  rows: number;
}

export interface LoadDemoOptions {
  /** The last day of the demonstration, as a rule the day before today. */
  until: IsoDate;
  /** By which the keys of its persons are wrapped; unless given, by one that nobody has afterwards. */
  masterKeys?: MasterKeys | undefined;
  onProgress?: (progress: DemoProgress) => void;
}

export interface LoadedDemo {
  /** Rows written by table: added, and brought up to date. */
  records: Record<DemoTable, number>;
  /** True when the database had the demonstration up to this day, or a later one, before; then nothing is written. */
  skipped: boolean;
}

/**
 * Brings the demonstration into the database, up to the end of a day, in one transaction. Where an earlier day was
 * loaded before, only what came after is added, and records that ended meanwhile are told so; what people changed in
 * the demonstration stays.
 * @throws {DemoRefusedError} when the reference data is not there, or another edition of the demonstration is
 * @throws {InvalidInputError} when `until` is no date, or before the demonstration begins
 */
export async function loadDemo(database: Database, options: LoadDemoOptions): Promise<LoadedDemo> {
  const { until, onProgress, masterKeys = keysOfTheProcess } = options;
  parseIsoDate(until, 'last day of the demonstration');
  return database.transaction('READ COMMITTED', async (sql) => {
    await sql.query(`/* demo:lock */ select pg_advisory_xact_lock(hashtextextended('oblys:demo', 0))`);
    const loadedUntil = await findLoadedUntil(sql);
    const written = Object.fromEntries(demoTables.map((table) => [table, 0])) as Record<DemoTable, number>;
    if (loadedUntil !== null && loadedUntil >= until) return { records: written, skipped: true };
    const records = generateDemo({ until });
    await assertReference(sql, records);
    const sealer = new PersonSealer(masterKeys);
    for (const [index, table] of demoTables.entries()) {
      const rows = records[table] as readonly DemoRow[];
      const added = loadedUntil === null ? rows : rows.filter(({ knownOn }) => knownOn > loadedUntil);
      if (table === 'appeal_text') await learnKeys(sql, sealer, added as readonly AppealText[]);
      const columns = columnsOf(table, sealer);
      const target = { table, columns: [...columns.map(({ name }) => name), ...markColumns(table)] };
      written[table] = await sql.copy(target, valuesOf(table, columns, added));
      if (table === 'person') await writeKeys(sql, sealer, added as readonly Person[]);
      if (loadedUntil !== null) written[table] += await bringUpToDate(sql, table, rows, loadedUntil);
      onProgress?.({ table, done: index + 1, tables: demoTables.length, rows: written[table] });
    }
    await recordRun(sql, until, written);
    // Tables that were empty a moment ago have no statistics, and what is built next would be planned without.
    if (loadedUntil === null) await sql.query(`/* demo:analyze */ analyze ${demoTables.join(', ')}`);
    return { records: written, skipped: false };
  });
}

const keysOfTheProcess = MasterKeys.random();

type DemoRow = DemoRecords[DemoTable][number];

/** The last day that an earlier load brought in, null before the first. */
async function findLoadedUntil(sql: Sql): Promise<IsoDate | null> {
  const [last] = await sql.query<{ as_of: IsoDate; edition: number }>(
    `/* demo:last */
     select as_of, (outcome->>'edition')::integer as edition
       from run
      where kind = 'DEMO'
        and state = 'SUCCEEDED'
      order by as_of desc
      limit 1`,
  );
  if (last !== undefined && last.edition !== demoEdition) {
    throw new DemoRefusedError(
      `The database holds edition ${last.edition} of the demonstration and this version makes edition ${demoEdition}, ` +
        `whose records do not fit to it; start with an empty database, or without the demonstration.`,
    );
  }
  return last?.as_of ?? null;
}

async function assertReference(sql: Sql, records: DemoRecords): Promise<void> {
  const codes = new Set(
    demoTables.flatMap((table) => records[table].flatMap((row) => ('areaCode' in row ? [row.areaCode] : []))),
  );
  const missing = await sql.query<{ code: string }>(
    `/* demo:reference   $1 = codes of the areas that have records */
     select given.code
       from unnest($1::text[]) as given (code)
      where not exists (select from area_placement as placement where placement.area_code = given.code)
      order by given.code`,
    [[...codes]],
  );
  if (missing.length === 0) return;
  const others = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
  throw new DemoRefusedError(
    `The database has no area ${missing[0]?.code}${others}, so the demonstration has no place there; load the reference data first.`,
  );
}

/** Every row of the demonstration says that it is synthetic, where its table can say so. */
function markColumns(table: DemoTable): string[] {
  return isMarked(table) ? ['is_synthetic'] : [];
}

function isMarked(table: DemoTable): boolean {
  return !['heard_report', 'meeting_roadmap_item', 'appeal_text'].includes(table);
}

/** Of persons who were there before; their appeals go on. */
async function learnKeys(sql: Sql, sealer: PersonSealer, texts: readonly AppealText[]): Promise<void> {
  const others = new Set(texts.map(({ personId }) => personId).filter((id) => !sealer.has(id)));
  await sealer.learn(sql, [...others]);
}

async function writeKeys(sql: ConnectionSql, sealer: PersonSealer, persons: readonly Person[]): Promise<void> {
  await sql.copy(
    { table: 'person_key', columns: ['person_id', 'region_code', 'wrapped_key'] },
    persons.map(({ id, regionCode }) => [id, regionCode, sealer.wrappedKey(id)]),
  );
}

function* valuesOf(
  table: DemoTable,
  columns: ReturnType<typeof columnsOf>,
  rows: readonly DemoRow[],
): Generator<CopyValue[]> {
  const marks = isMarked(table) ? [true] : [];
  for (const row of rows) yield [...columns.map(({ value }) => value(row)), ...marks];
}

/** Tells the records of earlier loads what came to pass since: only where nothing is written yet. */
async function bringUpToDate(
  sql: Sql,
  table: DemoTable,
  rows: readonly DemoRow[],
  loadedUntil: IsoDate,
): Promise<number> {
  let updated = 0;
  for (const later of laterColumnsOf(table)) {
    const ended = (rows as readonly (DemoRow & Record<string, unknown>)[]).filter(
      (row) => row.knownOn <= loadedUntil && row[later.on] !== null && String(row[later.on]) > loadedUntil,
    );
    if (ended.length > 0) updated += await updateLater(sql, table, later, ended);
  }
  return updated;
}

async function updateLater(
  sql: Sql,
  table: DemoTable,
  { on, columns }: LaterColumns,
  rows: readonly Record<string, unknown>[],
): Promise<number> {
  const names = columns.map(columnName);
  const types = columns.map((column): ColumnType => columnTypes[column] ?? 'text');
  const updated = await sql.query(
    `/* demo:update/${table}   $1 = ids, then one array per column */
     update ${table} as record
        set ${names.map((name) => `${name} = given.${name}`).join(', ')}
       from unnest($1::uuid[], ${types.map((type, index) => `$${index + 2}::${type}[]`).join(', ')})
            as given (id, ${names.join(', ')})
      where record.id = given.id
        and record.${columnName(on)} is null
      returning record.id`,
    [rows.map(({ id }) => id), ...columns.map((column) => rows.map((row) => row[column]))],
  );
  return updated.length;
}

async function recordRun(sql: Sql, until: IsoDate, written: Record<DemoTable, number>): Promise<void> {
  await sql.query(
    `/* demo:run   $1 = last day, $2 = what was written */
     insert into run (kind, state, as_of, started_at, finished_at, outcome)
     values ('DEMO', 'SUCCEEDED', $1::date, now(), clock_timestamp(), $2::jsonb)`,
    [until, JSON.stringify({ edition: demoEdition, records: written })],
  );
}
