import type { Sql } from '@oblys/database';
import { isRecordId, type IsoDate } from '@oblys/domain';
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

/** One report or all, in the order of publication; none for what cannot be an id. */
export async function listReports(sql: Sql, reportId: string | null): Promise<StoredReport[]> {
  if (reportId !== null && !isRecordId(reportId.toLowerCase())) return [];
  return sql.query<StoredReport>(
    `/* reconcile:reports   $1 = report, null for all */
     select ${reportColumns}
       from report
       join area on area.code = report.area_code
      where $1::uuid is null
         or report.id = $1::uuid
      order by report.published_on, report.id`,
    [reportId],
  );
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
