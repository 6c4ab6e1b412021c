import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { checkBuild } from './check-build.js';
import { cellValues } from './compile/cell-counters.js';
import { cellKey, cellTable, columnOf, summaryKey, summaryTable, summaryValues } from './compile/columns.js';
import { compileCellChanges, compileChangedReporting, compileReportingChanges } from './compile/compile-changes.js';
import { stagedCells, stagedReporting, stagedSummary } from './compile/compile-frame.js';
import { markedCells } from './compile/compile-marks.js';
import { compileOpenedMonths, hasLevels } from './compile/compile-opened-months.js';
import { distinctMeasures } from './compile/compile-distinct.js';
import {
  compiledTouchedDelete,
  compileTouchedMonths,
  stagedSubmissions,
  submissionTable,
  touchedMonths,
} from './compile/compile-submissions.js';
import { compileChangedSummaries, selectSummaries } from './compile/compile-summaries.js';
import {
  compileCorrectedDelete,
  compileCorrectedUpsert,
  compileDelete,
  compileInsert,
  compileStagedUpsert,
  compileUpsert,
  type Correction,
  type Replacement,
} from './compile/compile-write.js';
import { analyze, countRows, stageCells, stageReporting, stageSubmissions, stageSummaries } from './stage-build.js';
import { isMostlyMarked, stageMarked } from './take-marks.js';
import type { Topic } from './topic.js';

/**
 * REBUILT: all cells were counted and all summaries added up anew; FULL: all cells were counted, and the summaries above
 * those that differed brought up; MARKED: the cells that changed were; UNMARKED: none, since none changed.
 */
export type RefreshMode = 'REBUILT' | 'FULL' | 'MARKED' | 'UNMARKED';

/** What of a topic is to be counted: so many marked cells, all of them, or all of them and every summary. */
export type Scope = number | 'ALL' | 'REBUILD';

export interface TopicRefresh {
  topic: string;
  mode: RefreshMode;
  /** Cells that hold anything, of those that were counted. */
  cells: number;
  /** Summary rows that were computed. */
  summaries: number;
  /** Rows inserted, changed or deleted; none when nothing has changed. */
  written: number;
  /** Rules that were checked of them. */
  checks: number;
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
  /** How many cells differ from those of the build before; unknown where all is built anew. */
  readonly changed: number | null;
}

/** Brings the cells of a topic to what the records say. */
export async function buildCells(context: BuildContext, topic: Topic, scope: Scope): Promise<TopicBuilt> {
  const { sql } = context;
  const result: TopicRefresh = { topic: topic.code, mode: 'UNMARKED', cells: 0, summaries: 0, written: 0, checks: 0 };
  if (scope === 0) return { topic, result, changed: 0 };
  if (scope === 'REBUILD') {
    result.mode = 'REBUILT';
    result.cells = await stageCells(sql, topic);
    await analyze(sql, stagedCells(topic));
    result.written = await replace(context, cellsOf(topic));
    return { topic, result, changed: null };
  }
  const isFull = scope === 'ALL' || (await isMostlyMarked(sql, topic, scope));
  result.mode = isFull ? 'FULL' : 'MARKED';
  const marked = isFull ? null : await stageMarked(sql, topic);
  result.cells = await stageCells(sql, topic, marked);
  await sql.query(compileCellChanges(topic, stagedCells(topic), marked, changedCells(topic)));
  const changed = await countRows(sql, changedCells(topic));
  if (changed > 0) {
    await analyze(sql, changedCells(topic));
    result.written = await correct(context, { ...cellsOf(topic), keys: changedCells(topic) });
  }
  return { topic, result, changed };
}

/** Brings the months that each branch has reported to what the cells of all topics say, and those that were submitted. */
export async function buildReporting(context: BuildContext, built: readonly TopicBuilt[]): Promise<void> {
  await buildReportingCells(context, built);
  const isOtherDay = context.builtAsOf !== context.asOf;
  // What the passing of days sends and rules that changed mark nothing; within a day, months without a mark stay.
  if (isOtherDay || built.some(({ result: { mode } }) => mode === 'REBUILT' || mode === 'FULL')) {
    await stageSubmissions(context.sql, cellTable);
    await replace(context, submitted);
  } else await buildTouchedMonths(context, built);
}

async function buildTouchedMonths({ sql, runId }: BuildContext, built: readonly TopicBuilt[]): Promise<void> {
  const changed = built.filter(({ changed: cells }) => cells !== null && cells > 0);
  await sql.query(compileTouchedMonths(changed.map(({ topic }) => ({ topic, cells: changedCells(topic) }))));
  if ((await countRows(sql, touchedMonths)) === 0) return;
  await analyze(sql, touchedMonths);
  await stageSubmissions(sql, cellTable, 'TOUCHED');
  await sql.query(compiledTouchedDelete);
  await sql.query(compileStagedUpsert(submitted), [runId]);
}

async function buildReportingCells(context: BuildContext, built: readonly TopicBuilt[]): Promise<void> {
  const { sql } = context;
  if (built.some(({ changed }) => changed === null)) {
    await stageReporting(sql, cellTable);
    await replace(context, reporting);
    return;
  }
  const differing = built.filter(({ changed }) => changed !== 0);
  if (differing.length === 0) return;
  const changes = differing.map(({ topic }) => compileReportingChanges(topic, changedCells(topic)));
  await sql.query(compileChangedReporting(changes, stagedReporting));
  await correct(context, reporting);
}

/**
 * Brings the summaries of a topic to what its cells say, and checks them.
 * @throws {CheckFailedError} when they contradict the records or themselves
 */
export async function buildSummaries(context: BuildContext, built: TopicBuilt): Promise<void> {
  const { sql, asOf } = context;
  const { topic, result, changed } = built;
  if (changed === null) return rebuildSummaries(context, built);
  result.written += await openMonths(context, topic);
  if (result.mode === 'UNMARKED') return;
  const marked = result.mode === 'MARKED' ? markedCells(topic) : null;
  const check = { topic, asOf, summaries: summaryTable(topic), marked };
  // Cells that add up as before leave the summaries as they are; a distinct count may differ all the same.
  if (changed === 0 && distinctMeasures(topic).length === 0) {
    result.checks = await checkBuild(sql, { ...check, rows: null });
    return;
  }
  const staged = stagedSummary(topic);
  await sql.query(compileChangedSummaries(topic, changedCells(topic), marked, staged));
  await analyze(sql, staged);
  result.summaries = await countRows(sql, staged);
  result.written += await correct(context, summariesOf(topic));
  result.checks = await checkBuild(sql, { ...check, rows: staged });
}

async function rebuildSummaries(context: BuildContext, { topic, result }: TopicBuilt): Promise<void> {
  const { sql, runId, asOf } = context;
  const replacement = summariesOf(topic);
  if (await isEmpty(sql, replacement.table)) {
    await sql.query(compileInsert(replacement, `(\n${selectSummaries(topic, stagedCells(topic))}\n)`), [runId]);
    result.summaries = await countRows(sql, replacement.table);
    result.written += result.summaries;
    const { table } = replacement;
    result.checks = await checkBuild(sql, { topic, asOf, rows: table, summaries: table, marked: null });
    return;
  }
  result.summaries = await stageSummaries(sql, topic, stagedCells(topic));
  const { staged } = replacement;
  result.checks = await checkBuild(sql, { topic, asOf, rows: staged, summaries: staged, marked: null });
  result.written += await replace(context, replacement);
}

/** Whether the summaries of any topic are filled into periods that do not follow from the months of its cells. */
export function needsPeriods(context: BuildContext, built: readonly TopicBuilt[]): boolean {
  return built.some(({ topic, changed }) => hasLevels(topic) && (changed !== 0 || lastMonthBuilt(context) !== null));
}

/** A stock goes on through months without records: the periods that began since the last build start from its level. */
async function openMonths(context: BuildContext, topic: Topic): Promise<number> {
  const lastMonth = lastMonthBuilt(context);
  if (lastMonth === null || !hasLevels(topic)) return 0;
  const [opened] = await context.sql.query<{ rows: number }>(compileOpenedMonths(topic), [context.runId, lastMonth]);
  return opened!.rows;
}

/** The month of the last build where another one has begun since; else null. */
function lastMonthBuilt({ asOf, builtAsOf }: BuildContext): IsoDate | null {
  const monthOf = (day: IsoDate): IsoDate => `${day.slice(0, 'YYYY-MM'.length)}-01`;
  return builtAsOf === null || monthOf(builtAsOf) === monthOf(asOf) ? null : monthOf(builtAsOf);
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

export const submitted: Replacement = {
  label: 'submissions/cells',
  table: submissionTable,
  staged: stagedSubmissions,
  key: [
    { name: 'topic', type: 'text' },
    { name: 'region_code', type: 'text' },
    { name: 'month', type: 'date' },
    { name: 'branch_code', type: 'text' },
  ],
  values: [
    { name: 'due_on', type: 'date' },
    { name: 'missing_from', type: 'date' },
    { name: 'state', type: 'text' },
    { name: 'submitted_on', type: 'date' },
    { name: 'event_count', type: 'integer' },
  ],
};

/** Makes the whole table say what is staged; gives the number of rows that did not. */
async function replace({ sql, runId }: BuildContext, replacement: Replacement): Promise<number> {
  if (await isEmpty(sql, replacement.table)) {
    await sql.query(compileInsert(replacement), [runId]);
    return countRows(sql, replacement.staged);
  }
  const [written] = await sql.query<{ rows: number }>(compileUpsert(replacement), [runId]);
  const [deleted] = await sql.query<{ rows: number }>(compileDelete(replacement));
  return written!.rows + deleted!.rows;
}

async function isEmpty(sql: Sql, table: string): Promise<boolean> {
  const [row] = await sql.query<{ is_empty: boolean }>(`select not exists (select from ${table}) as is_empty`);
  return row!.is_empty;
}

/** Makes some rows of the table say what is staged; gives the number of rows that did not. */
async function correct({ sql, runId }: BuildContext, correction: Correction): Promise<number> {
  const [deleted] = await sql.query<{ rows: number }>(compileCorrectedDelete(correction));
  const [written] = await sql.query<{ rows: number }>(compileCorrectedUpsert(correction), [runId]);
  return written!.rows + deleted!.rows;
}
