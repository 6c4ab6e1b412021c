import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { Source, SummaryAnswer, SummaryAsk } from './answers.js';
import { askColumns, assertAsk } from './asks.js';
import { definitionVersion } from './catalogue.js';
import { compileStored } from './compile/compile-stored.js';
import { countLive, type LiveAsk } from './count-live.js';
import { countMixed, findWholeMonths, type AnsweringBuild, type WholeMonths } from './count-mixed.js';
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
 * period (grain and start) and names no as-of day or that of the build (STORED), else from whole stored months and the
 * records of the rest (MIXED), or from the records alone (LIVE). An ask for another span, or in today's tree, is
 * counted for the day of the build unless it names one. At most one statement for each source.
 * @throws {InvalidInputError} when an ask contradicts itself or the topic, or its as-of day has not come
 */
export async function answerSummaries(sql: Sql, topic: Topic, asks: readonly SummaryAsk[]): Promise<SummaryAnswer[]> {
  if (asks.length === 0) return [];
  for (const ask of asks) assertAsk(topic, ask);
  const rows = await sql.query<StoredRow>(compileStored(topic), [...askColumns(asks), asks.map(grainOf)]);
  const answers = asks.map((ask, index) => fromBuild(topic, ask, rows[index]!));
  const open = asks.flatMap((ask, index): OpenAsk[] => {
    const { built_as_of: builtAsOf } = rows[index]!;
    const asOf = ask.asOf ?? builtAsOf;
    if (answers[index] !== null || asOf === null) return [];
    const live = { ...ask, asOf };
    const whole =
      builtAsOf === null || isOutdated(topic, rows[index]!) ? null : findWholeMonths(topic, live, builtAsOf);
    return [{ index, ask: live, whole }];
  });
  const live = open.filter(({ whole }) => whole === null);
  const counted = await countLive(
    sql,
    topic,
    live.map(({ ask }) => ask),
  );
  live.forEach(({ index }, position) => (answers[index] = counted[position]!));
  const mixed = open.flatMap(({ index, ask, whole }) => (whole === null ? [] : [{ index, ask, whole }]));
  const build = mixed.length === 0 ? null : buildOf(rows[0]!);
  const added = build === null ? [] : await countMixed(sql, topic, build, mixed);
  mixed.forEach(({ index }, position) => (answers[index] = added[position]!));
  return answers.map((answer) => answer!);
}

interface OpenAsk {
  index: number;
  ask: LiveAsk;
  whole: WholeMonths | null;
}

/** Stored months of another definition do not go with records counted by this one. */
function isOutdated(topic: Topic, { definition_version: version }: StoredRow): boolean {
  return version !== definitionVersion(topic);
}

function buildOf({ built_as_of: asOf, run_id: runId, definition_version: version }: StoredRow): AnsweringBuild | null {
  return asOf === null || runId === null || version === null ? null : { asOf, runId, definitionVersion: version };
}

/** Where the answer to an ask would come from, by the build of its topic alone; null where there is no build yet. */
export function sourceOf(topic: Topic, ask: SummaryAsk, build: AnsweringBuild | null): Source {
  if (build === null) return ask.asOf === null ? 'STORED' : 'LIVE';
  if (isStored(ask, build.asOf)) return 'STORED';
  if (build.definitionVersion !== definitionVersion(topic)) return 'LIVE';
  return findWholeMonths(topic, { ...ask, asOf: ask.asOf ?? build.asOf }, build.asOf) === null ? 'LIVE' : 'MIXED';
}

function isStored(ask: SummaryAsk, builtAsOf: IsoDate): boolean {
  return ask.tree !== 'CURRENT' && grainOf(ask) !== null && (ask.asOf === null || ask.asOf === builtAsOf);
}

function grainOf({ grain, start }: SummaryAsk): string | null {
  return start === undefined ? null : (grain ?? null);
}

/** Null where the records have to be counted. */
function fromBuild(topic: Topic, ask: SummaryAsk, row: StoredRow): SummaryAnswer | null {
  const { built_as_of: builtAsOf } = row;
  if (builtAsOf === null) return ask.asOf === null ? withoutBuild(topic) : null;
  if (!isStored(ask, builtAsOf)) return null;
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
