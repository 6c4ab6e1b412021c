import type { Sql } from '@oblys/database';
import type { IsoDate, SummaryLevel } from '@oblys/domain';
import type { SummaryAsk } from './answers.js';
import { levelsOf } from './asks.js';
import { compileStored } from './compile/compile-stored.js';
import { summaryValues } from './compile/columns.js';
import type { AnsweringBuild } from './count-mixed.js';
import type { CountedRow } from './to-answer.js';
import type { Topic } from './topic.js';

/** What the current build holds of an ask. */
interface Found {
  counted: CountedRow;
  reportedInSpan: boolean;
  reportedEver: boolean;
}

/** The current build and what it holds of a batch of asks. */
export interface Stored {
  /** Null before the first. */
  readonly build: AnsweringBuild | null;
  /** Of one of the asks, for a whole period. */
  find(ask: SummaryAsk): Found;
}

/** The periods of one grain of one area and programme that are asked for, read as one. */
interface Series {
  areaCode: string;
  level: SummaryLevel;
  programmeCode: string | null;
  grain: string;
  first: IsoDate;
  last: IsoDate;
}

type SummaryRow = [start: IsoDate, ...values: unknown[]];
type SeriesRow = [summaries: SummaryRow[] | null, firstMonth: IsoDate | null, months: IsoDate[] | null];

/** One statement, whatever the number of asks; those that are for no whole period find the build alone. */
export async function readStored(sql: Sql, topic: Topic, asks: readonly SummaryAsk[]): Promise<Stored> {
  if (asks.length === 0) return { build: null, find: () => nothing };
  const series = gatherSeries(asks);
  const all = [...series.values()];
  const [row] = await sql.query<{ build: [IsoDate, string, string] | null; series: SeriesRow[] | null }>(
    compileStored(topic, levelsOf(all)),
    [
      all.map(({ areaCode }) => areaCode),
      all.map(({ level }) => level),
      all.map(({ programmeCode }) => programmeCode),
      all.map(({ grain }) => grain),
      all.map(({ first }) => first),
      all.map(({ last }) => last),
    ],
    { isRepeated: true },
  );
  const build = row?.build ?? null;
  if (build === null) return { build, find: () => nothing };
  const [asOf, runId, definitionVersion] = build;
  const columns = summaryValues(topic).map(({ name }) => name);
  const rows = new Map([...series.keys()].map((name, index) => [name, readSeries(row!.series![index]!, columns)]));
  return {
    build: { asOf, runId, definitionVersion },
    find: (ask) => rows.get(nameOf(ask))?.(ask, asOf) ?? nothing,
  };
}

const nothing: Found = { counted: {}, reportedInSpan: false, reportedEver: false };

function nameOf({ areaCode, programmeCode, grain }: SummaryAsk): string {
  return `${areaCode} ${grain} ${programmeCode}`;
}

function gatherSeries(asks: readonly SummaryAsk[]): Map<string, Series> {
  const all = new Map<string, Series>();
  for (const ask of asks) {
    const { areaCode, level, programmeCode, grain, start, to } = ask;
    if (grain === undefined || start === undefined) continue;
    const series = all.get(nameOf(ask));
    if (series === undefined) {
      all.set(nameOf(ask), { areaCode, level, programmeCode, grain, first: start, last: to });
    } else {
      if (start < series.first) series.first = start;
      if (to > series.last) series.last = to;
    }
  }
  return all;
}

/** The answer to any ask for a period of a series. */
function readSeries(
  [summaries, firstMonth, months]: SeriesRow,
  columns: readonly string[],
): (ask: SummaryAsk, asOf: IsoDate) => Found {
  const byStart = new Map(summaries?.map((summary) => [summary[0], summary]));
  return ({ start, to }, asOf) => {
    const summary = byStart.get(start!);
    const lastDay = to < asOf ? to : asOf;
    const counted: Record<string, unknown> = {};
    if (summary !== undefined) columns.forEach((column, index) => (counted[column] = summary[index + 1]));
    return {
      counted,
      reportedInSpan: months?.some((month) => month >= start! && month <= lastDay) === true,
      reportedEver: firstMonth !== null && firstMonth <= lastDay,
    };
  };
}
