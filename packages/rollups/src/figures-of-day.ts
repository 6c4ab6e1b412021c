import type { Sql } from '@oblys/database';
import { periodEnd, type Grain, type IsoDate, type SummaryLevel } from '@oblys/domain';
import { readCoverage, type CoverageAsk } from './answer-coverage.js';
import type { Coverage } from './answers.js';
import { checkBuild } from './check-build.js';
import {
  areasWithData,
  compileAreas,
  compileFirstMonth,
  stagedCells,
  stagedReporting,
  stagedSummary,
} from './compile/compile-frame.js';
import { compileCoverage } from './compile/compile-coverage.js';
import { periods } from './compile/compile-periods.js';
import { compilePublished } from './compile/compile-publication.js';
import type { ReportingTables } from './compile/compile-reported.js';
import { stagedSubmissions } from './compile/compile-submissions.js';
import { asOfDay } from './compile/sql-text.js';
import type { PublishedFigures } from './publication.js';
import {
  analyze,
  createSteps,
  setAsOf,
  stagePeriods,
  stageCells,
  stageReporting,
  stageSubmissions,
  stageSummaries,
  type BuildWatch,
} from './stage-build.js';
import { toFigures } from './to-answer.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';

export interface FiguresOfDay extends BuildWatch {
  readonly areaCode: string;
  readonly level: SummaryLevel;
  readonly asOf: IsoDate;
}

/** What the records say of one area, period and programme. */
export interface FigureOfDay {
  areaCode: string;
  grain: Grain;
  start: IsoDate;
  /** ALL is the total. */
  programmeCode: string;
  figures: PublishedFigures;
}

/**
 * Computes the figures of an area and the areas below it as of a day, with the statements and checks of a refresh, and
 * gives them topic by topic. Works in temporary tables: nothing of the current build is read or changed.
 * @throws {CheckFailedError} when the figures contradict the records or themselves
 */
export async function computeFigures(
  connection: Sql,
  day: FiguresOfDay,
  take: (topic: Topic, figures: FigureOfDay[]) => Promise<void>,
): Promise<void> {
  const { areaCode, level, asOf } = day;
  const sql = await setAsOf(connection, asOf);
  await stagePeriods(sql);
  const step = createSteps(topics.length * 2, day);
  for (const topic of topics) {
    await step(topic, 'CELLS', async () => {
      await stageCells(sql, topic);
      await analyze(sql, stagedCells(topic));
    });
  }
  const firstMonth = await stageFrame(sql);
  const areas = await listAreas(sql, areaCode, level, asOf);
  const coverage = await coverAll(sql, areas, asOf, firstMonth);
  for (const topic of topics) {
    await step(topic, 'SUMMARIES', async () => {
      await stageSummaries(sql, topic, stagedCells(topic));
      const staged = stagedSummary(topic);
      await checkBuild(sql, { topic, asOf, rows: staged, summaries: staged, marked: null });
      await take(topic, await listFigures(sql, { topic, areas, coverage, firstMonth }));
    });
  }
}

/** The areas and months that have any data in any topic, and who has reported when; gives the first month. */
async function stageFrame(sql: Sql): Promise<IsoDate | null> {
  await stageSubmissions(sql, stagedCells);
  await sql.query(compileAreas(topics, stagedCells, stagedSubmissions));
  await analyze(sql, areasWithData);
  await stageReporting(sql, stagedCells);
  const [first] = await sql.query<{ month: IsoDate | null }>(compileFirstMonth(topics, stagedCells));
  return first!.month;
}

const staged: ReportingTables = { reporting: stagedReporting, submissions: stagedSubmissions };

interface PublishedArea {
  code: string;
  level: SummaryLevel;
}

/** The area, and the regions and districts that lie in it on the day. */
async function listAreas(sql: Sql, areaCode: string, level: SummaryLevel, asOf: IsoDate): Promise<PublishedArea[]> {
  const below = await sql.query<PublishedArea>(
    `/* publish:areas   $1 = area code, $2 = level, $3 = as-of day */
select distinct area.code, area.level
  from area_placement as placement
  join area
    on area.code = placement.area_code
 where placement.area_code in (placement.district_code, placement.region_code)
   and placement.valid_from <= $3::date
   and placement.valid_to > $3::date
   and placement.area_code <> $1
   and case $2
         when 'COUNTRY' then true
         when 'REGION' then placement.region_code = $1
         else false
       end
 order by area.code`,
    [areaCode, level, asOf],
  );
  return [{ code: areaCode, level }, ...below];
}

type CoverageOf = (areaCode: string, grain: string, start: IsoDate) => Coverage;

async function coverAll(
  sql: Sql,
  areas: readonly PublishedArea[],
  asOf: IsoDate,
  firstMonth: IsoDate | null,
): Promise<CoverageOf> {
  const published = await sql.query<{ grain: Grain; start: IsoDate }>(
    `select grain, period_start as start from ${periods} where last_month >= $1::date`,
    [firstMonth],
  );
  const keys: string[] = [];
  const asks: CoverageAsk[] = [];
  for (const { code: areaCode, level } of areas) {
    for (const { grain, start } of published) {
      keys.push([areaCode, grain, start].join());
      asks.push({ areaCode, level, from: start, to: periodEnd({ grain, start }), asOf });
    }
  }
  const answers = await readCoverage(sql, compileCoverage(staged, asOfDay), asks);
  const byKey = new Map(keys.map((key, index) => [key, answers.get(index)!]));
  return (areaCode, grain, start) => byKey.get([areaCode, grain, start].join())!;
}

interface StagedFigure extends Record<string, unknown> {
  area_code: string;
  grain: Grain;
  from_on: IsoDate;
  programme_code: string;
  in_span: boolean;
  ever: boolean;
}

interface FiguresOfTopic {
  topic: Topic;
  areas: readonly PublishedArea[];
  coverage: CoverageOf;
  firstMonth: IsoDate | null;
}

async function listFigures(sql: Sql, { topic, areas, coverage, firstMonth }: FiguresOfTopic): Promise<FigureOfDay[]> {
  const rows = await sql.query<StagedFigure>(compilePublished(topic, stagedSummary(topic), staged), [
    areas.map(({ code }) => code),
    areas.map(({ level }) => level),
    firstMonth,
  ]);
  return rows.map((row) => ({
    areaCode: row.area_code,
    grain: row.grain,
    start: row.from_on,
    programmeCode: row.programme_code,
    figures: {
      ...toFigures(topic, row, { isComputed: true, reportedInSpan: row.in_span, reportedEver: row.ever }),
      coverage: coverage(row.area_code, row.grain, row.from_on),
    },
  }));
}
