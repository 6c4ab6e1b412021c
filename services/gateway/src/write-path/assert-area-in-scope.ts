import type { Sql } from '@oblys/database';
import { confinesOf, type Viewer } from '@oblys/access';
import { FaultyInputError } from './faults.js';

/**
 * @param name what is written, for the message
 * @param path of the fault, from the argument on
 * @throws {FaultyInputError} when the area is not one that the viewer may write of
 */
export async function assertAreaInScope(
  sql: Sql,
  viewer: Viewer,
  areaCode: string,
  [name, path]: readonly [string, readonly string[]],
): Promise<void> {
  const confines = confinesOf(viewer);
  if (confines === null) return;
  const [found] = await sql.query<{ isWithin: boolean }>(
    `/* gateway:area-in-scope   $1 = area, $2 = areas of the viewer */
     select exists (
       select from area_path as path where path.area_code = $1 and path.node_code = any($2::text[])
     ) as "isWithin"`,
    [areaCode, confines],
  );
  if (found!.isWithin) return;
  const message = `Area ${areaCode} is none that you may write of.`;
  throw new FaultyInputError(name, [{ path, code: 'OUT_OF_SCOPE', message }]);
}
