import type { BuildProgress } from '@oblys/rollups';

export function describeBuildProgress({ topic, step, done, total }: BuildProgress): string {
  return `${topic}: ${step === 'CELLS' ? 'cells' : 'summaries'} (${done} of ${total})`;
}
