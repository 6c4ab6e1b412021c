import type { Database, Sql } from '@oblys/database';
import { basename } from 'node:path';
import { assertFaultless, type AreaFault } from './area-file-error.js';
import { lockAreas } from './import-edition.js';
import { readBoundaries, type Boundary } from './read-boundaries.js';

export interface BoundariesOptions {
  /** Of a GeoJSON file. */
  readonly path: string;
  readonly codeProperty?: string | undefined;
  /** Who drew them, to be named beside the map. */
  readonly source: string;
  readonly importedBy: string;
  readonly isDryRun?: boolean | undefined;
}

export interface BoundariesReport {
  readonly fileName: string;
  readonly features: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Features without a code. */
  readonly withoutCode: number;
  readonly isDryRun: boolean;
}

/**
 * Takes the boundaries of areas in by their codes, in one transaction or not at all; an area has one, the newest.
 * @throws {FileFault} when the file cannot be read
 * @throws {AreaFileError} with every fault, or when it is no GeoJSON in degrees
 */
export async function importBoundaries(database: Database, options: BoundariesOptions): Promise<BoundariesReport> {
  const { path, codeProperty, isDryRun = false } = options;
  const { boundaries, faults, withoutCode, sha256 } = await readBoundaries(path, codeProperty);
  return database.transaction('READ COMMITTED', async (sql) => {
    await lockAreas(sql);
    assertFaultless([...faults, ...(await unknownAreas(sql, boundaries))].sort((one, other) => one.row - other.row));
    const outcomes = await compare(sql, boundaries, options.source);
    const differing = boundaries.filter(({ areaCode }) => outcomes.get(areaCode) !== 'UNCHANGED');
    if (!isDryRun) await write(sql, differing, sha256, options);
    const count = (outcome: string) => [...outcomes.values()].filter((each) => each === outcome).length;
    return {
      fileName: basename(path),
      features: boundaries.length + withoutCode,
      new: count('NEW'),
      changed: count('CHANGED'),
      unchanged: count('UNCHANGED'),
      withoutCode,
      isDryRun,
    };
  });
}

async function unknownAreas(sql: Sql, boundaries: readonly Boundary[]): Promise<AreaFault[]> {
  const known = await sql.query<{ code: string }>(
    `/* boundaries:areas   $1 = codes */ select code from area where code = any($1::text[])`,
    [boundaries.map(({ areaCode }) => areaCode)],
  );
  const codes = new Set(known.map(({ code }) => code));
  return boundaries
    .filter(({ areaCode }) => !codes.has(areaCode))
    .map(({ row, areaCode }) => ({ row, code: 'UNKNOWN_AREA', value: areaCode }));
}

async function compare(sql: Sql, boundaries: readonly Boundary[], source: string): Promise<Map<string, string>> {
  const compared = await sql.query<{ areaCode: string; outcome: string }>(
    `/* boundaries:compare   $1 = codes, $2 = geometries, $3 = source */
     select given.area_code as "areaCode",
            case when stored.area_code is null then 'NEW'
                 when (stored.geometry, stored.source) is distinct from (given.geometry, $3::text) then 'CHANGED'
                 else 'UNCHANGED'
            end as outcome
       from unnest($1::text[], $2::jsonb[]) as given (area_code, geometry)
       left join area_boundary as stored
         on stored.area_code = given.area_code`,
    [...columnsOf(boundaries), source],
  );
  return new Map(compared.map(({ areaCode, outcome }) => [areaCode, outcome]));
}

async function write(
  sql: Sql,
  boundaries: readonly Boundary[],
  sha256: string,
  { source, importedBy }: BoundariesOptions,
): Promise<void> {
  await sql.query(
    `/* boundaries:write   $1 = codes, $2 = geometries, $3 = boxes, $4 = source, $5 = hash, $6 = who */
     insert into area_boundary (area_code, geometry, bounding_box, source, file_sha256, imported_by)
     select given.area_code, given.geometry, array(select jsonb_array_elements_text(given.box)::double precision),
            $4, $5, $6
       from unnest($1::text[], $2::jsonb[], $3::jsonb[]) as given (area_code, geometry, box)
     on conflict (area_code) do update
        set geometry = excluded.geometry, bounding_box = excluded.bounding_box, source = excluded.source,
            file_sha256 = excluded.file_sha256, imported_by = excluded.imported_by, imported_at = now()`,
    [
      ...columnsOf(boundaries),
      boundaries.map(({ boundingBox }) => JSON.stringify(boundingBox)),
      source,
      sha256,
      importedBy,
    ],
  );
}

function columnsOf(boundaries: readonly Boundary[]): unknown[] {
  return [boundaries.map(({ areaCode }) => areaCode), boundaries.map(({ geometry }) => JSON.stringify(geometry))];
}
