import { later } from '@oblys/domain';
import { latestBuild, refresh } from '@oblys/rollups';
import type { Job } from '../job.js';
import { countRefresh } from './count-refresh.js';
import { summariesLane } from './lanes.js';

export const nightlyRollupJob: Job = {
  name: 'nightly-rollup',
  titles: {
    kk: 'Түнгі жинақтау',
    ru: 'Ночной пересчёт сводных таблиц',
    en: 'Builds the summaries as of the day before',
  },
  schedule: '15 2 * * *', // after the nightly import
  lane: summariesLane,
  priority: 10,
  // A build of the latest day holds all days before it.
  catchUp: 'LATEST',
  retry: { attempts: 5, pauseMs: 60_000 },
  timeLimitMs: 3 * 3_600_000,
  deadlineMs: 3.75 * 3_600_000, // 06:00
  async run({ database, signal, asOf, once }) {
    // Somebody may have built a later day by hand: builds only move on.
    const day = later(asOf, (await latestBuild(database))?.asOf ?? asOf);
    return countRefresh(await once('refresh', (fence) => refresh(database, { asOf: day, signal, fence })));
  },
};
