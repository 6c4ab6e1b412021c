import type { Database, Sql } from '@oblys/database';
import { InvalidInputError, type IsoDate } from '@oblys/domain';
import { assertAsOf } from './asks.js';
import { definitionVersion, getTopic } from './catalogue.js';
import { cellValues } from './compile/cell-counters.js';
import { cellKey, cellTable, columnOf, summaryKey, summaryTable, summaryValues } from './compile/columns.js';
import { stagedCells, stagedReporting, stagedSummary } from './compile/compile-frame.js';
import { compileDelete, compileUpsert, type Replacement } from './compile/compile-write.js';
import { RefreshUnderWayError } from './errors.js';
import { runAlone } from './run-alone.js';
import { createSteps, setAsOf, stageCells, stageFrame, stageSummaries, type BuildWatch } from './stage-build.js';
import type { Topic } from './topic.js';
import { topics as allTopics } from './topics/index.js';

export interface RefreshOptions extends BuildWatch {
  /** The day the build is as of: today in Asia/Almaty or earlier. */
  asOf: IsoDate;
  /** Codes of the topics to build again; all unless given. Some alone can be built for the day of the current build only. */
  topics?: readonly string[] | undefined;
}

export interface TopicRefresh {
  topic: string;
  cells: number;
  summaries: number;
  /** Rows inserted, changed or deleted; none when nothing has changed. */
  written: number;
}

export interface RefreshResult {
  runId: string;
  asOf: IsoDate;
  topics: TopicRefresh[];
}

/** Any number that is ours alone in the database's space of advisory locks. */
const refreshLock = 7_061_992_112;

/**
 * Builds the cells and summaries of all topics from the records as of a day, checks them, and makes them the current
 * build, all in one transaction: readers see the old build until the new one is whole, and a refresh that fails leaves
 * the old one. Rows that do not differ are not written. Listeners on `oblys_build` are told.
 * @throws {InvalidInputError} when the day has not come, or some topics alone are asked for another day than the current build's
 * @throws {NotFoundError} when a topic does not exist
 * @throws {RefreshUnderWayError} when another refresh runs
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
    lock: takeLock,
    unlock: async (sql) => void (await sql.query('select pg_advisory_unlock($1)', [refreshLock])),
    work: async (sql, runId) => ({ topics: await build(sql, runId, chosen, options) }),
  });
  return { runId, asOf, topics };
}

async function takeLock(sql: Sql): Promise<void> {
  const [row] = await sql.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [refreshLock]);
  if (row?.taken === true) return;
  const [running] = await sql.query<{ id: string; started_at: Date }>(
    `select id, started_at from run where kind = 'ROLLUP' and state = 'RUNNING' order by started_at desc limit 1`,
  );
  const which = running === undefined ? '' : ` (run ${running.id}, since ${running.started_at.toISOString()})`;
  throw new RefreshUnderWayError(
    `Another refresh of the rollups is under way${which}; two never run at once. Try again when it is done.`,
  );
}

async function build(
  sql: Sql,
  runId: string,
  chosen: readonly Topic[],
  options: RefreshOptions,
): Promise<TopicRefresh[]> {
  const { asOf } = options;
  await assertOneDay(sql, chosen, asOf);
  await setAsOf(sql, asOf);
  const step = createSteps(chosen.length * 2, options);
  const results = new Map<Topic, TopicRefresh>();
  for (const topic of chosen) {
    await step(topic, 'CELLS', async () => {
      const cells = await stageCells(sql, topic);
      const written = await write(sql, runId, cellsOf(topic));
      results.set(topic, { topic: topic.code, cells, summaries: 0, written });
    });
  }
  await stageFrame(sql, cellTable);
  await write(sql, runId, reporting);
  for (const topic of chosen) {
    await step(topic, 'SUMMARIES', async () => {
      const result = results.get(topic)!;
      result.summaries = await stageSummaries(sql, topic, cellTable(topic), asOf);
      result.written += await write(sql, runId, summariesOf(topic));
      await makeCurrent(sql, topic, runId, asOf);
    });
  }
  options.signal?.throwIfAborted();
  await sql.query(`select pg_notify('oblys_build', $1)`, [JSON.stringify({ runId, asOf })]);
  return [...results.values()];
}

/** The tables hold one build: a summary of an area has one as-of day over all its topics. */
async function assertOneDay(sql: Sql, chosen: readonly Topic[], asOf: IsoDate): Promise<void> {
  const [other] = await sql.query<{ topic: string; as_of: IsoDate }>(
    `select topic, as_of from build where topic <> all ($1::text[]) and as_of <> $2::date order by topic limit 1`,
    [chosen.map(({ code }) => code), asOf],
  );
  if (other === undefined) return;
  throw new InvalidInputError(
    `The current build is as of ${other.as_of} (${other.topic} among others), so ${chosen.map(({ code }) => code).join(', ')} ` +
      `cannot be built for ${asOf} alone: refresh all topics, or these as of ${other.as_of}.`,
  );
}

function cellsOf(topic: Topic): Replacement {
  const label = `${columnOf(topic.code)}/cells`;
  return { label, table: cellTable(topic), staged: stagedCells(topic), key: cellKey(topic), values: cellValues(topic) };
}

function summariesOf(topic: Topic): Replacement {
  const label = `${columnOf(topic.code)}/summaries`;
  const staged = stagedSummary(topic);
  return { label, table: summaryTable(topic), staged, key: summaryKey(topic), values: summaryValues(topic) };
}

const reporting: Replacement = {
  label: 'reporting/cells',
  table: 'reporting_cell',
  staged: stagedReporting,
  key: [
    { name: 'region_code', type: 'text' },
    { name: 'branch_code', type: 'text' },
    { name: 'month', type: 'date' },
  ],
  values: [{ name: 'record_count', type: 'integer' }],
};

async function write(sql: Sql, runId: string, replacement: Replacement): Promise<number> {
  const [written] = await sql.query<{ rows: number }>(compileUpsert(replacement), [runId]);
  const [deleted] = await sql.query<{ rows: number }>(compileDelete(replacement));
  return written!.rows + deleted!.rows;
}

async function makeCurrent(sql: Sql, topic: Topic, runId: string, asOf: IsoDate): Promise<void> {
  await sql.query(
    `/* rollup:${columnOf(topic.code)}/build   $1 = topic, $2 = as-of day, $3 = run id, $4 = definition version */
insert into build (topic, as_of, run_id, definition_version, built_at, record_count)
select $1, $2::date, $3::uuid, $4, clock_timestamp(), count(*)
  from ${topic.recordTable} as record
 where ${topic.recordedOn} <= $2::date
on conflict (topic) do update
   set as_of = excluded.as_of,
       run_id = excluded.run_id,
       definition_version = excluded.definition_version,
       built_at = excluded.built_at,
       record_count = excluded.record_count`,
    [topic.code, asOf, runId, definitionVersion(topic)],
  );
}
