import type { Database, Sql } from '@oblys/database';
import {
  assertAreaCode,
  InvalidInputError,
  NotFoundError,
  periodEnd,
  summaryLevels,
  type AreaLevel,
  type Grain,
  type IsoDate,
  type SummaryLevel,
} from '@oblys/domain';
import { readCoverage, type CoverageAsk } from './answer-coverage.js';
import type { Coverage } from './answers.js';
import { assertAsOf } from './asks.js';
import { definitionVersion } from './catalogue.js';
import { checkBuild } from './check-build.js';
import {
  areasWithData,
  compileAreas,
  compileFirstMonth,
  stagedCells,
  stagedReporting,
  stagedSummary,
} from './compile/compile-frame.js';
import { periods } from './compile/compile-periods.js';
import { compileCoverage } from './compile/compile-coverage.js';
import { compilePublished } from './compile/compile-publication.js';
import { asOfDay } from './compile/sql-text.js';
import { findPublication, officialName, type PublicationKey, type PublishedFigures } from './publication.js';
import { runAlone } from './run-alone.js';
import {
  analyze,
  createSteps,
  setAsOf,
  stageCells,
  stageReporting,
  stageSummaries,
  type BuildWatch,
} from './stage-build.js';
import { toFigures } from './to-answer.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';

export type PublishOptions = PublicationKey & BuildWatch;

export interface PublishResult {
  publicationId: string;
  /** False when there was one of this area, day and name: it stands as it is. */
  created: boolean;
  figureRows: number;
}

/** Any number that is ours alone in the database's space of advisory locks. */
const publishLock = 7_061_992_113;

/**
 * Builds the figures of an area and the areas below it as of a day, with the statements and checks of a refresh, and
 * keeps them as an immutable publication. The current build is neither read nor changed. A publication that exists is
 * left as it is; two that run at once wait for each other.
 * @throws {InvalidInputError} when the day has not come or the area has no summaries of its own
 * @throws {NotFoundError} when the area does not exist
 * @throws {CheckFailedError} when the figures contradict the records or themselves
 */
export async function publish(database: Database, options: PublishOptions): Promise<PublishResult> {
  const { areaCode, asOf, name = officialName } = options;
  assertAsOf(asOf);
  if (name.trim() === '') throw new InvalidInputError('The name of a publication is empty: leave it out or name it.');
  const level = await getSummaryLevel(database, areaCode);
  const existing = await findExisting(database, options);
  if (existing !== null) return existing;
  const { publicationId, created, figureRows } = await runAlone(database, {
    kind: 'PUBLISH',
    asOf,
    lock: async (sql) => void (await sql.query('select pg_advisory_lock($1)', [publishLock])),
    unlock: async (sql) => void (await sql.query('select pg_advisory_unlock($1)', [publishLock])),
    // Another process may have published while this one waited for the lock.
    work: async (sql, runId) => (await findExisting(sql, options)) ?? (await create(sql, runId, level, options)),
  });
  return { publicationId, created, figureRows };
}

async function getSummaryLevel(sql: Sql, areaCode: string): Promise<SummaryLevel> {
  assertAreaCode(areaCode);
  const [area] = await sql.query<{ level: AreaLevel }>('select level from area where code = $1', [areaCode]);
  if (area === undefined) throw new NotFoundError(`There is no area ${areaCode}, so nothing can be published for it.`);
  const level = summaryLevels.find((candidate) => candidate === area.level);
  if (level === undefined) {
    throw new InvalidInputError(
      `Area ${areaCode} is a ${area.level}; figures are published for the country, regions and districts.`,
    );
  }
  return level;
}

async function findExisting(sql: Sql, key: PublicationKey): Promise<PublishResult | null> {
  const publication = await findPublication(sql, key);
  if (publication === null) return null;
  const [counted] = await sql.query<{ rows: number }>(
    'select count(*)::integer as rows from publication_figure where publication_id = $1::uuid',
    [publication.id],
  );
  return { publicationId: publication.id, created: false, figureRows: counted!.rows };
}

async function create(sql: Sql, runId: string, level: SummaryLevel, options: PublishOptions): Promise<PublishResult> {
  const { areaCode, asOf, name = officialName } = options;
  await setAsOf(sql, asOf);
  const step = createSteps(topics.length * 2, options);
  for (const topic of topics) await step(topic, 'CELLS', () => stageCells(sql, topic));
  const firstMonth = await stageFrame(sql);
  const [publication] = await sql.query<{ id: string }>(
    `/* publish:publication */
insert into publication (area_code, as_of, name, run_id)
values ($1, $2::date, $3, $4::uuid)
returning id`,
    [areaCode, asOf, name, runId],
  );
  const publicationId = publication!.id;
  const areas = await listAreas(sql, areaCode, level, asOf);
  const coverage = await coverAll(sql, areas, asOf, firstMonth);
  let figureRows = 0;
  for (const topic of topics) {
    await step(topic, 'SUMMARIES', async () => {
      await stageSummaries(sql, topic, stagedCells(topic));
      const staged = stagedSummary(topic);
      await checkBuild(sql, { topic, asOf, rows: staged, summaries: staged, touched: null });
      figureRows += await insertFigures(sql, { publicationId, topic, areas, coverage, firstMonth });
    });
  }
  return { publicationId, created: true, figureRows };
}

/** The areas and months that have any data in any topic, and who has reported when; gives the first month. */
async function stageFrame(sql: Sql): Promise<IsoDate | null> {
  await sql.query(compileAreas(topics, stagedCells));
  await analyze(sql, areasWithData);
  await stageReporting(sql, stagedCells);
  const [first] = await sql.query<{ month: IsoDate | null }>(compileFirstMonth(topics, stagedCells));
  return first!.month;
}

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
  const answers = await readCoverage(sql, compileCoverage(stagedReporting, asOfDay), asks);
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

const rowsAtOnce = 2_000;

interface PublishedTopic {
  publicationId: string;
  topic: Topic;
  areas: readonly PublishedArea[];
  coverage: CoverageOf;
  firstMonth: IsoDate | null;
}

async function insertFigures(sql: Sql, published: PublishedTopic): Promise<number> {
  const { publicationId, topic, areas, coverage, firstMonth } = published;
  const rows = await sql.query<StagedFigure>(compilePublished(topic, stagedSummary(topic), stagedReporting), [
    areas.map(({ code }) => code),
    areas.map(({ level }) => level),
    firstMonth,
  ]);
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    const figures = rows.slice(first, first + rowsAtOnce).map((row) => ({
      area_code: row.area_code,
      grain: row.grain,
      period_start: row.from_on,
      programme_code: row.programme_code,
      figures: {
        ...toFigures(topic, row, { isComputed: true, reportedInSpan: row.in_span, reportedEver: row.ever }),
        coverage: coverage(row.area_code, row.grain, row.from_on),
      } satisfies PublishedFigures,
    }));
    await sql.query(
      `/* publish:figures   $1 = publication id, $2 = topic, $3 = definition version, $4 = figures */
insert into publication_figure
       (publication_id, topic, area_code, grain, period_start, programme_code, definition_version, figures)
select $1::uuid, $2, figure.area_code, figure.grain, figure.period_start, figure.programme_code, $3, figure.figures
  from jsonb_to_recordset($4::jsonb)
    as figure (area_code text, grain text, period_start date, programme_code text, figures jsonb)`,
      [publicationId, topic.code, definitionVersion(topic), JSON.stringify(figures)],
    );
  }
  return rows.length;
}
