import type { Sql } from '@oblys/database';
import { businessDay, type IsoDate, type Tree } from '@oblys/domain';
import type { CountedAnswer, SummaryAsk } from './answers.js';
import { askColumns, assertAsk, levelsOf } from './asks.js';
import { definitionVersion } from './catalogue.js';
import { compileLive } from './compile/compile-live.js';
import { groupBy } from './group-by.js';
import { toFigures } from './to-answer.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';

/** An ask for what the records say now about a day. */
export type LiveAsk = SummaryAsk & { asOf: IsoDate };

/**
 * Counts the figures of a topic from its records: any span, any as-of day, answers in the order of the asks. One
 * statement for each tree and set of record dimensions, so all answers of one come from one reading.
 * @throws {InvalidInputError} when a span is reversed, the as-of day has not come, or a programme is asked of a topic without
 */
export async function countLive(sql: Sql, topic: Topic, asks: readonly LiveAsk[]): Promise<CountedAnswer[]> {
  if (asks.length === 0) return [];
  for (const ask of asks) assertAsk(topic, ask);
  const counted = new Map<LiveAsk, CountedAnswer>();
  for (const alike of groupBy(asks, (ask) => [treeOf(ask), ...dimensionsOf(ask)].join())) {
    const [tree, only] = [treeOf(alike[0]), dimensionsOf(alike[0])];
    const rows = await sql.query<LiveRow>(
      compileLive(topic, topics, levelsOf(alike), tree, only),
      valuesOf(tree, only, alike),
    );
    alike.forEach((ask, index) => counted.set(ask, toAnswer(topic, ask, rows[index]!)));
  }
  return asks.map((ask) => counted.get(ask)!);
}

interface LiveRow extends Record<string, unknown> {
  in_span: boolean | null;
  ever: boolean | null;
  is_ambiguous?: boolean;
}

export function treeOf({ tree = 'AS_RECORDED' }: LiveAsk): Tree {
  return tree;
}

export function dimensionsOf({ only = {} }: LiveAsk): string[] {
  return Object.keys(only).sort();
}

/** The tree of today is that of the day in Asia/Almaty. */
export function valuesOf(tree: Tree, only: readonly string[], asks: readonly LiveAsk[]): unknown[] {
  return [
    ...askColumns(asks),
    ...(only.length === 0 ? [] : [asks.map((ask) => JSON.stringify(ask.only))]),
    ...(tree === 'CURRENT' ? [businessDay(new Date())] : []),
  ];
}

function toAnswer(topic: Topic, ask: LiveAsk, row: LiveRow): CountedAnswer {
  return {
    ...toFigures(topic, row, {
      isComputed: ask.from === null || ask.from <= ask.asOf,
      reportedInSpan: row.in_span === true,
      reportedEver: row.ever === true,
      isAmbiguous: row.is_ambiguous === true,
    }),
    source: 'LIVE',
    asOf: ask.asOf,
    runId: null,
    definitionVersion: definitionVersion(topic),
  };
}
