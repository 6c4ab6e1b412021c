import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { checkBuild } from './check-build.js';
import { compileCells, type MarkedCells } from './compile/compile-cells.js';
import {
  compileAreas,
  compiledMonths,
  compiledPeriods,
  compileFirstMonths,
  compileReporting,
  frame,
  stagedCells,
  stagedReporting,
  stagedSummary,
  type CellsOf,
} from './compile/compile-frame.js';
import { compileSummaries } from './compile/compile-summaries.js';
import { CheckFailedError } from './errors.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';

/** Told after each step of a build. */
export interface BuildProgress {
  topic: string;
  step: 'CELLS' | 'SUMMARIES';
  /** Steps done, this one among them, of all steps. */
  done: number;
  total: number;
}

export interface BuildWatch {
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
  /** Checked between steps. */
  readonly signal?: AbortSignal | undefined;
}

/** Earlier than this no record can be meant: the republic is of 1991. A year mistyped would open centuries of rows. */
const earliestMonth: IsoDate = '1991-01-01';

/** Must come first in the transaction: what is staged counts nothing dated after the day. */
export async function setAsOf(sql: Sql, asOf: IsoDate): Promise<void> {
  // Many short statements with high cost estimates: compiling them would take longer than running them.
  await sql.query(`select set_config('oblys.as_of', $1, true), set_config('jit', 'off', true)`, [asOf]);
}

/** Counts the records of a topic into its temporary table of cells; gives their number. */
export async function stageCells(sql: Sql, topic: Topic, marked: MarkedCells = null): Promise<number> {
  const staged = stagedCells(topic);
  await sql.query(compileCells(topic, staged, marked));
  return analyze(sql, staged);
}

/**
 * Lays the frame of months, periods and areas that the summaries are dense in, and stages who has reported when.
 * @throws {CheckFailedError} when a record is dated before the republic
 */
export async function stageFrame(sql: Sql, cellsOf: CellsOf): Promise<void> {
  const [first] = await sql.query<{ topic: string; branch_code: string; month: IsoDate }>(
    compileFirstMonths(topics, cellsOf),
  );
  if (first !== undefined && first.month < earliestMonth) {
    const { topic, branch_code: branch, month } = first;
    throw new CheckFailedError(
      `Check of ${topic} failed: a record of branch ${branch} is dated ${month.slice(0, month.lastIndexOf('-'))}, ` +
        `before ${earliestMonth}. Correct the date; the last good build stays current.`,
    );
  }
  await sql.query(`select set_config('oblys.first_month', $1, true)`, [first?.month ?? '']);
  for (const statement of [compiledMonths, compiledPeriods, compileAreas(topics, cellsOf)]) await sql.query(statement);
  for (const table of Object.values(frame)) await analyze(sql, table);
  await sql.query(compileReporting(topics, cellsOf, stagedReporting));
  await analyze(sql, stagedReporting);
}

/** Adds the cells of a topic up into its temporary table of summaries, and checks them; gives their number. */
export async function stageSummaries(sql: Sql, topic: Topic, cells: string, asOf: IsoDate): Promise<number> {
  const staged = stagedSummary(topic);
  await sql.query(compileSummaries(topic, cells, staged));
  const rows = await analyze(sql, staged);
  await checkBuild(sql, topic, staged, asOf);
  return rows;
}

/** The planner knows nothing of a temporary table that was not analysed. */
async function analyze(sql: Sql, table: string): Promise<number> {
  await sql.query(`analyze ${table}`);
  const [row] = await sql.query<{ rows: number }>(`select count(*)::integer as rows from ${table}`);
  return row!.rows;
}

/** Counts the steps of a build and stops it between two of them when it is told to. */
export function createSteps(total: number, { onProgress, signal }: BuildWatch) {
  let done = 0;
  return async <T>(topic: Topic, step: BuildProgress['step'], work: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    const result = await work();
    done += 1;
    onProgress?.({ topic: topic.code, step, done, total });
    return result;
  };
}
