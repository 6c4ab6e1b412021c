export { ImportChange, ImportedFile, ImportPersonChange } from './imported-file.entity.js';
export { ProtectedFigure, Publication, PublicationFigure, PublicationProtection } from './publication.entity.js';
export { Build, Run } from './run.entity.js';
export type { RunKind, RunState } from './run.entity.js';
export { Backfill, Finding } from './finding.entity.js';
export { MeasureDefinition } from './measure-definition.entity.js';
export { QualityFinding } from './quality-finding.entity.js';
export type { FindingDetails } from './quality-finding.entity.js';
export { QualityTrend } from './quality-trend.entity.js';
