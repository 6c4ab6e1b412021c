export { DemoRefusedError, demoTables, generateDemo, loadDemo } from './demo/index.js';
export type { DemoProgress, DemoRecords, DemoTable, LoadDemoOptions, LoadedDemo } from './demo/index.js';
export { explain, explainWithheld } from './reports/explain.js';
export type { ExplainedFigure } from './reports/explain.js';
export { explainedColumns, isCurrentExplanation, isOfSameFigure } from './reports/current-explanation.js';
export {
  explainMismatch,
  faultOfExplanation,
  longestExplanation,
  withdrawExplanation,
} from './reports/explain-mismatch.js';
export type { GivenExplanation, SeenFigure } from './reports/explain-mismatch.js';
export { getFigureOfReport, listExplanations } from './reports/list-explanations.js';
export type { PersonExplanation } from './reports/list-explanations.js';
export { explainCheck } from './reports/explain-check.js';
export { numberWords } from './reports/format-numbers.js';
export type { NumberWords } from './reports/format-numbers.js';
export { nameOfMeasure } from './reports/measure-names.js';
export { latestReconciliation } from './reports/latest-reconciliation.js';
export { loadReport } from './reports/load-report.js';
export type { LoadedReport } from './reports/load-report.js';
export { readReport } from './reports/read-report.js';
export { reconcile } from './reports/reconcile.js';
export type { ReconcileScope } from './reports/reconcile.js';
export { InvalidReportError } from './reports/report-faults.js';
export type { ReportFault } from './reports/report-faults.js';
export { mostFiguresOfReport, seedReport } from './reports/stated-report.js';
export type { StatedFigureRow, StatedReport } from './reports/stated-report.js';
export type {
  CheckBasis,
  CheckContradiction,
  CountOfMeasure,
  EarlierFigure,
  FigureVerdict,
  RangeOfMeasure,
  Reconciliation,
  ReportCheck,
  VerdictBasis,
} from './reports/verdicts.js';
export type { Cell, DateCell, FileRow, TableFile, UnusableCell } from './files/table-file.js';
export { openTableFile } from './files/open-table-file.js';
export { writeTable } from './files/write-table.js';
export type { ColumnType, WrittenTable } from './files/write-table.js';
export { FileFault } from './files/file-fault.js';
export { importFile } from './imports/import-file.js';
export { PersonalColumnsError } from './imports/personal-columns.js';
export type { PersonsAccess } from './imports/personal-columns.js';
export type { ImportOptions, ImportProgress } from './imports/import-file.js';
export type { FieldChange, FigureChange, ImportReport, RowChange, RowCounts } from './imports/import-report.js';
export { listWaitingFiles, settleFile, takeWaitingFile } from './imports/import-folder.js';
export type { SettledFile, TakeOptions, WaitingFile } from './imports/import-folder.js';
export { listImports } from './imports/list-imports.js';
export type { ListedImport } from './imports/list-imports.js';
export { undoImport } from './imports/undo-import.js';
export type { UndoneImport, UndoOptions } from './imports/undo-import.js';
export { writeTemplate } from './imports/write-template.js';
export type { TemplateOptions } from './imports/write-template.js';
export { describeFault } from './kinds/describe-fault.js';
export type { RowFault } from './kinds/describe-fault.js';
export { columnsOf, headingOf, isPersonal } from './kinds/import-kind.js';
export type { FileField, ImportField, ImportKind, PersonalField } from './kinds/import-kind.js';
export { getImportKind, importKinds } from './kinds/import-kinds.js';
export { AreaFileError, describeAreaFault } from './areas/area-file-error.js';
export type { AreaFault } from './areas/area-file-error.js';
export { importBoundaries } from './areas/import-boundaries.js';
export type { BoundariesReport } from './areas/import-boundaries.js';
export { importEdition } from './areas/import-edition.js';
export type { EditionOptions, EditionReport } from './areas/import-edition.js';
export { importPopulations } from './areas/import-populations.js';
export type { PopulationsReport } from './areas/import-populations.js';
export { listEditions } from './areas/list-editions.js';
export type { ListedEdition } from './areas/list-editions.js';
export { areaOutcomes } from './areas/plan-edition.js';
export type { AreaChange, AreaOutcome } from './areas/plan-edition.js';
export { undoEdition } from './areas/undo-edition.js';
export type { UndoneEdition } from './areas/undo-edition.js';
export { suggestFigures } from './suggestions/suggest-figures.js';
export { passedOverReasons } from './suggestions/suggestion.js';
export type {
  FigureSuggestion,
  KnownArea,
  KnownProgramme,
  PassedOver,
  PassedOverReason,
  Suggestions,
  SuggestOptions,
} from './suggestions/suggestion.js';
export { readSuggestionGround } from './suggestions/suggestion-ground.js';
export { writeSuggestedFigures } from './suggestions/write-suggested-figures.js';
export { figureKind } from './reports/figure-kind.js';
export { readFigureTable } from './reports/read-figure-table.js';
export { listStoredReports } from './reports/list-stored-reports.js';
export type { ListedReport } from './reports/list-stored-reports.js';
export { deleteReport, removeReport } from './reports/remove-report.js';
export type { RemovedReport } from './reports/remove-report.js';
export { listLaterReports } from './reports/stored-reports.js';
export { checkFigure } from './reports/check-figure.js';
export type { FigureColumn } from './reports/check-figure.js';
export { describeProblem } from './reports/figure-problems.js';
export type { FigureProblem, FigureProblemCode } from './reports/figure-problems.js';
export { findMeasureOfCode, statedUnit } from './reports/stated-unit.js';
export { addEvidence } from './evidence/add-evidence.js';
export type { AddedEvidence, EvidencedRecord, NewEvidence } from './evidence/add-evidence.js';
export {
  EvidenceConflictError,
  EvidenceRefusedError,
  EvidenceStoreError,
  EvidenceTooLargeError,
} from './evidence/evidence-errors.js';
export { readEvidenceCaption, readEvidenceName } from './evidence/evidence-name.js';
export type { EvidenceContent, EvidenceKey, EvidenceStore } from './evidence/evidence-store.js';
export { findEvidence, listEvidence } from './evidence/find-evidence.js';
export type { ListedEvidence } from './evidence/find-evidence.js';
export { openEvidenceStore, readEvidence } from './evidence/open-evidence-store.js';
export { createPostgresEvidenceStore } from './evidence/postgres-evidence-store.js';
export { removeEvidence } from './evidence/remove-evidence.js';
export type { EvidenceRemoval } from './evidence/remove-evidence.js';
export { createS3EvidenceStore } from './evidence/s3-evidence-store.js';
export type { S3Settings } from './evidence/s3-evidence-store.js';
export { sweepEvidence } from './evidence/sweep-evidence.js';
