import { Areas1763900000000 } from './1763900000000-areas.js';
import { Vocabularies1763900100000 } from './1763900100000-vocabularies.js';
import { Runs1763900200000 } from './1763900200000-runs.js';
import { Records1763900300000 } from './1763900300000-records.js';
import { Reports1763900400000 } from './1763900400000-reports.js';
import { Summaries1763900500000 } from './1763900500000-summaries.js';
import { Marks1763900600000 } from './1763900600000-marks.js';
import { CellIndexes1763900650000 } from './1763900650000-cell-indexes.js';
import { BuildWithoutCount1763900680000 } from './1763900680000-build-without-count.js';
import { CurrentTree1763900700000 } from './1763900700000-current-tree.js';
import { Findings1763900800000 } from './1763900800000-findings.js';
import { CellStatistics1763900900000 } from './1763900900000-cell-statistics.js';
import { CaptureUpdates1764000000000 } from './1764000000000-capture-updates.js';
import { RecordFilters1764100000000 } from './1764100000000-record-filters.js';
import { RecordChanges1764200000000 } from './1764200000000-record-changes.js';
import { WhatIsShown1764300000000 } from './1764300000000-what-is-shown.js';
import { Jobs1764400000000 } from './1764400000000-jobs.js';
import { Quality1764500000000 } from './1764500000000-quality.js';
import { Alerts1764600000000 } from './1764600000000-alerts.js';
import { Exports1764700000000 } from './1764700000000-exports.js';
import { RunReferences1764710000000 } from './1764710000000-run-references.js';
import { JobHistory1764800000000 } from './1764800000000-job-history.js';
import { Imports1764900000000 } from './1764900000000-imports.js';
import { AreaEditions1765000000000 } from './1765000000000-area-editions.js';
import { ReportEntry1765050000000 } from './1765050000000-report-entry.js';
import { ReportChecks1765090000000 } from './1765090000000-report-checks.js';
import { MismatchExplanations1765100000000 } from './1765100000000-mismatch-explanations.js';
import { Submissions1765200000000 } from './1765200000000-submissions.js';
import { EvidenceFiles1765300000000 } from './1765300000000-evidence-files.js';
import { SubmissionPlans1765310000000 } from './1765310000000-submission-plans.js';
import { LockLookups1765320000000 } from './1765320000000-lock-lookups.js';
import { ApiTokens1765500000000 } from './1765500000000-api-tokens.js';
import { RowSecurity1765510000000 } from './1765510000000-row-security.js';
import { AmountInTiyn1765520000000 } from './1765520000000-amount-in-tiyn.js';
import { PublishedFigures1765530000000 } from './1765530000000-published-figures.js';
import { SealedPersons1765600000000 } from './1765600000000-sealed-persons.js';
import { Caseworkers1765610000000 } from './1765610000000-caseworkers.js';
import { PersonsGoAlong1765700000000 } from './1765700000000-persons-go-along.js';
import { PersonsLeftAlone1765710000000 } from './1765710000000-persons-left-alone.js';
import { ImportedPersons1765720000000 } from './1765720000000-imported-persons.js';
import { ProtectedFigures1765800000000 } from './1765800000000-protected-figures.js';
import { Viewers1765810000000 } from './1765810000000-viewers.js';
import { Audit1765900000000 } from './1765900000000-audit.js';
import { ToldVerdicts1765950000000 } from './1765950000000-told-verdicts.js';
import { Analysts1766000000000 } from './1766000000000-analysts.js';
import { ClosedFunctions1766010000000 } from './1766010000000-closed-functions.js';
import { MeasureDefinitions1766100000000 } from './1766100000000-measure-definitions.js';

/** In the order they run. A migration that is merged stays as it is. */
export const migrations = [
  Areas1763900000000,
  Vocabularies1763900100000,
  Runs1763900200000,
  Records1763900300000,
  Reports1763900400000,
  Summaries1763900500000,
  Marks1763900600000,
  CellIndexes1763900650000,
  BuildWithoutCount1763900680000,
  CurrentTree1763900700000,
  Findings1763900800000,
  CellStatistics1763900900000,
  CaptureUpdates1764000000000,
  RecordFilters1764100000000,
  RecordChanges1764200000000,
  WhatIsShown1764300000000,
  Jobs1764400000000,
  Quality1764500000000,
  Alerts1764600000000,
  Exports1764700000000,
  RunReferences1764710000000,
  JobHistory1764800000000,
  Imports1764900000000,
  AreaEditions1765000000000,
  ReportEntry1765050000000,
  ReportChecks1765090000000,
  MismatchExplanations1765100000000,
  Submissions1765200000000,
  EvidenceFiles1765300000000,
  SubmissionPlans1765310000000,
  LockLookups1765320000000,
  ApiTokens1765500000000,
  RowSecurity1765510000000,
  AmountInTiyn1765520000000,
  PublishedFigures1765530000000,
  SealedPersons1765600000000,
  Caseworkers1765610000000,
  PersonsGoAlong1765700000000,
  PersonsLeftAlone1765710000000,
  ImportedPersons1765720000000,
  ProtectedFigures1765800000000,
  Viewers1765810000000,
  Audit1765900000000,
  ToldVerdicts1765950000000,
  Analysts1766000000000,
  ClosedFunctions1766010000000,
  MeasureDefinitions1766100000000,
];
