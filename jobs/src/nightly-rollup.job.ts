import { reconcile } from '@oblys/ingest';
import { refresh } from '@oblys/rollups';
import type { Job } from './job.js';

export const nightlyRollupJob: Job = {
  name: 'nightly-rollup',
  schedule: '15 2 * * *', // 02:15 in Asia/Almaty, after the nightly import
  async run({ database, logger, signal }, asOf) {
    const { runId, topics } = await refresh(database, { asOf, signal });
    logger.info({ runId, asOf, topics: topics.length }, 'summaries of districts and regions refreshed');
    const reports = await reconcile(database, { all: true });
    logger.info({ reports: reports.length }, 'reports reconciled');
  },
};
