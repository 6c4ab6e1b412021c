import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

export interface TopicBuild {
  topic: string;
  asOf: IsoDate;
  runId: string;
  builtAt: Date;
  definitionVersion: string;
}

/** The current build: all topics are as of one day, though a topic may have been built again since. */
export interface LatestBuild {
  asOf: IsoDate;
  /** The run that built last. */
  runId: string;
  builtAt: Date;
  topics: TopicBuild[];
}

/** Null before the first refresh. */
export async function latestBuild(sql: Sql): Promise<LatestBuild | null> {
  const rows = await sql.query<TopicBuild>(`/* build:latest */
select topic, as_of as "asOf", run_id as "runId", built_at as "builtAt",
       definition_version as "definitionVersion"
  from build
 order by built_at desc, topic`);
  const [latest] = rows;
  if (latest === undefined) return null;
  const { asOf, runId, builtAt } = latest;
  return { asOf, runId, builtAt, topics: rows };
}
