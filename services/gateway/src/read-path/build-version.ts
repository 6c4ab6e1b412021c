import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

/**
 * SQL of what stored figures rest on: the build of every topic, and the edition of the areas and vocabularies that they
 * are shown by. Null before the first build.
 */
export const buildVersionSql = `(
  select case when count(*) > 0 then concat(
           (select edition from reference_edition), ' ',
           string_agg(concat(topic, run_id), ' ' order by topic)
         ) end
    from build
)`;

export interface BuildVersion {
  /** The day that the figures are as of; null before the first build. */
  readonly asOf: IsoDate | null;
  readonly version: string | null;
}

export async function readBuildVersion(sql: Sql): Promise<BuildVersion> {
  const [row] = await sql.query<BuildVersion>(
    `/* gateway:version */
select (select max(as_of) from build) as "asOf", ${buildVersionSql} as version`,
    [],
    { isRepeated: true },
  );
  return row!;
}
