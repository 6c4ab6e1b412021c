import type { Sql } from '@oblys/database';
import type { IsoDate, LocalizedText } from '@oblys/domain';

/** A report that states a measure. */
export interface StatingReport {
  topic: string;
  measure: string;
  reportId: string;
  title: string;
  publishedOn: IsoDate;
  /** Which of its figures, by their number. */
  figures: number[];
}

/** A publication that holds figures of a topic. */
export interface HoldingPublication {
  topic: string;
  areaCode: string;
  areaNames: LocalizedText;
  asOf: IsoDate;
  name: string;
  runId: string;
  publishedAt: Date;
}

/** The reports that state each measure, the newest first. */
export function listStatingReports(sql: Sql): Promise<StatingReport[]> {
  return sql.query<StatingReport>(`/* measures:reports */
select figure.topic, figure.measure, report.id as "reportId", report.title, report.published_on as "publishedOn",
       array_agg(figure.number order by figure.number) as figures
  from stated_figure as figure
  join report
    on report.id = figure.report_id
 group by figure.topic, figure.measure, report.id
 order by report.published_on desc, report.id desc`);
}

/** The newest publications that hold each topic, so many of each: as far as who asks is shown them. */
export function listHoldingPublications(
  sql: Sql,
  topics: readonly string[],
  most: number,
): Promise<HoldingPublication[]> {
  return sql.query<HoldingPublication>(
    `/* measures:publications   $1 = topics, $2 = how many of each */
select held.topic, newest.area_code as "areaCode",
       json_build_object('kk', area.name_kk, 'ru', area.name_ru, 'en', area.name_en) as "areaNames",
       newest.as_of as "asOf", newest.name, newest.run_id as "runId", newest.published_at as "publishedAt"
  from unnest($1::text[]) as held (topic)
 cross join lateral (
   select publication.area_code, publication.as_of, publication.name, publication.run_id, publication.published_at
     from publication
    where exists (
            select
              from publication_figure as figure
             where figure.publication_id = publication.id
               and figure.topic = held.topic
          )
       or exists (
            select
              from protected_figure as figure
             where figure.publication_id = publication.id
               and figure.topic = held.topic
          )
    order by publication.as_of desc, publication.published_at desc
    limit $2
  ) as newest
  join area
    on area.code = newest.area_code`,
    [topics, most],
  );
}
