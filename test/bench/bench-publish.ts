import { parseArgs } from 'node:util';
import {
  migrate,
  openDatabase,
  openEmbeddedServer,
  removeEmbeddedServer,
  type Database,
  type Sql,
} from '@oblys/database';
import { countryCode } from '@oblys/domain';
import { protectPublications, publish, type Protection } from '@oblys/rollups';
import { makeRunFolder, removeLeftOvers } from '../support/run-folder.js';
import { say, tell } from './progress.js';
import { formatMs, formatRatios, timed, type Ratio } from './ratios.js';
import { makeWorld, type World } from './rollups/world.js';

/**
 * Measures what it costs to protect a publication of a country, where it is decided which small figures of people and
 * which others beside them are hidden: against publishing it, and for each row against a region alone.
 */
const usage = `npx pnpm@10 bench:publish [--regions N] [--density N]

  --regions N  regions with twenty districts each; 4 unless given, 20 are a whole country.
  --density N  records of a branch in a month; 60 unless given, as a country has today.
`;

const { values } = parseArgs({
  options: { regions: { type: 'string' }, density: { type: 'string' }, help: { type: 'boolean' } },
});

interface Protected extends Protection {
  readonly ms: number;
}

async function main(): Promise<void> {
  const [regions, density] = [Number(values.regions ?? 4), Number(values.density ?? 60)];
  if (!Number.isInteger(regions) || regions < 2) throw new Error('--regions takes a whole number of 2 or more.');
  if (!(density > 0)) throw new Error('--density takes a number above zero.');
  await removeLeftOvers();
  const dataDir = makeRunFolder('bench-publish');
  const server = await openEmbeddedServer({ dataDir });
  try {
    const database = await openDatabase({ url: server.url });
    await migrate(database);
    // Two years: what lies further back is protected no more.
    const world: World = {
      ...{ records: 0, density, regions, districtsPerRegion: 20 },
      ...{ firstMonth: '2023-11-01', months: 24, lastDay: '2025-10-31' },
    };
    const made = await makeWorld(database, world, tell);
    say(
      `${made.toLocaleString('en')} records of ${regions} regions with 20 districts and an office each, in two years`,
    );
    for (const line of formatRatios(await measure(database, world.lastDay))) say(line);
    await database.close();
  } finally {
    await server.release();
    await removeEmbeddedServer({ dataDir });
  }
}

async function measure(database: Database, asOf: string): Promise<Ratio[]> {
  tell('publishing');
  const publishMs = await timed(() => publish(database, { areaCode: countryCode, asOf, name: 'unprotected' }));
  tell('protecting a region');
  const ofRegion = await protect(database, '801000000');
  tell('protecting the country');
  const ofCountry = await protect(database, countryCode);
  for (const each of [ofRegion, ofCountry]) {
    say(
      `${each === ofRegion ? 'the region' : 'the country'}: ${each.rows.toLocaleString('en')} rows, ` +
        `${each.small.toLocaleString('en')} small figures, ${each.complements.toLocaleString('en')} hidden beside them`,
    );
  }
  const perRow = ({ ms, rows }: Protected): number => ms / rows;
  return [
    {
      what: 'protecting the country / publishing it without',
      // The one is this process, the other the server: how they compare hangs on what else the processors do.
      value: ofCountry.ms / publishMs,
      shownAs: 'TIMES',
      from: `${formatMs(ofCountry.ms)} / ${formatMs(publishMs)}`,
    },
    {
      what: 'a row of the country / a row of a region alone',
      value: perRow(ofCountry) / perRow(ofRegion),
      target: { kind: 'AT_MOST', value: 3 },
      shownAs: 'TIMES',
      from: `${formatMs(perRow(ofCountry))} / ${formatMs(perRow(ofRegion))}`,
    },
    {
      what: 'memory of it all / 1 GiB',
      value: process.resourceUsage().maxRSS / 2 ** 20,
      target: { kind: 'AT_MOST', value: 1 },
      shownAs: 'TIMES',
      from: `${Math.round(process.resourceUsage().maxRSS / 2 ** 10)} MiB`,
    },
  ];
}

/** Protects the figures that were published of an area and those below it, as if official, and rolls it back. */
async function protect(database: Database, areaCode: string): Promise<Protected> {
  let done: Protected | undefined;
  try {
    await database.transaction('READ COMMITTED', async (sql) => {
      await copyAsOfficial(sql, areaCode);
      let protections: Protection[] = [];
      const ms = await timed(async () => (protections = await protectPublications(sql)));
      done = { ...protections[0]!, ms };
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  return done!;
}

class RolledBack extends Error {}

async function copyAsOfficial(sql: Sql, areaCode: string): Promise<void> {
  await sql.query(
    `with copied as (
       insert into publication (area_code, as_of, name, run_id)
       select $1, as_of, 'official', run_id
         from publication
        where name = 'unprotected'
       returning id
     )
     insert into publication_figure (publication_id, topic, area_code, grain, period_start, programme_code, definition_version, figures)
     select copied.id, topic, figure.area_code, grain, period_start, programme_code, definition_version, figures
       from publication_figure as figure
      cross join copied
      where $1 = '${countryCode}'
         or left(figure.area_code, 3) = left($1, 3)`,
    [areaCode],
  );
}

try {
  if (values.help === true) process.stdout.write(usage);
  else await main();
} catch (error) {
  tell('');
  process.stderr.write(`bench:publish: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
