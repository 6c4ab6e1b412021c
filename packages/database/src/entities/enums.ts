import { areaLevels, grains, locales, qualifiers, roadmapStatuses, toldVerdicts } from '@oblys/domain';
import { registerEnumType } from 'type-graphql';

type EnumOf<Value extends string> = { readonly [Each in Value]: Each };

/** A GraphQL enum out of the values that code and check constraints know, each with its meaning. */
export function registerEnum<Value extends string>(
  name: string,
  description: string,
  values: readonly Value[],
  meanings: Record<Value, string>,
): EnumOf<Value> {
  const enumeration = Object.fromEntries(values.map((value) => [value, value])) as EnumOf<Value>;
  const valuesConfig = Object.fromEntries(values.map((value) => [value, { description: meanings[value] }]));
  registerEnumType(enumeration, { name, description, valuesConfig } as never);
  return enumeration;
}

export const LocaleEnum = registerEnum('Locale', 'The language of a name or an explanation.', locales, {
  KK: 'Kazakh.',
  RU: 'Russian.',
  EN: 'English.',
});

export const AreaLevelEnum = registerEnum('AreaLevel', 'How deep an area lies in the tree.', areaLevels, {
  COUNTRY: 'The country, the root of the tree.',
  REGION: 'A region (oblys) or a city of republican significance.',
  DISTRICT: 'A district, a city of regional significance, or a district within a city of republican significance.',
  RURAL_DISTRICT: 'A rural district, a town or a settlement administration within a district.',
  SETTLEMENT: 'A single settlement.',
});

export const GrainEnum = registerEnum('Grain', 'The length of a period.', grains, {
  MONTH: 'A calendar month.',
  QUARTER: 'Three months, starting in January, April, July or October.',
  HALF_YEAR: 'Six months, starting in January or July.',
  YEAR: 'A calendar year.',
});

export const RoadmapStatusEnum = registerEnum(
  'RoadmapStatus',
  'Where an item of the roadmap stands at the end of a day; derived from its dates.',
  roadmapStatuses,
  {
    NOT_DUE: 'Its start lies ahead.',
    IN_PROGRESS: 'Started and not executed; overdue once its due day has passed.',
    EXECUTED: 'Executed, be it before its start.',
  },
);

const appealChannels = ['RECEPTION', 'MOBILE', 'ONLINE'] as const;
export type AppealChannel = (typeof appealChannels)[number];
export const AppealChannelEnum = registerEnum('AppealChannel', 'How an appeal came in.', appealChannels, {
  RECEPTION: 'At the public reception.',
  MOBILE: 'At a mobile reception.',
  ONLINE: 'Over the internet.',
});

const appealOutcomes = ['POSITIVE', 'EXPLAINED'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];
export const AppealOutcomeEnum = registerEnum('AppealOutcome', 'How an appeal was closed.', appealOutcomes, {
  POSITIVE: 'Resolved in favour of the person.',
  EXPLAINED: 'Closed with an explanation.',
});

const legalAidOutcomes = ['POSITIVE', 'EXPLAINED', 'DECLINED'] as const;
export type LegalAidOutcome = (typeof legalAidOutcomes)[number];
export const LegalAidOutcomeEnum = registerEnum(
  'LegalAidOutcome',
  'How a legal-aid case was closed.',
  legalAidOutcomes,
  {
    POSITIVE: 'Resolved in favour of the person.',
    EXPLAINED: 'Closed with an explanation.',
    DECLINED: 'Not taken on.',
  },
);

const caseStatuses = ['IN_PROGRESS', 'POSITIVE', 'EXPLAINED', 'DECLINED'] as const;
export type CaseStatus = (typeof caseStatuses)[number];
export const CaseStatusEnum = registerEnum(
  'CaseStatus',
  'Where an appeal or a legal-aid case stands at the end of a day; derived from its dates and outcome.',
  caseStatuses,
  {
    IN_PROGRESS: 'Received and not closed.',
    POSITIVE: 'Resolved in favour of the person.',
    EXPLAINED: 'Closed with an explanation.',
    DECLINED: 'Not taken on.',
  },
);

const executionStatuses = ['IN_PROGRESS', 'EXECUTED'] as const;
export type ExecutionStatus = (typeof executionStatuses)[number];
export const ExecutionStatusEnum = registerEnum(
  'ExecutionStatus',
  'Whether something that was raised or planned is executed at the end of a day; derived from its dates.',
  executionStatuses,
  { IN_PROGRESS: 'Raised or adopted, and not executed.', EXECUTED: 'Executed.' },
);

const facilityStatuses = ['PLANNED', 'STALLED', 'COMMISSIONED'] as const;
export type FacilityStatus = (typeof facilityStatuses)[number];
export const FacilityStatusEnum = registerEnum(
  'FacilityStatus',
  'Where a facility stands at the end of a day; derived from its dates.',
  facilityStatuses,
  {
    PLANNED: 'Its planned day has not passed.',
    STALLED: 'Its planned day has passed and it is not commissioned.',
    COMMISSIONED: 'Put into use.',
  },
);

const correspondenceKinds = ['LETTER', 'INQUIRY'] as const;
export type CorrespondenceKind = (typeof correspondenceKinds)[number];
export const CorrespondenceKindEnum = registerEnum('CorrespondenceKind', 'What was written.', correspondenceKinds, {
  LETTER: 'A letter to an executive body.',
  INQUIRY: 'An inquiry of a deputy.',
});

const speakers = ['CHAIR', 'DEPUTY', 'AKIM'] as const;
export type Speaker = (typeof speakers)[number];
export const SpeakerEnum = registerEnum('Speaker', 'Who gave a report at a meeting.', speakers, {
  CHAIR: 'The chair of a primary organisation.',
  DEPUTY: 'A deputy of the faction.',
  AKIM: 'A newly elected akim.',
});

export const QualifierEnum = registerEnum('Qualifier', 'How exactly a figure is stated.', qualifiers, {
  EXACT: 'The number itself.',
  ROUNDED: 'The number after rounding to the rounding unit.',
  ABOUT: 'An approximation.',
  MORE_THAN: 'A lower bound.',
  LESS_THAN: 'An upper bound.',
});

export const VerdictEnum = registerEnum(
  'Verdict',
  'What holding a stated figure against the records found.',
  toldVerdicts,
  {
    MATCH: 'The computed value is the stated one.',
    WITHIN_ROUNDING: 'Equal after rounding to the rounding unit.',
    CONSISTENT: 'Within the bounds that the words about, more than or less than allow.',
    MISMATCH: 'Different; the difference says by how much.',
    NOT_COMPUTABLE: 'It cannot be computed; the reason says why.',
    WITHHELD:
      'Not told to whoever asks: its topic counts people, the area is not theirs to see, and no official publication shows the very same figure.',
  },
);

const reportCheckKinds = [
  'PARTS_OF_WHOLE',
  'SHARES_OF_WHOLE',
  'PROGRAMME_WITHIN_TOTAL',
  'SPAN_WITHIN_SPAN',
  'EARLIER_REPORT',
] as const;
export type ReportCheckKind = (typeof reportCheckKinds)[number];
export const ReportCheckKindEnum = registerEnum(
  'ReportCheckKind',
  'What a report is held against itself for, or against an earlier one.',
  reportCheckKinds,
  {
    PARTS_OF_WHOLE: 'Parts that should sum to a whole.',
    SHARES_OF_WHOLE: 'Shares, rounded, that one set of whole counts should fit.',
    PROGRAMME_WITHIN_TOTAL: 'What is stated of single programmes, which should lie within what is stated of all.',
    SPAN_WITHIN_SPAN: 'What is stated of shorter spans, which should lie within the span that holds them.',
    EARLIER_REPORT: 'What can only grow, which should not fall below an earlier report of the same year.',
  },
);

const mismatchReasonCodes = [
  'REPORT_WRONG',
  'RECORDS_INCOMPLETE',
  'DEFINITION_DIFFERS',
  'LATE_RECORDS',
  'OTHER',
] as const;
export type MismatchReason = (typeof mismatchReasonCodes)[number];
export const mismatchReasons: readonly MismatchReason[] = mismatchReasonCodes;
export const MismatchReasonEnum = registerEnum(
  'MismatchReason',
  'Why a stated figure does not agree with the records, as a person says.',
  mismatchReasonCodes,
  {
    REPORT_WRONG: 'The report states it wrongly.',
    RECORDS_INCOMPLETE: 'Records are missing, or wrong.',
    DEFINITION_DIFFERS: 'The report counts something else than the measure does.',
    LATE_RECORDS: 'Records came in, or were corrected, after the report.',
    OTHER: 'Something else, as the words say.',
  },
);

const changeKinds = ['CREATED', 'UPDATED', 'DELETED'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export const ChangeKindEnum = registerEnum('ChangeKind', 'What was done to a record.', changeKinds, {
  CREATED: 'It was written for the first time.',
  UPDATED: 'Some of its fields were changed.',
  DELETED: 'It was taken away.',
});

const severities = ['ERROR', 'WARNING', 'NOTICE'] as const;
export type Severity = (typeof severities)[number];
export const SeverityEnum = registerEnum('Severity', 'How much a finding of data quality weighs.', severities, {
  ERROR: 'It cannot be as the records say, so figures are wrong.',
  WARNING: 'It is most likely wrong.',
  NOTICE: 'It may be right, and is worth a look.',
});

const findingStates = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED'] as const;
export type FindingState = (typeof findingStates)[number];
export const FindingStateEnum = registerEnum(
  'FindingState',
  'What became of a finding of data quality.',
  findingStates,
  {
    OPEN: 'Nobody has answered it.',
    ACKNOWLEDGED: 'Somebody knows of it and lets it stand; it stays so for as long as it is found.',
    RESOLVED: 'The latest check found it no more, or somebody said that it is done with; found again it is open again.',
  },
);
