import type { BackfillProgress, BuildProgress } from '@oblys/rollups';
import { formatSeconds } from './words.js';

export function describeBuildProgress({ topic, step, done, total }: BuildProgress): string {
  return `${topic}: ${step.toLowerCase()} (${done} of ${total})`;
}

const barWidth = 24;

/** A bar, how much of the months is done, and the time left if they go on like that. */
export function describeBackfillProgress({ month, done, total }: BackfillProgress, elapsedMs: number): string {
  const filled = Math.round((done / total) * barWidth);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
  const left = done === total ? '' : `, about ${formatSeconds((elapsedMs / done) * (total - done))} left`;
  return `${bar} ${Math.round((done / total) * 100)} %  ${month.slice(0, 'YYYY-MM'.length)}${left}`;
}
