import { AnalystLogin, ApiToken } from './access/index.js';
import { AlertRecipient, Delivery, Incident } from './alerts/index.js';
import {
  Area,
  AreaBoundary,
  AreaEdition,
  AreaEditionWrite,
  AreaFormerName,
  AreaParent,
  AreaPlacement,
  AreaPopulation,
  AreaSuccessor,
} from './areas/index.js';
import { AuditBlock, AuditEvent, AuditSeal } from './audit/index.js';
import { Job, JobLease, JobRun, JobRunAttempt, JobRunStep } from './jobs/index.js';
import {
  AkimElection,
  Appeal,
  AppealText,
  ErasureOfPerson,
  CommissionPlanItem,
  Correspondence,
  CourseGroup,
  EvidenceBytes,
  EvidenceFile,
  Facility,
  Faction,
  FactionSession,
  FundedProject,
  HeardReport,
  IdempotencyKey,
  LegalAidCase,
  Meeting,
  MeetingRoadmapItem,
  MonitoringVisit,
  Person,
  PersonKey,
  PrimaryOrganization,
  ProgrammeEvent,
  Proposal,
  RecordChange,
  RoadmapItem,
} from './records/index.js';
import {
  FigureExplanation,
  FigureVerdict,
  Reconciliation,
  Report,
  ReportCheck,
  StatedFigure,
} from './reports/index.js';
import {
  Backfill,
  Build,
  Finding,
  ImportChange,
  ImportPersonChange,
  ImportedFile,
  ProtectedFigure,
  Publication,
  PublicationFigure,
  PublicationProtection,
  QualityFinding,
  MeasureDefinition,
  QualityTrend,
  Run,
} from './runs/index.js';
import { PeriodLock, Submission, SubmissionDue, SubmissionEvent, SubmissionTouch } from './submissions/index.js';
import {
  AppealTopic,
  Body,
  FacilityKind,
  OutreachKind,
  Programme,
  RecipientKind,
  Sector,
} from './vocabularies/index.js';

export * from './access/index.js';
export * from './alerts/index.js';
export * from './areas/index.js';
export * from './audit/index.js';
export * from './enums.js';
export * from './jobs/index.js';
export { LocaleArgument } from './locale-argument.js';
export { Money, tenge } from './money.js';
export { Needs } from './needs.js';
export type { Needed, Shown } from './needs.js';
export { Node } from './node.js';
export { describeColumns, tableOf } from './describe-columns.js';
export type { DescribedColumn } from './describe-columns.js';
export * from './records/index.js';
export * from './reports/index.js';
export * from './runs/index.js';
export * from './submissions/index.js';
export { CalendarDate, Decimal, GeometryScalar, Instant } from './scalars/index.js';
export type { Geometry, Position } from './scalars/index.js';
export * from './vocabularies/index.js';

/** Every entity, in the order of the tables they stand for: one class for each table of the migrations. */
export const entities: readonly (abstract new () => unknown)[] = [
  Area,
  AreaParent,
  AreaSuccessor,
  AreaPopulation,
  AreaPlacement,
  AreaFormerName,
  AreaBoundary,
  AreaEdition,
  AreaEditionWrite,
  Programme,
  Body,
  OutreachKind,
  Sector,
  RecipientKind,
  AppealTopic,
  FacilityKind,
  ImportChange,
  ImportPersonChange,
  ImportedFile,
  Job,
  JobRun,
  JobRunAttempt,
  JobLease,
  JobRunStep,
  Run,
  Backfill,
  Build,
  Finding,
  QualityFinding,
  MeasureDefinition,
  QualityTrend,
  Publication,
  PublicationFigure,
  PublicationProtection,
  ProtectedFigure,
  Person,
  PersonKey,
  PrimaryOrganization,
  RoadmapItem,
  Meeting,
  AkimElection,
  Faction,
  FactionSession,
  Proposal,
  MonitoringVisit,
  ProgrammeEvent,
  FundedProject,
  CourseGroup,
  CommissionPlanItem,
  Appeal,
  LegalAidCase,
  Facility,
  Correspondence,
  HeardReport,
  MeetingRoadmapItem,
  AppealText,
  ErasureOfPerson,
  RecordChange,
  EvidenceFile,
  EvidenceBytes,
  IdempotencyKey,
  Report,
  StatedFigure,
  Reconciliation,
  FigureVerdict,
  ReportCheck,
  FigureExplanation,
  Incident,
  AlertRecipient,
  Delivery,
  SubmissionDue,
  Submission,
  SubmissionEvent,
  SubmissionTouch,
  PeriodLock,
  ApiToken,
  AnalystLogin,
  AuditEvent,
  AuditBlock,
  AuditSeal,
];
