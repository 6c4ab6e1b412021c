import { advisoryLocks, type Database, type Sql } from '@oblys/database';
import {
  assertAreaCode,
  InvalidInputError,
  NotFoundError,
  summaryLevels,
  type AreaLevel,
  type SummaryLevel,
} from '@oblys/domain';
import { assertAsOf } from './asks.js';
import { definitionVersion } from './catalogue.js';
import { keepDefinitions } from './definitions.js';
import { computeFigures, type FigureOfDay } from './figures-of-day.js';
import { arePublicationsOpen, protectPublications } from './protection/protect-publications.js';
import { findPublication, officialName, type PublicationKey } from './publication.js';
import { runAlone } from './run-alone.js';
import type { BuildWatch } from './stage-build.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';

export type PublishOptions = PublicationKey & BuildWatch;

export interface PublishResult {
  publicationId: string;
  /** False when there was one of this area, day and name: it stands as it is. */
  created: boolean;
  figureRows: number;
}

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
  if (existing !== null && !(await arePublicationsOpen(database))) return existing;
  const { publicationId, created, figureRows } = await runAlone(database, {
    kind: 'PUBLISH',
    asOf,
    watch: options,
    lock: async (sql) => void (await sql.query('select pg_advisory_lock($1)', [advisoryLocks.publication])),
    unlock: async (sql) => void (await sql.query('select pg_advisory_unlock($1)', [advisoryLocks.publication])),
    work: async (sql, runId, watch) => {
      // Another process may have published while this one waited for the lock.
      const published =
        (await findExisting(sql, options)) ?? (await create(sql, runId, level, { ...options, ...watch }));
      await protectPublications(sql);
      return published;
    },
  });
  return { publicationId, created, figureRows };
}

/**
 * @throws {NotFoundError} when there is no such area
 * @throws {InvalidInputError} when figures are not published for its level
 */
export async function getSummaryLevel(sql: Sql, areaCode: string): Promise<SummaryLevel> {
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
  const [publication] = await sql.query<{ id: string }>(
    `/* publish:publication */
insert into publication (area_code, as_of, name, run_id)
values ($1, $2::date, $3, $4::uuid)
returning id`,
    [areaCode, asOf, name, runId],
  );
  const publicationId = publication!.id;
  let figureRows = 0;
  await computeFigures(sql, { ...options, level }, async (topic, figures) => {
    await insertFigures(sql, publicationId, topic, figures);
    figureRows += figures.length;
  });
  await keepDefinitions(sql, { topics, runId, asOf });
  return { publicationId, created: true, figureRows };
}

const rowsAtOnce = 2_000;

async function insertFigures(
  sql: Sql,
  publicationId: string,
  topic: Topic,
  figures: readonly FigureOfDay[],
): Promise<void> {
  for (let first = 0; first < figures.length; first += rowsAtOnce) {
    await sql.query(
      `/* publish:figures   $1 = publication id, $2 = topic, $3 = definition version, $4 = figures */
insert into publication_figure
       (publication_id, topic, area_code, grain, period_start, programme_code, definition_version, figures)
select $1::uuid, $2, figure."areaCode", figure.grain, figure.start, figure."programmeCode", $3, figure.figures
  from jsonb_to_recordset($4::jsonb)
    as figure ("areaCode" text, grain text, start date, "programmeCode" text, figures jsonb)`,
      [publicationId, topic.code, definitionVersion(topic), JSON.stringify(figures.slice(first, first + rowsAtOnce))],
    );
  }
}
