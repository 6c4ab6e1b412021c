import type { IsoDate } from '@oblys/domain';

/** What every row of the demonstration knows beside its columns. */
interface Row {
  /** The day the row comes to be: a load up to an earlier day leaves it out. */
  knownOn: IsoDate;
}

interface DemoRecord extends Row {
  id: string;
  areaCode: string;
  /** The branch the record is made for; the database works it out again from the area. */
  branchCode: string;
  sourceRef: string;
}

export interface PrimaryOrganization extends DemoRecord {
  name: string;
  registeredOn: IsoDate;
  dissolvedOn: IsoDate | null;
  memberCount: number;
}

export interface RoadmapItem extends DemoRecord {
  number: string;
  text: string;
  bodyCode: string;
  adoptedOn: IsoDate;
  withdrawnOn: IsoDate | null;
  startsOn: IsoDate;
  dueOn: IsoDate;
  executedOn: IsoDate | null;
}

export interface Meeting extends DemoRecord {
  kindCode: string;
  counterpartCode: string | null;
  organizationId: string | null;
  heldOn: IsoDate;
  topic: string;
  attendees: number;
}

export interface HeardReport extends Row {
  id: string;
  regionCode: string;
  meetingId: string;
  speaker: 'CHAIR' | 'DEPUTY' | 'AKIM';
  speakerName: string;
}

export interface MeetingRoadmapItem extends Row {
  meetingId: string;
  roadmapItemId: string;
  regionCode: string;
}

export interface AkimElection extends DemoRecord {
  heldOn: IsoDate;
  candidateCount: number;
  winnerName: string;
  wonByNominee: boolean;
}

export interface Faction extends DemoRecord {
  name: string;
  formedOn: IsoDate;
  memberCount: number;
}

export interface FactionSession extends DemoRecord {
  factionId: string;
  heldOn: IsoDate;
  agenda: string;
  attendees: number;
}

export interface Proposal extends DemoRecord {
  sessionId: string;
  bodyCode: string;
  text: string;
  raisedOn: IsoDate;
  executedOn: IsoDate | null;
}

export interface MonitoringVisit extends DemoRecord {
  roadmapItemId: string;
  visitedOn: IsoDate;
  commission: string;
  finding: string;
}

export interface ProgrammeEvent extends DemoRecord {
  programmeCode: string | null;
  title: string;
  heldOn: IsoDate;
  participants: number;
}

export interface FundedProject extends DemoRecord {
  programmeCode: string | null;
  title: string;
  recipientKindCode: string;
  sectorCode: string;
  fundedOn: IsoDate;
  /** Tenge with two places. */
  amount: string;
}

export interface CourseGroup extends DemoRecord {
  programmeCode: string | null;
  title: string;
  startedOn: IsoDate;
  completedOn: IsoDate | null;
  graduates: number | null;
}

export interface CommissionPlanItem extends DemoRecord {
  programmeCode: string;
  planYear: number;
  number: string;
  text: string;
  adoptedOn: IsoDate;
  dueOn: IsoDate;
  executedOn: IsoDate | null;
}

export interface Person extends Row {
  id: string;
  regionCode: string;
  identity: PersonIdentity;
}

export interface PersonIdentity {
  fullName: string;
  phone: string;
  address: string;
  birthYear: number;
}

export interface Appeal extends DemoRecord {
  channel: 'RECEPTION' | 'MOBILE' | 'ONLINE';
  topicCode: string;
  receptionId: string | null;
  personId: string;
  receivedOn: IsoDate;
  outcome: 'POSITIVE' | 'EXPLAINED' | null;
  closedOn: IsoDate | null;
}

export interface AppealText extends Row {
  appealId: string;
  regionCode: string;
  /** Whose appeal it is; no column of its own. */
  personId: string;
  text: string;
}

export interface LegalAidCase extends DemoRecord {
  personId: string;
  subject: string;
  receivedOn: IsoDate;
  outcome: 'POSITIVE' | 'EXPLAINED' | 'DECLINED' | null;
  closedOn: IsoDate | null;
}

export interface Facility extends DemoRecord {
  kindCode: string;
  name: string;
  placeName: string;
  plannedOn: IsoDate;
  commissionedOn: IsoDate | null;
}

export interface Correspondence extends DemoRecord {
  kind: 'LETTER' | 'INQUIRY';
  counterpartCode: string;
  subject: string;
  sentOn: IsoDate;
  answeredOn: IsoDate | null;
}

/** The rows of the demonstration by table, parents before those that point to them. */
export interface DemoRecords {
  person: Person[];
  primary_organization: PrimaryOrganization[];
  roadmap_item: RoadmapItem[];
  meeting: Meeting[];
  heard_report: HeardReport[];
  meeting_roadmap_item: MeetingRoadmapItem[];
  akim_election: AkimElection[];
  faction: Faction[];
  faction_session: FactionSession[];
  proposal: Proposal[];
  monitoring_visit: MonitoringVisit[];
  programme_event: ProgrammeEvent[];
  funded_project: FundedProject[];
  course_group: CourseGroup[];
  commission_plan_item: CommissionPlanItem[];
  appeal: Appeal[];
  appeal_text: AppealText[];
  legal_aid_case: LegalAidCase[];
  facility: Facility[];
  correspondence: Correspondence[];
}

export type DemoTable = keyof DemoRecords;

export function noRecords(): DemoRecords {
  return {
    person: [],
    primary_organization: [],
    roadmap_item: [],
    meeting: [],
    heard_report: [],
    meeting_roadmap_item: [],
    akim_election: [],
    faction: [],
    faction_session: [],
    proposal: [],
    monitoring_visit: [],
    programme_event: [],
    funded_project: [],
    course_group: [],
    commission_plan_item: [],
    appeal: [],
    appeal_text: [],
    legal_aid_case: [],
    facility: [],
    correspondence: [],
  };
}
