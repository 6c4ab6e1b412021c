import type { Quotas } from './plan.js';
import { checkpoint, lastPlannedYear } from './plan.js';
import type { Random } from './random.js';
import type { Slice } from './slices.js';
import type { World } from './world.js';

interface OutcomePlan {
  received: Quotas;
  openAtCheckpoint: readonly number[];
  /** Of those received in the year of the checkpoint and closed by then. */
  positiveAtCheckpoint: number;
  /** Share of what is closed otherwise. */
  positiveShare: Readonly<Record<number, number>>;
}

/** Which of the slice's cases end well: exactly as many as planned of those closed by the checkpoint, a share of others. */
export function outcomesOf(
  world: World,
  random: Random,
  slice: Slice,
  cases: readonly { end: number }[],
  plan: OutcomePlan,
): ('POSITIVE' | 'OTHER')[] {
  const share = plan.positiveShare[Math.min(slice.year, lastPlannedYear)] ?? 0.5;
  const outcomes = cases.map(() => (random.chance(share) ? 'POSITIVE' : 'OTHER'));
  if (!slice.leadsToCheckpoint) return outcomes;
  const closed = [...cases.keys()].filter((index) => (cases[index]?.end ?? Infinity) <= world.checkpointIndex);
  const positive = positiveOf(plan, slice.column);
  random.shuffled(closed).forEach((index, rank) => {
    outcomes[index] = rank < positive ? 'POSITIVE' : 'OTHER';
  });
  return outcomes;
}

/** What the slice has of the planned positive cases: in proportion to what it closes, and whole over all slices. */
function positiveOf({ received, openAtCheckpoint, positiveAtCheckpoint }: OutcomePlan, column: number): number {
  const row = received[Number(checkpoint.slice(0, 4))] ?? [];
  const closed = openAtCheckpoint.map((open, index) => (row[index] ?? 0) - open);
  const upTo = (count: number) => closed.slice(0, count).reduce((sum, each) => sum + each, 0);
  const positiveUpTo = (count: number) => Math.round((positiveAtCheckpoint * upTo(count)) / upTo(closed.length));
  return positiveUpTo(column + 1) - positiveUpTo(column);
}
