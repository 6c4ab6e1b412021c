import type { Job } from '../job.js';
import { dataQualityJob } from './data-quality.job.js';
import { nightlyPublicationJob } from './nightly-publication.job.js';
import { nightlyRollupJob } from './nightly-rollup.job.js';
import { nightlyVerifyJob } from './nightly-verify.job.js';
import { reconcileReportsJob } from './reconcile-reports.job.js';
import { refreshChangesJob } from './refresh-changes.job.js';
import { weeklyDigestJob } from './weekly-digest.job.js';

/** All jobs, in their order of dependence. A new one is added here. */
export const jobs: readonly Job[] = [
  refreshChangesJob,
  nightlyRollupJob,
  nightlyPublicationJob,
  nightlyVerifyJob,
  reconcileReportsJob,
  dataQualityJob,
  weeklyDigestJob,
];
