import {
  AkimElection,
  Appeal,
  AppealChannelEnum,
  AppealOutcomeEnum,
  AppealTopic,
  Area,
  AreaRecord,
  Body,
  CommissionPlanItem,
  Correspondence,
  CorrespondenceKindEnum,
  CourseGroup,
  District,
  EvidenceFile,
  Facility,
  FacilityKind,
  Faction,
  FactionSession,
  FundedProject,
  HeardReport,
  ImportedFile,
  LegalAidCase,
  LegalAidOutcomeEnum,
  Meeting,
  MeetingRoadmapItem,
  MonitoringVisit,
  OutreachKind,
  PrimaryOrganization,
  Programme,
  ProgrammeEvent,
  Proposal,
  RecipientKind,
  RecordChange,
  Region,
  RoadmapItem,
  Sector,
} from '@oblys/database';
import type { ClassType } from 'type-graphql';
import { Field } from 'type-graphql';
import type { Join, TypeClass } from '../read-path/kind.js';
import type {
  KindDefinition,
  MeasuredDefinition,
  OrderingDefinition,
  RelationDefinition,
  ToOneDefinition,
} from './define-kind.js';
import {
  amountFilter,
  choiceFilter,
  codeFilter,
  dateFilter,
  districtFilter,
  integerFilter,
  regionFilter,
  textFilter,
  withinFilter,
} from './filters.js';
import { choiceGrouping, recordGroupings, termGrouping } from './groupings.js';
import { inRegion, linkedBy, ofSource, same } from './joins.js';
import {
  caseStatusFilter,
  executionStatusFilter,
  facilityStatusFilter,
  overdueFilter,
  roadmapStatusFilter,
} from './statuses.js';

/** A kind of record: how its connection is called, and the record's own date that orders it, newest first. */
export interface RecordDefinition extends KindDefinition {
  plural: string;
  description: string;
}

/** Where a record lies, and where it comes from. */
const ofEveryRecord: Readonly<Record<string, ToOneDefinition>> = {
  region: {
    to: Region,
    join: same({ code: 'regionCode' }),
    description: 'The region it belonged to on its own date.',
    isAlwaysThere: true,
  },
  district: {
    to: District,
    join: same({ code: 'districtCode' }),
    description: 'The district it belonged to on its own date; null where the regional office owns it.',
  },
  area: {
    to: Area,
    join: same({ code: 'areaCode' }),
    description: 'The most exact area that is known for it.',
    isAlwaysThere: true,
  },
  importedFrom: {
    to: ImportedFile,
    join: same({ id: 'importId' }),
    description: 'The file that it came from, or was last changed by; null where it came otherwise.',
  },
};
for (const [name, { to, description, isAlwaysThere = false }] of Object.entries(ofEveryRecord)) {
  Field(() => to as ClassType, { nullable: !isAlwaysThere, description })(AreaRecord.prototype, name);
}

/** Of every record, and so a field of their interface. */
export const history: RelationDefinition = {
  to: RecordChange,
  join: same({ recordId: 'id', regionCode: 'regionCode' }),
  description:
    'What was changed in it and by whom, newest first. Its first writing is among them where it was written by a mutation.',
  isDeclared: true,
};

/** SQL that is true for what is kept beside a record by its table, its region and its id. */
const ofTable: Join = (record, kept, statement) =>
  `${kept.column('recordTable')} = ${statement.bind(record.tableName, 'text')} and ${same({ id: 'recordId', regionCode: 'regionCode' })(record, kept, statement)}`;

const evidenceFiles: RelationDefinition = {
  to: EvidenceFile,
  join: (file, record, statement) => ofTable(record, file, statement),
  description: 'Files that prove what it says, the oldest first; never more than 20.',
  isDeclared: true,
};
Field(() => [EvidenceFile as ClassType], { description: evidenceFiles.description })(
  AreaRecord.prototype,
  'evidenceFiles',
);

function record(
  type: TypeClass,
  plural: string,
  date: string,
  description: string,
  {
    one = {},
    filters = {},
    orderings = {},
    measured = {},
    groupings = {},
    pages = {},
    lists = {},
    ...relations
  }: Omit<KindDefinition, 'type' | 'key' | 'order'> = {},
): RecordDefinition {
  const declared = Object.entries(ofEveryRecord).map(([name, area]) => [name, { ...area, isDeclared: true }] as const);
  return {
    type,
    plural,
    description,
    key: ['id', 'regionCode'],
    order: [
      { property: date, type: 'date', direction: 'desc' },
      { property: 'id', type: 'uuid', direction: 'desc' },
    ],
    orderings: {
      [date]: {
        type: 'date',
        description: 'The own date of the record, by which it belongs to its region and district.',
      },
      ...orderings,
    },
    filters: {
      area: withinFilter(),
      region: regionFilter(),
      district: districtFilter(),
      [date]: dateFilter(date, 'The own date of the record, by which it belongs to its region and district.'),
      ...filters,
    },
    measured: {
      [date]: { property: date, type: 'date', description: 'The own date of the record.' },
      ...measured,
    },
    groupings: { ...recordGroupings(date), ...groupings },
    one: { ...Object.fromEntries(declared), ...one },
    pages: { history, ...pages },
    lists: { evidenceFiles, ...lists },
    ...relations,
  };
}

function term(to: TypeClass, property: string, description: string, isAlwaysThere = false): ToOneDefinition {
  return { to, join: same({ code: property }), description, isAlwaysThere };
}

const programme = term(Programme, 'programmeCode', 'The programme it belongs to; null where it belongs to none.');
const ofProgramme = { programme: codeFilter('programmeCode', 'The programme it belongs to.') };

const byProgramme = { PROGRAMME: termGrouping('programmeCode', Programme) };

function count(property: string, description: string): MeasuredDefinition {
  return { property, type: 'integer', description };
}

/** A day that may be missing, such as that of an end. */
function day(description: string): OrderingDefinition {
  return { type: 'date', isNullable: true, description };
}

/** Every kind of record and the keys between them. */
export const recordDefinitions: readonly RecordDefinition[] = [
  record(PrimaryOrganization, 'primaryOrganizations', 'registeredOn', 'Primary organisations.', {
    filters: {
      dissolvedOn: dateFilter('dissolvedOn', 'The day it was dissolved.'),
      name: textFilter(['name'], 'Words of its name.'),
    },
    orderings: { dissolvedOn: day('The day it was dissolved.') },
    measured: { memberCount: count('memberCount', 'How many members it has.') },
    pages: {
      meetings: { to: Meeting, join: ofSource('organizationId'), description: 'Meetings of the organisation.' },
    },
  }),
  record(RoadmapItem, 'roadmapItems', 'adoptedOn', 'Items of the roadmap.', {
    filters: {
      dueOn: dateFilter('dueOn', 'The last day to execute it.'),
      executedOn: dateFilter('executedOn', 'The day it was executed.'),
      body: codeFilter('bodyCode', 'The body that answers for it.'),
      text: textFilter(['text'], 'Words of what is to be done.'),
      status: roadmapStatusFilter,
      overdueOn: overdueFilter,
    },
    orderings: {
      dueOn: { type: 'date', description: 'The last day to execute it.' },
      executedOn: day('The day it was executed.'),
    },
    groupings: { BODY: termGrouping('bodyCode', Body) },
    one: { body: term(Body, 'bodyCode', 'The body that answers for it; null where none is named.') },
    pages: {
      visits: { to: MonitoringVisit, join: ofSource('roadmapItemId'), description: 'Visits that looked at the item.' },
      meetings: {
        to: Meeting,
        join: linkedBy(
          MeetingRoadmapItem,
          { meetingId: 'id', regionCode: 'regionCode' },
          { roadmapItemId: 'id', regionCode: 'regionCode' },
        ),
        description: 'Meetings that dealt with the item.',
      },
    },
  }),
  record(Meeting, 'meetings', 'heldOn', 'Meetings and mobile receptions.', {
    filters: {
      kind: codeFilter('kindCode', 'What kind of meeting it was.'),
      counterpart: codeFilter('counterpartCode', 'Whom it was held with.'),
      topic: textFilter(['topic'], 'Words of what it was about.'),
    },
    measured: { attendees: count('attendees', 'How many people attended.') },
    groupings: { KIND: termGrouping('kindCode', OutreachKind), COUNTERPART: termGrouping('counterpartCode', Body) },
    one: {
      kind: term(OutreachKind, 'kindCode', 'What kind of meeting it was.', true),
      counterpart: term(Body, 'counterpartCode', 'Whom it was held with; null where with nobody in particular.'),
      organization: {
        to: PrimaryOrganization,
        join: inRegion('organizationId'),
        description: 'The primary organisation that met; null where it was another meeting.',
      },
    },
    pages: {
      roadmapItems: {
        to: RoadmapItem,
        join: linkedBy(
          MeetingRoadmapItem,
          { roadmapItemId: 'id', regionCode: 'regionCode' },
          { meetingId: 'id', regionCode: 'regionCode' },
        ),
        description: 'Items of the roadmap that were dealt with.',
      },
      appeals: { to: Appeal, join: ofSource('receptionId'), description: 'Appeals taken at it, were it a reception.' },
    },
    lists: {
      heardReports: { to: HeardReport, join: ofSource('meetingId'), description: 'Reports that were heard.' },
    },
  }),
  record(AkimElection, 'akimElections', 'heldOn', 'Elections of akims of rural districts.', {
    measured: { candidateCount: count('candidateCount', 'How many candidates stood.') },
  }),
  record(Faction, 'factions', 'formedOn', 'Factions of maslikhats.', {
    filters: { name: textFilter(['name'], 'Words of its name.') },
    measured: { memberCount: count('memberCount', 'How many members it has.') },
    pages: {
      sessions: { to: FactionSession, join: ofSource('factionId'), description: 'Sessions of the faction.' },
    },
  }),
  record(FactionSession, 'factionSessions', 'heldOn', 'Sessions of factions.', {
    filters: { agenda: textFilter(['agenda'], 'Words of its agenda.') },
    measured: { attendees: count('attendees', 'How many people attended.') },
    one: {
      faction: {
        to: Faction,
        join: inRegion('factionId'),
        description: 'The faction that sat; null where it may not be seen.',
      },
    },
    pages: {
      proposals: { to: Proposal, join: ofSource('sessionId'), description: 'Proposals raised at the session.' },
    },
  }),
  record(Proposal, 'proposals', 'raisedOn', 'Proposals raised at sessions of factions.', {
    filters: {
      executedOn: dateFilter('executedOn', 'The day it was executed.'),
      body: codeFilter('bodyCode', 'The body it is addressed to.'),
      text: textFilter(['text'], 'Words of the proposal.'),
      status: executionStatusFilter('raisedOn'),
    },
    groupings: { BODY: termGrouping('bodyCode', Body) },
    orderings: { executedOn: day('The day it was executed.') },
    one: {
      session: {
        to: FactionSession,
        join: inRegion('sessionId'),
        description: 'The session it was raised at; null where that is not known.',
      },
      body: term(Body, 'bodyCode', 'The body it is addressed to; null where none is named.'),
    },
  }),
  record(MonitoringVisit, 'monitoringVisits', 'visitedOn', 'Visits of control commissions.', {
    filters: { finding: textFilter(['finding'], 'Words of what was found.') },
    one: {
      roadmapItem: {
        to: RoadmapItem,
        join: inRegion('roadmapItemId'),
        description: 'The item that was looked at; null where that is not known.',
      },
    },
  }),
  record(ProgrammeEvent, 'programmeEvents', 'heldOn', 'Events with participants.', {
    one: { programme },
    filters: { ...ofProgramme, title: textFilter(['title'], 'Words of its title.') },
    measured: { participants: count('participants', 'How many people took part.') },
    groupings: byProgramme,
  }),
  record(FundedProject, 'fundedProjects', 'fundedOn', 'Funded projects.', {
    one: {
      programme,
      recipientKind: term(RecipientKind, 'recipientKindCode', 'Who received the funding.', true),
      sector: term(Sector, 'sectorCode', 'The sector of the economy.', true),
    },
    filters: {
      ...ofProgramme,
      recipientKind: codeFilter('recipientKindCode', 'Who received the funding.'),
      sector: codeFilter('sectorCode', 'The sector of the economy.'),
      amount: amountFilter('amountTiyn', 'What was granted, in tenge.'),
      title: textFilter(['title'], 'Words of its title.'),
    },
    measured: { amount: { property: 'amountKzt', type: 'money', description: 'What was granted, in tenge.' } },
    groupings: {
      ...byProgramme,
      SECTOR: termGrouping('sectorCode', Sector),
      RECIPIENT_KIND: termGrouping('recipientKindCode', RecipientKind),
    },
    orderings: { amountTiyn: { type: 'bigint', name: 'AMOUNT', description: 'What was granted.' } },
  }),
  record(CourseGroup, 'courseGroups', 'startedOn', 'Groups of courses.', {
    one: { programme },
    filters: {
      ...ofProgramme,
      completedOn: dateFilter('completedOn', 'The day the course was completed.'),
      title: textFilter(['title'], 'Words of its title.'),
    },
    orderings: { completedOn: day('The day the course was completed.') },
    measured: { graduates: count('graduates', 'How many people completed it; those of open courses are not known.') },
    groupings: byProgramme,
  }),
  record(CommissionPlanItem, 'commissionPlanItems', 'adoptedOn', 'Items of the yearly plans of commissions.', {
    one: { programme },
    filters: {
      ...ofProgramme,
      planYear: integerFilter('planYear', 'The year of the plan.'),
      dueOn: dateFilter('dueOn', 'The last day to execute it.'),
      executedOn: dateFilter('executedOn', 'The day it was executed.'),
      text: textFilter(['text'], 'Words of what is to be done.'),
      status: executionStatusFilter('adoptedOn'),
    },
    groupings: byProgramme,
    orderings: {
      dueOn: { type: 'date', description: 'The last day to execute it.' },
      executedOn: day('The day it was executed.'),
    },
  }),
  record(Appeal, 'appeals', 'receivedOn', 'Appeals of people.', {
    filters: {
      closedOn: dateFilter('closedOn', 'The day it was closed.'),
      topic: codeFilter('topicCode', 'What it is about.'),
      channel: choiceFilter('channel', 'How it came in.', 'AppealChannel', AppealChannelEnum),
      outcome: choiceFilter('outcome', 'How it was closed.', 'AppealOutcome', AppealOutcomeEnum),
      status: caseStatusFilter(['POSITIVE', 'EXPLAINED']),
    },
    measured: { closedOn: { property: 'closedOn', type: 'date', description: 'The day it was closed.' } },
    groupings: {
      TOPIC: termGrouping('topicCode', AppealTopic),
      CHANNEL: choiceGrouping('channel'),
      OUTCOME: choiceGrouping('outcome'),
    },
    orderings: { closedOn: day('The day it was closed.') },
    one: {
      topic: term(AppealTopic, 'topicCode', 'What it is about.', true),
      reception: {
        to: Meeting,
        join: inRegion('receptionId'),
        description: 'The mobile reception it was taken at; null where it came in otherwise.',
      },
    },
  }),
  record(LegalAidCase, 'legalAidCases', 'receivedOn', 'Cases of legal aid.', {
    filters: {
      closedOn: dateFilter('closedOn', 'The day it was closed.'),
      outcome: choiceFilter('outcome', 'How it was closed.', 'LegalAidOutcome', LegalAidOutcomeEnum),
      status: caseStatusFilter(['POSITIVE', 'EXPLAINED', 'DECLINED']),
    },
    groupings: { OUTCOME: choiceGrouping('outcome') },
    orderings: { closedOn: day('The day it was closed.') },
  }),
  record(Facility, 'facilities', 'plannedOn', 'Long-stalled facilities.', {
    filters: {
      commissionedOn: dateFilter('commissionedOn', 'The day it was put into use.'),
      kind: codeFilter('kindCode', 'What it is.'),
      name: textFilter(['name'], 'Words of its name.'),
      status: facilityStatusFilter,
    },
    groupings: { KIND: termGrouping('kindCode', FacilityKind) },
    orderings: { commissionedOn: day('The day it was put into use.') },
    one: { kind: term(FacilityKind, 'kindCode', 'What it is.', true) },
  }),
  record(Correspondence, 'correspondence', 'sentOn', 'Letters to executive bodies and inquiries of deputies.', {
    filters: {
      answeredOn: dateFilter('answeredOn', 'The day of the answer.'),
      kind: choiceFilter('kind', 'What was written.', 'CorrespondenceKind', CorrespondenceKindEnum),
      counterpart: codeFilter('counterpartCode', 'Whom it was sent to.'),
      subject: textFilter(['subject'], 'Words of its subject.'),
    },
    groupings: { KIND: choiceGrouping('kind'), COUNTERPART: termGrouping('counterpartCode', Body) },
    orderings: { answeredOn: day('The day of the answer.') },
    one: { counterpart: term(Body, 'counterpartCode', 'Whom it was sent to.', true) },
  }),
];

/** Reports heard belong to their meeting and have no connection of their own. */
export const heardReport: KindDefinition = {
  type: HeardReport,
  key: ['id', 'regionCode'],
  owners: [{ to: Meeting, join: same({ id: 'meetingId', regionCode: 'regionCode' }) }],
  order: [{ property: 'id', type: 'uuid', direction: 'asc' }],
};

/** What was done to a record, which lies in any of their tables. */
export const recordChange: KindDefinition = {
  type: RecordChange,
  key: ['id', 'regionCode'],
  owners: recordDefinitions.map(({ type }) => ({ to: type, join: ofTable })),
  order: [
    { property: 'version', type: 'integer', direction: 'desc' },
    { property: 'id', type: 'uuid', direction: 'desc' },
  ],
};

/** Files beside records, once all of their bytes are there and until they are removed. */
export const evidenceFile: KindDefinition = {
  type: EvidenceFile,
  key: ['id', 'regionCode'],
  only: { property: 'state', values: ['STORED'] },
  owners: recordDefinitions.map(({ type }) => ({ to: type, join: ofTable })),
  order: [{ property: 'id', type: 'uuid', direction: 'asc' }],
};
