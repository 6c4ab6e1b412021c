import { repair, verify } from '@oblys/rollups';
import type { Job } from '../job.js';
import { summariesLane } from './lanes.js';

export const nightlyVerifyJob: Job = {
  name: 'nightly-verify',
  titles: {
    kk: 'Жинақ кестелерді толық тексеру',
    ru: 'Полная сверка сводных таблиц',
    en: 'Counts everything once more, compares to the unit, and repairs what differs',
  },
  schedule: '15 2 * * *',
  needs: ['nightly-rollup'],
  lane: summariesLane,
  priority: 5,
  catchUp: 'LATEST',
  retry: { attempts: 3, pauseMs: 120_000 },
  timeLimitMs: 4 * 3_600_000,
  async run({ database, signal, logger, once }) {
    const found = await once('verify', (fence) => verify(database, { signal, fence }));
    if (found.differences > 0) {
      logger.error({ differences: found.differences, runId: found.runId }, 'the summaries differed from the records');
      await once('repair', (fence) => repair(database, { signal, fence }));
    }
    return { rows: found.topics.reduce((sum, { compared }) => sum + compared, 0), checks: found.topics.length };
  },
};
