import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { SummaryAnswer, SummaryAsk } from './answers.js';
import { askColumns, assertAsk } from './asks.js';
import { definitionVersion } from './catalogue.js';
import { compileStored } from './compile/compile-stored.js';
import { countLive, type LiveAsk } from './count-live.js';
import { toFigures } from './to-answer.js';
import type { Topic } from './topic.js';

interface StoredRow extends Record<string, unknown> {
  built_as_of: IsoDate | null;
  run_id: string | null;
  definition_version: string | null;
  in_span: boolean;
  ever: boolean;
}

/**
 * The figures of a topic for a batch of asks, in their order: from the current build where the ask is for a whole
 * period (grain and start) and names no as-of day or that of the build, else counted from the records. An ask for
 * another span without an as-of day is counted for the day of the build. At most one statement for each source.
 * @throws {InvalidInputError} when an ask contradicts itself or the topic, or its as-of day has not come
 */
export async function answerSummaries(sql: Sql, topic: Topic, asks: readonly SummaryAsk[]): Promise<SummaryAnswer[]> {
  if (asks.length === 0) return [];
  for (const ask of asks) assertAsk(topic, ask);
  const rows = await sql.query<StoredRow>(compileStored(topic), [...askColumns(asks), asks.map(grainOf)]);
  const answers = asks.map((ask, index) => fromBuild(topic, ask, rows[index]!));
  const live = asks.flatMap((ask, index): { index: number; ask: LiveAsk }[] => {
    const asOf = ask.asOf ?? rows[index]!.built_as_of;
    return answers[index] === null && asOf !== null ? [{ index, ask: { ...ask, asOf } }] : [];
  });
  const counted = await countLive(
    sql,
    topic,
    live.map(({ ask }) => ask),
  );
  live.forEach(({ index }, position) => (answers[index] = counted[position]!));
  return answers.map((answer) => answer!);
}

function grainOf({ grain, start }: SummaryAsk): string | null {
  return start === undefined ? null : (grain ?? null);
}

/** Null where the records have to be counted. */
function fromBuild(topic: Topic, ask: SummaryAsk, row: StoredRow): SummaryAnswer | null {
  const { built_as_of: builtAsOf } = row;
  if (builtAsOf === null) return ask.asOf === null ? withoutBuild(topic) : null;
  if (grainOf(ask) === null || (ask.asOf !== null && ask.asOf !== builtAsOf)) return null;
  const figures = toFigures(topic, row, {
    isComputed: ask.from === null || ask.from <= builtAsOf,
    reportedInSpan: row.in_span,
    reportedEver: row.ever,
  });
  const { run_id: runId, definition_version: version } = row;
  return {
    ...figures,
    source: 'STORED',
    asOf: builtAsOf,
    runId,
    definitionVersion: version ?? definitionVersion(topic),
  };
}

function withoutBuild(topic: Topic): SummaryAnswer {
  return {
    ...toFigures(topic, {}, { isComputed: false, reportedInSpan: false, reportedEver: false }),
    source: 'STORED',
    asOf: null,
    runId: null,
    definitionVersion: definitionVersion(topic),
  };
}
