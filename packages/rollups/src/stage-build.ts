import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { columnOf } from './compile/columns.js';
import { compileCells, type MarkedCells } from './compile/compile-cells.js';
import {
  compileReporting,
  stagedCells,
  stagedReporting,
  stagedSummary,
  type CellsOf,
} from './compile/compile-frame.js';
import { compiledPeriods, periods } from './compile/compile-periods.js';
import { compileSummaries } from './compile/compile-summaries.js';
import { compileSubmissions, stagedSubmissions } from './compile/compile-submissions.js';
import { withDay } from './compile/sql-text.js';
import { earliestMonth } from './earliest-month.js';
import { CheckFailedError } from './errors.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';
import type { StepProgress, Watch } from './watch.js';

/** Memory that each sort or hash of a build may take, where the server allows less. */
const workMemoryBytes = 64 * 1024 * 1024;

/** Told after each step of a build, or of another run that works through the topics. */
export interface BuildProgress extends StepProgress {
  /** RULES: a rule of data quality was checked. */
  step: 'CELLS' | 'SUMMARIES' | 'RULES';
}

export type BuildWatch = Watch<BuildProgress>;

/**
 * Must come first in the transaction: what is staged counts nothing dated after the day.
 * @returns what the statements of the build are to be run by
 */
export async function setAsOf(connection: Sql, asOf: IsoDate): Promise<Sql> {
  const sql = withDay(connection, asOf);
  await sql.query(`select set_config('oblys.as_of', $1, true)`, [asOf]);
  await setForManyRecords(sql);
  return sql;
}

/** For the transaction of a run that reads most records by many statements. */
export async function setForManyRecords(sql: Sql): Promise<void> {
  await sql.query(
    `/* Many short statements with high cost estimates: compiling them would take longer than running them. */
     select set_config('jit', 'off', true),
            /* One run of a kind works at a time, and what does not fit is sorted on disk. */
            set_config('work_mem', greatest(pg_size_bytes(current_setting('work_mem')), $1)::text || 'B', true)`,
    [workMemoryBytes],
  );
}

/** Lays the periods there are up to the as-of day, which levels are filled into. */
export async function stagePeriods(sql: Sql): Promise<void> {
  await sql.query(compiledPeriods);
  await analyze(sql, periods);
}

/**
 * Counts the records of a topic into its temporary table of cells; gives their number.
 * @throws {CheckFailedError} when a record is dated before the republic
 */
export async function stageCells(sql: Sql, topic: Topic, marked: MarkedCells = null): Promise<number> {
  const staged = stagedCells(topic);
  await sql.query(compileCells(topic, staged, marked));
  await assertDates(sql, topic, staged);
  return countRows(sql, staged);
}

/** Adds the cells of a topic up into its temporary table of summaries; gives their number. */
export async function stageSummaries(sql: Sql, topic: Topic, cells: string): Promise<number> {
  await sql.query(compileSummaries(topic, cells, stagedSummary(topic)));
  await analyze(sql, stagedSummary(topic));
  return countRows(sql, stagedSummary(topic));
}

/** Stages who has reported when, from the cells of all topics. */
export async function stageReporting(sql: Sql, cellsOf: CellsOf): Promise<void> {
  await sql.query(compileReporting(topics, cellsOf, stagedReporting));
  await analyze(sql, stagedReporting);
}

/** Stages which months stand on submissions, with the dated events that the cells of all topics hold in them. */
export async function stageSubmissions(sql: Sql, cellsOf: CellsOf, within: 'TOUCHED' | 'ALL' = 'ALL'): Promise<void> {
  await sql.query(compileSubmissions(topics, cellsOf, within));
  await analyze(sql, stagedSubmissions);
}

async function assertDates(sql: Sql, topic: Topic, cells: string): Promise<void> {
  const [early] = await sql.query<{ branch_code: string; month: IsoDate }>(
    `/* check:${columnOf(topic.code)}/dates   $1 = earliest month */
select branch_code, month
  from ${cells}
 where month < $1::date
 order by month, branch_code
 limit 1`,
    [earliestMonth],
  );
  if (early === undefined) return;
  throw new CheckFailedError(
    `Check of ${topic.code} failed: a record of branch ${early.branch_code} is dated ` +
      `${early.month.slice(0, early.month.lastIndexOf('-'))}, before ${earliestMonth}. ` +
      'Correct the date; the last good build stays current.',
  );
}

/** The planner knows nothing of a temporary table that was not analysed. */
export async function analyze(sql: Sql, table: string): Promise<void> {
  await sql.query(`analyze ${table}`);
}

export async function countRows(sql: Sql, table: string): Promise<number> {
  const [row] = await sql.query<{ rows: number }>(`select count(*)::integer as rows from ${table}`);
  return row!.rows;
}

/** Counts the steps of a build and stops it between two of them when it is told to. */
export function createSteps(total: number, { onProgress, signal }: BuildWatch) {
  let done = 0;
  return async <T>(topic: Pick<Topic, 'code'>, step: BuildProgress['step'], work: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    const result = await work();
    done += 1;
    onProgress?.({ topic: topic.code, step, done, total });
    return result;
  };
}
