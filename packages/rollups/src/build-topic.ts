import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { checkBuild } from './check-build.js';
import { cellValues } from './compile/cell-counters.js';
import { cellKey, cellTable, columnOf, summaryKey, summaryTable, summaryValues } from './compile/columns.js';
import { compileCellChanges, compileChangedReporting, compileReportingChanges } from './compile/compile-changes.js';
import { stagedCells, stagedReporting, stagedSummary } from './compile/compile-frame.js';
import { markedCells } from './compile/compile-marks.js';
import { compileOpenedMonths, hasLevels } from './compile/compile-opened-months.js';
import { compileChangedSummaries } from './compile/compile-summaries.js';
import {
  compileCorrectedDelete,
  compileCorrectedUpsert,
  compileDelete,
  compileUpsert,
  type Correction,
  type Replacement,
} from './compile/compile-write.js';
import { analyze, stageCells, stageReporting, stageSummaries } from './stage-build.js';
import { isMostlyMarked, stageMarked, stageTouched } from './take-marks.js';
import type { Topic } from './topic.js';

/** FULL: all cells were counted; MARKED: those that changed; UNMARKED: none, since none changed. */
export type RefreshMode = 'FULL' | 'MARKED' | 'UNMARKED';

export interface TopicRefresh {
  topic: string;
  mode: RefreshMode;
  /** Cells that hold anything, of those that were counted. */
  cells: number;
  /** Summary rows that were computed. */
  summaries: number;
  /** Rows inserted, changed or deleted; none when nothing has changed. */
  written: number;
}

export interface BuildContext {
  readonly sql: Sql;
  readonly runId: string;
  readonly asOf: IsoDate;
  /** The day of the build before; null when there was none. */
  readonly builtAsOf: IsoDate | null;
}

/** A topic on its way through a build. */
export interface TopicBuilt {
  readonly topic: Topic;
  readonly result: TopicRefresh;
}

/**
 * Brings the cells of a topic to what the records say.
 * @param marked how many cells are marked, or that all are to be counted
 */
export async function buildCells(context: BuildContext, topic: Topic, marked: number | 'ALL'): Promise<TopicBuilt> {
  const { sql } = context;
  const result: TopicRefresh = { topic: topic.code, mode: 'UNMARKED', cells: 0, summaries: 0, written: 0 };
  if (marked === 0) return { topic, result };
  if (marked === 'ALL' || (await isMostlyMarked(sql, topic, marked))) {
    result.mode = 'FULL';
    result.cells = await stageCells(sql, topic);
    result.written = await replace(context, cellsOf(topic));
  } else {
    result.mode = 'MARKED';
    const relation = await stageMarked(sql, topic);
    result.cells = await stageCells(sql, topic, relation);
    await sql.query(compileCellChanges(topic, stagedCells(topic), relation, changedCells(topic)));
    await analyze(sql, changedCells(topic));
    result.written = await correct(context, { ...cellsOf(topic), keys: changedCells(topic) });
  }
  return { topic, result };
}

/** Brings the months that each branch has reported to what the cells of all topics say. */
export async function buildReporting(context: BuildContext, built: readonly TopicBuilt[]): Promise<void> {
  const { sql } = context;
  if (built.some(({ result }) => result.mode === 'FULL')) {
    await stageReporting(sql, cellTable);
    await replace(context, reporting);
    return;
  }
  const marked = built.filter(({ result }) => result.mode === 'MARKED');
  if (marked.length === 0) return;
  const changes = marked.map(({ topic }) => compileReportingChanges(topic, changedCells(topic)));
  await sql.query(compileChangedReporting(changes, stagedReporting));
  await correct(context, reporting);
}

/**
 * Brings the summaries of a topic to what its cells say, and checks them.
 * @throws {CheckFailedError} when they contradict the records or themselves
 */
export async function buildSummaries(context: BuildContext, { topic, result }: TopicBuilt): Promise<void> {
  const { sql, asOf } = context;
  if (result.mode === 'FULL') {
    result.summaries = await stageSummaries(sql, topic, cellTable(topic));
    const staged = stagedSummary(topic);
    await checkBuild(sql, { topic, asOf, rows: staged, summaries: staged, touched: null });
    result.written += await replace(context, summariesOf(topic));
    return;
  }
  result.written += await openMonths(context, topic);
  if (result.mode === 'UNMARKED') return;
  await sql.query(compileChangedSummaries(topic, changedCells(topic), markedCells(topic), stagedSummary(topic)));
  result.summaries = await analyze(sql, stagedSummary(topic));
  result.written += await correct(context, summariesOf(topic));
  const touched = await stageTouched(sql, topic);
  await checkBuild(sql, { topic, asOf, rows: stagedSummary(topic), summaries: summaryTable(topic), touched });
}

/** A stock goes on through months without records: the periods that began since the last build start from its level. */
async function openMonths({ sql, runId, asOf, builtAsOf }: BuildContext, topic: Topic): Promise<number> {
  const monthOf = (day: IsoDate): IsoDate => `${day.slice(0, 'YYYY-MM'.length)}-01`;
  if (builtAsOf === null || monthOf(builtAsOf) === monthOf(asOf) || !hasLevels(topic)) return 0;
  const [opened] = await sql.query<{ rows: number }>(compileOpenedMonths(topic), [runId, monthOf(builtAsOf)]);
  return opened!.rows;
}

function changedCells(topic: Topic): string {
  return `${columnOf(topic.code)}_cell_changed`;
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

/** Makes the whole table say what is staged; gives the number of rows that did not. */
async function replace({ sql, runId }: BuildContext, replacement: Replacement): Promise<number> {
  const [written] = await sql.query<{ rows: number }>(compileUpsert(replacement), [runId]);
  const [deleted] = await sql.query<{ rows: number }>(compileDelete(replacement));
  return written!.rows + deleted!.rows;
}

/** Makes some rows of the table say what is staged; gives the number of rows that did not. */
async function correct({ sql, runId }: BuildContext, correction: Correction): Promise<number> {
  const [deleted] = await sql.query<{ rows: number }>(compileCorrectedDelete(correction));
  const [written] = await sql.query<{ rows: number }>(compileCorrectedUpsert(correction), [runId]);
  return written!.rows + deleted!.rows;
}
