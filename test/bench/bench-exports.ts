import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs, promisify } from 'node:util';
import { openEmbeddedServer, removeEmbeddedServer } from '@oblys/database';
import { exportFormats, fileEndings, type ExportFormat } from '@oblys/exports';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { makeRunFolder, removeLeftOvers } from '../support/run-folder.js';
import { selectRecords } from './exports/record-rows.js';
import { formatMs, formatRatios, median, timed, type Ratio } from './ratios.js';

/**
 * Measures what writing files costs, rows made in the process itself: against the rows a second that COPY gives of the
 * same rows into a file, and in memory.
 */
const { values } = parseArgs({ options: { rows: { type: 'string' }, times: { type: 'string' } } });
const rowCount = Number(values.rows ?? 1_000_000);
const times = Number(values.times ?? 3);
if (!Number.isInteger(rowCount) || rowCount < 10_000) throw new Error('--rows takes a whole number of 10,000 or more.');
if (!Number.isInteger(times) || times < 1) throw new Error('--times takes a whole number.');
const mostBytes = 300 * 2 ** 20;
/** Where the work of a heap this small is done, no format holds its rows. */
const heapMb = 128;
const leastShares: Partial<Record<ExportFormat, number>> = { CSV: 1 / 2, PARQUET: 1 / 3 };

interface Written {
  readonly rowCount: number;
  readonly bytes: number;
  readonly ms: number;
  readonly peakBytes: number;
}

await removeLeftOvers();
const dataDir = makeRunFolder('bench-exports');
const server = await openEmbeddedServer({ dataDir });
try {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  for (const line of formatRatios(await measure(client))) process.stdout.write(`${line}\n`);
  await client.end();
} finally {
  await server.release();
  await removeEmbeddedServer({ dataDir });
}

/** In turns, so that whatever else the machine does slows all of them. */
async function measure(client: pg.Client): Promise<Ratio[]> {
  await client.query(`create table record as ${selectRecords.replace('$1', String(rowCount))}`);
  const copyMs: number[] = [];
  const written = new Map<ExportFormat, Written[]>(exportFormats.map((format) => [format, []]));
  for (let time = 0; time < times; time += 1) {
    copyMs.push(await timed(() => copy(client)));
    for (const format of exportFormats) written.get(format)!.push(await write(format));
  }
  return exportFormats.flatMap((format) => ratios(format, written.get(format)!, median(copyMs)));
}

async function copy(client: pg.Client): Promise<void> {
  const rows = client.query(copyTo('copy record to stdout (format csv, header)'));
  await pipeline(rows, createWriteStream(join(dataDir, 'copied.csv')));
}

async function write(format: ExportFormat): Promise<Written> {
  const script = join(import.meta.dirname, 'exports', 'export-process.js');
  const path = join(dataDir, `records${fileEndings[format]}`);
  const limits = [`--max-old-space-size=${heapMb}`, script, path, String(rowCount)];
  const { stdout } = await promisify(execFile)(process.execPath, limits);
  const written = JSON.parse(stdout) as Written;
  if (written.rowCount !== rowCount) throw new Error(`Of ${rowCount} rows ${written.rowCount} were written.`);
  return written;
}

function ratios(format: ExportFormat, written: readonly Written[], copyMs: number): Ratio[] {
  const ms = median(written.map((each) => each.ms));
  const peakBytes = Math.max(...written.map((each) => each.peakBytes));
  const least = leastShares[format];
  return [
    {
      what: `rows a second into ${format} / COPY, ${rowCount} rows`,
      value: copyMs / ms,
      ...(least !== undefined && { target: { kind: 'AT_LEAST', value: least } as const }),
      shownAs: 'TIMES',
      from: `${formatMs(ms)} / ${formatMs(copyMs)}, ${Math.round(written[0]!.bytes / 1e6)} MB`,
    },
    {
      what: `memory for ${format} / 300 MiB`,
      value: peakBytes / mostBytes,
      target: { kind: 'AT_MOST', value: 1 },
      shownAs: 'TIMES',
      from: `${Math.round(peakBytes / 2 ** 20)} MiB`,
    },
  ];
}
