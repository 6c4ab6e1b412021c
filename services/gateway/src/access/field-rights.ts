import type { Right } from '@oblys/access';

/** The kinds of records, each with the field of the query that lists them. */
const records = {
  AkimElection: 'akimElections',
  Appeal: 'appeals',
  CommissionPlanItem: 'commissionPlanItems',
  Correspondence: 'correspondence',
  CourseGroup: 'courseGroups',
  Facility: 'facilities',
  Faction: 'factions',
  FactionSession: 'factionSessions',
  FundedProject: 'fundedProjects',
  LegalAidCase: 'legalAidCases',
  Meeting: 'meetings',
  MonitoringVisit: 'monitoringVisits',
  PrimaryOrganization: 'primaryOrganizations',
  ProgrammeEvent: 'programmeEvents',
  Proposal: 'proposals',
  RoadmapItem: 'roadmapItems',
} as const;

const recordTypes = Object.keys(records);

/** Records of topics that count people. */
const kindsOfPeople = ['Appeal', 'CourseGroup', 'LegalAidCase', 'Meeting', 'ProgrammeEvent'] as const;

/** The right that each field of the roots asks for; the schema is not built where one is missing. */
export const rootRights: Readonly<Record<'Query' | 'Mutation' | 'Subscription', Readonly<Record<string, Right>>>> = {
  Query: {
    ...of('READ_PUBLISHED', ['area', 'district', 'region', 'regions', 'node', 'programmes']),
    ...of('READ_PUBLISHED', ['measures', 'durations', 'freshness', 'report', 'reports', 'job', 'jobs', 'me']),
    // Whether the records are of people, it looks at besides.
    ...of('READ_RECORDS', ['measureQuery', 'recordsBehind', 'qualityRules', 'suggestFigures']),
    ...of('READ_RECORDS', Object.values(records)),
    ...of(
      'READ_PEOPLE',
      kindsOfPeople.map((kind) => records[kind]),
    ),
    ...of('READ_PEOPLE', ['qualityFinding', 'qualityFindings', 'qualityTrend']),
    ...of('READ_PEOPLE', ['submissions', 'imports', 'importedFile']),
    ...of('READ_RUNS', ['jobRun', 'jobRuns']),
    ...of('HOLD_TOKENS', ['apiTokens']),
    ...of('READ_AUDIT', ['auditEvents']),
  },
  Mutation: {
    ...Object.fromEntries(
      recordTypes.flatMap((name) =>
        ['create', 'update', 'delete'].map((verb) => [`${verb}${name}`, rightToWrite(name)]),
      ),
    ),
    // Of what kind the record is, they look at besides.
    ...of('WRITE_CASES', ['createEvidenceUpload', 'removeEvidenceFile']),
    // Of what kind the records are, they look at besides.
    ...of('IMPORT_CASES', ['createImportUpload', 'undoImport']),
    ...of('SUBMIT_MONTHS', ['submitMonth']),
    ...of('DECIDE_MONTHS', ['approveSubmission', 'returnSubmission', 'reopenSubmission']),
    ...of('WRITE_REPORTS', ['saveReport', 'deleteReport', 'explainMismatch', 'withdrawExplanation']),
    ...of('ANSWER_FINDINGS', ['acknowledgeFinding', 'resolveFinding', 'reopenFinding']),
    ...of('RUN_JOBS', ['runJob', 'backfill', 'cancelRun', 'retryRun']),
    ...of('HOLD_TOKENS', ['createApiToken', 'revokeApiToken']),
  },
  Subscription: {
    ...of('READ_PUBLISHED', ['buildMadeCurrent', 'reportReconciled']),
    ...of('READ_RUNS', ['jobProgress', 'jobRunChanged']),
  },
};

/**
 * The right that a type asks for wherever it is reached from. Every kind that is read from tables is here; of others
 * those whose right is not that of what leads to them.
 */
export const typeRights: Readonly<Record<string, Right>> = {
  ...of('READ_PUBLISHED', ['Country', 'Region', 'District', 'Locality', 'AreaBoundary', 'AreaFormerName', 'Programme']),
  ...of('READ_PUBLISHED', ['AppealTopic', 'Body', 'FacilityKind', 'OutreachKind', 'RecipientKind', 'Sector']),
  ...of('READ_PUBLISHED', ['Report', 'StatedFigure', 'ReportCheck', 'FigureExplanation', 'Job', 'JobRun']),
  ...of('READ_RECORDS', recordTypes),
  ...of('READ_RECORDS', ['RecordChange', 'EvidenceFile', 'RecordsBehind']),
  ...of('READ_PEOPLE', [...kindsOfPeople, 'HeardReport', 'ImportedFile', 'QualityFinding']),
  ...of('READ_PERSONS', ['Person']),
  ...of('READ_AUDIT', ['AuditEvent']),
  ...of('READ_RUNS', ['JobRunAttempt', 'JobRunStep', 'JobProgress']),
};

/** The right that single fields of open types ask for. */
export const fieldRights: Readonly<Record<string, Readonly<Record<string, Right>>>> = {
  Appeal: of('READ_PERSONS', ['person', 'text']),
  LegalAidCase: of('READ_PERSONS', ['person']),
  Job: of('READ_RUNS', ['runs', 'runUnderWay']),
  JobRun: of('READ_RUNS', ['error', 'requestedBy', 'worker', 'waitsFor', 'rows', 'cells', 'checks']),
  Report: of('READ_RECORDS', ['recordedBy', 'fileName']),
  FigureExplanation: of('READ_RECORDS', ['explainedBy', 'withdrawnBy']),
};

/** @param kind of the record, by the name of its type */
export function rightToWrite(kind: string): Right {
  return kind === 'Appeal' || kind === 'LegalAidCase' ? 'WRITE_CASES' : 'WRITE_RECORDS';
}

function of(right: Right, names: readonly string[]): Record<string, Right> {
  return Object.fromEntries(names.map((name) => [name, right]));
}
