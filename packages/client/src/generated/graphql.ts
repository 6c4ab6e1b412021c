/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { IsoDate, IsoDateTime, Decimal, Geometry } from '../scalars.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Amounts of money in tenge; all that is given must hold. A range includes both ends. */
export type AmountFilter = {
  /** Equal to this. */
  eq?: Decimal | null | undefined;
  /** This or greater. */
  from?: Decimal | null | undefined;
  /** Equal to one of these; none of them when the list is empty. */
  in?: Array<Decimal> | null | undefined;
  /** This or less. */
  to?: Decimal | null | undefined;
};

/** Which AuditEvent rows are wanted; every condition that is given must hold. */
export type AuditEventFilter = {
  /** What was done, such as UPDATE, READ or SIGN_IN. */
  action?: string | null | undefined;
  /** Who did it, by name or subject. */
  actor?: string | null | undefined;
  /** Code of an area: what is of it, and of what lies or ever lay in it. Writes of records are told of their region. */
  area?: string | null | undefined;
  /** Done on this day or later. */
  from?: IsoDate | null | undefined;
  /** The object that was written; of a person or an appeal those who read it too. */
  objectId?: string | null | undefined;
  /** The table that was written, or the kind of what was read. */
  objectKind?: string | null | undefined;
  /** Done on this day or earlier. */
  to?: IsoDate | null | undefined;
};

/** How it is known who did something. */
export type AuditedBy =
  /** By an API token. */
  | 'API_TOKEN'
  /** It was a command. */
  | 'COMMAND'
  /** It was a user of the database. */
  | 'DATABASE'
  /** By a token of the development issuer, which asks nobody who they are. */
  | 'DEVELOPMENT'
  /** It was a run of a job. */
  | 'JOB'
  /** Nobody signed in. */
  | 'NOBODY'
  /** By a token of the OpenID Connect provider. */
  | 'OIDC';

/** The code of a term of a vocabulary, such as a programme; all that is given must hold. */
export type CodeFilter = {
  /** Equal to this. */
  eq?: string | null | undefined;
  /** Equal to one of these; none of them when the list is empty. */
  in?: Array<string> | null | undefined;
  /** True for rows without a value, false for rows with one. */
  isNull?: boolean | null | undefined;
};

/** A new FundedProject. */
export type CreateFundedProjectInput = {
  /** What was granted. In tenge, with two places at most. */
  amount: Decimal;
  /** The most exact area that is known for it, by its KATO code. Region and district follow from it and the own date of the record. */
  area: string;
  /** The day of the funding. */
  fundedOn: IsoDate;
  /** The programme it belongs to; null where it belongs to none. Its code. */
  programme?: string | null | undefined;
  /** Who received the funding. Its code. */
  recipientKind: string;
  /** The sector of the economy. Its code. */
  sector: string;
  /** What the record is called where it comes from, unique among its kind in the region; one is given where a new record has none. */
  sourceRef?: string | null | undefined;
  /** The title. */
  title: string;
};

/** Days; all that is given must hold. A range includes both ends, one left out is open. */
export type DateFilter = {
  /** On this day. */
  eq?: IsoDate | null | undefined;
  /** On this day or later. */
  from?: IsoDate | null | undefined;
  /** On one of these days; none when the list is empty. */
  in?: Array<IsoDate> | null | undefined;
  /** True for rows without a value, false for rows with one. */
  isNull?: boolean | null | undefined;
  /** On this day or earlier. */
  to?: IsoDate | null | undefined;
};

/** What of a definition may change. */
export type DefinitionPart =
  /** What it is computed from: figures of before and after do not compare without care. */
  | 'COMPUTATION'
  /** The sentence that says what it means, in any of the languages. */
  | 'DEFINITION'
  /** How it is counted over time, or whether it adds up. */
  | 'KIND'
  /** What it is called, in any of the languages. */
  | 'NAME'
  /** What is counted, or what its values are. */
  | 'UNIT';

/** What figures can be broken down by. */
export type Dimension =
  /** The body that answers, or that is addressed. */
  | 'BODY'
  /** How an appeal came in. */
  | 'CHANNEL'
  /** Whom a meeting was held with, or a letter was sent to. */
  | 'COUNTERPART'
  /** The district that the record belongs to. */
  | 'DISTRICT'
  /** Six months, starting in January or July. */
  | 'HALF_YEAR'
  /** What kind of meeting, facility or letter. */
  | 'KIND'
  /** The calendar month. */
  | 'MONTH'
  /** How an appeal or a case was closed. */
  | 'OUTCOME'
  /** The programme. */
  | 'PROGRAMME'
  /** Three months, starting in January, April, July or October. */
  | 'QUARTER'
  /** Who received the funding. */
  | 'RECIPIENT_KIND'
  /** The region that the record belongs to. */
  | 'REGION'
  /** The sector of the economy. */
  | 'SECTOR'
  /** What an appeal is about. */
  | 'TOPIC'
  /** The calendar year. */
  | 'YEAR';

/** Why a figure does not agree with the records, and the figure as it was read. */
export type ExplainMismatchInput = {
  /** The computed value that was read. */
  computed: Decimal;
  /** Global id of the figure. */
  figureId: string;
  /** The kind of reason. */
  reason: MismatchReason;
  /** Why, in at most 10,000 letters and without personal data. */
  text: string;
  /** The stated value that was read. */
  value: Decimal;
  /** The `explanationVersion` that was read. */
  version: number;
};

/** What became of a finding of data quality. */
export type FindingState =
  /** Somebody knows of it and lets it stand; it stays so for as long as it is found. */
  | 'ACKNOWLEDGED'
  /** Nobody has answered it. */
  | 'OPEN'
  /** The latest check found it no more, or somebody said that it is done with; found again it is open again. */
  | 'RESOLVED';

/** Which values of FindingState are wanted; all that is given must hold. */
export type FindingStateFilter = {
  /** Equal to this. */
  eq?: FindingState | null | undefined;
  /** Equal to one of these; none of them when the list is empty. */
  in?: Array<FindingState> | null | undefined;
  /** True for rows without a value, false for rows with one. */
  isNull?: boolean | null | undefined;
};

/** Which FundedProject rows are wanted; every condition that is given must hold. */
export type FundedProjectFilter = {
  /** What was granted, in tenge. */
  amount?: AmountFilter | null | undefined;
  /** Filters that must all hold. */
  and?: Array<FundedProjectFilter> | null | undefined;
  /** Code of an area at any level: the records of the region or district as the tree was on their own date, or those that lie in the rural district or settlement. */
  area?: string | null | undefined;
  /** Code of the district that the record belongs to, as the tree was on its own date. */
  district?: string | null | undefined;
  /** The own date of the record, by which it belongs to its region and district. */
  fundedOn?: DateFilter | null | undefined;
  /** A filter that must not hold. */
  not?: FundedProjectFilter | null | undefined;
  /** Filters of which one must hold; none does when it is empty. */
  or?: Array<FundedProjectFilter> | null | undefined;
  /** The programme it belongs to. */
  programme?: CodeFilter | null | undefined;
  /** Who received the funding. */
  recipientKind?: CodeFilter | null | undefined;
  /** Code of the region that the record belongs to, as the tree was on its own date. */
  region?: string | null | undefined;
  /** The sector of the economy. */
  sector?: CodeFilter | null | undefined;
  /** Words of its title. */
  title?: TextFilter | null | undefined;
};

/** One key of an order of FundedProject rows. */
export type FundedProjectOrder = {
  /** From which end. */
  direction?: SortDirection;
  /** What to order by. */
  field: FundedProjectOrderField;
};

/** What FundedProject rows can be ordered by. */
export type FundedProjectOrderField =
  /** What was granted. */
  | 'AMOUNT'
  /** The own date of the record, by which it belongs to its region and district. */
  | 'FUNDED_ON';

/** A file of records that is to be uploaded. */
export type ImportUploadInput = {
  /** Whether it is only told what the file would do. */
  dryRun?: boolean;
  /** The name that the import is told by. */
  fileName: string;
  /** What its rows are, such as "appeal" or "roadmap-item". */
  kind: string;
  /** The language of its faults. */
  locale?: Locale;
  /** Whether records that somebody changed since their import are written over. */
  overwrite?: boolean;
  /** Whether sound rows are taken where others are at fault or conflict; else one of those keeps the whole file out. */
  partial?: boolean;
  /** Why records of locked months are written; without it they keep the file out. */
  reason?: string | null | undefined;
  /** The area that names of areas are looked for in, by its KATO code. */
  within?: string | null | undefined;
};

/** Which ImportedFile rows are wanted; every condition that is given must hold. */
export type ImportedFileFilter = {
  /** Filters that must all hold. */
  and?: Array<ImportedFileFilter> | null | undefined;
  /** When it was taken in. */
  importedAt?: InstantFilter | null | undefined;
  /** What its rows are. */
  kind?: CodeFilter | null | undefined;
  /** A filter that must not hold. */
  not?: ImportedFileFilter | null | undefined;
  /** Filters of which one must hold; none does when it is empty. */
  or?: Array<ImportedFileFilter> | null | undefined;
};

/** Moments; all that is given must hold. A range includes both ends, one left out is open. */
export type InstantFilter = {
  /** At this moment. */
  eq?: IsoDateTime | null | undefined;
  /** At this moment or later. */
  from?: IsoDateTime | null | undefined;
  /** At this moment or earlier. */
  to?: IsoDateTime | null | undefined;
};

/** Whole numbers; all that is given must hold. A range includes both ends. */
export type IntFilter = {
  /** Equal to this. */
  eq?: number | null | undefined;
  /** This or greater. */
  from?: number | null | undefined;
  /** Equal to one of these; none of them when the list is empty. */
  in?: Array<number> | null | undefined;
  /** True for rows without a value, false for rows with one. */
  isNull?: boolean | null | undefined;
  /** This or less. */
  to?: number | null | undefined;
};

/** Which JobRun rows are wanted; every condition that is given must hold. */
export type JobRunFilter = {
  /** Filters that must all hold. */
  and?: Array<JobRunFilter> | null | undefined;
  /** The day that it is about. */
  asOf?: DateFilter | null | undefined;
  /** The job, by its name. */
  job?: CodeFilter | null | undefined;
  /** A filter that must not hold. */
  not?: JobRunFilter | null | undefined;
  /** Filters of which one must hold; none does when it is empty. */
  or?: Array<JobRunFilter> | null | undefined;
  /** The moment that it is due at. */
  scheduledFor?: InstantFilter | null | undefined;
  /** Where it stands. */
  state?: JobRunStateFilter | null | undefined;
  /** Why there is this run. */
  trigger?: JobRunTriggerFilter | null | undefined;
};

/** Where a run of a job stands. */
export type JobRunState =
  /** What it needs failed or was cancelled; it goes on once that has succeeded after all. */
  | 'BLOCKED'
  /** Somebody ended it. */
  | 'CANCELLED'
  /** It waits for its turn: for what it needs, for its lane, or for the next attempt. */
  | 'DUE'
  /** It was tried as often as it may be; `error` says why the last attempt failed. */
  | 'FAILED'
  /** A worker is at it. */
  | 'RUNNING'
  /** All it was to do is done. */
  | 'SUCCEEDED';

/** Which values of JobRunState are wanted; all that is given must hold. */
export type JobRunStateFilter = {
  /** Equal to this. */
  eq?: JobRunState | null | undefined;
  /** Equal to one of these; none of them when the list is empty. */
  in?: Array<JobRunState> | null | undefined;
  /** True for rows without a value, false for rows with one. */
  isNull?: boolean | null | undefined;
};

/** Why there is a run of a job. */
export type JobRunTrigger =
  /** Somebody asked for the runs of a range of days. */
  | 'BACKFILL'
  /** Its moment passed while no scheduler ran. */
  | 'CATCH_UP'
  /** Somebody asked for it. */
  | 'MANUAL'
  /** Its moment came. */
  | 'SCHEDULE';

/** Which values of JobRunTrigger are wanted; all that is given must hold. */
export type JobRunTriggerFilter = {
  /** Equal to this. */
  eq?: JobRunTrigger | null | undefined;
  /** Equal to one of these; none of them when the list is empty. */
  in?: Array<JobRunTrigger> | null | undefined;
  /** True for rows without a value, false for rows with one. */
  isNull?: boolean | null | undefined;
};

/** The language of a name or an explanation. */
export type Locale =
  /** English. */
  | 'EN'
  /** Kazakh. */
  | 'KK'
  /** Russian. */
  | 'RU';

/** How a measure is counted over time. */
export type MeasureKind =
  /** The records received within the span, each with its status at the end of the as-of day. */
  | 'COHORT'
  /** The records dated within the span. */
  | 'FLOW'
  /** The quotient of two counts of one set. */
  | 'RATE'
  /** The level at the end of the span. */
  | 'STOCK';

/** What the values of a measure are. */
export type MeasureValueType =
  /** Whole numbers. */
  | 'COUNT'
  /** Tenge, exact. */
  | 'MONEY'
  /** Numbers from 0 to 1, unrounded. */
  | 'RATIO';

/** Why a stated figure does not agree with the records, as a person says. */
export type MismatchReason =
  /** The report counts something else than the measure does. */
  | 'DEFINITION_DIFFERS'
  /** Records came in, or were corrected, after the report. */
  | 'LATE_RECORDS'
  /** Something else, as the words say. */
  | 'OTHER'
  /** Records are missing, or wrong. */
  | 'RECORDS_INCOMPLETE'
  /** The report states it wrongly. */
  | 'REPORT_WRONG';

/** Why a stated figure cannot be held against the records, or what was found is not told. */
export type NotComputableReason =
  /** It is stated of an area below the districts, for which no figures are kept. */
  | 'LEVEL_WITHOUT_FIGURES'
  /** Whoever asks may not see it. */
  | 'NOT_ALLOWED'
  /** Its period lies after the as-of day, or no build holds it. */
  | 'NOT_COMPUTED'
  /** The report has not been reconciled since the figure was stated so. */
  | 'NOT_RECONCILED'
  /** No branch of the area has reported what it would be counted from. */
  | 'NOT_REPORTED'
  /** It is a share of nothing. */
  | 'NO_DENOMINATOR'
  /** It is stated of a programme, and the records of its topic belong to none. */
  | 'NO_PROGRAMME_DIMENSION'
  /** Its topic counts people, and no official publication shows it: by itself or beside others it could tell of a few. */
  | 'SUPPRESSED'
  /** It is stated in another unit than it is counted in. */
  | 'UNIT_DIFFERS'
  /** The catalogue has no such measure. */
  | 'UNKNOWN_MEASURE';

/** Why a number of a text is no figure. */
export type PassedOverReason =
  /** A part of an address. */
  | 'ADDRESS'
  /** By how much something grew or fell. */
  | 'CHANGE'
  /** A day or a year. */
  | 'DATE'
  /** An age or a length of time. */
  | 'DURATION'
  /** Of an earlier year. */
  | 'EARLIER_YEAR'
  /** The words around it speak of no measure. */
  | 'NO_MEASURE'
  /** Says which one, and not how many. */
  | 'ORDINAL'
  /** Of another area than the report. */
  | 'OTHER_AREA'
  /** Counts what no measure counts. */
  | 'OTHER_UNIT'
  /** A telephone number. */
  | 'PHONE'
  /** Of what is yet to be. */
  | 'PLANNED'
  /** The number of a decree, a law, a school or the like. */
  | 'REFERENCE'
  /** Said to the unit right behind it. */
  | 'RESTATED'
  /** A time of day. */
  | 'TIME'
  /** No number, such as "thousands". */
  | 'VAGUE';

/** How exactly a figure is stated. */
export type Qualifier =
  /** An approximation. */
  | 'ABOUT'
  /** The number itself. */
  | 'EXACT'
  /** An upper bound. */
  | 'LESS_THAN'
  /** A lower bound. */
  | 'MORE_THAN'
  /** The number after rounding to the rounding unit. */
  | 'ROUNDED';

/** Which QualityFinding rows are wanted; every condition that is given must hold. */
export type QualityFindingFilter = {
  /** Filters that must all hold. */
  and?: Array<QualityFindingFilter> | null | undefined;
  /** Code of an area at any level: findings about a region or district, or about what lies in a rural district or settlement. */
  area?: string | null | undefined;
  /** The first day of the month that it is about. */
  month?: DateFilter | null | undefined;
  /** A filter that must not hold. */
  not?: QualityFindingFilter | null | undefined;
  /** Filters of which one must hold; none does when it is empty. */
  or?: Array<QualityFindingFilter> | null | undefined;
  /** How many records are concerned. */
  recordCount?: IntFilter | null | undefined;
  /** Code of the region that it is about. */
  region?: string | null | undefined;
  /** The rule that found it. */
  rule?: CodeFilter | null | undefined;
  /** How much it weighs. */
  severity?: SeverityFilter | null | undefined;
  /** What became of it. */
  state?: FindingStateFilter | null | undefined;
  /** The topic it is about; reporting is one too. */
  topic?: CodeFilter | null | undefined;
};

/** One key of an order of QualityFinding rows. */
export type QualityFindingOrder = {
  /** From which end. */
  direction?: SortDirection;
  /** What to order by. */
  field: QualityFindingOrderField;
};

/** What QualityFinding rows can be ordered by. */
export type QualityFindingOrderField =
  /** The latest day as of which it was found. */
  | 'LAST_FOUND_AS_OF'
  /** The month that it is about. */
  | 'MONTH'
  /** How many records are concerned. */
  | 'RECORD_COUNT'
  /** How much it weighs, the heaviest first. */
  | 'SEVERITY';

/** One of the two counts that a rate is the quotient of. */
export type RatePart =
  /** The count that is the whole, such as what was planned. */
  | 'DENOMINATOR'
  /** The count that is the part, such as what was executed. */
  | 'NUMERATOR';

/** What a report is held against itself for, or against an earlier one. */
export type ReportCheckKind =
  /** What can only grow, which should not fall below an earlier report of the same year. */
  | 'EARLIER_REPORT'
  /** Parts that should sum to a whole. */
  | 'PARTS_OF_WHOLE'
  /** What is stated of single programmes, which should lie within what is stated of all. */
  | 'PROGRAMME_WITHIN_TOTAL'
  /** Shares, rounded, that one set of whole counts should fit. */
  | 'SHARES_OF_WHOLE'
  /** What is stated of shorter spans, which should lie within the span that holds them. */
  | 'SPAN_WITHIN_SPAN';

/** What somebody may do, within the areas that they answer for. */
export type Role =
  /** May do all of it. */
  | 'ADMINISTRATOR'
  /** Works on appeals and legal-aid cases, and sees whose they are. */
  | 'CASEWORKER'
  /** Writes the records of the own areas, and submits its months. */
  | 'DISTRICT_EDITOR'
  /** Anybody: sees what is published. */
  | 'PUBLIC'
  /** Decides on what is submitted, takes reports in and explains them, runs jobs. */
  | 'REGIONAL_ANALYST'
  /** Sees the records and figures of the own areas. */
  | 'VIEWER';

/** A report with the figures it states, all of them: those that are not given are taken away. */
export type SaveReportInput = {
  /** Code of the area that it is about. */
  area: string;
  /** The day its figures are about. */
  asOf: IsoDate;
  /** Its figures: at least one, and at most 1000. */
  figures: Array<StatedFigureInput>;
  /** The language it is written in. */
  language: Locale;
  /** The day it was published. */
  publishedOn: IsoDate;
  /** Names the report for good, in at most 200 letters: saving under the same one corrects it. */
  reference: string;
  /** The words of the report, whole; empty unless given. */
  text?: string | null | undefined;
  /** Its title, in the language of the report. */
  title: string;
  /** The version that was read, where the report is there already; null for a new one. */
  version?: number | null | undefined;
};

/** How much a finding of data quality weighs. */
export type Severity =
  /** It cannot be as the records say, so figures are wrong. */
  | 'ERROR'
  /** It may be right, and is worth a look. */
  | 'NOTICE'
  /** It is most likely wrong. */
  | 'WARNING';

/** Which values of Severity are wanted; all that is given must hold. */
export type SeverityFilter = {
  /** Equal to this. */
  eq?: Severity | null | undefined;
  /** Equal to one of these; none of them when the list is empty. */
  in?: Array<Severity> | null | undefined;
  /** True for rows without a value, false for rows with one. */
  isNull?: boolean | null | undefined;
};

/** By what somebody signed in. */
export type SignInKind =
  /** An API token. */
  | 'API_TOKEN'
  /** A token of the development issuer, which asks nobody who they are. */
  | 'DEVELOPMENT'
  /** A token of the OpenID Connect provider. */
  | 'OIDC';

/** From which end an order begins. */
export type SortDirection =
  /** The least first; rows without a value last. */
  | 'ASC'
  /** The greatest first; rows without a value before it. */
  | 'DESC';

/** Where figures come from. */
export type Source =
  /** Counted from the records for this answer. */
  | 'LIVE'
  /** Whole stored months, and the rest counted from the records for this answer. */
  | 'MIXED'
  /** What was published for that day, as it was shown then. */
  | 'PUBLISHED'
  /** The current build of the summaries. */
  | 'STORED';

/** A figure as a report states it. */
export type StatedFigureInput = {
  /** Code of the measure, such as appeal.received. */
  measure: string;
  /** How the words are taken; empty unless given. */
  note?: string | null | undefined;
  /** Its place in the report, starting at 1. */
  number: number;
  /** The first day it counts; null for a level, and for what counts since the first record. */
  periodFrom?: IsoDate | null | undefined;
  /** The last day it counts; the as-of day of the report unless given. */
  periodTo?: IsoDate | null | undefined;
  /** Code of the programme that it is about; null where it counts all. */
  programme?: string | null | undefined;
  /** How exactly it is stated. */
  qualifier: Qualifier;
  /** What a ROUNDED value is rounded to; null of any other. */
  roundingUnit?: Decimal | null | undefined;
  /** The unit of the value; that of the measure unless given. */
  unit?: string | null | undefined;
  /** The value as stated; a share in percent. */
  value: Decimal;
  /** The words as written in the report. */
  wording: string;
};

/** What became of a submission. */
export type SubmissionEventKind =
  /** The region approved it. */
  | 'APPROVED'
  /** Records of the approved month were changed, for a reason. */
  | 'CHANGED'
  /** The region took its approval back, and the month is open again. */
  | 'REOPENED'
  /** The region sent it back. */
  | 'RETURNED'
  /** The branch sent it, at first or anew. */
  | 'SUBMITTED';

/** How a branch stands with a topic and a month at the end of a day. */
export type SubmissionState =
  /** Approved by the region: the month is locked. */
  | 'APPROVED'
  /** Not sent; the month is over, and the day by which it is due has not passed. */
  | 'DUE'
  /** Not sent, and the day by which it was due has passed. */
  | 'LATE'
  /** Not sent, and so late that it is counted as missing. */
  | 'MISSING'
  /** Not sent, and the month is not over. */
  | 'NOT_DUE'
  /** Sent back by the region, and to be sent anew; it counts as not sent. */
  | 'RETURNED'
  /** Sent in time, and not approved yet. */
  | 'SUBMITTED'
  /** Sent after the day by which it was due, and not approved yet. */
  | 'SUBMITTED_LATE';

/** A month of a branch that is to be submitted. */
export type SubmitMonthInput = {
  /** Code of the district, or of the region for its office. */
  area: string;
  /** Says that there was nothing of the topics without a record. Without it those are refused; with it so is a topic that is named and has records. */
  isNil?: boolean;
  /** The first day of the month, which can be submitted from its last day on. */
  month: IsoDate;
  /** What the region should know, in at most 1000 letters and without personal data. */
  note?: string | null | undefined;
  /** Codes of the topics; all that are due and do not stand submitted unless given. */
  topics?: Array<string> | null | undefined;
};

/** The text of a report, and what it is about. */
export type SuggestFiguresInput = {
  /** Code of the area that the report is about: figures of others are passed over. */
  area?: string | null | undefined;
  /** The day its figures are about; today unless given. */
  asOf?: IsoDate | null | undefined;
  /** The text, in Kazakh or Russian: at most 100,000 letters. */
  text: string;
};

/** Text, whatever its case, in any of the languages it is kept in; all that is given must hold. */
export type TextFilter = {
  /** Holds these words as they stand; three letters at least. */
  contains?: string | null | undefined;
  /** Begins with these words; three letters at least. */
  startsWith?: string | null | undefined;
};

/** What holding a stated figure against the records found. */
export type Verdict =
  /** Within the bounds that the words about, more than or less than allow. */
  | 'CONSISTENT'
  /** The computed value is the stated one. */
  | 'MATCH'
  /** Different; the difference says by how much. */
  | 'MISMATCH'
  /** It cannot be computed; the reason says why. */
  | 'NOT_COMPUTABLE'
  /** Not told to whoever asks: its topic counts people, the area is not theirs to see, and no official publication shows the very same figure. */
  | 'WITHHELD'
  /** Equal after rounding to the rounding unit. */
  | 'WITHIN_ROUNDING';

export type AcknowledgeFindingMutationVariables = Exact<{
  id: string;
  note: string;
}>;


export type AcknowledgeFindingMutation = { __typename: 'Mutation', acknowledgeFinding: { __typename: 'QualityFinding', id: string, state: FindingState, acknowledgedAt: IsoDateTime | null, acknowledgedBy: string | null, acknowledgement: string | null } | null };

export type AuditPageQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditPageQuery = { __typename: 'Query', auditEvents: { __typename: 'AuditEventConnection', pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, edges: Array<{ __typename: 'AuditEventEdge', node: { __typename: 'AuditEvent', id: string, at: IsoDateTime, action: string, objectKind: string, objectId: string | null, areaCode: string | null, rowCount: number, block: number | null, actor: { __typename: 'AuditActor', by: AuditedBy, name: string, role: string | null }, origin: { __typename: 'AuditOrigin', address: string | null, userAgent: string | null, command: string | null }, values: Array<{ __typename: 'AuditedValue', column: string, oldValue: string | null, newValue: string | null }>, changes: Array<{ __typename: 'AuditedChange', table: string, recordId: string, version: number, values: Array<{ __typename: 'AuditedValue', column: string, oldValue: string | null, newValue: string | null }> }> } }> } };

export type BuildMadeCurrentSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type BuildMadeCurrentSubscription = { buildMadeCurrent: { __typename: 'BuildMadeCurrent', runId: string, asOf: IsoDate, builtAt: IsoDateTime, rowsChanged: number, topics: Array<{ __typename: 'BuiltTopic', code: string, rowsChanged: number }> } };

export type CatalogueQueryVariables = Exact<{
  locale?: Locale | null | undefined;
}>;


export type CatalogueQuery = { __typename: 'Query', measures: Array<{ __typename: 'Measure', code: string, kind: MeasureKind, valueType: MeasureValueType, unit: string, name: string, definition: string, topic: { __typename: 'MeasureTopic', code: string, name: string } }> };

export type CreateFundedProjectMutationVariables = Exact<{
  input: CreateFundedProjectInput;
  idempotencyKey: string;
}>;


export type CreateFundedProjectMutation = { __typename: 'Mutation', createFundedProject: { __typename: 'CreateFundedProjectPayload', isRepeat: boolean, version: number, fundedProject: { __typename: 'FundedProject', id: string, title: string, fundedOn: IsoDate, amount: { __typename: 'Money', amount: Decimal, currency: string }, district: { __typename: 'District', code: string, name: string } | null } | null } | null };

export type CreateImportUploadMutationVariables = Exact<{
  input: ImportUploadInput;
}>;


export type CreateImportUploadMutation = { __typename: 'Mutation', createImportUpload: { __typename: 'ImportUpload', path: string, expiresAt: IsoDateTime } | null };

export type DictionaryQueryVariables = Exact<{
  locale?: Locale | null | undefined;
}>;


export type DictionaryQuery = { __typename: 'Query', measures: Array<{ __typename: 'Measure', code: string, kind: MeasureKind, unit: string, isAdditive: boolean, name: string, definition: string, expression: string | null, sql: string, dimensions: Array<Dimension>, topic: { __typename: 'MeasureTopic', code: string, name: string }, lineage: { __typename: 'MeasureLineage', summaryTable: string, summaryColumns: Array<string>, cellTable: string, cellColumns: Array<string>, recordTables: Array<string>, importKinds: Array<string>, jobs: Array<string>, build: { __typename: 'MeasureBuild', runId: string, asOf: IsoDate, builtAt: IsoDateTime } | null }, history: Array<{ __typename: 'MeasureDefinition', number: number, inForceSince: IsoDateTime, asOf: IsoDate, runId: string, definition: string, sql: string, changed: Array<DefinitionPart> }>, reports: Array<{ __typename: 'MeasureReport', id: string, title: string, publishedOn: IsoDate, figures: Array<number> }> }> };

export type DistrictMapQueryVariables = Exact<{
  region: string;
}>;


export type DistrictMapQuery = { __typename: 'Query', region: { __typename: 'Region', districts: { __typename: 'DistrictConnection', edges: Array<{ __typename: 'DistrictEdge', node: { __typename: 'District', code: string, name: string, population: number | null, boundary: { __typename: 'AreaBoundary', geometry: Geometry, boundingBox: Array<number>, source: string } | null } }> } } | null };

export type ExplainMismatchMutationVariables = Exact<{
  input: ExplainMismatchInput;
  idempotencyKey?: string | null | undefined;
}>;


export type ExplainMismatchMutation = { __typename: 'Mutation', explainMismatch: { __typename: 'StatedFigure', id: string, verdict: Verdict, explanationVersion: number, mismatchExplanation: { __typename: 'FigureExplanation', id: string, reason: MismatchReason, text: string, explainedBy: string, explainedAt: IsoDateTime, isCurrent: boolean } | null } | null };

export type FundedProjectsQueryVariables = Exact<{
  filter?: FundedProjectFilter | null | undefined;
  orderBy?: Array<FundedProjectOrder> | FundedProjectOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FundedProjectsQuery = { __typename: 'Query', fundedProjects: { __typename: 'FundedProjectConnection', totalCount: number, edges: Array<{ __typename: 'FundedProjectEdge', node: { __typename: 'FundedProject', id: string, title: string, fundedOn: IsoDate, amount: { __typename: 'Money', amount: Decimal, currency: string }, programme: { __typename: 'Programme', code: string, name: string } | null, district: { __typename: 'District', code: string, name: string } | null } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type ImportsPageQueryVariables = Exact<{
  filter?: ImportedFileFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ImportsPageQuery = { __typename: 'Query', imports: { __typename: 'ImportedFileConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, edges: Array<{ __typename: 'ImportedFileEdge', node: { __typename: 'ImportedFile', id: string, kind: string, fileName: string, rowCount: number, createdCount: number, changedCount: number, unchangedCount: number, importedAt: IsoDateTime, importedBy: string | null, undoneAt: IsoDateTime | null, undoneBy: string | null } }> } };

export type JobRunChangedSubscriptionVariables = Exact<{
  job?: string | null | undefined;
  id?: string | null | undefined;
}>;


export type JobRunChangedSubscription = { jobRunChanged: { __typename: 'JobRun', id: string, asOf: IsoDate, state: JobRunState, attemptCount: number, startedAt: IsoDateTime | null, finishedAt: IsoDateTime | null, durationSeconds: number | null, error: string | null, job: { __typename: 'Job', name: string } } };

export type JobsPageQueryVariables = Exact<{
  filter?: JobRunFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type JobsPageQuery = { __typename: 'Query', jobs: Array<{ __typename: 'Job', id: string, name: string, title: string, schedule: string, timeZone: string, needs: Array<string>, nextRunAt: IsoDateTime, registeredAt: IsoDateTime, lastSucceededAt: IsoDateTime | null, runUnderWay: { __typename: 'JobRun', id: string, startedAt: IsoDateTime | null } | null, lastRun: { __typename: 'JobRun', id: string, asOf: IsoDate, state: JobRunState, isLate: boolean, finishedAt: IsoDateTime | null, durationSeconds: number | null } | null }>, jobRuns: { __typename: 'JobRunConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, edges: Array<{ __typename: 'JobRunEdge', node: { __typename: 'JobRun', id: string, scheduledFor: IsoDateTime, asOf: IsoDate, trigger: JobRunTrigger, state: JobRunState, waitsFor: Array<string>, isLate: boolean, attemptCount: number, missedCount: number, startedAt: IsoDateTime | null, finishedAt: IsoDateTime | null, durationSeconds: number | null, rows: number | null, cells: number | null, checks: number | null, worker: string | null, requestedBy: string | null, error: string | null, job: { __typename: 'Job', name: string } } }> } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { __typename: 'Query', me: { __typename: 'Me', name: string, role: Role, areaCodes: Array<string>, signedInBy: SignInKind | null, expiresAt: IsoDateTime | null } };

export type QualityPageQueryVariables = Exact<{
  filter?: QualityFindingFilter | null | undefined;
  orderBy?: Array<QualityFindingOrder> | QualityFindingOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  region?: string | null | undefined;
  from: IsoDate;
  to: IsoDate;
  locale?: Locale | null | undefined;
}>;


export type QualityPageQuery = { __typename: 'Query', qualityRules: Array<{ __typename: 'QualityRule', code: string, topic: string, severity: Severity, name: string, definition: string }>, qualityTrend: Array<{ __typename: 'QualityTrendPoint', asOf: IsoDate, open: number, acknowledged: number }>, qualityFindings: { __typename: 'QualityFindingConnection', totalCount: number, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null }, edges: Array<{ __typename: 'QualityFindingEdge', node: { __typename: 'QualityFinding', id: string, severity: Severity, state: FindingState, topic: string, month: IsoDate | null, message: string | null, recordCount: number, recordIds: Array<string>, firstFoundAt: IsoDateTime, lastFoundAsOf: IsoDate, acknowledgedBy: string | null, acknowledgement: string | null, resolvedAt: IsoDateTime | null, resolvedBy: string | null, resolution: string | null, rule: { __typename: 'QualityRule', code: string, name: string } | null, area:
          | { __typename: 'Country', code: string, name: string }
          | { __typename: 'District', code: string, name: string }
          | { __typename: 'Locality', code: string, name: string }
          | { __typename: 'Region', code: string, name: string }
         } }> } };

export type RecordsBehindQueryVariables = Exact<{
  measure: string;
  area: string;
  from?: IsoDate | null | undefined;
  to: IsoDate;
  asOf?: IsoDate | null | undefined;
  programme?: string | null | undefined;
  part?: RatePart | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type RecordsBehindQuery = { __typename: 'Query', recordsBehind: { __typename: 'RecordsBehindConnection', totalCount: number, value: Decimal, asOf: IsoDate, measure: { __typename: 'Measure', code: string, name: string, unit: string }, edges: Array<{ __typename: 'RecordsBehindEdge', adds: Decimal | null, node:
        | { __typename: 'AkimElection', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'Appeal', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'CommissionPlanItem', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'Correspondence', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'CourseGroup', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'Facility', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'Faction', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'FactionSession', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'FundedProject', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'LegalAidCase', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'Meeting', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'MonitoringVisit', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'PrimaryOrganization', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'ProgrammeEvent', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'Proposal', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
        | { __typename: 'RoadmapItem', id: string, importRow: number | null, area:
            | { __typename: 'Country', code: string, name: string }
            | { __typename: 'District', code: string, name: string }
            | { __typename: 'Locality', code: string, name: string }
            | { __typename: 'Region', code: string, name: string }
          , importedFrom: { __typename: 'ImportedFile', id: string, fileName: string } | null }
       }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, endCursor: string | null } } };

export type RegionYearQueryVariables = Exact<{
  code: string;
  start: IsoDate;
  asOf?: IsoDate | null | undefined;
}>;


export type RegionYearQuery = { __typename: 'Query', region: { __typename: 'Region', summary: { __typename: 'AreaSummary', source: Source, roadmap: { __typename: 'RoadmapSummary', planned: number | null, executed: number | null, inProgress: number | null, notDue: number | null, completionRate: number | null }, funding: { __typename: 'FundingSummary', projectsFunded: number | null, amount: { __typename: 'Money', amount: Decimal, currency: string } | null }, appeal: { __typename: 'AppealSummary', received: number | null, positive: number | null, explained: number | null, inProgress: number | null } }, districts: { __typename: 'DistrictConnection', edges: Array<{ __typename: 'DistrictEdge', node: { __typename: 'District', code: string, name: string } }> } } | null };

export type ReportPageQueryVariables = Exact<{
  area?: string | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type ReportPageQuery = { __typename: 'Query', reports: { __typename: 'ReportConnection', edges: Array<{ __typename: 'ReportEdge', node: { __typename: 'Report', id: string, title: string, language: Locale, text: string, publishedOn: IsoDate, asOf: IsoDate, area:
          | { __typename: 'Country', code: string, name: string }
          | { __typename: 'District', code: string, name: string }
          | { __typename: 'Locality', code: string, name: string }
          | { __typename: 'Region', code: string, name: string, districts: { __typename: 'DistrictConnection', edges: Array<{ __typename: 'DistrictEdge', node: { __typename: 'District', code: string, name: string } }> } }
        , figures: Array<{ __typename: 'StatedFigure', number: number, periodFrom: IsoDate | null, periodTo: IsoDate, value: Decimal, unit: string, qualifier: Qualifier, roundingUnit: Decimal | null, wording: string, computed: Decimal | null, difference: Decimal | null, verdict: Verdict, reason: NotComputableReason | null, explanation: string | null, measure: { __typename: 'Measure', code: string, name: string, definition: string, topic: { __typename: 'MeasureTopic', code: string, name: string } }, programme: { __typename: 'Programme', code: string, name: string } | null, mismatchExplanation: { __typename: 'FigureExplanation', reason: MismatchReason, text: string, explainedBy: string, explainedAt: IsoDateTime, isCurrent: boolean } | null }>, checks: Array<{ __typename: 'ReportCheck', number: number, topic: string, kind: ReportCheckKind, holds: boolean, figures: Array<number>, explanation: string }> } }> } };

export type ReturnSubmissionMutationVariables = Exact<{
  id: string;
  version: number;
  reason: string;
}>;


export type ReturnSubmissionMutation = { __typename: 'Mutation', returnSubmission: { __typename: 'SubmissionsPayload', submissions: Array<{ __typename: 'Submission', id: string | null, state: SubmissionState, version: number | null, returnedBy: string | null, returnReason: string | null }> } | null };

export type RunJobMutationVariables = Exact<{
  job: string;
  asOf?: IsoDate | null | undefined;
}>;


export type RunJobMutation = { __typename: 'Mutation', runJob: { __typename: 'JobRunPayload', run: { __typename: 'JobRun', id: string, asOf: IsoDate, state: JobRunState, requestedBy: string | null } | null } | null };

export type SaveReportMutationVariables = Exact<{
  input: SaveReportInput;
}>;


export type SaveReportMutation = { __typename: 'Mutation', saveReport: { __typename: 'Report', id: string, version: number, figures: Array<{ __typename: 'StatedFigure', number: number, value: Decimal, computed: Decimal | null, verdict: Verdict }> } | null };

export type SubmissionsPageQueryVariables = Exact<{
  area?: string | null | undefined;
  from: IsoDate;
  to: IsoDate;
  topic?: string | null | undefined;
  state?: Array<SubmissionState> | SubmissionState | null | undefined;
  locale?: Locale | null | undefined;
}>;


export type SubmissionsPageQuery = { __typename: 'Query', submissions: Array<{ __typename: 'Submission', id: string | null, area: string, areaName: string, topic: string, month: IsoDate, dueOn: IsoDate | null, state: SubmissionState, version: number | null, recordCount: number | null, note: string | null, submittedAt: IsoDateTime | null, submittedBy: string | null, approvedAt: IsoDateTime | null, approvedBy: string | null, returnedAt: IsoDateTime | null, returnedBy: string | null, returnReason: string | null, changedAt: IsoDateTime | null, history: Array<{ __typename: 'SubmissionEvent', event: SubmissionEventKind, version: number, happenedAt: IsoDateTime, happenedBy: string, reason: string | null, recordCount: number | null }> }> };

export type SubmitMonthMutationVariables = Exact<{
  input: SubmitMonthInput;
  idempotencyKey?: string | null | undefined;
}>;


export type SubmitMonthMutation = { __typename: 'Mutation', submitMonth: { __typename: 'SubmissionsPayload', isRepeat: boolean, submissions: Array<{ __typename: 'Submission', id: string | null, topic: string, state: SubmissionState, version: number | null, recordCount: number | null }> } | null };

export type SuggestFiguresQueryVariables = Exact<{
  input: SuggestFiguresInput;
  locale?: Locale | null | undefined;
}>;


export type SuggestFiguresQuery = { __typename: 'Query', suggestFigures: { __typename: 'FigureSuggestions', suggestions: Array<{ __typename: 'FigureSuggestion', programme: string | null, unknownProgramme: string | null, value: Decimal, unit: string, qualifier: Qualifier, roundingUnit: Decimal | null, periodFrom: IsoDate | null, periodTo: IsoDate, wording: string, start: number, end: number, isSure: boolean, measure: { __typename: 'Measure', code: string, name: string } }>, passedOver: Array<{ __typename: 'PassedOverNumber', text: string, start: number, end: number, reason: PassedOverReason }> } };

export type UndoImportMutationVariables = Exact<{
  id: string;
}>;


export type UndoImportMutation = { __typename: 'Mutation', undoImport: { __typename: 'UndoImportPayload', removed: number, restored: number } | null };

export type WithdrawExplanationMutationVariables = Exact<{
  id: string;
  idempotencyKey?: string | null | undefined;
}>;


export type WithdrawExplanationMutation = { __typename: 'Mutation', withdrawExplanation: { __typename: 'StatedFigure', id: string, verdict: Verdict, explanationVersion: number, explanations: Array<{ __typename: 'FigureExplanation', id: string, withdrawnBy: string | null, withdrawnAt: IsoDateTime | null }> } | null };


/** Lets a finding stand, for a reason that others can read; it stays so for as long as it is found. */
export const AcknowledgeFindingDocument = {"__meta__":{"hash":"13f89ea7868403e7f82da841531699ec36de20928df27ab073fd23d74c8bc882"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcknowledgeFinding"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"note"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgeFinding"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"note"},"value":{"kind":"Variable","name":{"kind":"Name","value":"note"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedAt"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedBy"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgement"}}]}}]}}]} as unknown as DocumentNode<AcknowledgeFindingMutation, AcknowledgeFindingMutationVariables>;
/** Who did what, the newest first; for administrators. */
export const AuditPageDocument = {"__meta__":{"hash":"b099f730d7b231bb68a9a5aab7a6ad8a87f559db04e5760331ddd9a6588f3927"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditEventFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"auditEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}},{"kind":"Field","name":{"kind":"Name","value":"origin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"}},{"kind":"Field","name":{"kind":"Name","value":"command"}}]}},{"kind":"Field","name":{"kind":"Name","value":"objectKind"}},{"kind":"Field","name":{"kind":"Name","value":"objectId"}},{"kind":"Field","name":{"kind":"Name","value":"areaCode"}},{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"oldValue"}},{"kind":"Field","name":{"kind":"Name","value":"newValue"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"table"}},{"kind":"Field","name":{"kind":"Name","value":"recordId"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"column"}},{"kind":"Field","name":{"kind":"Name","value":"oldValue"}},{"kind":"Field","name":{"kind":"Name","value":"newValue"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"block"}}]}}]}}]}}]}}]} as unknown as DocumentNode<AuditPageQuery, AuditPageQueryVariables>;
/** Tells of each build of the figures as it is made current, so that a page can ask for them again. */
export const BuildMadeCurrentDocument = {"__meta__":{"hash":"f4decb0685ce77ab889ffc33ee6250dab018b73056093173a1a70c12390a4f4e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"BuildMadeCurrent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buildMadeCurrent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"runId"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"builtAt"}},{"kind":"Field","name":{"kind":"Name","value":"rowsChanged"}},{"kind":"Field","name":{"kind":"Name","value":"topics"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"rowsChanged"}}]}}]}}]}}]} as unknown as DocumentNode<BuildMadeCurrentSubscription, BuildMadeCurrentSubscriptionVariables>;
/** Every measure with its meaning. */
export const CatalogueDocument = {"__meta__":{"hash":"96d46f79a4333f6de771995b10462ece00df6bd10d98d295cd151e1efeee78ee"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Catalogue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}},"defaultValue":{"kind":"EnumValue","value":"KK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"measures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"valueType"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"definition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]}}]} as unknown as DocumentNode<CatalogueQuery, CatalogueQueryVariables>;
/** Writes a funded project; a repeat with the same key within 24 hours writes nothing and gives the first answer. */
export const CreateFundedProjectDocument = {"__meta__":{"hash":"5c479419b7dcafddd60341a9fe419d6f8896af3648213b09e3526bfe5cecce1c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateFundedProject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateFundedProjectInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createFundedProject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isRepeat"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"fundedProject"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"fundedOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"district"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateFundedProjectMutation, CreateFundedProjectMutationVariables>;
/** An address to send a file of records to. */
export const CreateImportUploadDocument = {"__meta__":{"hash":"a166cdca57605f549420b3b463dbcd6721545126ca235d87e1e4fb2c2f62b512"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateImportUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createImportUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<CreateImportUploadMutation, CreateImportUploadMutationVariables>;
/** Every measure with all that is to be known of it: what counts it, where its figures come from, what it meant before. */
export const DictionaryDocument = {"__meta__":{"hash":"94b232397125544f74f8b7604ac7f09b19526c476ac69a165f5cd35405eeb6d9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Dictionary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}},"defaultValue":{"kind":"EnumValue","value":"KK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"measures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"isAdditive"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"definition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"expression"}},{"kind":"Field","name":{"kind":"Name","value":"sql"}},{"kind":"Field","name":{"kind":"Name","value":"dimensions"}},{"kind":"Field","name":{"kind":"Name","value":"lineage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"summaryTable"}},{"kind":"Field","name":{"kind":"Name","value":"summaryColumns"}},{"kind":"Field","name":{"kind":"Name","value":"cellTable"}},{"kind":"Field","name":{"kind":"Name","value":"cellColumns"}},{"kind":"Field","name":{"kind":"Name","value":"recordTables"}},{"kind":"Field","name":{"kind":"Name","value":"importKinds"}},{"kind":"Field","name":{"kind":"Name","value":"jobs"}},{"kind":"Field","name":{"kind":"Name","value":"build"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"runId"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"builtAt"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"history"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"inForceSince"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"runId"}},{"kind":"Field","name":{"kind":"Name","value":"definition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"sql"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reports"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"figures"}}]}}]}}]}}]} as unknown as DocumentNode<DictionaryQuery, DictionaryQueryVariables>;
/** The districts of a region as a map draws them, with where each lies. */
export const DistrictMapDocument = {"__meta__":{"hash":"b635ce4db2ea3f1011359b19fcc91fa62233a1e6c295e0ae7671470f326c38c0"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DistrictMap"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"region"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"region"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"region"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"districts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"500"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"population"}},{"kind":"Field","name":{"kind":"Name","value":"boundary"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"geometry"}},{"kind":"Field","name":{"kind":"Name","value":"boundingBox"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DistrictMapQuery, DistrictMapQueryVariables>;
/** Says why a figure does not agree with the records; it stays a mismatch. */
export const ExplainMismatchDocument = {"__meta__":{"hash":"844ca78e83f12d3832e7b7838188faf5b137b194108f6b8611f03c4bcc23680f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ExplainMismatch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ExplainMismatchInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"explainMismatch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"explanationVersion"}},{"kind":"Field","name":{"kind":"Name","value":"mismatchExplanation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"explainedBy"}},{"kind":"Field","name":{"kind":"Name","value":"explainedAt"}},{"kind":"Field","name":{"kind":"Name","value":"isCurrent"}}]}}]}}]}}]} as unknown as DocumentNode<ExplainMismatchMutation, ExplainMismatchMutationVariables>;
/** A page of funded projects, by any filter and in any order, with the cursor of the next page. */
export const FundedProjectsDocument = {"__meta__":{"hash":"e78fe7a89fedc193aef5c79e5347993d3f9c8bff0b136feb1612f00b3306e49e"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FundedProjects"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"FundedProjectFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FundedProjectOrder"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"fundedProjects"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"fundedOn"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"programme"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"district"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<FundedProjectsQuery, FundedProjectsQueryVariables>;
/** The files of records that were taken in, the newest first. */
export const ImportsPageDocument = {"__meta__":{"hash":"e173e781a534c647b972a4d1fac1704c6e953b82a747b4db6a7938d1823d6b74"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportedFileFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"imports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}},{"kind":"Field","name":{"kind":"Name","value":"rowCount"}},{"kind":"Field","name":{"kind":"Name","value":"createdCount"}},{"kind":"Field","name":{"kind":"Name","value":"changedCount"}},{"kind":"Field","name":{"kind":"Name","value":"unchangedCount"}},{"kind":"Field","name":{"kind":"Name","value":"importedAt"}},{"kind":"Field","name":{"kind":"Name","value":"importedBy"}},{"kind":"Field","name":{"kind":"Name","value":"undoneAt"}},{"kind":"Field","name":{"kind":"Name","value":"undoneBy"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ImportsPageQuery, ImportsPageQueryVariables>;
/** Runs of jobs as they become due, begin and end, or one of them. */
export const JobRunChangedDocument = {"__meta__":{"hash":"3fe27e1efdd352ef37de9d49da03653f94094f331c1bf2af02d7df4a3fb99fa6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"JobRunChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"job"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"jobRunChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"job"},"value":{"kind":"Variable","name":{"kind":"Name","value":"job"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]} as unknown as DocumentNode<JobRunChangedSubscription, JobRunChangedSubscriptionVariables>;
/** The jobs, how each of them stands, and the runs of them all, the newest moment first. */
export const JobsPageDocument = {"__meta__":{"hash":"f23b6e9cafe3755dad132fb252c20e180c0f2f9829d2bc24e2593496811c3910"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"JobsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"JobRunFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}},"defaultValue":{"kind":"EnumValue","value":"KK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"jobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"schedule"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"needs"}},{"kind":"Field","name":{"kind":"Name","value":"nextRunAt"}},{"kind":"Field","name":{"kind":"Name","value":"registeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSucceededAt"}},{"kind":"Field","name":{"kind":"Name","value":"runUnderWay"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastRun"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"isLate"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"jobRuns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"scheduledFor"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"trigger"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"waitsFor"}},{"kind":"Field","name":{"kind":"Name","value":"isLate"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"missedCount"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"cells"}},{"kind":"Field","name":{"kind":"Name","value":"checks"}},{"kind":"Field","name":{"kind":"Name","value":"worker"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}},{"kind":"Field","name":{"kind":"Name","value":"error"}}]}}]}}]}}]}}]} as unknown as DocumentNode<JobsPageQuery, JobsPageQueryVariables>;
/** Who asks, and what they may. */
export const MeDocument = {"__meta__":{"hash":"13d9f84e9c2e08137f62d92f8992dde798699f89a85746d73f015b430923655f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"areaCodes"}},{"kind":"Field","name":{"kind":"Name","value":"signedInBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
/** The findings of an area, how many stood day by day, and the rules that find them. */
export const QualityPageDocument = {"__meta__":{"hash":"70780de0d4e2d839ebf545598e008f5b1a46f29f0d53aaa0103b66a7c3546c0b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"QualityPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"QualityFindingFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"QualityFindingOrder"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"region"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}},"defaultValue":{"kind":"EnumValue","value":"KK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"qualityRules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"definition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"qualityTrend"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"area"},"value":{"kind":"Variable","name":{"kind":"Name","value":"region"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"open"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledged"}}]}},{"kind":"Field","name":{"kind":"Name","value":"qualityFindings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"rule"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"area"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"message"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"recordCount"}},{"kind":"Field","name":{"kind":"Name","value":"recordIds"}},{"kind":"Field","name":{"kind":"Name","value":"firstFoundAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastFoundAsOf"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgedBy"}},{"kind":"Field","name":{"kind":"Name","value":"acknowledgement"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"resolvedBy"}},{"kind":"Field","name":{"kind":"Name","value":"resolution"}}]}}]}}]}}]}}]} as unknown as DocumentNode<QualityPageQuery, QualityPageQueryVariables>;
/** The records that make up a figure of an area and a span, with what each adds; of a rate one of its two counts. */
export const RecordsBehindDocument = {"__meta__":{"hash":"2651a16c2f797bd9c202764007fb51ca846191d8370fae37a0952d4137933072"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RecordsBehind"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"measure"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"area"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"programme"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"part"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RatePart"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}},"defaultValue":{"kind":"EnumValue","value":"KK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"recordsBehind"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"measure"},"value":{"kind":"Variable","name":{"kind":"Name","value":"measure"}}},{"kind":"Argument","name":{"kind":"Name","value":"area"},"value":{"kind":"Variable","name":{"kind":"Name","value":"area"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}},{"kind":"Argument","name":{"kind":"Name","value":"programme"},"value":{"kind":"Variable","name":{"kind":"Name","value":"programme"}}},{"kind":"Argument","name":{"kind":"Name","value":"part"},"value":{"kind":"Variable","name":{"kind":"Name","value":"part"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"measure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"unit"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"adds"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"area"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"importedFrom"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fileName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"importRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<RecordsBehindQuery, RecordsBehindQueryVariables>;
/** A region's year as of a day, with its districts: the query that `oblys start` prints. */
export const RegionYearDocument = {"__meta__":{"hash":"4750c2e969e2b9a59155439487892c1a62ce1f1f6028d0fcf34af224791c3c25"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegionYear"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"code"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"start"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"region"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"code"},"value":{"kind":"Variable","name":{"kind":"Name","value":"code"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"summary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"grain"},"value":{"kind":"EnumValue","value":"YEAR"}},{"kind":"ObjectField","name":{"kind":"Name","value":"start"},"value":{"kind":"Variable","name":{"kind":"Name","value":"start"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"roadmap"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"planned"}},{"kind":"Field","name":{"kind":"Name","value":"executed"}},{"kind":"Field","name":{"kind":"Name","value":"inProgress"}},{"kind":"Field","name":{"kind":"Name","value":"notDue"}},{"kind":"Field","name":{"kind":"Name","value":"completionRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"funding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"projectsFunded"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"appeal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"received"}},{"kind":"Field","name":{"kind":"Name","value":"positive"}},{"kind":"Field","name":{"kind":"Name","value":"explained"}},{"kind":"Field","name":{"kind":"Name","value":"inProgress"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"districts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<RegionYearQuery, RegionYearQueryVariables>;
/** The latest report of an area, or of any, with every figure beside what the records say. */
export const ReportPageDocument = {"__meta__":{"hash":"1aa32879a1cb5c1f8a8c0e8a3a0d014780f30ee8f73d107fd66524e235a72cf2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReportPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"area"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}},"defaultValue":{"kind":"EnumValue","value":"KK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"area"},"value":{"kind":"Variable","name":{"kind":"Name","value":"area"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"publishedOn"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"area"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Region"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"districts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"figures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"measure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"topic"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"definition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"programme"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"periodFrom"}},{"kind":"Field","name":{"kind":"Name","value":"periodTo"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"qualifier"}},{"kind":"Field","name":{"kind":"Name","value":"roundingUnit"}},{"kind":"Field","name":{"kind":"Name","value":"wording"}},{"kind":"Field","name":{"kind":"Name","value":"computed"}},{"kind":"Field","name":{"kind":"Name","value":"difference"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"mismatchExplanation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"explainedBy"}},{"kind":"Field","name":{"kind":"Name","value":"explainedAt"}},{"kind":"Field","name":{"kind":"Name","value":"isCurrent"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"checks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"holds"}},{"kind":"Field","name":{"kind":"Name","value":"figures"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReportPageQuery, ReportPageQueryVariables>;
/** Sends what was submitted back, for a reason; approveSubmission and reopenSubmission take the same. */
export const ReturnSubmissionDocument = {"__meta__":{"hash":"b540dc642877f6f395fc8050982630a8bb505211bbfd62273e47e643f416a3a2"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReturnSubmission"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"returnSubmission"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"version"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}},{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"submissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"returnedBy"}},{"kind":"Field","name":{"kind":"Name","value":"returnReason"}}]}}]}}]}}]} as unknown as DocumentNode<ReturnSubmissionMutation, ReturnSubmissionMutationVariables>;
/** Asks for a run of a job now, and gives it; jobRunChanged tells what becomes of it. */
export const RunJobDocument = {"__meta__":{"hash":"a750c5ae6e465b15d0b4e241100d92951938c27b7b8868f02b33e59b13600fed"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RunJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"job"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"runJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"job"},"value":{"kind":"Variable","name":{"kind":"Name","value":"job"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"run"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBy"}}]}}]}}]}}]} as unknown as DocumentNode<RunJobMutation, RunJobMutationVariables>;
/** Takes a report in with the figures that a person confirmed, and shows them beside what the records say. */
export const SaveReportDocument = {"__meta__":{"hash":"8cfee097c3bf71da0c08b49c1a23fba067978eebb541b30091918aa6e70ef953"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveReport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveReportInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"saveReport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"figures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"computed"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}}]}}]}}]}}]} as unknown as DocumentNode<SaveReportMutation, SaveReportMutationVariables>;
/** What is due and what was sent of an area, month by month, with what became of it. */
export const SubmissionsPageDocument = {"__meta__":{"hash":"9a423851607f470141d4794eccae1af05b5836b46ca32b26253973e34dcadfab"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SubmissionsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"area"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"topic"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmissionState"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}},"defaultValue":{"kind":"EnumValue","value":"KK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"submissions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"area"},"value":{"kind":"Variable","name":{"kind":"Name","value":"area"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}},{"kind":"Argument","name":{"kind":"Name","value":"topic"},"value":{"kind":"Variable","name":{"kind":"Name","value":"topic"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"area"}},{"kind":"Field","name":{"kind":"Name","value":"areaName"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"month"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"recordCount"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"submittedBy"}},{"kind":"Field","name":{"kind":"Name","value":"approvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"approvedBy"}},{"kind":"Field","name":{"kind":"Name","value":"returnedAt"}},{"kind":"Field","name":{"kind":"Name","value":"returnedBy"}},{"kind":"Field","name":{"kind":"Name","value":"returnReason"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"history"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"happenedAt"}},{"kind":"Field","name":{"kind":"Name","value":"happenedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"recordCount"}}]}}]}}]}}]} as unknown as DocumentNode<SubmissionsPageQuery, SubmissionsPageQueryVariables>;
/** Sends topics of a month as they stand; what has no record is sent only where isNil says that there was nothing. */
export const SubmitMonthDocument = {"__meta__":{"hash":"fbc2d5536b185ede3908b90091d8284b9ae7d878773b2d4a940234681a8d5c00"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitMonth"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitMonthInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"submitMonth"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"isRepeat"}},{"kind":"Field","name":{"kind":"Name","value":"submissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"topic"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"recordCount"}}]}}]}}]}}]} as unknown as DocumentNode<SubmitMonthMutation, SubmitMonthMutationVariables>;
/** What a text seems to state, to be confirmed figure by figure. */
export const SuggestFiguresDocument = {"__meta__":{"hash":"918a36829656982dd321be6b80aa78f0d78a3e4931f52a746355ec9438a3e722"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SuggestFigures"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SuggestFiguresInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}},"defaultValue":{"kind":"EnumValue","value":"KK"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"suggestFigures"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"suggestions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"measure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"Field","name":{"kind":"Name","value":"programme"}},{"kind":"Field","name":{"kind":"Name","value":"unknownProgramme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"qualifier"}},{"kind":"Field","name":{"kind":"Name","value":"roundingUnit"}},{"kind":"Field","name":{"kind":"Name","value":"periodFrom"}},{"kind":"Field","name":{"kind":"Name","value":"periodTo"}},{"kind":"Field","name":{"kind":"Name","value":"wording"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"isSure"}}]}},{"kind":"Field","name":{"kind":"Name","value":"passedOver"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<SuggestFiguresQuery, SuggestFiguresQueryVariables>;
/** Takes an import back. */
export const UndoImportDocument = {"__meta__":{"hash":"c2ee7ba38f60bbbb81a6684f26dcb237ecf25e217ffd81eead0425764f1dc71b"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UndoImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"undoImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"removed"}},{"kind":"Field","name":{"kind":"Name","value":"restored"}}]}}]}}]} as unknown as DocumentNode<UndoImportMutation, UndoImportMutationVariables>;
/** Takes an explanation back; it stays in the history of the figure. */
export const WithdrawExplanationDocument = {"__meta__":{"hash":"28e60368f9f94e6c65dc500c3065bda7ebe0d306cfcd5b877551d9fca0e2ef8f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WithdrawExplanation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"withdrawExplanation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"verdict"}},{"kind":"Field","name":{"kind":"Name","value":"explanationVersion"}},{"kind":"Field","name":{"kind":"Name","value":"explanations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"withdrawnBy"}},{"kind":"Field","name":{"kind":"Name","value":"withdrawnAt"}}]}}]}}]}}]} as unknown as DocumentNode<WithdrawExplanationMutation, WithdrawExplanationMutationVariables>;
