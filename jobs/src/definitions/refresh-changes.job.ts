import { latestBuild, refresh } from '@oblys/rollups';
import type { Job } from '../job.js';
import { countRefresh } from './count-refresh.js';
import { summariesLane } from './lanes.js';

export const refreshChangesJob: Job = {
  name: 'refresh-changes',
  titles: {
    kk: 'Өзгерген жазбаларды жинақтау',
    ru: 'Пересчёт изменившихся записей',
    en: 'Brings the summaries up to the records that changed',
  },
  schedule: '*/5 * * * *',
  lane: summariesLane,
  catchUp: 'NONE',
  retry: { attempts: 1, pauseMs: 0 },
  timeLimitMs: 30 * 60_000,
  async run({ database, signal, once }) {
    const [waiting] = await database.query<{ any: boolean }>(
      `/* job:marks-waiting */ select exists (select from mark) as any`,
    );
    const build = await latestBuild(database);
    // The first build is the night's: until then there is nothing to bring up.
    if (!waiting!.any || build === null) return { rows: 0, cells: 0 };
    return countRefresh(await once('refresh', (fence) => refresh(database, { asOf: build.asOf, signal, fence })));
  },
};
