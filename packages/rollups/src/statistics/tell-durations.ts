import type { Sql } from '@oblys/database';
import type { SummaryAnswer, SummaryAsk } from '../answers.js';
import { levelsOf } from '../asks.js';
import type { DurationOfTopic } from '../catalogue.js';
import { compileDurations } from '../compile/compile-durations.js';
import { dimensionsOf, treeOf, valuesOf } from '../count-live.js';
import { groupBy } from '../group-by.js';
import type { Topic } from '../topic.js';
import type { StatisticReason } from './statistic-reasons.js';

/** How many days the records of a row took, each of them counted; all null where `withheld` says why. */
export interface Distribution {
  /** How many ended within the span; zero where none did. */
  readonly count: number | null;
  readonly shortest: number | null;
  /** At least half of them took no longer. */
  readonly median: number | null;
  /** At least nine in ten of them took no longer. */
  readonly ninetiethPercentile: number | null;
  readonly longest: number | null;
  readonly withheld: StatisticReason | null;
}

/**
 * The distributions of a duration, in the order of the asks: each as of the day that its topic was answered for, and
 * withheld where that answer is. Counted from records, whatever is stored.
 * @param answers of the topic to the same asks
 */
export async function tellDurations(
  sql: Sql,
  { topic, duration }: DurationOfTopic,
  asks: readonly SummaryAsk[],
  answers: readonly SummaryAnswer[],
): Promise<Distribution[]> {
  const told = asks.map((_ask, index) => {
    const reason = reasonOf(topic, answers[index]!);
    return reason === null ? null : withhold(reason);
  });
  const open = asks.flatMap((ask, index) => {
    const { asOf } = answers[index]!;
    return told[index] === null && asOf !== null ? [{ ask: { ...ask, asOf }, index }] : [];
  });
  for (const alike of groupBy(open, ({ ask }) => [treeOf(ask), ...dimensionsOf(ask)].join())) {
    const [{ ask: first }, alikeAsks] = [alike[0], alike.map(({ ask }) => ask)];
    const [tree, only] = [treeOf(first), dimensionsOf(first)];
    const text = compileDurations(topic, duration, levelsOf(alikeAsks), tree, only);
    const rows = await sql.query<DurationRow>(text, valuesOf(tree, only, alikeAsks));
    alike.forEach(({ index }, position) => (told[index] = toDistribution(rows[position]!)));
  }
  return told.map((each) => each ?? withhold('NOT_COMPUTED'));
}

/**
 * Why nothing is told of the records of a topic; null where something is. Which of them may lie in several areas is asked
 * anew, for others have ended within the span than have begun within it.
 */
function reasonOf({ countedBy }: Topic, { withheld }: SummaryAnswer): StatisticReason | null {
  const reason = withheld.find(({ measure }) => measure === countedBy[0])?.reason ?? null;
  return reason === 'NO_SINGLE_SUCCESSOR' ? null : reason;
}

interface DurationRow {
  count: number;
  shortest: number | null;
  median: number | null;
  ninetieth_percentile: number | null;
  longest: number | null;
  is_ambiguous: boolean;
}

const nothing = { shortest: null, median: null, ninetiethPercentile: null, longest: null };

function toDistribution(row: DurationRow): Distribution {
  const {
    count,
    shortest,
    median,
    ninetieth_percentile: ninetiethPercentile,
    longest,
    is_ambiguous: isAmbiguous,
  } = row;
  if (isAmbiguous) return withhold('NO_SINGLE_SUCCESSOR');
  if (count === 0) return { ...nothing, count, withheld: 'NO_DENOMINATOR' };
  return { count, shortest, median, ninetiethPercentile, longest, withheld: null };
}

function withhold(reason: StatisticReason): Distribution {
  return { ...nothing, count: null, withheld: reason };
}
