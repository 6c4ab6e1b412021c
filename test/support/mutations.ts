/** A kind of record as the mutations write it: a valid input, and a change that is valid too. */
export interface WrittenKind {
  readonly type: string;
  readonly table: string;
  readonly plural: string;
  readonly topic: string;
  /** Which of its writes change a figure of the topic; all unless given. */
  readonly counted?: 'CHANGED' | 'NEVER';
  /** Without the area; links by the kind that is written first. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly change: Readonly<Record<string, unknown>>;
  /** What reads the record back as it was written. */
  readonly selection: string;
  readonly created: Readonly<Record<string, unknown>>;
  readonly changed: Readonly<Record<string, unknown>>;
}

/** In the order that their links need. */
export const writtenKinds: readonly WrittenKind[] = [
  {
    type: 'PrimaryOrganization',
    table: 'primary_organization',
    plural: 'primaryOrganizations',
    topic: 'organization',
    input: { name: 'Достық', registeredOn: '2025-01-10', memberCount: 12 },
    change: { dissolvedOn: '2025-06-01', memberCount: null },
    selection: 'name registeredOn dissolvedOn memberCount',
    created: { name: 'Достық', registeredOn: '2025-01-10', dissolvedOn: null, memberCount: 12 },
    changed: { name: 'Достық', registeredOn: '2025-01-10', dissolvedOn: '2025-06-01', memberCount: null },
  },
  {
    type: 'RoadmapItem',
    table: 'roadmap_item',
    plural: 'roadmapItems',
    topic: 'roadmap',
    input: {
      number: '7',
      text: 'Су құбырын тарту',
      body: 'akmola-akimat',
      adoptedOn: '2025-01-10',
      startsOn: '2025-03-01',
      dueOn: '2025-06-30',
    },
    change: { executedOn: '2025-05-01', body: null },
    selection: 'number text body { code } adoptedOn startsOn dueOn executedOn',
    created: { number: '7', text: 'Су құбырын тарту', body: { code: 'akmola-akimat' }, dueOn: '2025-06-30' },
    changed: { number: '7', body: null, executedOn: '2025-05-01' },
  },
  {
    type: 'Meeting',
    table: 'meeting',
    plural: 'meetings',
    topic: 'meeting',
    input: { kind: 'mobile-reception', heldOn: '2025-03-01' },
    links: { organization: 'PrimaryOrganization' },
    change: { attendees: 31, topic: 'Жол', counterpart: 'akmola-akimat', organization: null },
    selection: 'kind { code } counterpart { code } organization { name } heldOn topic attendees',
    created: { kind: { code: 'mobile-reception' }, organization: { name: 'Достық' }, topic: '', attendees: 0 },
    changed: { counterpart: { code: 'akmola-akimat' }, organization: null, topic: 'Жол', attendees: 31 },
  },
  {
    type: 'AkimElection',
    table: 'akim_election',
    plural: 'akimElections',
    topic: 'election',
    input: { heldOn: '2025-02-01', candidateCount: 2, winnerName: 'Айгүл Сәрсен', wonByNominee: false },
    change: { wonByNominee: true },
    selection: 'heldOn candidateCount winnerName wonByNominee',
    created: { heldOn: '2025-02-01', candidateCount: 2, winnerName: 'Айгүл Сәрсен', wonByNominee: false },
    changed: { wonByNominee: true },
  },
  {
    type: 'Faction',
    table: 'faction',
    plural: 'factions',
    topic: 'faction',
    counted: 'NEVER',
    input: { name: 'Фракция', formedOn: '2023-04-01', memberCount: 5 },
    change: { memberCount: 6 },
    selection: 'name formedOn memberCount dissolvedOn',
    created: { name: 'Фракция', formedOn: '2023-04-01', memberCount: 5, dissolvedOn: null },
    changed: { memberCount: 6 },
  },
  {
    type: 'FactionSession',
    table: 'faction_session',
    plural: 'factionSessions',
    topic: 'faction',
    input: { heldOn: '2025-02-01', agenda: 'Бюджет', attendees: 5 },
    links: { faction: 'Faction' },
    change: { heldOn: '2025-03-01' },
    selection: 'heldOn agenda attendees faction { name }',
    created: { heldOn: '2025-02-01', agenda: 'Бюджет', attendees: 5, faction: { name: 'Фракция' } },
    changed: { heldOn: '2025-03-01' },
  },
  {
    type: 'Proposal',
    table: 'proposal',
    plural: 'proposals',
    topic: 'proposal',
    input: { text: 'Жол жөндеу', raisedOn: '2025-02-01' },
    links: { session: 'FactionSession' },
    change: { executedOn: '2025-05-01', body: 'akmola-akimat' },
    selection: 'text raisedOn executedOn body { code } session { agenda }',
    created: { text: 'Жол жөндеу', executedOn: null, body: null, session: { agenda: 'Бюджет' } },
    changed: { executedOn: '2025-05-01', body: { code: 'akmola-akimat' } },
  },
  {
    type: 'MonitoringVisit',
    table: 'monitoring_visit',
    plural: 'monitoringVisits',
    topic: 'monitoring',
    input: { visitedOn: '2025-04-01', commission: 'Бақылау комиссиясы' },
    links: { roadmapItem: 'RoadmapItem' },
    change: { finding: 'Жұмыс жүріп жатыр', visitedOn: '2025-05-01' },
    selection: 'visitedOn commission finding roadmapItem { number }',
    created: { commission: 'Бақылау комиссиясы', finding: '', roadmapItem: { number: '7' } },
    changed: { finding: 'Жұмыс жүріп жатыр' },
  },
  {
    type: 'ProgrammeEvent',
    table: 'programme_event',
    plural: 'programmeEvents',
    topic: 'event',
    input: { title: 'Жәрмеңке', heldOn: '2025-02-01', participants: 40, programme: 'womens-wing' },
    change: { participants: 41, programme: null },
    selection: 'title heldOn participants programme { code }',
    created: { title: 'Жәрмеңке', participants: 40, programme: { code: 'womens-wing' } },
    changed: { participants: 41, programme: null },
  },
  {
    type: 'FundedProject',
    table: 'funded_project',
    plural: 'fundedProjects',
    topic: 'funding',
    input: {
      title: 'Жылыжай',
      recipientKind: 'farm',
      sector: 'crops',
      fundedOn: '2025-02-01',
      amount: '9999999999999999.99',
    },
    change: { amount: '1250000', programme: 'auyl-amanaty' },
    selection: 'title recipientKind { code } sector { code } programme { code } fundedOn amount { amount }',
    created: { recipientKind: { code: 'farm' }, programme: null, amount: { amount: '9999999999999999.99' } },
    changed: { programme: { code: 'auyl-amanaty' }, amount: { amount: '1250000.00' } },
  },
  {
    type: 'CourseGroup',
    table: 'course_group',
    plural: 'courseGroups',
    topic: 'course',
    counted: 'CHANGED',
    input: { title: 'Қаржы сауаттылығы', startedOn: '2025-02-01', programme: 'qaryzsyz-qogam' },
    change: { completedOn: '2025-03-01', graduates: 25 },
    selection: 'title startedOn completedOn graduates programme { code }',
    created: { title: 'Қаржы сауаттылығы', completedOn: null, graduates: null },
    changed: { completedOn: '2025-03-01', graduates: 25 },
  },
  {
    type: 'CommissionPlanItem',
    table: 'commission_plan_item',
    plural: 'commissionPlanItems',
    topic: 'commissionPlan',
    input: { planYear: 2025, number: '1', text: 'Тексеру', adoptedOn: '2025-01-15', dueOn: '2025-12-01' },
    change: { executedOn: '2025-11-01', programme: 'zher-amanaty' },
    selection: 'planYear number text adoptedOn dueOn executedOn programme { code }',
    created: { planYear: 2025, number: '1', text: 'Тексеру', executedOn: null },
    changed: { executedOn: '2025-11-01', programme: { code: 'zher-amanaty' } },
  },
  {
    type: 'Appeal',
    table: 'appeal',
    plural: 'appeals',
    topic: 'appeal',
    input: { channel: 'MOBILE', topic: 'roads', receivedOn: '2025-03-01' },
    links: { reception: 'Meeting' },
    change: { outcome: 'POSITIVE', closedOn: '2025-03-20' },
    selection: 'channel topic { code } receivedOn outcome closedOn status reception { heldOn }',
    created: {
      channel: 'MOBILE',
      topic: { code: 'roads' },
      status: 'IN_PROGRESS',
      reception: { heldOn: '2025-03-01' },
    },
    changed: { outcome: 'POSITIVE', closedOn: '2025-03-20', status: 'POSITIVE' },
  },
  {
    type: 'LegalAidCase',
    table: 'legal_aid_case',
    plural: 'legalAidCases',
    topic: 'legalAid',
    input: { subject: 'Еңбек дауы', receivedOn: '2025-02-01', outcome: 'DECLINED', closedOn: '2025-02-03' },
    change: { outcome: null, closedOn: null },
    selection: 'subject receivedOn outcome closedOn',
    created: { subject: 'Еңбек дауы', outcome: 'DECLINED', closedOn: '2025-02-03' },
    changed: { outcome: null, closedOn: null },
  },
  {
    type: 'Facility',
    table: 'facility',
    plural: 'facilities',
    topic: 'facility',
    input: { kind: 'school', name: 'Орта мектеп', plannedOn: '2020-09-01', placeName: 'Жаңажол' },
    change: { commissionedOn: '2025-10-01', placeName: null },
    selection: 'kind { code } name plannedOn placeName commissionedOn',
    created: { kind: { code: 'school' }, name: 'Орта мектеп', placeName: 'Жаңажол', commissionedOn: null },
    changed: { placeName: null, commissionedOn: '2025-10-01' },
  },
  {
    type: 'Correspondence',
    table: 'correspondence',
    plural: 'correspondence',
    topic: 'correspondence',
    input: { kind: 'LETTER', counterpart: 'akmola-akimat', subject: 'Жол', sentOn: '2025-02-01' },
    change: { kind: 'INQUIRY', answeredOn: '2025-02-20' },
    selection: 'kind counterpart { code } subject sentOn answeredOn',
    created: { kind: 'LETTER', counterpart: { code: 'akmola-akimat' }, subject: 'Жол', answeredOn: null },
    changed: { kind: 'INQUIRY', answeredOn: '2025-02-20' },
  },
];

/** The document of a mutation that gives the record back, or its id where it is deleted. */
export function mutationOf(operation: 'create' | 'update' | 'delete', type: string, selection = ''): string {
  const name = `${operation}${type}`;
  const record = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  const answer =
    operation === 'delete' ? 'deletedId isRepeat' : `version isRepeat ${record} { id version ${selection} }`;
  const inputType = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}${type}Input`;
  return `mutation ($input: ${inputType}!, $key: ID) { ${name}(input: $input, idempotencyKey: $key) { ${answer} } }`;
}
