import type { Sql } from '@oblys/database';
import { businessDay, type IsoDate } from '@oblys/domain';
import { countLive, getTopic, type LiveAsk } from '@oblys/rollups';
import type { FigureChange } from './import-report.js';

/** A branch and a year of a topic in which records were written. */
export interface TouchedYear {
  readonly topic: string;
  readonly areaCode: string;
  readonly isRegion: boolean;
  readonly year: number;
}

/** The figures of touched years at some moment, by what they are of. */
export type TouchedFigures = ReadonlyMap<string, string | number | null>;

/** By the marks of this very transaction, which carry its moment; a region is touched by each of its districts. */
export function listTouched(sql: Sql): Promise<TouchedYear[]> {
  return sql.query<TouchedYear>(
    `/* import:touched   $1 = today */
select distinct mark.topic, place.code as "areaCode", place.code = mark.region_code as "isRegion",
       extract(year from mark.month)::integer as year
  from mark
 cross join lateral (values (mark.region_code), (mark.branch_code)) as place (code)
 where mark.marked_at = now()
   and mark.month <= $1::date
 order by 4 desc, 3 desc, 2, 1`,
    [businessDay(new Date())],
  );
}

/** Whole years, as of today. */
export async function countTouched(
  sql: Sql,
  touched: readonly TouchedYear[],
): Promise<Map<string, string | number | null>> {
  const figures = new Map<string, string | number | null>();
  for (const topic of new Set(touched.map(({ topic: code }) => code))) {
    const ofTopic = touched.filter(({ topic: code }) => code === topic);
    const answers = await countLive(sql, getTopic(topic), ofTopic.map(askOf));
    answers.forEach(({ values }, index) => {
      for (const [measure, value] of Object.entries(values)) {
        figures.set(keyOf(ofTopic[index]!, measure), value);
      }
    });
  }
  return figures;
}

/** Those that differ, in the order of the touched years and the measures of their topic. */
export function compareFigures(
  touched: readonly TouchedYear[],
  before: TouchedFigures,
  after: TouchedFigures,
): FigureChange[] {
  return touched.flatMap((each) =>
    getTopic(each.topic).measures.flatMap(({ code }) => {
      const [old, now] = [before.get(keyOf(each, code)) ?? null, after.get(keyOf(each, code)) ?? null];
      const { from, to } = spanOf(each);
      return old === now
        ? []
        : [{ measure: `${each.topic}.${code}`, areaCode: each.areaCode, from, to, before: old, after: now }];
    }),
  );
}

function askOf(touched: TouchedYear): LiveAsk {
  const level = touched.isRegion ? 'REGION' : 'DISTRICT';
  const asOf = businessDay(new Date());
  return { areaCode: touched.areaCode, level, ...spanOf(touched), asOf, programmeCode: null };
}

function spanOf({ year }: TouchedYear): { from: IsoDate; to: IsoDate } {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

function keyOf({ topic, areaCode, year }: TouchedYear, measure: string): string {
  return `${topic}.${measure} ${areaCode} ${year}`;
}
