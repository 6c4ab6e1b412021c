import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import {
  loadAreas,
  loadVocabulary,
  migrate,
  openDatabase,
  openEmbeddedServer,
  removeEmbeddedServer,
  type Database,
} from '@oblys/database';
import { writeTable } from '@oblys/ingest';
import { makeRunFolder, removeLeftOvers } from '../support/run-folder.js';
import { appealRows, columns, headings, writeCsv, type Names } from './ingest/appeal-rows.js';
import { formatMs, formatRatios, timed, type Ratio } from './ratios.js';

/**
 * Measures what taking files in costs: against a bare COPY of the same rows into the same table with its indexes and
 * triggers, and in memory. What both wrote is first shown to be the same.
 */
const { values } = parseArgs({ options: { rows: { type: 'string' } } });
const rowCount = Number(values.rows ?? 1_000_000);
if (!Number.isInteger(rowCount) || rowCount < 10_000) throw new Error('--rows takes a whole number of 10,000 or more.');
const xlsxRows = Math.min(100_000, rowCount);
const [mostBytes, leastShare] = [300 * 2 ** 20, 0.5];

interface Taken {
  readonly report: { new: number; faults: number; faultyRows: number; listedFaults: number; firstFault: object | null };
  readonly ms: number;
  readonly peakBytes: number;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

await removeLeftOvers();
const dataDir = makeRunFolder('bench-ingest');
const server = await openEmbeddedServer({ dataDir });
try {
  const database = await openDatabase({ url: server.url });
  await migrate(database);
  await database.transaction('READ COMMITTED', async (sql) => {
    await loadAreas(sql);
    await loadVocabulary(sql);
  });
  for (const line of formatRatios(await measure(database, server.url))) say(line);
  await database.close();
} finally {
  await server.release();
  await removeEmbeddedServer({ dataDir });
}

async function measure(database: Database, url: string): Promise<Ratio[]> {
  const names = await readNames(database);
  const csv = join(dataDir, 'appeals.csv');
  await writeCsv(csv, appealRows(rowCount, names));
  const copyMs = await timed(() => copy(database, names));
  const copied = await fingerprint(database);
  const ofCsv = await takeAnew(database, url, csv);
  assertTaken(ofCsv, rowCount);
  assertSame(copied, await fingerprint(database));
  say(`the same ${rowCount.toLocaleString('en')} appeals by COPY and by import`);
  const again = await take(url, csv);
  if (again.report.new !== 0) throw new Error('The file that was taken in changed something when it came again.');

  const xlsx = join(dataDir, 'appeals.xlsx');
  await writeTable(xlsx, { headings, rows: writtenRows(xlsxRows, names) });
  const ofXlsx = await takeAnew(database, url, xlsx);
  assertTaken(ofXlsx, xlsxRows);

  const faulty = join(dataDir, 'faulty.csv');
  await writeCsv(faulty, appealRows(rowCount, names), true);
  const ofFaulty = await takeAnew(database, url, faulty);
  const { faults, faultyRows, listedFaults } = ofFaulty.report;
  if (faults !== rowCount || faultyRows !== rowCount || listedFaults !== Math.min(10_000, rowCount)) {
    throw new Error(`Of ${rowCount} faults ${faults} were counted and ${listedFaults} listed.`);
  }
  return [
    share(
      `rows a second from CSV / bare COPY, ${rowCount} rows`,
      copyMs / ofCsv.ms,
      `${formatMs(ofCsv.ms)} / ${formatMs(copyMs)}`,
    ),
    memory(`memory for ${rowCount} rows of CSV`, ofCsv),
    memory(`memory for the same file again, which changes nothing`, again),
    memory(`memory for ${xlsxRows} rows of XLSX`, ofXlsx),
    memory(`memory for ${rowCount} faults`, ofFaulty),
  ];
}

function share(what: string, value: number, from: string): Ratio {
  return { what, value, target: { kind: 'AT_LEAST', value: leastShare }, shownAs: 'TIMES', from };
}

/** Of 300 MB. */
function memory(what: string, { peakBytes, ms }: Taken): Ratio {
  const from = `${Math.round(peakBytes / 2 ** 20)} MiB, in ${formatMs(ms)}`;
  return {
    what: `${what} / 300 MiB`,
    value: peakBytes / mostBytes,
    target: { kind: 'AT_MOST', value: 1 },
    shownAs: 'TIMES',
    from,
  };
}

/** Such as offices name: districts, and terms in Kazakh. */
async function readNames(database: Database): Promise<Names> {
  const pairs = async (sql: string) =>
    (await database.query<{ code: string; name: string }>(sql)).map(({ code, name }) => [code, name] as const);
  return {
    areas: await pairs(
      `select code, name_kk as name from area where level = 'DISTRICT' and code like '11%' and code <> '111000000' order by code`,
    ),
    topics: await pairs('select code, name_kk as name from appeal_topic order by code'),
  };
}

async function copy(database: Database, names: Names): Promise<void> {
  await database.transaction('READ COMMITTED', async (sql) => {
    await sql.copy({ table: 'appeal', columns }, valuesOf(names));
  });
}

function* valuesOf(names: Names) {
  for (const { values: row } of appealRows(rowCount, names)) yield row;
}

function* writtenRows(count: number, names: Names) {
  for (const { written } of appealRows(count, names)) yield written;
}

/** Into an empty table, as the COPY went. */
async function takeAnew(database: Database, url: string, path: string): Promise<Taken> {
  await database.query('truncate appeal, mark, import, import_change cascade');
  return take(url, path);
}

async function take(url: string, path: string): Promise<Taken> {
  const script = join(import.meta.dirname, 'ingest', 'import-process.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, path], { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as Taken;
}

/** Of all that both ways write; truncated afterwards. */
async function fingerprint(database: Database): Promise<string> {
  const [found] = await database.query<{ fingerprint: string }>(
    `select count(*) || ' ' || sum(hashtextextended(concat_ws('|', ${columns.join(', ')}, region_code, district_code, branch_code), 0)) as fingerprint
       from appeal`,
  );
  return found!.fingerprint;
}

function assertTaken({ report }: Taken, expected: number): void {
  if (report.new === expected) return;
  throw new Error(`Of ${expected} rows ${report.new} were taken: ${JSON.stringify(report.firstFault)}.`);
}

function assertSame(copied: string, imported: string): void {
  if (copied !== imported) throw new Error(`COPY and import wrote other rows: ${copied}, ${imported}.`);
}
