import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { SummaryAnswer, SummaryAsk } from './answers.js';
import { allProgrammes } from './compile/programmes.js';
import { countsPeople } from './counts-people.js';
import { officialName, type PublishedFigures } from './publication.js';
import type { Topic } from './topic.js';

/** A publication that answers. */
export interface AnsweringPublication {
  readonly runId: string;
  readonly publishedAt: Date;
}

/**
 * What official publications say to asks about whole periods as of a day, in the order of the asks; null where none
 * does. Of several, of the area itself and of areas above it, the one that was published last. Of a topic that counts
 * people it is what anybody is shown of them, and, where no day is asked for, as of the last day there is.
 */
export async function readPublished(
  sql: Sql,
  topic: Topic,
  asks: readonly SummaryAsk[],
): Promise<(SummaryAnswer | null)[]> {
  const isOfPeople = countsPeople(topic);
  const rows = await sql.query<PublishedRow>(
    `/* publication:answer   $1 = topic, $2 = areas, $3 = days, $4 = grains, $5 = first days, $6 = programmes */
select found.figures, found.definition_version as "definitionVersion", found.run_id as "runId",
       found.published_at as "publishedAt", found.as_of as "asOf"
  from unnest($2::text[], $3::date[], $4::text[], $5::date[], $6::text[]) with ordinality
    as asked (area_code, as_of, grain, period_start, programme_code, ordinal)
  left join lateral (
    select figure.figures, figure.definition_version, publication.run_id, publication.published_at, publication.as_of
      from publication
      join ${isOfPeople ? 'protected_figure' : 'publication_figure'} as figure
        on figure.publication_id = publication.id
       and figure.topic = $1
       and figure.area_code = asked.area_code
       and figure.grain = asked.grain
       and figure.period_start = asked.period_start
       and figure.programme_code = asked.programme_code
     where ${isOfPeople ? '(publication.as_of = asked.as_of or asked.as_of is null)' : 'publication.as_of = asked.as_of'}
       and publication.name = '${officialName}'
     order by publication.as_of desc, publication.published_at desc
     limit 1
  ) as found
    on true
 order by asked.ordinal`,
    [
      topic.code,
      asks.map(({ areaCode }) => areaCode),
      asks.map(({ asOf }) => asOf),
      asks.map((ask) => (mayBePublished(ask) ? ask.grain : null)),
      asks.map((ask) => (mayBePublished(ask) ? ask.start : null)),
      asks.map(({ programmeCode }) => programmeCode ?? allProgrammes),
    ],
  );
  return rows.map((row) => (row.figures === null ? null : answerOf(row)));
}

/** The official publication of a day that holds figures of an area; null where there is none. */
export async function findAnswering(sql: Sql, areaCode: string, asOf: IsoDate): Promise<AnsweringPublication | null> {
  const [found] = await sql.query<AnsweringPublication>(
    `/* publication:answering   $1 = area, $2 = day */
select publication.run_id as "runId", publication.published_at as "publishedAt"
  from publication
 where publication.as_of = $2::date
   and publication.name = '${officialName}'
   and exists (
         select
           from publication_figure as figure
          where figure.publication_id = publication.id
            and figure.area_code = $1
       )
 order by publication.published_at desc
 limit 1`,
    [areaCode, asOf],
  );
  return found ?? null;
}

interface PublishedRow {
  readonly figures: PublishedFigures | null;
  readonly definitionVersion: string;
  readonly runId: string;
  readonly publishedAt: Date;
  readonly asOf: IsoDate;
}

/** Publications hold whole periods of areas as records have them. */
function mayBePublished({ tree, only, grain, start }: SummaryAsk): boolean {
  return tree !== 'CURRENT' && only === undefined && grain !== undefined && start !== undefined;
}

function answerOf({ figures, ...about }: PublishedRow): SummaryAnswer {
  const { values, withheld, recordCount } = figures!;
  return { values, withheld, recordCount, source: 'PUBLISHED', ...about };
}
