import type { Locale } from '@oblys/domain';
import type { MasterKeys } from '@oblys/persons';
import type { Job } from '../job.js';
import { dataQualityJob } from './data-quality.job.js';
import { importFilesJob } from './import-files.job.js';
import { nightlyPublicationJob } from './nightly-publication.job.js';
import { nightlyRollupJob } from './nightly-rollup.job.js';
import { nightlyVerifyJob } from './nightly-verify.job.js';
import { openDataExportJob } from './open-data-export.job.js';
import { purgePersonsJob } from './purge-persons.job.js';
import { purgeRunsJob } from './purge-runs.job.js';
import { reconcileReportsJob } from './reconcile-reports.job.js';
import { refreshChangesJob } from './refresh-changes.job.js';
import { sealAuditJob } from './seal-audit.job.js';
import { watchAnalystsJob } from './watch-analysts.job.js';
import { weeklyDigestJob } from './weekly-digest.job.js';

export interface JobSettings {
  /** The folder of the bundles of open data. */
  readonly exportDir: string;
  /** Where files to be taken in lie, in a folder for each kind of record. */
  readonly importDir: string;
  /** Of what is said of those that are refused. */
  readonly importLocale: Locale;
  /** How long runs are kept at least. */
  readonly keepRunsDays: number;
  /** How long persons are kept after the last of their cases was closed; null without end. */
  readonly keepPersonsMonths: number | null;
  /** Where analysts ask in SQL besides the database; null: nowhere. */
  readonly analyticsDatabaseUrl: string | null;
  /** The list of persons who were erased. */
  readonly erasuresFile: string;
  /** Gives the keys that wrap those of persons; null where there are none. */
  readonly openMasterKeys: () => Promise<MasterKeys | null>;
}

/** All jobs, in their order of dependence. A new one is added here. */
export function createJobs(settings: JobSettings): readonly Job[] {
  const { exportDir, importDir, importLocale, keepRunsDays, keepPersonsMonths, erasuresFile, openMasterKeys } =
    settings;
  const { analyticsDatabaseUrl } = settings;
  return [
    refreshChangesJob,
    sealAuditJob,
    watchAnalystsJob(analyticsDatabaseUrl),
    importFilesJob({ folder: importDir, locale: importLocale, openMasterKeys }),
    nightlyRollupJob,
    nightlyPublicationJob,
    nightlyVerifyJob,
    reconcileReportsJob,
    dataQualityJob,
    openDataExportJob(exportDir),
    weeklyDigestJob,
    purgeRunsJob(keepRunsDays, exportDir),
    ...(keepPersonsMonths === null ? [] : [purgePersonsJob(keepPersonsMonths, erasuresFile)]),
  ];
}
