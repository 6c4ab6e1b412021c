import type { Database, Sql } from '@oblys/database';
import {
  expectedTables,
  getTopic,
  refresh,
  topics,
  verify,
  type RefreshOptions,
  type SummaryAsk,
} from '@oblys/rollups';
import { bareAggregates, queriesOf } from './bare-aggregates.js';
import { timeCapture } from './capture-cost.js';
import { correctAppeals, correctRoadmapItems } from './corrections.js';
import { assertViewsAreSummaries, createViews, refreshViews } from './materialized-views.js';
import { formatMs, median, percentile, timed, type Ratio } from '../ratios.js';
import { readDuring } from './readers.js';
import { assertBareIsCells } from './same-data.js';
import type { World } from './world.js';

export interface Bench {
  readonly database: Database;
  /** Of one connection: refreshes run on it, so that what they read can be told from what others read. */
  readonly lone: Database;
  readonly url: string;
  readonly world: World;
  readonly rounds: number;
  tell(text: string): void;
}

/** An incremental refresh after the correction of 2,000 appeals in 100 cells. */
export interface AppealsCorrected {
  readonly ms: number[];
  /** Pages that the database touched, in memory or not. */
  readonly buffers: number[];
}

/** Full counts against the bare aggregates of the same tables, by turns. */
export async function measureBuilds(bench: Bench): Promise<{ ratios: Ratio[]; fullMs: number }> {
  const { rounds, world, tell } = bench;
  const times = { bare: [] as number[], first: [] as number[], full: [] as number[] };
  tell('warming up');
  await timeBare(bench);
  for (let round = 1; round <= rounds; round += 1) {
    tell(`first builds, round ${round} of ${rounds}`);
    await emptyBuild(bench.database);
    times.bare.push(await timeBare(bench));
    times.first.push(await timeRefresh(bench, {}));
  }
  await tidy(bench.database);
  for (const bare of bareAggregates(world.lastDay)) {
    tell(`comparing the bare aggregates of ${bare.topic} with its cells`);
    await assertBareIsCells(bench.database, getTopic(bare.topic), bare);
  }
  for (let round = 1; round <= rounds; round += 1) {
    tell(`full refreshes, round ${round} of ${rounds}`);
    times.bare.push(await timeBare(bench));
    times.full.push(await timeRefresh(bench, { full: true }));
  }
  tell('every summary added up anew');
  const rebuilt = await timeRefresh(bench, { rebuild: true });
  const [bare, first, full] = [times.bare, times.first, times.full].map(median) as number[];
  const against = (ms: number, target?: number): Omit<Ratio, 'what'> => ({
    value: ms / bare!,
    ...(target === undefined ? {} : { target: { kind: 'AT_MOST', value: target } as const }),
    shownAs: 'TIMES',
    from: `${formatMs(ms)} / ${formatMs(bare!)}`,
  });
  return {
    fullMs: full!,
    ratios: [
      { what: 'full refresh, unchanged content / bare aggregates', ...against(full!, 1.6) },
      { what: 'first build / bare aggregates', ...against(first!, 2.5) },
      { what: 'the same with every summary added up anew, once / bare aggregates', ...against(rebuilt) },
    ],
  };
}

/** What costs what changed, against the full refresh and against materialized views of the same content. */
export async function measureChanges(bench: Bench, fullMs: number): Promise<Ratio[]> {
  const { database, world, rounds, tell } = bench;
  tell('laying materialized views of the same content');
  await createViews(database, topics, world.lastDay);
  const views = { one: [] as number[], all: [] as number[] };
  const corrected = await correctAppealsAgain(bench, async (round) => {
    tell(`materialized views, round ${round} of ${rounds}`);
    const byTopic = new Map<string, number>();
    for (const topic of topics) byTopic.set(topic.code, await timed(() => refreshViews(database, topic)));
    views.one.push(byTopic.get('appeal')!);
    views.all.push([...byTopic.values()].reduce((sum, ms) => sum + ms, 0));
  });
  for (const topic of topics) {
    tell(`comparing the views of ${topic.code} with its summaries`);
    await assertViewsAreSummaries(database, topic);
  }
  const roadmapMs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    tell(`corrected roadmap items, round ${round} of ${rounds}`);
    await correctRoadmapItems(database, round % 2 === 0 ? -31 : 31);
    const ms = await timeRefresh(bench, {});
    if (round > 0) roadmapMs.push(ms);
  }
  const [appeals, roadmap, one, all] = [corrected.ms, roadmapMs, views.one, views.all].map(median) as number[];
  const ofFull = (ms: number, target: number): Omit<Ratio, 'what'> => ({
    value: ms / fullMs,
    target: { kind: 'AT_MOST', value: target },
    shownAs: 'SHARE',
    from: `${formatMs(ms)} / ${formatMs(fullMs)}`,
  });
  const faster = (ms: number, target: number): Omit<Ratio, 'what'> => ({
    value: ms / appeals!,
    target: { kind: 'AT_LEAST', value: target },
    shownAs: 'TIMES',
    from: `${formatMs(ms)} / ${formatMs(appeals!)}`,
  });
  return [
    { what: '2,000 appeals in 100 cells corrected / full refresh', ...ofFull(appeals!, 0.05) },
    { what: '2,000 roadmap items corrected / full refresh', ...ofFull(roadmap!, 0.15) },
    { what: 'materialized views of all topics / 2,000 appeals corrected', ...faster(all!, 25) },
    { what: 'materialized views of appeals alone / 2,000 appeals corrected', ...faster(one!, 8) },
  ];
}

/** Incremental refreshes after the same correction, warm. */
export async function correctAppealsAgain(
  bench: Bench,
  between: (round: number) => Promise<void> = async () => {},
): Promise<AppealsCorrected> {
  const { database, rounds, tell } = bench;
  const corrected: AppealsCorrected = { ms: [], buffers: [] };
  for (let round = -1; round <= rounds; round += 1) {
    tell(round < 1 ? 'corrected appeals, warming up' : `corrected appeals, round ${round} of ${rounds}`);
    await correctAppeals(database);
    const before = await countBuffers(bench.lone);
    const ms = await timeRefresh(bench, {});
    const buffers = (await countBuffers(bench.lone)) - before;
    if (round < 1) continue;
    corrected.ms.push(ms);
    corrected.buffers.push(buffers);
    await between(round);
  }
  return corrected;
}

export async function measureCapture({ database, rounds, tell }: Bench): Promise<Ratio[]> {
  tell('writes with and without capture');
  const times = await timeCapture(database, rounds);
  const [bulkWith, bulkWithout] = [median(times.bulkWith), median(times.bulkWithout)];
  const [singleWith, singleWithout] = [median(times.singleWith), median(times.singleWithout)];
  const added = (withMs: number, withoutMs: number, target: number): Omit<Ratio, 'what'> => ({
    value: withMs / withoutMs - 1,
    target: { kind: 'AT_MOST', value: target },
    shownAs: 'SHARE',
    from: `${formatMs(withMs)} / ${formatMs(withoutMs)}`,
  });
  return [
    { what: 'what capture adds to a bulk insert of 100,000 appeals', ...added(bulkWith, bulkWithout, 0.15) },
    { what: 'what capture adds to an update of one appeal with its commit', ...added(singleWith, singleWithout, 0.2) },
  ];
}

/** Summary queries beside full refreshes, and beside aggregates that keep the machine as busy. */
export async function measureReaders(bench: Bench): Promise<Ratio[]> {
  const { database, url, world, rounds, tell } = bench;
  const districts = await database.query<{ code: string }>(
    `select distinct district_code as code from area_placement where district_code is not null order by 1 limit 12`,
  );
  const year = Number(world.lastDay.slice(0, 4)) - 1;
  const asks = districts.map(({ code }): SummaryAsk => ({
    ...{ areaCode: code, level: 'DISTRICT', from: `${year}-01-01`, to: `${year}-12-31` },
    ...{ grain: 'YEAR', start: `${year}-01-01`, asOf: null, programmeCode: null },
  }));
  const during = { refresh: [] as number[], aggregates: [] as number[] };
  let [lockWaits, looks] = [0, 0];
  for (let round = 1; round <= rounds; round += 1) {
    tell(`readers, round ${round} of ${rounds}`);
    let refreshMs = 0;
    const beside = await readDuring(url, asks, async () => {
      refreshMs = await timeRefresh(bench, { full: true });
    });
    during.refresh.push(...beside.latenciesMs);
    lockWaits += beside.lockWaits;
    looks += beside.looks;
    const endsAtMs = performance.now() + refreshMs;
    const aggregates = await readDuring(url, asks, async () => {
      while (performance.now() < endsAtMs) await timeBare(bench);
    });
    during.aggregates.push(...aggregates.latenciesMs);
  }
  const [refreshing, aggregating] = [percentile(during.refresh, 0.99), percentile(during.aggregates, 0.99)];
  return [
    {
      what: 'p99 of a summary query during a full refresh / during aggregates',
      value: refreshing / aggregating,
      target: { kind: 'AT_MOST', value: 3 },
      shownAs: 'TIMES',
      from: `${formatMs(refreshing)} of ${during.refresh.length} / ${formatMs(aggregating)} of ${during.aggregates.length}`,
    },
    {
      what: 'waits for a lock, seen of the readers during full refreshes',
      value: lockWaits,
      target: { kind: 'AT_MOST', value: 0 },
      shownAs: 'TIMES',
      from: `${looks} looks`,
    },
  ];
}

/** After all that, everything is still right to the unit. */
export async function assertVerified({ database, tell }: Bench): Promise<number> {
  tell('verifying');
  const { differences, topics: verified } = await verify(database);
  if (differences > 0) throw new Error(`${differences} rows are not what the records say.`);
  return verified.reduce((sum, { compared }) => sum + compared, 0);
}

async function timeRefresh({ lone, world }: Bench, options: Omit<RefreshOptions, 'asOf'>): Promise<number> {
  return timed(() => refresh(lone, { ...options, asOf: world.lastDay }));
}

/** The database runs them and counts their rows; nothing is sent. */
async function timeBare({ lone, world }: Bench): Promise<number> {
  let sumMs = 0;
  for (const bare of bareAggregates(world.lastDay)) {
    for (const query of queriesOf(bare))
      sumMs += await timed(() => lone.query(`explain (analyze, timing off) ${query}`));
  }
  return sumMs;
}

async function emptyBuild(sql: Sql): Promise<void> {
  const tables = topics.flatMap(expectedTables).map(({ table }) => table);
  await sql.query(`truncate ${[...tables, 'reporting_cell', 'submission_cell', 'build', 'mark'].join(', ')}`);
}

/** As autovacuum would in its time. */
async function tidy(sql: Sql): Promise<void> {
  for (const { table } of topics.flatMap(expectedTables)) await sql.query(`vacuum analyze ${table}`);
}

async function countBuffers(sql: Sql): Promise<number> {
  await sql.query('select pg_stat_force_next_flush()');
  const [counted] = await sql.query<{ buffers: string }>(
    `select blks_hit + blks_read as buffers from pg_stat_database where datname = current_database()`,
  );
  return Number(counted!.buffers);
}
