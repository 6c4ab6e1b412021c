import type { Database, Sql } from '@oblys/database';
import { InvalidInputError, type IsoDate } from '@oblys/domain';
import { getTopic } from './catalogue.js';
import { cellValues } from './compile/cell-counters.js';
import {
  cellKey,
  cellTable,
  columnOf,
  summaryKey,
  summaryTable,
  summaryValues,
  type Column,
} from './compile/columns.js';
import { distinctMeasures } from './compile/compile-distinct.js';
import { submitted } from './build-topic.js';
import { stagedCells, stagedReporting, stagedSummary } from './compile/compile-frame.js';
import { findingsAtMost, recordFindings, resolveFindings, type Finding } from './findings.js';
import { latestBuild } from './latest-build.js';
import { refresh, type RefreshResult } from './refresh.js';
import { freeRefreshLock, takeRefreshLock } from './refresh-lock.js';
import { runAlone } from './run-alone.js';
import {
  createSteps,
  setAsOf,
  stageCells,
  stagePeriods,
  stageReporting,
  stageSubmissions,
  stageSummaries,
  type BuildWatch,
} from './stage-build.js';
import type { Topic } from './topic.js';
import { topics as allTopics } from './topics/index.js';

export interface VerifyOptions extends BuildWatch {
  /** Codes of the topics to verify; all unless given. */
  topics?: readonly string[] | undefined;
  /** Builds everything anew where anything differs. */
  repair?: boolean | undefined;
}

export interface TopicVerification {
  topic: string;
  /** Rows compared, cells and summaries. */
  compared: number;
  /** Rows that differ from what the records say, or from what the cells add up to. */
  differences: number;
  /** Cells that changed since the build: a waiting mark says so, and they are left to the next refresh. */
  waiting: number;
}

export interface Verification {
  runId: string;
  asOf: IsoDate;
  topics: TopicVerification[];
  /** Rows of the reporting months, and of those that were submitted, that differ. */
  reportingDifferences: number;
  differences: number;
  /** The rows that differ, up to 100 of each table. */
  findings: Finding[];
  /** The refresh that repaired them; null when none had to. */
  repairedByRunId: string | null;
}

/**
 * Counts every cell and summary of the current build once more, from all records and in one snapshot, and compares with
 * what is stored, row by row and to the unit. Differences are kept as findings; with `repair` everything is built anew.
 * @throws {InvalidInputError} when there is no build yet
 * @throws {NotFoundError} when a topic does not exist
 * @throws {RefreshUnderWayError} when a refresh runs
 */
export async function verify(database: Database, options: VerifyOptions = {}): Promise<Verification> {
  const chosen = options.topics === undefined ? allTopics : [...new Set(options.topics)].map(getTopic);
  const build = await latestBuild(database);
  if (build === null) throw new InvalidInputError('There is no build to verify yet: run oblys rollup first.');
  const { asOf } = build;
  const found = await runAlone(database, {
    kind: 'VERIFY',
    asOf,
    watch: options,
    lock: takeRefreshLock,
    unlock: freeRefreshLock,
    work: (sql, runId, watch) => compareAll(sql, runId, chosen, asOf, watch),
  });
  if (found.differences === 0 || options.repair !== true) return { ...found, asOf, repairedByRunId: null };
  const { runId: repairedByRunId } = await repair(database, options);
  return { ...found, asOf, repairedByRunId };
}

/**
 * Builds everything anew as of the day of the current build, whether anything differs or not; what a verification has
 * found is resolved by it.
 * @throws {InvalidInputError} when there is no build yet
 * @throws {RefreshUnderWayError} when a refresh runs
 */
export async function repair(database: Database, watch: BuildWatch = {}): Promise<RefreshResult> {
  const build = await latestBuild(database);
  if (build === null) throw new InvalidInputError('There is no build to repair yet: run oblys rollup first.');
  const { onProgress, signal, fence } = watch;
  const repaired = await refresh(database, { asOf: build.asOf, rebuild: true, onProgress, signal, fence });
  const codes = [...allTopics.map(({ code }) => code), reportingTopic];
  await resolveFindings(database, repaired.runId, codes, ['VERIFY']);
  return repaired;
}

/** What findings of the reporting months are filed under, which belong to all topics. */
const reportingTopic = 'reporting';

type Compared = Omit<Verification, 'runId' | 'asOf' | 'repairedByRunId'>;

async function compareAll(
  connection: Sql,
  runId: string,
  chosen: readonly Topic[],
  asOf: IsoDate,
  watch: BuildWatch,
): Promise<Compared> {
  const sql = await setAsOf(connection, asOf);
  await stagePeriods(sql);
  const step = createSteps(chosen.length * 2, watch);
  const findings: Finding[] = [];
  const verified: TopicVerification[] = [];
  for (const topic of chosen) {
    const result: TopicVerification = { topic: topic.code, compared: 0, differences: 0, waiting: 0 };
    result.waiting = await countWaiting(sql, topic);
    await step(topic, 'CELLS', async () => {
      result.compared += await stageCells(sql, topic);
      take(result, await compare(sql, topic.code, cellsOf(topic)), findings);
    });
    await step(topic, 'SUMMARIES', async () => {
      result.compared += await stageSummaries(sql, topic, cellTable(topic));
      take(result, await compare(sql, topic.code, summariesOf(topic, result.waiting > 0)), findings);
    });
    verified.push(result);
  }
  await stageReporting(sql, cellTable);
  const reporting = await compare(sql, reportingTopic, reportingMonths);
  findings.push(...reporting.findings);
  await stageSubmissions(sql, cellTable);
  const sent = await compare(sql, reportingTopic, submittedMonths);
  findings.push(...sent.findings);
  const ofReporting = reporting.count + sent.count;
  await recordFindings(sql, runId, 'VERIFY', findings);
  const differences = verified.reduce((sum, topic) => sum + topic.differences, ofReporting);
  if (differences === 0) {
    await resolveFindings(sql, runId, [...chosen.map(({ code }) => code), reportingTopic], ['VERIFY']);
  }
  return { topics: verified, reportingDifferences: ofReporting, differences, findings };
}

function take(result: TopicVerification, { count, findings }: Differences, all: Finding[]): void {
  result.differences += count;
  all.push(...findings);
}

async function countWaiting(sql: Sql, { code }: Topic): Promise<number> {
  const [row] = await sql.query<{ cells: number }>(
    `/* verify:waiting   $1 = topic */
select count(distinct (region_code, branch_code, month))::integer as cells
  from mark
 where topic = $1`,
    [code],
  );
  return row!.cells;
}

interface Comparison {
  readonly table: string;
  readonly staged: string;
  readonly key: readonly Column[];
  readonly values: readonly Column[];
  /** SQL of the rows to leave out; `this` is the row. */
  readonly without: string;
}

/** A cell with a waiting mark is of another moment than the build: the next refresh counts it. */
function cellsOf(topic: Topic): Comparison {
  const without = `select
      from mark
     where mark.topic = '${topic.code}'
       and mark.region_code = this.region_code
       and mark.branch_code = this.branch_code
       and mark.month = this.month`;
  return {
    table: cellTable(topic),
    staged: stagedCells(topic),
    key: cellKey(topic),
    values: cellValues(topic),
    without,
  };
}

/** Summaries are what the stored cells add up to, whatever waits; what is counted from records is of their moment. */
function summariesOf(topic: Topic, isWaiting: boolean): Comparison {
  const distinct = new Set(distinctMeasures(topic).map(({ code }) => columnOf(code)));
  const values = summaryValues(topic).filter(({ name }) => !isWaiting || !distinct.has(name));
  const without = 'select where false';
  return { table: summaryTable(topic), staged: stagedSummary(topic), key: summaryKey(topic), values, without };
}

const reportingMonths: Comparison = {
  table: 'reporting_cell',
  staged: stagedReporting,
  key: [
    { name: 'region_code', type: 'text' },
    { name: 'branch_code', type: 'text' },
    { name: 'month', type: 'date' },
  ],
  values: [{ name: 'record_count', type: 'integer' }],
  without: 'select where false',
};

/** Whoever submits or decides leaves a mark: then the whole month of the region is left to the next refresh. */
const submittedMonths: Comparison = {
  table: submitted.table,
  staged: submitted.staged,
  key: submitted.key,
  values: submitted.values,
  without: `select
      from mark
     where mark.region_code = this.region_code
       and mark.month = this.month`,
};

interface Differences {
  count: number;
  findings: Finding[];
}

interface DifferentRow {
  key: Record<string, string>;
  expected: Record<string, string> | null;
  found: Record<string, string> | null;
  of_all: number;
}

async function compare(sql: Sql, topic: string, comparison: Comparison): Promise<Differences> {
  const { table, staged, key, values, without } = comparison;
  const object = (row: string): string =>
    `case when ${row}.${key[0]!.name} is not null then jsonb_build_object(${values
      .map(({ name }) => `'${name}', ${row}.${name}::text`)
      .join(', ')}) end`;
  const columns = (row: string): string => values.map(({ name }) => `${row}.${name}`).join(', ');
  const names = key.map(({ name }) => name);
  const rows = await sql.query<DifferentRow>(`/* verify:${table} */
select jsonb_build_object(${names.map((name) => `'${name}', this.${name}::text`).join(', ')}) as key,
       this.expected, this.found, count(*) over ()::integer as of_all
  from (
    select ${names.map((name) => `coalesce(staged.${name}, stored.${name}) as ${name}`).join(', ')},
           ${object('staged')} as expected, ${object('stored')} as found
      from ${staged} as staged
      full join ${table} as stored
        on ${names.map((name) => `stored.${name} = staged.${name}`).join('\n       and ')}
     where row(${columns('staged')}) is distinct from row(${columns('stored')})
  ) as this
 where not exists (
    ${without}
  )
 order by ${names.map((name) => `this.${name}`).join(', ')}
 limit ${findingsAtMost}`);
  return { count: rows[0]?.of_all ?? 0, findings: rows.map((row) => findingOf(topic, table, row)) };
}

function findingOf(topic: string, table: string, { key, expected, found }: DifferentRow): Finding {
  const differing = (row: Record<string, string> | null, other: Record<string, string> | null): string | null =>
    row === null
      ? null
      : Object.entries(row)
          .filter(([name, value]) => other?.[name] !== value)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ');
  const said = differing(found, expected);
  const meant = differing(expected, found);
  const where = Object.entries(key)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const what = table.endsWith('_summary') ? 'its cells add up to' : 'the records give';
  return {
    topic,
    rule: `${table} is what ${what}`,
    areaCode: key['area_code'] ?? key['branch_code'] ?? '',
    grain: key['grain'] ?? 'MONTH',
    periodStart: key['period_start'] ?? key['month'] ?? null,
    programmeCode: key['programme_code'] ?? null,
    expected: meant,
    found: said,
    message: `${table} (${where}) holds ${said ?? 'no row'}; ${what} ${meant ?? 'none'}.`,
  };
}
