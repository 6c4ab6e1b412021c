export { captureTriggers } from './assert-capture.js';
export { answerCoverage } from './answer-coverage.js';
export type { CoverageAsk } from './answer-coverage.js';
export { answerSummaries, sourceOf } from './answer-summaries.js';
export { answerStaleness, staleReasons } from './answer-staleness.js';
export type { Staleness, StaleReason } from './answer-staleness.js';
export { coverageBases, withheldReasons } from './answers.js';
export type {
  Coverage,
  CoverageBasis,
  MissingMonth,
  Source,
  CountedAnswer,
  SummaryAnswer,
  SummaryAsk,
  Withheld,
  WithheldReason,
} from './answers.js';
export { countedMeasure, findFigure, rateParts } from './behind.js';
export type { BehindAsk, FigureBehind, RatePart } from './behind.js';
export { definitionVersion, findMeasure, getMeasure, getTopic, listDurations, listMeasures } from './catalogue.js';
export type { DurationOfTopic, MeasureOfTopic } from './catalogue.js';
export { isLevel } from './compile/columns.js';
export type { Column, ColumnType } from './compile/columns.js';
export { compileBehind } from './compile/compile-behind.js';
export type { Behind, BehindNames } from './compile/compile-behind.js';
export { compileCaptures, filingDates } from './compile/compile-capture.js';
export type { Capture } from './compile/compile-capture.js';
export { compileSummaryView, recordsWait } from './compile/compile-summary-view.js';
export type { SummaryView, SummaryViewColumn } from './compile/compile-summary-view.js';
export { compileCells, groupingsOf, selectCells } from './compile/compile-cells.js';
export type { MarkedCells } from './compile/compile-cells.js';
export { ShownFigures } from './compile/compile-shown.js';
export type { ShownPeriod } from './compile/compile-shown.js';
export { selectSummaries } from './compile/compile-summaries.js';
export { compiledPeriods } from './compile/compile-periods.js';
export { withDay } from './compile/sql-text.js';
export { expectedTables } from './compile/expected-tables.js';
export type { ExpectedTable } from './compile/expected-tables.js';
export { countLive } from './count-live.js';
export type { LiveAsk } from './count-live.js';
export { definitionAt, definitionParts, keepDefinitions, listDefinitions } from './definitions.js';
export type { DefinitionPart, KeptDefinition } from './definitions.js';
export { dimensionsOf, fillingJobs, lineageOf } from './lineage.js';
export type { Lineage } from './lineage.js';
export { measureExpression, measureSql } from './compile/measure-sql.js';
export { listBehind } from './list-behind.js';
export type { RecordBehind, RecordsBehind } from './list-behind.js';
export { printDataDictionary } from './data-dictionary.js';
export {
  CaptureOffError,
  CheckFailedError,
  CheckUnderWayError,
  FindingStateError,
  QualityRuleError,
  RefreshUnderWayError,
} from './errors.js';
export { currentBy, freshnessOf, listFreshness } from './freshness.js';
export type { TopicFreshness } from './freshness.js';
export { createFreshnessMetrics } from './freshness-metrics.js';
export type { FreshnessMetrics } from './freshness-metrics.js';
export { latestBuild } from './latest-build.js';
export type { LatestBuild, TopicBuild } from './latest-build.js';
export { readPublication } from './publication.js';
export type { FigureFilter, Publication, PublicationFigure, PublicationKey, PublishedFigures } from './publication.js';
export { diffPublication } from './diff-publication.js';
export type { ChangeReason, FigureChange, PublicationDiff } from './diff-publication.js';
export { ExportFolderError } from './open-data/export-folder-error.js';
export { openTopics } from './open-data/open-topics.js';
export { purgeOpenData } from './open-data/purge-open-data.js';
export { writeOpenData } from './open-data/write-open-data.js';
export type { OpenDataOptions, OpenDataProgress, OpenDataResult } from './open-data/write-open-data.js';
export { publish } from './publish.js';
export type { Finding, FindingKind } from './findings.js';
export { backfill, estimateBackfill } from './backfill.js';
export type { BackfillEstimate, BackfillOptions, BackfillProgress, BackfillResult } from './backfill.js';
export { queryMeasures } from './measure-query.js';
export { mostQuestions } from './measure-query-spans.js';
export type { Comparison } from './measure-query-spans.js';
export { listHoldingPublications, listStatingReports } from './measure-uses.js';
export type { HoldingPublication, StatingReport } from './measure-uses.js';
export type {
  MeasureQuery,
  MeasureQueryAnswer,
  MeasureQueryCircumstances,
  MeasureQueryRow,
  MeasureValue,
} from './measure-query.js';
export type { Member } from './measure-query-members.js';
export type { Change } from './statistics/change-from.js';
export type { PerThousand, Statistics } from './statistics/compute-statistics.js';
export type { MovingAverage } from './statistics/moving-averages.js';
export { fewestValues } from './statistics/outliers-among.js';
export type { Outlier } from './statistics/outliers-among.js';
export type { Population } from './statistics/populations.js';
export type { Rank } from './statistics/rank-among.js';
export type { Share } from './statistics/share-of.js';
export { statisticReasons } from './statistics/statistic-reasons.js';
export type { StatisticReason } from './statistics/statistic-reasons.js';
export { mostPeriods, rankScopes, statisticBases } from './statistics/statistics-asked.js';
export type { RankScope, StatisticBasis, StatisticsAsked } from './statistics/statistics-asked.js';
export type { Distribution } from './statistics/tell-durations.js';
export { repair, verify } from './verify.js';
export type { TopicVerification, Verification, VerifyOptions } from './verify.js';
export type { PublishOptions, PublishResult } from './publish.js';
export * from './quality/index.js';
export { refresh } from './refresh.js';
export type { RefreshMode, TopicRefresh } from './build-topic.js';
export type { RefreshOptions, RefreshResult } from './refresh.js';
export type { Recount } from './take-marks.js';
export type { BuildProgress } from './stage-build.js';
export type {
  BaseComputation,
  Computation,
  DerivedComputation,
  Dimension,
  Duration,
  Identity,
  Invariant,
  Measure,
  MeasureKind,
  RecordDimension,
  RecordSql,
  Topic,
  ValueType,
} from './topic.js';
export { countsPeople } from './counts-people.js';
export * from './submissions/index.js';
export { protectPublications, type Protection } from './protection/protect-publications.js';
export { smallestShown } from './protection/hide-cells.js';
export { findAnswering, readPublished } from './read-published.js';
export type { AnsweringPublication } from './read-published.js';
export { topics } from './topics/index.js';
export type { StepProgress, Watch } from './watch.js';
