import type { Database, Sql } from '@oblys/database';
import { InvalidInputError, type IsoDate } from '@oblys/domain';
import { assertCaptured } from './assert-capture.js';
import { assertAsOf } from './asks.js';
import {
  buildCells,
  buildReporting,
  buildSummaries,
  needsPeriods,
  type BuildContext,
  type Scope,
  type TopicBuilt,
  type TopicRefresh,
} from './build-topic.js';
import { definitionVersion, getTopic } from './catalogue.js';
import { keepDefinitions } from './definitions.js';
import { resolveFindings } from './findings.js';
import { freeRefreshLock, takeRefreshLock } from './refresh-lock.js';
import { runAlone } from './run-alone.js';
import { createSteps, setAsOf, stagePeriods, type BuildWatch } from './stage-build.js';
import { takeMarks, type Recount } from './take-marks.js';
import type { Topic } from './topic.js';
import { topics as allTopics } from './topics/index.js';

export interface RefreshOptions extends BuildWatch {
  /** The day the build is as of: not before the day of the current build, and not after today in Asia/Almaty. */
  asOf: IsoDate;
  /** Codes of the topics to build again; all unless given. Some alone can be built for the day of the current build only. */
  topics?: readonly string[] | undefined;
  /** Counts every cell anew, whether it is marked or not; the summaries above those that differ are brought up. */
  full?: boolean | undefined;
  /** Counts every cell anew and adds every summary up anew, whether anything seems to differ or not. */
  rebuild?: boolean | undefined;
  /** Counts the cells of these months anew, whether they are marked or not. */
  recount?: Recount | undefined;
}

export interface RefreshResult {
  runId: string;
  asOf: IsoDate;
  topics: TopicRefresh[];
}

/**
 * Brings the cells and summaries of all topics to what the records say about a day, checks them, and makes them the
 * current build, all in one transaction: readers see the old build until the new one is whole, and a refresh that
 * fails leaves the old one and every mark. Only the cells that changed since the last build are counted: those that
 * writes have marked, and those that the passing of days changes. What is written after the refresh began is left to
 * the next one, whole. A topic without a build or with a new definition is counted in full. Only rows that differ are
 * written. Listeners on `oblys_build` are told.
 * @throws {InvalidInputError} when the day has not come or lies before the current build, or some topics alone are asked for another day
 * @throws {NotFoundError} when a topic does not exist
 * @throws {RefreshUnderWayError} when another refresh runs
 * @throws {CaptureOffError} when changes of records are not marked, unless all is counted anew
 * @throws {CheckFailedError} when the figures contradict the records or themselves
 */
export async function refresh(database: Database, options: RefreshOptions): Promise<RefreshResult> {
  const { asOf } = options;
  assertAsOf(asOf);
  const chosen = options.topics === undefined ? allTopics : [...new Set(options.topics)].map(getTopic);
  if (chosen.length === 0) throw new InvalidInputError('A refresh of no topic was asked for: name at least one.');
  const { runId, topics } = await runAlone(database, {
    kind: 'ROLLUP',
    asOf,
    watch: options,
    lock: takeRefreshLock,
    unlock: freeRefreshLock,
    work: async (sql, runId, watch) => ({ topics: await build(sql, runId, chosen, { ...options, ...watch }) }),
  });
  return { runId, asOf, topics };
}

async function build(
  connection: Sql,
  runId: string,
  chosen: readonly Topic[],
  options: RefreshOptions,
): Promise<TopicRefresh[]> {
  const { asOf, recount } = options;
  const builds = await listBuilds(connection);
  assertOneDay(builds, chosen, asOf);
  if (options.full !== true && options.rebuild !== true) await assertCaptured(connection, chosen);
  const sql = await setAsOf(connection, asOf);
  const [current] = builds;
  const builtAsOf = current?.as_of ?? null;
  const marked = await takeMarks(sql, { topics: chosen, builtAsOf, asOf, recount });
  const step = createSteps(chosen.length * 2, options);
  const context: BuildContext = { sql, runId, asOf, builtAsOf };
  const built: TopicBuilt[] = [];
  for (const topic of chosen) {
    await step(topic, 'CELLS', async () => {
      built.push(await buildCells(context, topic, scopeOf(topic, builds, marked, options)));
    });
  }
  await buildReporting(context, built);
  if (needsPeriods(context, built)) await stagePeriods(sql);
  for (const each of built) {
    await step(each.topic, 'SUMMARIES', () => buildSummaries(context, each));
  }
  await makeCurrent(sql, chosen, runId, asOf);
  await keepDefinitions(sql, { topics: chosen, runId, asOf });
  const codes = chosen.map(({ code }) => code);
  await resolveFindings(sql, runId, codes, ['CHECK']);
  options.signal?.throwIfAborted();
  await sql.query(`select pg_notify('oblys_build', $1)`, [JSON.stringify({ runId, asOf })]);
  return built.map(({ result }) => result);
}

function scopeOf(
  topic: Topic,
  builds: readonly BuildRow[],
  marked: ReadonlyMap<string, number>,
  { full, rebuild }: RefreshOptions,
): Scope {
  if (rebuild === true || !isBuilt(builds, topic)) return 'REBUILD';
  return full === true ? 'ALL' : (marked.get(topic.code) ?? 0);
}

interface BuildRow {
  topic: string;
  as_of: IsoDate;
  definition_version: string;
}

function listBuilds(sql: Sql): Promise<BuildRow[]> {
  return sql.query<BuildRow>(`/* rollup:builds */
select topic, as_of, definition_version
  from build
 order by topic`);
}

function isBuilt(builds: readonly BuildRow[], topic: Topic): boolean {
  const build = builds.find((row) => row.topic === topic.code);
  return build !== undefined && build.definition_version === definitionVersion(topic);
}

/**
 * The tables hold one build: a summary of an area has one as-of day over all its topics, and it only moves on, since
 * the marks tell of what changed since, not of what would have to be taken back.
 */
function assertOneDay(builds: readonly BuildRow[], chosen: readonly Topic[], asOf: IsoDate): void {
  const [current] = builds;
  if (current === undefined) return;
  if (asOf < current.as_of) {
    throw new InvalidInputError(
      `The current build is as of ${current.as_of}; an earlier day such as ${asOf} is written only as a publication: ` +
        `oblys publish --as-of ${asOf}.`,
    );
  }
  const codes = chosen.map(({ code }) => code);
  const other = builds.find(({ topic, as_of: builtAsOf }) => !codes.includes(topic) && builtAsOf !== asOf);
  if (other === undefined) return;
  throw new InvalidInputError(
    `The current build is as of ${other.as_of} (${other.topic} among others), so ${codes.join(', ')} ` +
      `cannot be built for ${asOf} alone: refresh all topics, or these as of ${other.as_of}.`,
  );
}

async function makeCurrent(sql: Sql, chosen: readonly Topic[], runId: string, asOf: IsoDate): Promise<void> {
  await sql.query(
    `/* rollup:build   $1 = topics, $2 = their definition versions, $3 = as-of day, $4 = run id */
insert into build (topic, as_of, run_id, definition_version, built_at)
select built.topic, $3::date, $4::uuid, built.definition_version, clock_timestamp()
  from unnest($1::text[], $2::text[]) as built (topic, definition_version)
on conflict (topic) do update
   set as_of = excluded.as_of,
       run_id = excluded.run_id,
       definition_version = excluded.definition_version,
       built_at = excluded.built_at`,
    [chosen.map(({ code }) => code), chosen.map(definitionVersion), asOf, runId],
  );
}
