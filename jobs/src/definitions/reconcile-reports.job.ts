import { reconcile } from '@oblys/ingest';
import type { Job } from '../job.js';

export const reconcileReportsJob: Job = {
  name: 'reconcile-reports',
  titles: {
    kk: 'Есептерді жазбалармен салыстыру',
    ru: 'Сверка отчётов с записями',
    en: 'Holds every report against the records',
  },
  schedule: '15 2 * * *',
  needs: ['nightly-rollup'],
  catchUp: 'LATEST',
  retry: { attempts: 3, pauseMs: 60_000 },
  timeLimitMs: 3_600_000,
  async run({ database, once }) {
    const reports = await once('reconcile', (fence) => reconcile(database, { all: true, fence }));
    return {
      rows: reports.reduce((sum, { verdicts }) => sum + verdicts.length, 0),
      checks: reports.reduce((sum, { checks }) => sum + checks.length, 0),
    };
  },
};
