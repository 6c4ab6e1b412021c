import type { Sql } from '@oblys/database';
import { NotFoundError } from '@oblys/domain';

/**
 * Takes a report away with its figures and every verdict on them.
 * @param sourceRef the reference that it was taken in under
 * @throws {NotFoundError} when there is no such report
 */
export async function removeReport(sql: Sql, sourceRef: string): Promise<{ reportId: string; title: string }> {
  const [removed] = await sql.query<{ reportId: string; title: string }>(
    `/* report:remove   $1 = reference */ delete from report where source_ref = $1 returning id as "reportId", title`,
    [sourceRef],
  );
  if (removed === undefined) throw new NotFoundError(`There is no report with the reference "${sourceRef}".`);
  return removed;
}
