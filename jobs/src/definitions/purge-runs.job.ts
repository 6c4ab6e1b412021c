import { purgeRuns } from '@oblys/database';
import { purgeOpenData } from '@oblys/rollups';
import { purgeJobRuns } from '../scheduler/purge-job-runs.js';
import type { Job } from '../job.js';

/** @param keepDays how long runs and bundles of open data are kept at least */
export function purgeRunsJob(keepDays: number, exportFolder: string): Job {
  return {
    name: 'purge-runs',
    titles: {
      kk: 'Ескі іске қосуларды тазалау',
      ru: 'Удаление старых запусков',
      en: 'Removes runs and bundles of open data that are old and that nothing names',
    },
    schedule: '30 3 * * *',
    catchUp: 'LATEST',
    retry: { attempts: 2, pauseMs: 600_000 },
    timeLimitMs: 2 * 3_600_000,
    async run({ database, signal, once }) {
      const { jobRuns } = await once('runs of jobs', (fence) => purgeJobRuns(database, { keepDays, fence }));
      const { runs } = await once('runs', (fence) => purgeRuns(database, { keepDays, fence, signal }));
      await purgeOpenData(exportFolder, keepDays);
      return { rows: jobRuns + runs };
    },
  };
}
