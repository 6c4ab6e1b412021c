import type { Sql } from '@oblys/database';
import { assertAreaCode, InvalidInputError, NotFoundError, type SummaryLevel } from '@oblys/domain';

/**
 * The level of an area that figures are kept of.
 * @throws {NotFoundError} when there is no such area
 * @throws {InvalidInputError} when figures are kept of none of its level
 */
export async function findSummaryLevel(sql: Sql, areaCode: string): Promise<SummaryLevel> {
  assertAreaCode(areaCode);
  const [area] = await sql.query<{ level: string }>(
    `/* rollups:area-level   $1 = area */ select level from area where code = $1`,
    [areaCode],
  );
  if (area === undefined) throw new NotFoundError(`There is no area "${areaCode}".`);
  if (area.level === 'COUNTRY' || area.level === 'REGION' || area.level === 'DISTRICT') return area.level;
  throw new InvalidInputError(
    `Figures are kept for the country, its regions and their districts; ${areaCode} is a ${area.level}.`,
  );
}
