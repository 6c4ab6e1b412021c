import type { Database, Sql } from '@oblys/database';
import type { AreaLevel } from '@oblys/domain';
import type { TableFile } from '../files/table-file.js';
import { readAreaFinder } from '../kinds/area-finder.js';
import { assertFaultless } from './area-file-error.js';
import { lockAreas } from './import-edition.js';
import { readPopulations, type Population } from './read-populations.js';

export interface PopulationsOptions {
  readonly file: TableFile;
  /** Who counted, to be named beside the figures. */
  readonly source: string;
  readonly within?: string | undefined;
  readonly level?: AreaLevel | undefined;
  readonly hasFootnotes?: boolean | undefined;
  readonly isDryRun?: boolean | undefined;
}

export interface PopulationChange {
  readonly areaCode: string;
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

export interface PopulationsReport {
  readonly fileName: string;
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly changes: readonly PopulationChange[];
  readonly isDryRun: boolean;
}

/**
 * Takes the populations of a table in, in one transaction or not at all: those of areas and years that are there are
 * written over, and told. The same table again changes nothing.
 * @throws {FileFault} when the file is no table
 * @throws {AreaFileError} with every fault
 */
export function importPopulations(database: Database, options: PopulationsOptions): Promise<PopulationsReport> {
  const { file, source, within = null, isDryRun = false } = options;
  return database.transaction('READ COMMITTED', async (sql) => {
    await lockAreas(sql);
    const areas = await readAreaFinder(sql, within);
    const { populations, faults } = await readPopulations(file, { ...options, areas });
    assertFaultless(faults);
    const compared = await compare(sql, populations, source);
    const differing = compared.filter(({ outcome }) => outcome !== 'UNCHANGED');
    if (!isDryRun) await write(sql, differing, source);
    const count = (outcome: Compared['outcome']) => compared.filter((each) => each.outcome === outcome).length;
    return {
      fileName: file.name,
      rows: populations.length,
      new: count('NEW'),
      changed: count('CHANGED'),
      unchanged: count('UNCHANGED'),
      changes: compared
        .filter(({ outcome }) => outcome === 'CHANGED')
        .map(({ areaCode, year, stored, population }) => ({ areaCode, year, from: stored!, to: population })),
      isDryRun,
    };
  });
}

interface Compared {
  readonly areaCode: string;
  readonly year: number;
  readonly population: number;
  readonly stored: number | null;
  readonly outcome: 'NEW' | 'CHANGED' | 'UNCHANGED';
}

function compare(sql: Sql, populations: readonly Population[], source: string): Promise<Compared[]> {
  return sql.query<Compared>(
    `/* populations:compare   $1..$3 = areas, years, populations, $4 = source */
     select given.area_code as "areaCode", given.year, given.population, stored.population as stored,
            case when stored.area_code is null then 'NEW'
                 when (stored.population, stored.source) is distinct from (given.population, $4::text) then 'CHANGED'
                 else 'UNCHANGED'
            end as outcome
       from unnest($1::text[], $2::integer[], $3::integer[]) as given (area_code, year, population)
       left join area_population as stored
         on stored.area_code = given.area_code
        and stored.year = given.year
      order by given.area_code, given.year`,
    [...columnsOf(populations), source],
  );
}

async function write(sql: Sql, populations: readonly Compared[], source: string): Promise<void> {
  await sql.query(
    `/* populations:write   $1..$3 = areas, years, populations, $4 = source */
     insert into area_population (area_code, year, population, source)
     select given.area_code, given.year, given.population, $4::text
       from unnest($1::text[], $2::integer[], $3::integer[]) as given (area_code, year, population)
     on conflict (area_code, year) do update
        set population = excluded.population, source = excluded.source`,
    [...columnsOf(populations), source],
  );
}

function columnsOf(populations: readonly { areaCode: string; year: number; population: number }[]): unknown[] {
  return [
    populations.map(({ areaCode }) => areaCode),
    populations.map(({ year }) => year),
    populations.map(({ population }) => population),
  ];
}
