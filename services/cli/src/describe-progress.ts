import type { RunProgress } from '@oblys/database';
import type { BackfillProgress } from '@oblys/rollups';
import { formatSeconds } from './words.js';

export function describeBuildProgress({
  topic,
  step,
  done,
  total,
}: Pick<RunProgress, 'topic' | 'step' | 'done' | 'total'>): string {
  return `${topic}: ${step.toLowerCase()} (${done} of ${total})`;
}

const barWidth = 24;

/** A bar, and how much is done. */
export function describeShare(done: number, total: number): string {
  const filled = Math.round((done / total) * barWidth);
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${Math.round((done / total) * 100)} %`;
}

/** A bar, how much of the months is done, and the time left if they go on like that. */
export function describeBackfillProgress({ month, done, total }: BackfillProgress, elapsedMs: number): string {
  const left = done === total ? '' : `, about ${formatSeconds((elapsedMs / done) * (total - done))} left`;
  return `${describeShare(done, total)}  ${month.slice(0, 'YYYY-MM'.length)}${left}`;
}
