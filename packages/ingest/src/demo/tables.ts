import type { CopyValue } from '@oblys/database';
import type { PersonSealer } from '@oblys/persons';
import type { AppealText, DemoRecords, DemoTable, Person } from './records.js';
import { noRecords } from './records.js';

/** Parents before those that point to them. */
export const demoTables = Object.keys(noRecords()) as DemoTable[];

/** Columns of which nothing is known before a day that one of them names; null until then. */
export interface LaterColumns<Field extends string = string> {
  on: Field;
  columns: readonly Field[];
}

type FieldOf<Table extends DemoTable> = keyof DemoRecords[Table][number] & string;

const laterColumns: { readonly [Table in DemoTable]?: readonly LaterColumns<FieldOf<Table>>[] } = {
  primary_organization: [{ on: 'dissolvedOn', columns: ['dissolvedOn'] }],
  roadmap_item: [
    { on: 'withdrawnOn', columns: ['withdrawnOn'] },
    { on: 'executedOn', columns: ['executedOn'] },
  ],
  proposal: [{ on: 'executedOn', columns: ['executedOn'] }],
  course_group: [{ on: 'completedOn', columns: ['completedOn', 'graduates'] }],
  commission_plan_item: [{ on: 'executedOn', columns: ['executedOn'] }],
  appeal: [{ on: 'closedOn', columns: ['closedOn', 'outcome'] }],
  legal_aid_case: [{ on: 'closedOn', columns: ['closedOn', 'outcome'] }],
  facility: [{ on: 'commissionedOn', columns: ['commissionedOn'] }],
  correspondence: [{ on: 'answeredOn', columns: ['answeredOn'] }],
};

/** What only the course of time tells of a row. */
export function laterColumnsOf(table: DemoTable): readonly LaterColumns[] {
  return laterColumns[table] ?? [];
}

interface Column {
  name: string;
  value: (row: DemoRecords[DemoTable][number]) => CopyValue;
}

const recordFields = ['id', 'areaCode', 'sourceRef'] as const;

const fields: { readonly [Table in DemoTable]: readonly FieldOf<Table>[] } = {
  person: ['id', 'regionCode', 'identity'],
  primary_organization: [...recordFields, 'name', 'registeredOn', 'dissolvedOn', 'memberCount'],
  roadmap_item: [
    ...recordFields,
    'number',
    'text',
    'bodyCode',
    'adoptedOn',
    'withdrawnOn',
    'startsOn',
    'dueOn',
    'executedOn',
  ],
  meeting: [...recordFields, 'kindCode', 'counterpartCode', 'organizationId', 'heldOn', 'topic', 'attendees'],
  heard_report: ['id', 'regionCode', 'meetingId', 'speaker', 'speakerName'],
  meeting_roadmap_item: ['meetingId', 'roadmapItemId', 'regionCode'],
  akim_election: [...recordFields, 'heldOn', 'candidateCount', 'winnerName', 'wonByNominee'],
  faction: [...recordFields, 'name', 'formedOn', 'memberCount'],
  faction_session: [...recordFields, 'factionId', 'heldOn', 'agenda', 'attendees'],
  proposal: [...recordFields, 'sessionId', 'bodyCode', 'text', 'raisedOn', 'executedOn'],
  monitoring_visit: [...recordFields, 'roadmapItemId', 'visitedOn', 'commission', 'finding'],
  programme_event: [...recordFields, 'programmeCode', 'title', 'heldOn', 'participants'],
  funded_project: [...recordFields, 'programmeCode', 'title', 'recipientKindCode', 'sectorCode', 'fundedOn', 'amount'],
  course_group: [...recordFields, 'programmeCode', 'title', 'startedOn', 'completedOn', 'graduates'],
  commission_plan_item: [
    ...recordFields,
    'programmeCode',
    'planYear',
    'number',
    'text',
    'adoptedOn',
    'dueOn',
    'executedOn',
  ],
  appeal: [...recordFields, 'channel', 'topicCode', 'receptionId', 'personId', 'receivedOn', 'outcome', 'closedOn'],
  appeal_text: ['appealId', 'regionCode', 'text'],
  legal_aid_case: [...recordFields, 'personId', 'subject', 'receivedOn', 'outcome', 'closedOn'],
  facility: [...recordFields, 'kindCode', 'name', 'placeName', 'plannedOn', 'commissionedOn'],
  correspondence: [...recordFields, 'kind', 'counterpartCode', 'subject', 'sentOn', 'answeredOn'],
};

/** The columns a row is written to; where a record lies, the database works out from its area and its day. */
export function columnsOf(table: DemoTable, sealer: PersonSealer): Column[] {
  return (fields[table] as readonly string[]).map((field) => {
    if (field === 'identity') {
      const seal = ({ id, identity }: Person) => sealer.identity(id, identity);
      return { name: 'sealed_identity', value: (row) => seal(row as Person) };
    }
    if (table === 'appeal_text' && field === 'text') {
      const seal = ({ personId, appealId, text }: AppealText) => sealer.text(personId, appealId, text);
      return { name: 'sealed_text', value: (row) => seal(row as AppealText) };
    }
    return { name: columnName(field), value: (row) => (row as unknown as Record<string, CopyValue>)[field] ?? null };
  });
}

export type ColumnType = 'date' | 'integer' | 'text';

/** The types of the columns that time fills in. */
export const columnTypes: Readonly<Record<string, ColumnType>> = {
  dissolvedOn: 'date',
  withdrawnOn: 'date',
  executedOn: 'date',
  completedOn: 'date',
  graduates: 'integer',
  closedOn: 'date',
  outcome: 'text',
  commissionedOn: 'date',
  answeredOn: 'date',
};

/** executedOn is kept in executed_on. */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
