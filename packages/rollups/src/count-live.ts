import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { SummaryAnswer, SummaryAsk } from './answers.js';
import { askColumns, assertAsk } from './asks.js';
import { definitionVersion } from './catalogue.js';
import { compileLive } from './compile/compile-live.js';
import { toFigures } from './to-answer.js';
import type { Topic } from './topic.js';
import { topics } from './topics/index.js';

/** An ask for what the records say now about a day. */
export type LiveAsk = SummaryAsk & { asOf: IsoDate };

/**
 * Counts the figures of a topic from its records: any span, any as-of day, answers in the order of the asks. One
 * statement, so all answers come from one reading.
 * @throws {InvalidInputError} when a span is reversed, the as-of day has not come, or a programme is asked of a topic without
 */
export async function countLive(sql: Sql, topic: Topic, asks: readonly LiveAsk[]): Promise<SummaryAnswer[]> {
  if (asks.length === 0) return [];
  for (const ask of asks) assertAsk(topic, ask);
  const rows = await sql.query<Record<string, unknown>>(compileLive(topic, topics), askColumns(asks));
  return asks.map((ask, index) => {
    const row = rows[index]!;
    return {
      ...toFigures(topic, row, {
        isComputed: ask.from === null || ask.from <= ask.asOf,
        reportedInSpan: row['in_span'] === true,
        reportedEver: row['ever'] === true,
      }),
      source: 'LIVE',
      asOf: ask.asOf,
      runId: null,
      definitionVersion: definitionVersion(topic),
    };
  });
}
