import {
  AkimElection,
  Appeal,
  AppealTopic,
  Area,
  AreaRecord,
  Body,
  CommissionPlanItem,
  Correspondence,
  CourseGroup,
  District,
  Facility,
  FacilityKind,
  Faction,
  FactionSession,
  FundedProject,
  HeardReport,
  LegalAidCase,
  Meeting,
  MeetingRoadmapItem,
  MonitoringVisit,
  OutreachKind,
  PrimaryOrganization,
  Programme,
  ProgrammeEvent,
  Proposal,
  RecipientKind,
  Region,
  RoadmapItem,
  Sector,
} from '@oblys/database';
import type { ClassType } from 'type-graphql';
import { Field } from 'type-graphql';
import type { TypeClass } from '../read-path/kind.js';
import type { KindDefinition, ToOneDefinition } from './define-kind.js';
import { dateFilter, districtFilter, programmeFilter, regionFilter } from './filters.js';
import { inRegion, linkedBy, ofSource, same } from './joins.js';

/** A kind of record: how its connection is called, and the record's own date that orders it, newest first. */
export interface RecordDefinition extends KindDefinition {
  plural: string;
  description: string;
}

const recordAreas: Readonly<Record<string, ToOneDefinition>> = {
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
};
for (const [name, { to, description, isAlwaysThere = false }] of Object.entries(recordAreas)) {
  Field(() => to as ClassType, { nullable: !isAlwaysThere, description })(AreaRecord.prototype, name);
}

function record(
  type: TypeClass,
  plural: string,
  date: string,
  description: string,
  { one = {}, filters = {}, ...relations }: Pick<KindDefinition, 'one' | 'pages' | 'lists' | 'filters'> = {},
): RecordDefinition {
  const declared = Object.entries(recordAreas).map(([name, area]) => [name, { ...area, isDeclared: true }] as const);
  return {
    type,
    plural,
    description,
    key: ['id', 'regionCode'],
    order: {
      properties: [
        { name: date, type: 'date' },
        { name: 'id', type: 'uuid' },
      ],
      direction: 'desc',
    },
    filters: {
      region: regionFilter(),
      district: districtFilter(),
      [date]: dateFilter(date, 'Days that the own date of the record lies in.'),
      ...filters,
    },
    one: { ...Object.fromEntries(declared), ...one },
    ...relations,
  };
}

function term(to: TypeClass, property: string, description: string, isAlwaysThere = false): ToOneDefinition {
  return { to, join: same({ code: property }), description, isAlwaysThere };
}

const programme = term(Programme, 'programmeCode', 'The programme it belongs to; null where it belongs to none.');
const ofProgramme = { programme: programmeFilter() };

/** Every kind of record and the keys between them. */
export const recordDefinitions: readonly RecordDefinition[] = [
  record(PrimaryOrganization, 'primaryOrganizations', 'registeredOn', 'Primary organisations.', {
    pages: {
      meetings: { to: Meeting, join: ofSource('organizationId'), description: 'Meetings of the organisation.' },
    },
  }),
  record(RoadmapItem, 'roadmapItems', 'adoptedOn', 'Items of the roadmap.', {
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
  record(AkimElection, 'akimElections', 'heldOn', 'Elections of akims of rural districts.'),
  record(Faction, 'factions', 'formedOn', 'Factions of maslikhats.', {
    pages: {
      sessions: { to: FactionSession, join: ofSource('factionId'), description: 'Sessions of the faction.' },
    },
  }),
  record(FactionSession, 'factionSessions', 'heldOn', 'Sessions of factions.', {
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
    filters: ofProgramme,
  }),
  record(FundedProject, 'fundedProjects', 'fundedOn', 'Funded projects.', {
    one: {
      programme,
      recipientKind: term(RecipientKind, 'recipientKindCode', 'Who received the funding.', true),
      sector: term(Sector, 'sectorCode', 'The sector of the economy.', true),
    },
    filters: ofProgramme,
  }),
  record(CourseGroup, 'courseGroups', 'startedOn', 'Groups of courses.', { one: { programme }, filters: ofProgramme }),
  record(CommissionPlanItem, 'commissionPlanItems', 'adoptedOn', 'Items of the yearly plans of commissions.', {
    one: { programme },
    filters: ofProgramme,
  }),
  record(Appeal, 'appeals', 'receivedOn', 'Appeals of people.', {
    one: {
      topic: term(AppealTopic, 'topicCode', 'What it is about.', true),
      reception: {
        to: Meeting,
        join: inRegion('receptionId'),
        description: 'The mobile reception it was taken at; null where it came in otherwise.',
      },
    },
  }),
  record(LegalAidCase, 'legalAidCases', 'receivedOn', 'Cases of legal aid.'),
  record(Facility, 'facilities', 'plannedOn', 'Long-stalled facilities.', {
    one: { kind: term(FacilityKind, 'kindCode', 'What it is.', true) },
  }),
  record(Correspondence, 'correspondence', 'sentOn', 'Letters to executive bodies and inquiries of deputies.', {
    one: { counterpart: term(Body, 'counterpartCode', 'Whom it was sent to.', true) },
  }),
];

/** Reports heard belong to their meeting and have no connection of their own. */
export const heardReport: KindDefinition = {
  type: HeardReport,
  key: ['id', 'regionCode'],
  owner: { to: Meeting, join: same({ id: 'meetingId', regionCode: 'regionCode' }) },
  order: { properties: [{ name: 'id', type: 'uuid' }], direction: 'asc' },
};
