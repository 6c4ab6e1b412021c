import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

/** The people of an area at the start of a year. */
export interface Population {
  readonly count: number;
  readonly year: number;
}

export interface Populations {
  /** That of the year which a day lies in, else of the last year before that is known; null where none is. */
  find(areaCode: string, day: IsoDate): Population | null;
}

export async function readPopulations(sql: Sql, areaCodes: readonly string[]): Promise<Populations> {
  const rows = await sql.query<{ area_code: string; year: number; population: number }>(
    `/* measure-query:populations   $1 = areas */
select area_code, year, population
  from area_population
 where area_code = any ($1::text[])
 order by area_code, year`,
    [areaCodes],
  );
  const byArea = new Map<string, Population[]>();
  for (const { area_code: areaCode, year, population: count } of rows) {
    const ofArea = byArea.get(areaCode) ?? [];
    byArea.set(areaCode, ofArea);
    ofArea.push({ count, year });
  }
  return {
    find: (areaCode, day) => byArea.get(areaCode)?.findLast(({ year }) => year <= Number(day.slice(0, 4))) ?? null,
  };
}
