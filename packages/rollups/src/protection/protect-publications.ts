import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { countsPeople } from '../counts-people.js';
import { officialName, type PublishedFigures } from '../publication.js';
import type { Topic } from '../topic.js';
import { topics } from '../topics/index.js';
import { layOut, type FigureTable, type ListedFigure } from './figure-table.js';
import { hideSmallCells, type HidingOptions } from './hide-cells.js';
import { isRecordCount, toldBy, volumesOf, type Volume } from './protected-measures.js';

/** How one publication was made fit for anybody. */
export interface Protection {
  readonly publicationId: string;
  /** Rows of topics that count people, which anybody is shown. */
  readonly rows: number;
  /** Figures below the threshold. */
  readonly small: number;
  /** Figures hidden beside them. */
  readonly complements: number;
  /** Small figures that corrections of records left open to whoever compares with what was shown before. */
  readonly exposed: number;
}

interface Unprotected {
  readonly id: string;
  readonly asOf: IsoDate;
}

/** Whether official publications wait to be protected. */
export async function arePublicationsOpen(sql: Sql): Promise<boolean> {
  return (await listUnprotected(sql)).length > 0;
}

/**
 * Decides, once for each official publication, what anybody is shown of the topics that count people: all that official
 * publications show of other days and areas is taken into account, and stands. In the caller's transaction, under the
 * lock of publications.
 */
export async function protectPublications(sql: Sql, options: HidingOptions = {}): Promise<Protection[]> {
  const done: Protection[] = [];
  for (const publication of await listUnprotected(sql)) done.push(await protect(sql, publication, options));
  return done;
}

function listUnprotected(sql: Sql): Promise<Unprotected[]> {
  return sql.query<Unprotected>(`/* protect:open */
select publication.id, publication.as_of as "asOf"
  from publication
 where publication.name = '${officialName}'
   and not exists (
         select
           from publication_protection as protection
          where protection.publication_id = publication.id
       )
 order by publication.published_at, publication.id`);
}

async function protect(sql: Sql, { id, asOf }: Unprotected, options: HidingOptions): Promise<Protection> {
  const counts = { rows: 0, small: 0, complements: 0, exposed: 0 };
  for (const topic of topics.filter(countsPeople)) {
    const figures = await listFigures(sql, id, topic, asOf);
    const open = figures.filter(({ hidden }) => hidden === null);
    const hiddenOf = new Map(open.map((figure) => [figure, new Set<string>()]));
    const volumes = volumesOf(topic);
    for (const volume of open.length === 0 ? [] : volumes) {
      const table = await layOut(sql, topic, volume, figures);
      const { small, complements, exposed } = await hideSmallCells(table, options);
      counts.small += small;
      counts.complements += complements;
      counts.exposed += exposed.length;
      noteHidden(table, hiddenOf);
    }
    await insertProtected(sql, id, topic, open, (figure) => shown(topic, volumes, figure, hiddenOf.get(figure)!));
    counts.rows += open.length;
  }
  await sql.query(
    `/* protect:done   $1 = publication id, $2 = small, $3 = complements, $4 = exposed */
insert into publication_protection (publication_id, small_count, complement_count, exposed_count)
values ($1::uuid, $2, $3, $4)`,
    [id, counts.small, counts.complements, counts.exposed],
  );
  return { publicationId: id, ...counts };
}

function noteHidden({ cells }: FigureTable, hiddenOf: ReadonlyMap<ListedFigure, Set<string>>): void {
  for (const { isHidden, figure, measure } of cells) if (isHidden) hiddenOf.get(figure)?.add(measure);
}

/** Periods that began in the year of the publication or in the one before are shown: what lies further back was shown then. */
function firstShown(asOf: IsoDate): IsoDate {
  return `${Number(asOf.slice(0, 4)) - 1}-01-01`;
}

interface FigureRow extends Omit<ListedFigure, 'hidden'> {
  readonly isOpen: boolean;
  readonly shown: PublishedFigures | null;
}

/** The rows of a publication, and those of others that are protected and may hold the same records. */
async function listFigures(sql: Sql, id: string, topic: Topic, asOf: IsoDate): Promise<ListedFigure[]> {
  const rows = await sql.query<FigureRow>(
    `/* protect:figures   $1 = publication id, $2 = topic, $3 = first period shown */
select publication.as_of as "asOf", figure.area_code as "areaCode", figure.grain, figure.period_start as start,
       figure.programme_code as "programmeCode", figure.definition_version as "definitionVersion", figure.figures,
       protected.figures as shown,
       publication.id = $1::uuid as "isOpen"
  from publication_figure as figure
  join publication
    on publication.id = figure.publication_id
  left join protected_figure as protected
    on protected.publication_id = figure.publication_id
   and protected.topic = figure.topic
   and protected.area_code = figure.area_code
   and protected.grain = figure.grain
   and protected.period_start = figure.period_start
   and protected.programme_code = figure.programme_code
 where figure.topic = $2
   and publication.as_of >= $3::date
   and case when publication.id = $1::uuid
            then figure.period_start >= $3::date
            else protected.publication_id is not null end
 order by publication.published_at, figure.area_code, figure.grain, figure.period_start, figure.programme_code`,
    [id, topic.code, firstShown(asOf)],
  );
  return rows.map(({ isOpen, shown: before, ...figure }) => ({
    ...figure,
    hidden: isOpen ? null : new Set((before?.withheld ?? []).flatMap(ofSuppressed)),
  }));
}

function ofSuppressed({ measure, reason }: PublishedFigures['withheld'][number]): string[] {
  return reason === 'SUPPRESSED' ? [measure] : [];
}

/** A row without what is hidden of it, and the rates and the number of records that would tell. */
function shown(
  topic: Topic,
  volumes: readonly Volume[],
  { figures }: ListedFigure,
  hidden: ReadonlySet<string>,
): PublishedFigures {
  const told = new Set(toldBy(topic, hidden));
  const isCountTold = volumes.some((volume) => hidden.has(volume.measure) && isRecordCount(topic, volume));
  const reasons = new Map(figures.withheld.map((each) => [each.measure, each]));
  return {
    ...figures,
    values: Object.fromEntries(
      Object.entries(figures.values).map(([measure, value]) => [measure, told.has(measure) ? null : value]),
    ),
    withheld: topic.measures.flatMap(({ code }) => {
      if (told.has(code)) return [{ measure: code, reason: 'SUPPRESSED' as const }];
      return reasons.get(code) ?? [];
    }),
    recordCount: isCountTold ? null : figures.recordCount,
  };
}

const rowsAtOnce = 2_000;

async function insertProtected(
  sql: Sql,
  publicationId: string,
  topic: Topic,
  rows: readonly ListedFigure[],
  shownOf: (figure: ListedFigure) => PublishedFigures,
): Promise<void> {
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    const some = rows
      .slice(first, first + rowsAtOnce)
      .map((figure) => ({ ...figure, hidden: undefined, figures: shownOf(figure) }));
    await sql.query(
      `/* protect:insert   $1 = publication id, $2 = topic, $3 = figures */
insert into protected_figure
       (publication_id, topic, area_code, grain, period_start, programme_code, definition_version, figures)
select $1::uuid, $2, figure."areaCode", figure.grain, figure.start, figure."programmeCode",
       figure."definitionVersion", figure.figures
  from jsonb_to_recordset($3::jsonb)
    as figure ("areaCode" text, grain text, start date, "programmeCode" text, "definitionVersion" text, figures jsonb)`,
      [publicationId, topic.code, JSON.stringify(some)],
    );
  }
}
