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
 * @param known the current build of the topic where the caller has read it (null: there is none); asks that it cannot
 *   answer are then not put to it
 * @throws {InvalidInputError} when an ask contradicts itself or the topic, or its as-of day has not come
 */
export async function answerSummaries(
  sql: Sql,
  topic: Topic,
  asks: readonly SummaryAsk[],
  known?: AnsweringBuild | null,
): Promise<SummaryAnswer[]> {
  for (const ask of asks) assertAsk(topic, ask);
  const answers = asks.map((): SummaryAnswer | null => null);
  const builds = asks.map((): AnsweringBuild | null => known ?? null);
  const looked = asks.flatMap((ask, index) => (mayBeStored(ask, known) ? [{ ask, index }] : []));
  const rows = await findStored(
    sql,
    topic,
    looked.map(({ ask }) => ask),
  );
  looked.forEach(({ ask, index }, position) => {
    answers[index] = fromBuild(topic, ask, rows[position]!);
    builds[index] = buildOf(rows[position]!);
  });
  const open = asks.flatMap((ask, index): OpenAsk[] => {
    const build = builds[index] ?? null;
    const asOf = ask.asOf ?? build?.asOf ?? null;
    if (answers[index] !== null || asOf === null) return [];
    const live = { ...ask, asOf };
    const whole = build === null || isOutdated(topic, build) ? null : findWholeMonths(topic, live, build.asOf);
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
  const [first] = mixed;
  const added = first === undefined ? [] : await countMixed(sql, topic, builds[first.index]!, mixed);
  mixed.forEach(({ index }, position) => (answers[index] = added[position]!));
  return answers.map((answer) => answer!);
}

/** Whether the current build has to be asked: it is not known, or of the day. */
function mayBeStored(ask: SummaryAsk, known: AnsweringBuild | null | undefined): boolean {
  return known === undefined || ask.asOf === null || (known !== null && isStored(ask, known.asOf));
}

async function findStored(sql: Sql, topic: Topic, asks: readonly SummaryAsk[]): Promise<StoredRow[]> {
  if (asks.length === 0) return [];
  return sql.query<StoredRow>(compileStored(topic), [...askColumns(asks), asks.map(grainOf)]);
}

interface OpenAsk {
  index: number;
  ask: LiveAsk;
  whole: WholeMonths | null;
}

/** Stored months of another definition do not go with records counted by this one. */
function isOutdated(topic: Topic, build: AnsweringBuild): boolean {
  return build.definitionVersion !== definitionVersion(topic);
}

function buildOf({ built_as_of: asOf, run_id: runId, definition_version: version }: StoredRow): AnsweringBuild | null {
  return asOf === null || runId === null || version === null ? null : { asOf, runId, definitionVersion: version };
}

/** Where the answer to an ask would come from, by the build of its topic alone; null where there is no build yet. */
export function sourceOf(topic: Topic, ask: SummaryAsk, build: AnsweringBuild | null): Source {
  if (build === null) return ask.asOf === null ? 'STORED' : 'LIVE';
  if (isStored(ask, build.asOf)) return 'STORED';
  if (isOutdated(topic, build)) return 'LIVE';
  return findWholeMonths(topic, { ...ask, asOf: ask.asOf ?? build.asOf }, build.asOf) === null ? 'LIVE' : 'MIXED';
}

function isStored(ask: SummaryAsk, builtAsOf: IsoDate): boolean {
  return (
    ask.tree !== 'CURRENT' &&
    ask.only === undefined &&
    grainOf(ask) !== null &&
    (ask.asOf === null || ask.asOf === builtAsOf)
  );
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
