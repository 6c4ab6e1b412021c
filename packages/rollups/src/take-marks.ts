import type { Sql } from '@oblys/database';
import { addDays, addMonths, type IsoDate } from '@oblys/domain';
import { cellTable } from './compile/columns.js';
import {
  compiledTake,
  compileMarkedCells,
  compilePassedDays,
  compileRecount,
  markedCells,
  takenMarks,
} from './compile/compile-marks.js';
import { analyze } from './stage-build.js';
import type { Topic } from './topic.js';

/** A span of months to count anew, marked or not. */
export interface Recount {
  /** Any day of the first month. */
  readonly from: IsoDate;
  /** Any day of the last month. */
  readonly to: IsoDate;
}

/** Fewer marked cells than this are always cheaper recounted one by one than with all others. */
const fewCells = 2_000;

/** Of that many cells at least one has to be marked for all of them to be counted in one go. */
const cellsPerMark = 4;

export interface MarkSources {
  readonly topics: readonly Topic[];
  /** The day of the current build of the topics; null before the first. */
  readonly builtAsOf: IsoDate | null;
  readonly asOf: IsoDate;
  readonly recount?: Recount | undefined;
}

/**
 * Takes the marks of the topics that are visible in the snapshot of the transaction, to be gone with its commit, and
 * marks beside them what the days since the last build changed without a write, and what is to be counted anew.
 * @returns how many cells of each topic are to be recounted; topics without any are absent
 */
export async function takeMarks(sql: Sql, sources: MarkSources): Promise<Map<string, number>> {
  const { topics, builtAsOf, asOf, recount } = sources;
  await sql.query(
    `create temporary table ${takenMarks} (topic text, region_code text, branch_code text, month date) on commit drop`,
  );
  await sql.query(compiledTake, [topics.map(({ code }) => code)]);
  for (const topic of topics) {
    if (builtAsOf !== null && builtAsOf < asOf) await sql.query(compilePassedDays(topic), [builtAsOf]);
    if (recount !== undefined) await sql.query(compileRecount(topic), monthsOf(recount));
  }
  return countTaken(sql);
}

function monthsOf({ from, to }: Recount): [IsoDate, IsoDate] {
  const firstOf = (date: IsoDate): IsoDate => `${date.slice(0, 'YYYY-MM'.length)}-01`;
  return [firstOf(from), addDays(addMonths(firstOf(to), 1), -1)];
}

async function countTaken(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql.query<{ topic: string; cells: number }>(
    `/* rollup:marks/count */
select topic, count(distinct (region_code, branch_code, month))::integer as cells
  from ${takenMarks}
 group by topic`,
  );
  return new Map(rows.map(({ topic, cells }) => [topic, cells]));
}

/** Lays the table of a topic's cells to recount; gives its name. */
export async function stageMarked(sql: Sql, topic: Topic): Promise<string> {
  await sql.query(compileMarkedCells(topic));
  await analyze(sql, markedCells(topic));
  return markedCells(topic);
}

/** Whether so much of a topic is marked that one reading of all its records is cheaper. */
export async function isMostlyMarked(sql: Sql, topic: Topic, marked: number): Promise<boolean> {
  if (marked <= fewCells) return false;
  const [stored] = await sql.query<{ cells: number }>(
    `/* rollup:marks/share   $1 = enough cells */
select count(*)::integer as cells
  from (select from ${cellTable(topic)} limit $1) as cell`,
    [marked * cellsPerMark],
  );
  return stored!.cells < marked * cellsPerMark;
}
