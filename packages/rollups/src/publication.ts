import type { Sql } from '@oblys/database';
import type { Grain, IsoDate } from '@oblys/domain';
import type { Coverage, SummaryAnswer } from './answers.js';
import { allProgrammes } from './compile/programmes.js';

/** The name of a publication that was given none. */
export const officialName = 'official';

export interface PublicationKey {
  areaCode: string;
  asOf: IsoDate;
  /** `official` unless given. */
  name?: string | undefined;
}

/** What a publication says of one topic, area, period and programme. */
export type PublishedFigures = Pick<SummaryAnswer, 'values' | 'withheld' | 'recordCount'> & { coverage: Coverage };

export interface PublicationFigure {
  topic: string;
  areaCode: string;
  grain: Grain;
  start: IsoDate;
  /** Null is the total over all programmes. */
  programmeCode: string | null;
  definitionVersion: string;
  figures: PublishedFigures;
}

export interface Publication {
  id: string;
  areaCode: string;
  asOf: IsoDate;
  name: string;
  runId: string;
  publishedAt: Date;
  /** In the order of topic, area, grain, period, programme. */
  figures: PublicationFigure[];
}

/** Which figures of a publication to read; all of them unless given. */
export interface FigureFilter {
  topic?: string | undefined;
  /** The area of the publication, or one below it. */
  ofArea?: string | undefined;
  grain?: Grain | undefined;
  start?: IsoDate | undefined;
}

/** What was shown on its day: the rows are immutable, so the same figures come a year later. Null when there is none. */
export async function readPublication(
  sql: Sql,
  key: PublicationKey,
  filter: FigureFilter = {},
): Promise<Publication | null> {
  const publication = await findPublication(sql, key);
  if (publication === null) return null;
  const figures = await sql.query<PublicationFigure>(
    `/* publication:read   $1 = publication id, $2 = topic, $3 = area code, $4 = grain, $5 = first day */
select figure.topic, figure.area_code as "areaCode", figure.grain, figure.period_start as start,
       nullif(figure.programme_code, '${allProgrammes}') as "programmeCode", figure.definition_version as "definitionVersion",
       figure.figures
  from publication_figure as figure
 where figure.publication_id = $1::uuid
   and ($2::text is null or figure.topic = $2::text)
   and ($3::text is null or figure.area_code = $3::text)
   and ($4::text is null or figure.grain = $4::text)
   and ($5::date is null or figure.period_start = $5::date)
 order by figure.topic, figure.area_code, figure.grain, figure.period_start, figure.programme_code`,
    [publication.id, filter.topic ?? null, filter.ofArea ?? null, filter.grain ?? null, filter.start ?? null],
  );
  return { ...publication, figures };
}

/** The publication without its figures. */
export async function findPublication(sql: Sql, key: PublicationKey): Promise<Omit<Publication, 'figures'> | null> {
  const { areaCode, asOf, name = officialName } = key;
  const [found] = await sql.query<Omit<Publication, 'figures'>>(
    `/* publication:find */
select publication.id, publication.area_code as "areaCode", publication.as_of as "asOf", publication.name,
       publication.run_id as "runId", publication.published_at as "publishedAt"
  from publication
 where publication.area_code = $1
   and publication.as_of = $2::date
   and publication.name = $3`,
    [areaCode, asOf, name],
  );
  return found ?? null;
}
