import { isDeepStrictEqual } from 'node:util';
import { openDatabase, type Database } from '@oblys/database';
import { grains, listPeriods, periodEnd } from '@oblys/domain';
import {
  answerSummaries,
  CheckFailedError,
  countLive,
  getTopic,
  refresh,
  topics,
  type LiveAsk,
  type SummaryAnswer,
  type SummaryAsk,
} from '@oblys/rollups';
import { History } from './history.js';
import { anyDay, recordKinds } from './history-records.js';
import { createTestDatabase } from './postgres.js';
import { createRandom, type Random } from './random.js';
import { createOracleOf, type Oracle } from './rollups-oracle.js';
import { figuresOf } from './rollups-oracle-figures.js';
import type { OracleRecords } from './rollups-oracle-records.js';
import { seedVocabularies, type Row } from './rollups-records.js';

/** What a planted fault does, and when. */
export interface Fault {
  onBegin?(database: Database): Promise<void>;
  beforeRefresh?(database: Database, asOf: string): Promise<void>;
  afterLateCommit?(database: Database): Promise<void>;
}

export interface WorldOptions {
  readonly seed: number;
  /** How many histories run beside each other, each in two regions of its own. */
  readonly histories: number;
  readonly fault?: Fault;
}

export interface WorldReport {
  seed: number;
  histories: number;
  historiesByTopic: Record<string, number>;
  steps: number;
  refreshes: number;
  /** Summary rows held against the oracle, those that have to be absent among them. */
  rowsCompared: number;
  /** Answers, stored and live, held against the oracle. */
  answersCompared: number;
  /** Those of them that came from stored months and records both. */
  mixedCompared: number;
  /** The first that were found; none when all agree. */
  differences: unknown[];
}

/** As-of days only move on, some of them without a write in between. */
const rounds = [
  { steps: 8, asOf: '2025-03-31' },
  { steps: 0, asOf: '2025-04-01' },
  { steps: 8, asOf: '2025-10-01' },
  { steps: 8, asOf: '2025-11-05' },
  { steps: 0, asOf: '2025-11-06' },
  { steps: 8, asOf: '2026-01-01' },
];

/** The steps that each history takes. */
export const stepsPerHistory = rounds.reduce((sum, { steps }) => sum + steps, 0);

/** Lets histories happen in one database, refreshes in between, and holds what is stored and counted against an oracle. */
export async function runWorld(options: WorldOptions): Promise<WorldReport> {
  const home = await createTestDatabase();
  const database = await openDatabase({ url: home.url, poolSize: 6 });
  try {
    return await new World(database, options).run();
  } finally {
    await database.close();
    await home.drop();
  }
}

class World {
  private readonly random: Random;
  private readonly histories: History[];
  private readonly report: WorldReport;

  constructor(
    private readonly database: Database,
    private readonly options: WorldOptions,
  ) {
    const { seed, histories } = options;
    this.random = createRandom(seed);
    this.histories = Array.from({ length: histories }, (_none, index) => {
      const main = topics[index % topics.length]!.code;
      // Every fourth is of two topics.
      const second = topics[(index * 7 + 3) % topics.length]!.code;
      return new History(index, seed * 1_000 + index, index % 4 === 3 ? [main, second] : [main]);
    });
    const historiesByTopic: Record<string, number> = {};
    for (const history of this.histories) {
      for (const topic of history.topics) historiesByTopic[topic] = (historiesByTopic[topic] ?? 0) + 1;
    }
    this.report = {
      ...{ seed, histories, historiesByTopic, steps: 0, refreshes: 0 },
      ...{ rowsCompared: 0, answersCompared: 0, mixedCompared: 0, differences: [] },
    };
  }

  async run(): Promise<WorldReport> {
    const { fault } = this.options;
    await this.begin();
    await fault?.onBegin?.(this.database);
    try {
      for (const { steps, asOf } of rounds) {
        await this.takeSteps(steps, asOf);
        if (this.report.differences.length > 0) break;
      }
    } catch (error) {
      // A check that stops a build has caught the fault.
      if (!(fault !== undefined && error instanceof CheckFailedError)) throw error;
      this.report.differences.push(error.message);
    }
    this.report.steps = this.histories.reduce((sum, { steps }) => sum + steps, 0);
    return this.report;
  }

  private async begin(): Promise<void> {
    await seedVocabularies(this.database);
    const trees = this.histories.map(({ tree }) => tree);
    const areas = [
      { code: '000000000', level: 'COUNTRY' },
      ...trees.flatMap(({ regions, districts, settlements }) => [
        ...regions.map((code) => ({ code, level: 'REGION' })),
        ...districts.map((code) => ({ code, level: 'DISTRICT' })),
        ...settlements.map((code) => ({ code, level: 'SETTLEMENT' })),
      ]),
    ];
    await this.database.query(
      `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
       select code, level, level, code, code, code, false from jsonb_to_recordset($1) as area (code text, level text)`,
      [JSON.stringify(areas)],
    );
    await this.database.query(
      `insert into area_parent (area_code, parent_code, valid_from, valid_to)
       select area, parent, "from", "to"
         from jsonb_to_recordset($1) as link (area text, parent text, "from" date, "to" date)`,
      [JSON.stringify(trees.flatMap((tree) => tree.listLinks()))],
    );
    await this.database.query(this.histories.map((history) => history.begin()).join(';\n'));
  }

  /** Steps of all histories by turns; some in a transaction that ends only after the refresh, or never takes effect. */
  private async takeSteps(steps: number, asOf: string): Promise<void> {
    await this.database.withConnection(async (_client, late) => {
      const held: (() => void)[] = [];
      if (steps > 0) await late.query('begin');
      for (let step = 0; step < steps; step += 1) {
        const lateOnes = this.histories.filter(() => this.random.chance(0.1));
        const now = this.histories
          .filter((history) => !lateOnes.includes(history))
          .map((history) => history.next(false));
        const later = lateOnes.map((history) => history.next(true));
        if (now.length > 0) await this.database.query(now.map(({ sql }) => sql).join(';\n'));
        for (const { apply } of now) apply();
        if (later.length > 0) await late.query(later.map(({ sql }) => sql).join(';\n'));
        held.push(...later.map(({ apply }) => apply));
      }
      if (this.report.refreshes > 0) await this.compareWaiting();
      await this.refreshAndCompare(asOf);
      if (steps === 0) return;
      if (this.random.chance(0.3)) await late.query('rollback');
      else {
        await late.query('commit');
        for (const apply of held) apply();
        await this.options.fault?.afterLateCommit?.(this.database);
      }
      for (const history of this.histories) history.release();
    });
    if (this.report.differences.length === 0) await this.refreshAndCompare(asOf);
  }

  private async refreshAndCompare(asOf: string): Promise<void> {
    await this.options.fault?.beforeRefresh?.(this.database, asOf);
    // A full count would hide a mark that was lost, so faults meet none.
    const full = this.options.fault === undefined && this.random.chance(0.25);
    await refresh(this.database, { asOf, full });
    this.report.refreshes += 1;
    for (const { code } of topics) {
      await this.compareSummaries(code, asOf);
      // One that differs is what a planted fault is caught by, and enough to look into any other.
      if (this.report.differences.length > 0) return;
    }
    await this.compareAnswers(asOf);
  }

  /** Every area, period and programme of a topic, both what has to be there and what must not. */
  private async compareSummaries(code: string, asOf: string): Promise<void> {
    const { table } = recordKinds[code]!;
    const concerned = this.histories.filter(
      (history) => history.list(table).length > 0 || history.topics.includes(code),
    );
    const stored = await this.database.query<Row>(`select * from ${snake(code)}_summary`);
    const found = new Map(stored.map((row) => [keyOf(row), row]));
    const hasProgramme = getTopic(code).dimensions.length > 0;
    const country = new Map<string, Record<string, bigint>>();
    const columns = (figures: Record<string, unknown>): [string, string][] =>
      Object.entries(figures).map(([measure, value]) => [snake(measure), String(value)]);
    let expectedRows = 0;
    const check = (key: string, figures: Record<string, unknown>): void => {
      this.report.rowsCompared += 1;
      const row = found.get(key);
      const isNothing = columns(figures).every(([, value]) => Number(value) === 0);
      if (!isNothing) expectedRows += 1;
      if (
        isNothing
          ? row === undefined
          : row !== undefined && columns(figures).every(([column, value]) => String(row[column]) === value)
      )
        return;
      this.differ({ topic: code, asOf, key, stored: row ?? null, counted: figures });
    };
    for (const history of concerned) {
      const records = history.list(table);
      for (const { code: area, level } of history.tree.summarized) {
        for (const programme of hasProgramme ? [null, 'auyl-amanaty', 'womens-wing'] : [null]) {
          const ofArea = records.filter(
            (row) =>
              row[level === 'REGION' ? 'region_code' : 'branch_code'] === area &&
              (programme === null || row['programme_code'] === programme),
          );
          for (const period of allPeriods(asOf)) {
            const figures = figuresFor(code, ofArea, period.start, period.end, asOf);
            check([area, period.grain, period.start, ...(hasProgramme ? [programme ?? 'ALL'] : [])].join(), figures);
            if (level === 'REGION')
              addTo(
                country,
                [period.grain, period.start, ...(hasProgramme ? [programme ?? 'ALL'] : [])].join(),
                figures,
              );
          }
        }
      }
    }
    for (const [key, sums] of country)
      check(
        `000000000,${key}`,
        Object.fromEntries(
          Object.entries(sums).map(([measure, sum]) => [measure, measure === 'amount' ? money(sum) : String(sum)]),
        ),
      );
    if (expectedRows !== stored.length) this.differ({ topic: code, asOf, expectedRows, storedRows: stored.length });
  }

  /** Answers as they are given, stored and live, for random areas, periods and programmes: of half of the topics, by turns. */
  private async compareAnswers(asOf: string): Promise<void> {
    const records: OracleRecords = {};
    for (const { table } of Object.values(recordKinds))
      records[table] = this.histories.flatMap((history) => history.list(table));
    const oracle = createOracleOf(records);
    const currentOracle = createOracleOf(this.listInTreeOfToday());
    const turn = Math.floor(this.report.refreshes / 2);
    for (const topic of topics.filter((_topic, index) => (index + turn) % 2 === 0)) {
      const asks = Array.from({ length: 12 }, () => this.anyAsk(topic.code, asOf));
      const stored = await answerSummaries(this.database, topic, asks);
      const days = asks.map((ask) => ({ ...ask, asOf: this.random.chance(0.5) ? asOf : anyDay(this.random) }));
      const live = await countLive(this.database, topic, days);
      // Today's tree is slow to count in, so it is asked for after every other refresh.
      const current = asks
        .slice(0, this.report.refreshes % 2 === 0 ? 4 : 0)
        .map((ask) => ({ ...ask, asOf, tree: 'CURRENT' as const }));
      const inTreeOfToday = current.length === 0 ? [] : await answerSummaries(this.database, topic, current);
      const answered = [
        ...asks.map((ask, index) => ({ ask: { ...ask, asOf }, answer: stored[index]! })),
        ...days.map((ask, index) => ({ ask, answer: live[index]! })),
      ];
      for (const { ask, answer } of answered) this.compareAnswer(topic.code, ask, answer, oracle);
      current.forEach((ask, index) => this.compareAnswer(topic.code, ask, inTreeOfToday[index]!, currentOracle));
    }
  }

  /** Answers while changes wait for the next refresh: of other days than the build's, for any span. */
  private async compareWaiting(): Promise<void> {
    const records: OracleRecords = {};
    for (const { table } of Object.values(recordKinds)) {
      records[table] = this.histories.flatMap((history) => history.list(table));
    }
    const oracle = createOracleOf(records);
    for (const topic of topics) {
      const asks = Array.from({ length: 10 }, (): LiveAsk => {
        const { areaCode, level, programmeCode } = this.anyAsk(topic.code, '2026-01-01');
        const [from, to] = [anyDay(this.random), anyDay(this.random)].sort() as [string, string];
        const asOf = this.random.pick(['2025-01-31', '2025-03-31', '2025-09-30', anyDay(this.random)]);
        return { areaCode, level, programmeCode, from: this.random.chance(0.2) ? null : from, to, asOf };
      });
      const answers = await answerSummaries(this.database, topic, asks);
      asks.forEach((ask, index) => {
        if (answers[index]!.source === 'MIXED') this.report.mixedCompared += 1;
        this.compareAnswer(topic.code, ask, answers[index]!, oracle);
      });
    }
  }

  private compareAnswer(topic: string, ask: LiveAsk, answer: SummaryAnswer, oracle: Oracle): void {
    this.report.answersCompared += 1;
    const { values, withheld, recordCount, source } = answer;
    const counted = oracle.count(topic, ask);
    if (isDeepStrictEqual({ values, withheld, recordCount }, counted)) return;
    this.differ({ topic, ask, source, values, counted: counted.values });
  }

  /** The records as if what they tell of had always lain where it lies at the end of time. */
  private listInTreeOfToday(): OracleRecords {
    const placed = (history: History, table: string): Row[] =>
      history.list(table).map((row) => {
        const { region, branch } = history.tree.place(String(row['area_code']), '9999-12-31');
        return { ...row, region_code: region, branch_code: branch };
      });
    const kinds = Object.values(recordKinds);
    return Object.fromEntries(
      kinds.map(({ table }) => [table, this.histories.flatMap((history) => placed(history, table))]),
    );
  }

  private anyAsk(code: string, asOf: string): SummaryAsk {
    const history = this.random.pick(this.histories.filter(({ topics: its }) => its.includes(code)));
    const areas = [...history.tree.summarized, { code: '000000000', level: 'COUNTRY' as const }];
    const { code: areaCode, level } = this.random.pick(areas);
    const period = this.random.pick(allPeriods(asOf));
    const programmeCode = getTopic(code).dimensions.length > 0 ? this.random.pick([null, 'auyl-amanaty']) : null;
    const { grain, start, end } = period;
    return { areaCode, level, from: start, to: end, grain, start, asOf: null, programmeCode };
  }

  private differ(difference: unknown): void {
    if (this.report.differences.length < 3) this.report.differences.push(difference);
  }
}

const periodsByDay = new Map<string, { grain: (typeof grains)[number]; start: string; end: string }[]>();

/** Every period of every grain from before the first record to that of the day. */
function allPeriods(asOf: string): { grain: (typeof grains)[number]; start: string; end: string }[] {
  const known = periodsByDay.get(asOf);
  if (known !== undefined) return known;
  const periods = grains.flatMap((grain) =>
    listPeriods(grain, '2024-07-01', asOf).map((period) => ({ grain, start: period.start, end: periodEnd(period) })),
  );
  periodsByDay.set(asOf, periods);
  return periods;
}

function figuresFor(code: string, rows: Row[], from: string, to: string, asOf: string): Record<string, unknown> {
  const day = to < asOf ? to : asOf;
  const ask = { areaCode: '', level: 'DISTRICT' as const, from, to, asOf, programmeCode: null };
  const { spans, levels } = figuresOf[code]!({
    ask,
    day,
    within: (date) => typeof date === 'string' && date >= from && date <= day,
    by: (date, limit) => typeof date === 'string' && date <= limit,
    ofArea: () => rows,
  });
  return { ...spans, ...levels };
}

function addTo(sums: Map<string, Record<string, bigint>>, key: string, figures: Record<string, unknown>): void {
  const sum = sums.get(key) ?? {};
  for (const [measure, value] of Object.entries(figures)) {
    sum[measure] = (sum[measure] ?? 0n) + BigInt(String(value).replace('.', ''));
  }
  sums.set(key, sum);
}

function money(tiyn: bigint): string {
  const digits = String(tiyn).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function keyOf(row: Row): string {
  const { area_code: area, grain, period_start: start, programme_code: programme } = row;
  return [area, grain, start, ...(programme === undefined ? [] : [programme])].join();
}

function snake(code: string): string {
  return code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
