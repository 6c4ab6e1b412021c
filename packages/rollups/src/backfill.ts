import type { Database, Sql } from '@oblys/database';
import { addMonths, InvalidInputError, type IsoDate } from '@oblys/domain';
import { buildCells, buildReporting, buildSummaries, type BuildContext, type TopicBuilt } from './build-topic.js';
import { getTopic } from './catalogue.js';
import { compileFirstMonth } from './compile/compile-frame.js';
import { cellTable } from './compile/columns.js';
import { latestBuild } from './latest-build.js';
import { refresh } from './refresh.js';
import { freeRefreshLock, takeRefreshLock } from './refresh-lock.js';
import { setAsOf } from './stage-build.js';
import { takeMarks } from './take-marks.js';
import type { Topic } from './topic.js';
import { topics as allTopics } from './topics/index.js';

export interface BackfillOptions {
  /** Codes of the topics; all unless given. */
  topics?: readonly string[] | undefined;
  /** Any day of the first month. */
  from: IsoDate;
  /** Any day of the last month, not after the as-of day of the current build. */
  to: IsoDate;
  onProgress?: ((progress: BackfillProgress) => void) | undefined;
  /** Checked between two months; what is done stays done. */
  signal?: AbortSignal | undefined;
}

export interface BackfillProgress {
  /** The month that was counted last. */
  month: IsoDate;
  done: number;
  total: number;
}

export interface BackfillResult {
  backfillId: string;
  asOf: IsoDate;
  months: number;
  /** The month it went on after; null when it began. */
  resumedAfter: IsoDate | null;
  cells: number;
  written: number;
}

export interface BackfillEstimate {
  asOf: IsoDate;
  months: number;
  topics: { topic: string; cells: number }[];
  cells: number;
  /** From one month that was counted anew and taken back. */
  estimatedMs: number;
}

/**
 * Counts every cell of some topics and months of the current build anew, whether it is marked or not, month by month,
 * each in a refresh of its own: readers never see a half. One that was stopped goes on after its last month when the
 * same is asked for again.
 * @throws {InvalidInputError} when there is no build, the range is reversed, before any data or after the build
 * @throws {NotFoundError} when a topic does not exist
 * @throws {RefreshUnderWayError} when another refresh runs
 */
export async function backfill(database: Database, options: BackfillOptions): Promise<BackfillResult> {
  const plan = await planOf(database, options);
  const { id, done_through: resumedAfter } = await openBackfill(database, plan);
  const months = monthsBetween(plan.from, plan.to);
  let asOf = plan.asOf;
  let cells = 0;
  let written = 0;
  for (const [index, month] of months.entries()) {
    if (resumedAfter !== null && month <= resumedAfter) continue;
    options.signal?.throwIfAborted();
    // A nightly refresh in between may have moved the build on.
    asOf = (await latestBuild(database))!.asOf;
    const recount = { from: month, to: month };
    const refreshed = await refresh(database, { asOf, topics: plan.topics.map(({ code }) => code), recount });
    cells += refreshed.topics.reduce((sum, topic) => sum + topic.cells, 0);
    written += refreshed.topics.reduce((sum, topic) => sum + topic.written, 0);
    await markDone(database, id, month, month === plan.to);
    options.onProgress?.({ month, done: index + 1, total: months.length });
  }
  return { backfillId: id, asOf, months: months.length, resumedAfter, cells, written };
}

/** What a backfill would count, and about how long it would take. Nothing is written. Errors as of the backfill. */
export async function estimateBackfill(database: Database, options: BackfillOptions): Promise<BackfillEstimate> {
  const plan = await planOf(database, options);
  const months = monthsBetween(plan.from, plan.to);
  return database.withConnection(async (_client, sql) => {
    await takeRefreshLock(sql);
    try {
      const counted = await rolledBack(sql, () => countCells(sql, plan));
      const sampleMs = await rolledBack(sql, () => timeOneMonth(sql, plan, months.at(-1)!));
      const cells = counted.reduce((sum, topic) => sum + topic.cells, 0);
      return { asOf: plan.asOf, months: months.length, topics: counted, cells, estimatedMs: sampleMs * months.length };
    } finally {
      await freeRefreshLock(sql).catch(() => undefined);
    }
  });
}

interface Plan {
  topics: readonly Topic[];
  asOf: IsoDate;
  /** First days of months. */
  from: IsoDate;
  to: IsoDate;
}

async function planOf(sql: Sql, options: BackfillOptions): Promise<Plan> {
  const topics = options.topics === undefined ? allTopics : [...new Set(options.topics)].map(getTopic);
  const [from, to] = [monthOf(options.from), monthOf(options.to)];
  if (options.from > options.to) {
    throw new InvalidInputError(`The range ${options.from}..${options.to} is reversed: its end is before its start.`);
  }
  const build = await latestBuild(sql);
  if (build === null) throw new InvalidInputError('There is no build to fill yet: run oblys rollup first.');
  if (to > monthOf(build.asOf)) {
    throw new InvalidInputError(
      `The range ends in ${to.slice(0, 7)}, and the current build in ${build.asOf.slice(0, 7)} (as of ${build.asOf}): ` +
        'what comes later is built by oblys rollup --as-of.',
    );
  }
  const [first] = await sql.query<{ month: IsoDate | null }>(compileFirstMonth(topics, cellTable));
  const firstMonth = first?.month ?? null;
  if (firstMonth === null || to < firstMonth) {
    const since = firstMonth === null ? 'there are no data at all' : `the first data are of ${firstMonth.slice(0, 7)}`;
    throw new InvalidInputError(`The range ${options.from}..${options.to} lies before any data: ${since}.`);
  }
  return { topics, asOf: build.asOf, from, to };
}

function monthOf(date: IsoDate): IsoDate {
  return `${date.slice(0, 'YYYY-MM'.length)}-01`;
}

function monthsBetween(from: IsoDate, to: IsoDate): IsoDate[] {
  const months: IsoDate[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

interface OpenBackfill {
  id: string;
  done_through: IsoDate | null;
}

async function openBackfill(sql: Sql, { topics, from, to }: Plan): Promise<OpenBackfill> {
  const [open] = await sql.query<OpenBackfill>(
    `/* backfill:open   $1 = topics, $2 = first month, $3 = last month */
insert into backfill as open (topics, from_month, to_month)
values ($1, $2::date, $3::date)
on conflict (topics, from_month, to_month) where finished_at is null do update
   set started_at = open.started_at
returning id, done_through`,
    [
      topics
        .map(({ code }) => code)
        .sort()
        .join(),
      from,
      to,
    ],
  );
  return open!;
}

async function markDone(sql: Sql, id: string, month: IsoDate, isLast: boolean): Promise<void> {
  await sql.query(
    `/* backfill:done   $1 = id, $2 = month, $3 = whether it was the last */
update backfill
   set done_through = $2::date, finished_at = case when $3 then clock_timestamp() end
 where id = $1::uuid`,
    [id, month, isLast],
  );
}

async function countCells(sql: Sql, { topics, asOf, from, to }: Plan): Promise<{ topic: string; cells: number }[]> {
  await setAsOf(sql, asOf);
  const counted = await takeMarks(sql, { topics, builtAsOf: asOf, asOf, recount: { from, to } });
  return topics.map(({ code }) => ({ topic: code, cells: counted.get(code) ?? 0 }));
}

/** One step of the backfill, to be taken back; milliseconds. */
async function timeOneMonth(sql: Sql, { topics, asOf }: Plan, month: IsoDate): Promise<number> {
  const begunAtMs = performance.now();
  await setAsOf(sql, asOf);
  const marked = await takeMarks(sql, { topics, builtAsOf: asOf, asOf, recount: { from: month, to: month } });
  const [run] = await sql.query<{ id: string }>('select new_id() as id');
  const context: BuildContext = { sql, runId: run!.id, asOf, builtAsOf: asOf };
  const built: TopicBuilt[] = [];
  for (const topic of topics) built.push(await buildCells(context, topic, marked.get(topic.code) ?? 0));
  await buildReporting(context, built);
  for (const each of built) await buildSummaries(context, each);
  return performance.now() - begunAtMs;
}

async function rolledBack<T>(sql: Sql, work: () => Promise<T>): Promise<T> {
  await sql.query('begin isolation level repeatable read');
  try {
    return await work();
  } finally {
    await sql.query('rollback');
  }
}
