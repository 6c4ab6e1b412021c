import type { RefreshResult } from '@oblys/rollups';
import type { JobCounts } from '../job.js';

export function countRefresh({ topics }: RefreshResult): JobCounts {
  return {
    rows: topics.reduce((sum, { written }) => sum + written, 0),
    cells: topics.reduce((sum, { cells }) => sum + cells, 0),
    checks: topics.reduce((sum, { checks }) => sum + checks, 0),
  };
}
