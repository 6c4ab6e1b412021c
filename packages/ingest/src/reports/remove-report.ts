import type { Sql } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';
import { listLaterReports } from './stored-reports.js';

export interface RemovedReport {
  reportId: string;
  title: string;
  /** The reports that were held against it, to be reconciled anew. */
  laterReportIds: string[];
}

/**
 * Takes a report away with its figures and every verdict on them, and the checks of later reports against it.
 * @param sourceRef the reference that it was taken in under
 * @throws {NotFoundError} when there is no such report
 */
export async function removeReport(sql: Sql, sourceRef: string): Promise<RemovedReport> {
  const [found] = await sql.query<{ reportId: string; title: string }>(
    `/* report:find   $1 = reference */
     select id as "reportId", title
       from report
      where source_ref = $1::text
        for update`,
    [sourceRef],
  );
  if (found === undefined) throw new NotFoundError(`There is no report with the reference "${sourceRef}".`);
  return { ...found, laterReportIds: await deleteReport(sql, found.reportId) };
}

/**
 * The same for a report that was found and is kept from changing already.
 * @returns the reports that were held against it, to be reconciled anew
 */
export async function deleteReport(sql: Sql, reportId: string): Promise<string[]> {
  const laterReportIds = await listLaterReports(sql, [reportId]);
  await sql.query(`/* report:remove   $1 = report */ delete from report where id = $1::uuid`, [reportId]);
  return laterReportIds;
}
