import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { importKinds } from '../kinds/import-kinds.js';

/** What a change of the tree does to records that are there already. */
export interface PlacedRecords {
  /** Records whose region, district or branch is another one now. */
  readonly moved: number;
  /** Records dated from the day on that lie in areas that are no more: they stay where they were recorded. */
  readonly left: number;
}

/**
 * Fills the region, district and branch of records in again by the tree of their own date, where that changed: the
 * records of the areas given, and of those below them.
 */
export async function placeRecords(
  sql: Sql,
  areaCodes: readonly string[],
  retired: readonly string[],
  from: IsoDate,
): Promise<PlacedRecords> {
  let moved = 0;
  let left = 0;
  if (areaCodes.length === 0) return { moved, left };
  for (const { table, placedOn } of importKinds) {
    moved += await move(sql, table, placedOn, areaCodes);
    left += await countLeft(sql, table, placedOn, retired, from);
  }
  return { moved, left };
}

/** The trigger of the table finds the place; writing the area as it is asks it to. */
async function move(sql: Sql, table: string, placedOn: string, areaCodes: readonly string[]): Promise<number> {
  const moved = await sql.query(
    `/* areas:place-records/${table}   $1 = areas that lie elsewhere */
     update ${table} as record
        set area_code = record.area_code
       from area_placement as placement
      where placement.area_code = record.area_code
        and placement.valid_from <= record.${placedOn}
        and placement.valid_to > record.${placedOn}
        and record.area_code in (select path.area_code from area_path as path where path.node_code = any($1::text[]))
        and (placement.region_code, placement.district_code) is distinct from (record.region_code, record.district_code)
     returning record.id`,
    [areaCodes],
  );
  return moved.length;
}

async function countLeft(
  sql: Sql,
  table: string,
  placedOn: string,
  retired: readonly string[],
  from: IsoDate,
): Promise<number> {
  if (retired.length === 0) return 0;
  const [counted] = await sql.query<{ count: number }>(
    `/* areas:records-left/${table}   $1 = areas that are no more, $2 = since when */
     select count(*)::integer as count
       from ${table}
      where area_code = any($1::text[])
        and ${placedOn} >= $2::date`,
    [retired, from],
  );
  return counted!.count;
}
