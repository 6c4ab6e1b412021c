import { reconcile } from '@oblys/ingest';
import { later } from '@oblys/domain';
import { latestBuild, refresh } from '@oblys/rollups';
import type { Job } from './job.js';

export const nightlyRollupJob: Job = {
  name: 'nightly-rollup',
  schedule: '15 2 * * *', // 02:15 in Asia/Almaty, after the nightly import
  async run({ database, logger, signal }, asOf) {
    // Somebody may have built a later day by hand: builds only move on.
    const day = later(asOf, (await latestBuild(database))?.asOf ?? asOf);
    const { runId, topics } = await refresh(database, { asOf: day, signal });
    logger.info({ runId, asOf: day, topics: topics.length }, 'summaries of districts and regions refreshed');
    const reports = await reconcile(database, { all: true });
    logger.info({ reports: reports.length }, 'reports reconciled');
  },
};
