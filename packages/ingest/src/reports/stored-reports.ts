import type { Sql } from '@oblys/database';
import { isRecordId, type IsoDate } from '@oblys/domain';
import type { FigureOfReport } from './check-earlier-reports.js';
import type { StatedFigureRow } from './stated-report.js';

export interface StoredReport {
  id: string;
  areaCode: string;
  level: string;
  asOf: IsoDate;
}

export interface StoredFigure extends StatedFigureRow {
  figureId: string;
}

const reportColumns = `report.id, report.area_code as "areaCode", area.level, report.as_of as "asOf"`;

/** Reports, or all there are, in the order of publication; none for what cannot be an id. */
export async function listReports(sql: Sql, reportIds: readonly string[] | null): Promise<StoredReport[]> {
  const known = reportIds?.filter((id) => isRecordId(id.toLowerCase())) ?? null;
  if (known?.length === 0) return [];
  return sql.query<StoredReport>(
    `/* reconcile:reports   $1 = reports, null for all */
     select ${reportColumns}
       from report
       join area on area.code = report.area_code
      where $1::uuid[] is null
         or report.id = any ($1::uuid[])
      order by report.published_on, report.id`,
    [known],
  );
}

/**
 * The later reports about the same areas that state anything of a year which the given ones state something of: what is
 * found of them depends on these. In the order of publication.
 */
export async function listLaterReports(sql: Sql, reportIds: readonly string[]): Promise<string[]> {
  const reports = await sql.query<{ id: string }>(
    `/* reconcile:later-reports   $1 = reports */
     select report.id
       from report
      where report.id <> all ($1::uuid[])
        and exists (
          select
            from report as given
            join stated_figure as earlier on earlier.report_id = given.id
            join stated_figure as later on later.report_id = report.id
           where given.id = any ($1::uuid[])
             and given.area_code = report.area_code
             and given.as_of < report.as_of
             and extract(year from earlier.period_to) = extract(year from later.period_to)
        )
      order by report.published_on, report.id`,
    [reportIds],
  );
  return reports.map(({ id }) => id);
}

/**
 * What earlier reports of the same area and year state that one of the given reports states too, by area; kept from
 * being changed until the transaction ends.
 */
export async function listEarlierFigures(
  sql: Sql,
  reportIds: readonly string[],
): Promise<Map<string, FigureOfReport[]>> {
  const figures = await sql.query<FigureOfReport & { areaCode: string }>(
    `/* reconcile:earlier-figures   $1 = reports */
     select ${figureFields}, report.id as "reportId", report.title, report.published_on as "publishedOn",
            report.as_of as "asOf", report.area_code as "areaCode"
       from report
       join stated_figure as figure on figure.report_id = report.id
      where exists (
          select
            from report as given
            join stated_figure as later on later.report_id = given.id
           where given.id = any ($1::uuid[])
             and given.area_code = report.area_code
             and given.as_of > report.as_of
             and figure.topic = later.topic
             and figure.measure = later.measure
             and figure.programme_code is not distinct from later.programme_code
             and figure.period_from is not distinct from later.period_from
             and figure.period_to <= later.period_to
             and extract(year from figure.period_to) = extract(year from later.period_to)
        )
      order by report.as_of, report.id, figure.number
        for share of report`,
    [reportIds],
  );
  const byArea = new Map<string, FigureOfReport[]>();
  for (const { areaCode, ...figure } of figures) byArea.set(areaCode, [...(byArea.get(areaCode) ?? []), figure]);
  return byArea;
}

/** The reports, kept from being changed until the transaction ends, so that verdicts meet the figures they judge. */
export function lockReports(sql: Sql, reportIds: readonly string[]): Promise<StoredReport[]> {
  return sql.query<StoredReport>(
    `/* reconcile:lock-reports   $1 = reports */
     select ${reportColumns}
       from report
       join area on area.code = report.area_code
      where report.id = any ($1::uuid[])
      order by report.published_on, report.id
        for share of report`,
    [reportIds],
  );
}

/** The columns of a stated figure under the names of StatedFigureRow. */
export const figureFields = `figure.id as "figureId", figure.number, figure.topic, figure.measure,
            figure.programme_code as "programmeCode", figure.period_from as "periodFrom", figure.period_to as "periodTo",
            figure.value, figure.unit, figure.qualifier, figure.rounding_unit as "roundingUnit", figure.wording,
            figure.note`;

/** The figures of each report, in their order. */
export async function listFiguresByReport(
  sql: Sql,
  reportIds: readonly string[],
): Promise<Map<string, StoredFigure[]>> {
  const rows = await sql.query<StoredFigure & { reportId: string }>(
    `/* reconcile:figures   $1 = reports */
     select ${figureFields}, figure.report_id as "reportId"
       from stated_figure as figure
      where figure.report_id = any ($1::uuid[])
      order by figure.report_id, figure.number`,
    [reportIds],
  );
  const byReport = new Map<string, StoredFigure[]>(reportIds.map((reportId) => [reportId, []]));
  for (const { reportId, ...figure } of rows) byReport.get(reportId)!.push(figure);
  return byReport;
}
