import type { Sql } from '@oblys/database';
import { addDays, addMonths, earlier, type IsoDate } from '@oblys/domain';
import type { CountedAnswer } from './answers.js';
import { askColumns, levelsOf } from './asks.js';
import { isCohortTopic, isLevel, storedMeasures } from './compile/columns.js';
import { distinctMeasures } from './compile/compile-distinct.js';
import { compileMixed } from './compile/compile-mixed.js';
import type { LiveAsk } from './count-live.js';
import { toFigures } from './to-answer.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';

/** The current build of a topic, as far as an answer rests on it. */
export interface AnsweringBuild {
  readonly asOf: IsoDate;
  readonly runId: string;
  readonly definitionVersion: string;
}

/** The months of an ask that a build holds whole. */
export interface WholeMonths {
  /** First day of the first; null since the first record. */
  readonly first: IsoDate | null;
  /** Last day of the last. */
  readonly last: IsoDate;
}

/**
 * The months of an ask that are past as of its day and held whole by the build; null where there is none, where the
 * topic does not add up over months, or where a cohort is asked for as of a day that is no month's end.
 */
export function findWholeMonths(topic: Topic, ask: LiveAsk, builtAsOf: IsoDate): WholeMonths | null {
  if (distinctMeasures(topic).length > 0 || ask.tree === 'CURRENT' || ask.only !== undefined) return null;
  // What has changed in a cohort since the build, or in the middle of a month, no stored month can tell.
  if (isCohortTopic(topic) && (ask.asOf > builtAsOf || !isEndOfMonth(ask.asOf))) return null;
  const last = lastEndOfMonth(earlier(earlier(ask.to, ask.asOf), builtAsOf));
  const first =
    ask.from === null || ask.from === firstOfMonth(ask.from) ? ask.from : addMonths(firstOfMonth(ask.from), 1);
  const isAllLevels = storedMeasures(topic).every((measure) => isLevel(topic, measure));
  return isAllLevels || first === null || first <= last ? { first, last } : null;
}

/** Asks with months that the build holds whole, in their order and from one statement. */
export async function countMixed(
  sql: Sql,
  topic: Topic,
  build: AnsweringBuild,
  asks: readonly { ask: LiveAsk; whole: WholeMonths }[],
): Promise<CountedAnswer[]> {
  if (asks.length === 0) return [];
  const rows = await sql.query<Record<string, unknown>>(
    compileMixed(topic, topics, levelsOf(asks.map(({ ask }) => ask))),
    [
      ...askColumns(asks.map(({ ask }) => ask)),
      asks.map(({ whole }) => whole.first),
      asks.map(({ whole }) => whole.last),
    ],
  );
  return asks.map(({ ask }, index) => {
    const row = rows[index]!;
    return {
      ...toFigures(topic, row, {
        isComputed: ask.from === null || ask.from <= ask.asOf,
        reportedInSpan: row['in_span'] === true,
        reportedEver: row['ever'] === true,
      }),
      source: 'MIXED',
      asOf: ask.asOf,
      runId: build.runId,
      definitionVersion: build.definitionVersion,
    };
  });
}

function firstOfMonth(day: IsoDate): IsoDate {
  return `${day.slice(0, 'YYYY-MM'.length)}-01`;
}

function isEndOfMonth(day: IsoDate): boolean {
  return addDays(day, 1) === firstOfMonth(addDays(day, 1));
}

function lastEndOfMonth(day: IsoDate): IsoDate {
  return isEndOfMonth(day) ? day : addDays(firstOfMonth(day), -1);
}
