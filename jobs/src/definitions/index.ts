import type { Job } from '../job.js';
import { dataQualityJob } from './data-quality.job.js';
import { nightlyPublicationJob } from './nightly-publication.job.js';
import { nightlyRollupJob } from './nightly-rollup.job.js';
import { nightlyVerifyJob } from './nightly-verify.job.js';
import { openDataExportJob } from './open-data-export.job.js';
import { purgeRunsJob } from './purge-runs.job.js';
import { reconcileReportsJob } from './reconcile-reports.job.js';
import { refreshChangesJob } from './refresh-changes.job.js';
import { weeklyDigestJob } from './weekly-digest.job.js';

export interface JobSettings {
  /** The folder of the bundles of open data. */
  readonly exportDir: string;
  /** How long runs are kept at least. */
  readonly keepRunsDays: number;
}

/** All jobs, in their order of dependence. A new one is added here. */
export function createJobs({ exportDir, keepRunsDays }: JobSettings): readonly Job[] {
  return [
    refreshChangesJob,
    nightlyRollupJob,
    nightlyPublicationJob,
    nightlyVerifyJob,
    reconcileReportsJob,
    dataQualityJob,
    openDataExportJob(exportDir),
    weeklyDigestJob,
    purgeRunsJob(keepRunsDays, exportDir),
  ];
}
