import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

export interface ListedReport {
  readonly id: string;
  readonly sourceRef: string;
  readonly areaCode: string;
  readonly title: string;
  readonly publishedOn: IsoDate;
  readonly asOf: IsoDate;
  readonly figures: number;
  readonly version: number;
  readonly recordedBy: string | null;
}

/** The reports that there are, the newest first. */
export function listStoredReports(sql: Sql): Promise<ListedReport[]> {
  return sql.query<ListedReport>(`/* reports:list */
select report.id, report.source_ref as "sourceRef", report.area_code as "areaCode", report.title,
       report.published_on::text as "publishedOn", report.as_of::text as "asOf", report.version,
       report.recorded_by as "recordedBy",
       (select count(*)::integer from stated_figure as figure where figure.report_id = report.id) as figures
  from report
 order by report.published_on desc, report.id desc`);
}
