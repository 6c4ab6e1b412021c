import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { migrate, openDatabase, openEmbeddedServer, removeEmbeddedServer } from '@oblys/database';
import { refresh } from '@oblys/rollups';
import { onServer } from '../../support/postgres.js';
import { makeRunFolder, removeLeftOvers } from '../../support/run-folder.js';
import { bareAggregates, queriesOf } from './bare-aggregates.js';
import {
  assertVerified,
  correctAppealsAgain,
  measureBuilds,
  measureCapture,
  measureChanges,
  measureReaders,
  type AppealsCorrected,
  type Bench,
} from './measure-world.js';
import { say, tell } from '../progress.js';
import { formatMs, formatRatios, median, type Ratio } from '../ratios.js';
import { makeWorld, planWorld, usualDensity, type World } from './world.js';

/**
 * Measures what a rollup costs, as ratios within one run: against bare aggregates over the same records, against
 * materialized views of the same content, and against itself on a world of another size. What is compared is first shown
 * to be the same.
 */
const usage = `npx pnpm@10 bench:rollups [--rows N] [--density N] [--rounds N]

  --rows N     records to make, 400,000 at least; 2,000,000 unless given. With more than that the incremental
               refresh is measured on 2,000,000 records too, and compared.
  --density N  records of a branch in a month; ${usualDensity} unless given. A country today has some 60 to 70.
  --rounds N   times that each thing is measured, 5 at least; 5 unless given.
`;

const baseRecords = 2_000_000;

interface Options {
  readonly rows: number;
  readonly density: number;
  readonly rounds: number;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string' },
      density: { type: 'string' },
      rounds: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const number = (name: 'rows' | 'density' | 'rounds', usual: number, least: number): number => {
    const value = Number(values[name] ?? usual);
    if (Number.isInteger(value) && value >= least) return value;
    throw new Error(`--${name} takes a whole number of ${least.toLocaleString('en')} or more, not "${values[name]}".`);
  };
  return {
    rows: number('rows', baseRecords, 400_000),
    density: number('density', usualDensity, 20),
    rounds: number('rounds', 5, 5),
  };
}

async function main(options: Options): Promise<void> {
  await removeLeftOvers();
  const dataDir = makeRunFolder('bench');
  const server = await openEmbeddedServer({ dataDir });
  try {
    say(
      `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB; PostgreSQL ${server.version} embedded, Node ${process.version}`,
    );
    const smaller = options.rows > baseRecords ? await measureBase(server.url, options) : null;
    const ratios = await withWorld(server.url, 'large', options.rows, options, (bench) => measureAll(bench, smaller));
    for (const line of formatRatios(ratios)) say(line);
  } finally {
    await server.release();
    await removeEmbeddedServer({ dataDir });
  }
}

/** Prints what each part found as it goes, and gives all of it. */
async function measureAll(bench: Bench, smaller: AppealsCorrected | null): Promise<Ratio[]> {
  const all: Ratio[] = [];
  const take = (ratios: readonly Ratio[]): void => {
    all.push(...ratios);
    for (const line of formatRatios(ratios).slice(1)) say(line);
  };
  say('The bare aggregates:');
  for (const bare of bareAggregates(bench.world.lastDay)) for (const query of queriesOf(bare)) say(`${query};`);
  say('');
  const { ratios, fullMs } = await measureBuilds(bench);
  take(ratios);
  take(await measureChanges(bench, fullMs));
  if (smaller !== null) take(compareSizes(await correctAppealsAgain(bench), smaller));
  take(await measureReaders(bench));
  const compared = await assertVerified(bench);
  take(await measureCapture(bench));
  say('');
  say(
    'The bare aggregates are the cells, the views are the summaries, and oblys verify found no difference in ' +
      `${compared.toLocaleString('en')} rows.`,
  );
  return all;
}

/** The incremental refresh alone, on the smaller world. */
function measureBase(url: string, options: Options): Promise<AppealsCorrected> {
  return withWorld(url, 'base', baseRecords, options, async (bench) => {
    bench.tell('building');
    await refresh(bench.lone, { asOf: bench.world.lastDay });
    return correctAppealsAgain(bench);
  });
}

function compareSizes(large: AppealsCorrected, base: AppealsCorrected): Ratio[] {
  const [buffers, baseBuffers, ms, baseMs] = [large.buffers, base.buffers, large.ms, base.ms].map(median) as number[];
  const of = `of ${baseRecords.toLocaleString('en')} records`;
  return [
    {
      what: `pages touched by the refresh after 2,000 appeals / the same ${of}`,
      value: buffers! / baseBuffers!,
      target: { kind: 'AT_MOST', value: 1.2 },
      shownAs: 'TIMES',
      from: `${buffers} / ${baseBuffers} pages`,
    },
    {
      what: `its time / the same ${of}`,
      value: ms! / baseMs!,
      target: { kind: 'AT_MOST', value: 2.5 },
      shownAs: 'TIMES',
      from: `${formatMs(ms!)} / ${formatMs(baseMs!)}`,
    },
  ];
}

/** In a database of its own, which is gone afterwards. */
async function withWorld<T>(
  serverUrl: string,
  name: string,
  records: number,
  { density, rounds }: Options,
  work: (bench: Bench) => Promise<T>,
): Promise<T> {
  await onServer(serverUrl, (client) => client.query(`create database ${name}`));
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const database = await openDatabase({ url, poolSize: 2, applicationName: 'oblys-bench' });
  const lone = await openDatabase({ url, poolSize: 1, applicationName: 'oblys-bench-refresh' });
  try {
    const world = planWorld(records, density);
    await migrate(database);
    const made = await makeWorld(database, world, tell);
    say(describe(world, made));
    return await work({ database, lone, url, world, rounds, tell });
  } finally {
    await Promise.all([database.close(), lone.close()]);
    await onServer(serverUrl, (client) => client.query(`drop database ${name} with (force)`));
  }
}

function describe({ regions, districtsPerRegion, months, firstMonth, lastDay }: World, made: number): string {
  return (
    `${made.toLocaleString('en')} records of ${regions} regions with ${districtsPerRegion} districts and an office each, ` +
    `${firstMonth}..${lastDay} (${months} months)`
  );
}

try {
  await main(readOptions());
} catch (error) {
  tell('');
  process.stderr.write(`bench:rollups: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
