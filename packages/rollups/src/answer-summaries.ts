import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { Source, CountedAnswer, SummaryAsk } from './answers.js';
import { assertAsk } from './asks.js';
import { definitionVersion } from './catalogue.js';
import { countLive, type LiveAsk } from './count-live.js';
import { countMixed, findWholeMonths, type AnsweringBuild, type WholeMonths } from './count-mixed.js';
import { readStored, type Stored } from './read-stored.js';
import { toFigures } from './to-answer.js';
import type { Topic } from './topic.js';

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
): Promise<CountedAnswer[]> {
  for (const ask of asks) assertAsk(topic, ask);
  const answers = asks.map((): CountedAnswer | null => null);
  const builds = asks.map((): AnsweringBuild | null => known ?? null);
  const looked = asks.flatMap((ask, index) => (mayBeStored(ask, known) ? [{ ask, index }] : []));
  const stored = await readStored(
    sql,
    topic,
    looked.map(({ ask }) => ask),
  );
  for (const { ask, index } of looked) {
    answers[index] = fromBuild(topic, ask, stored);
    builds[index] = stored.build;
  }
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

interface OpenAsk {
  index: number;
  ask: LiveAsk;
  whole: WholeMonths | null;
}

/** Stored months of another definition do not go with records counted by this one. */
function isOutdated(topic: Topic, build: AnsweringBuild): boolean {
  return build.definitionVersion !== definitionVersion(topic);
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
    ask.grain !== undefined &&
    ask.start !== undefined &&
    (ask.asOf === null || ask.asOf === builtAsOf)
  );
}

/** Null where the records have to be counted. */
function fromBuild(topic: Topic, ask: SummaryAsk, { build, find }: Stored): CountedAnswer | null {
  if (build === null) return ask.asOf === null ? withoutBuild(topic) : null;
  if (!isStored(ask, build.asOf)) return null;
  const { counted, reportedInSpan, reportedEver } = find(ask);
  const isComputed = ask.from === null || ask.from <= build.asOf;
  const { values, withheld, recordCount } = toFigures(topic, counted, { isComputed, reportedInSpan, reportedEver });
  const { asOf, runId, definitionVersion: version } = build;
  // Named one by one: an answer has hundreds, and a spread of them costs more than all else.
  return { values, withheld, recordCount, source: 'STORED', asOf, runId, definitionVersion: version };
}

function withoutBuild(topic: Topic): CountedAnswer {
  return {
    ...toFigures(topic, {}, { isComputed: false, reportedInSpan: false, reportedEver: false }),
    source: 'STORED',
    asOf: null,
    runId: null,
    definitionVersion: definitionVersion(topic),
  };
}
