import type { Sql } from '@oblys/database';
import { addDays, businessDay } from '@oblys/domain';
import { seedRecord } from './gateway-records.js';
import { rollupsTree } from './rollups-tree.js';

type Values = Readonly<Record<string, unknown>>;

/** The records that a rule must find, one list for each finding. Whatever else is planted it must not. */
export type PlantedFaults = Readonly<Record<string, readonly (readonly string[])[]>>;

const { burabay, tselinograd, sandyk, north } = rollupsTree;

/** Plants for every rule but that of months not reported what it finds, and beside each its innocent neighbours. */
export async function plantFaults(sql: Sql): Promise<PlantedFaults> {
  const faults: Record<string, string[][]> = {};
  let planted = 0;
  const plant = (table: string, values: Values = {}): Promise<string> => {
    planted += 1;
    return seedRecord(sql, table, {
      area_code: burabay,
      ...(table === 'correspondence' && { counterpart_code: 'akimat' }),
      // So that nothing is a duplicate by chance.
      ...wordsOf(table, String(planted)),
      ...values,
    });
  };
  const isFault = (rule: string, ...ids: string[]): void => void (faults[rule] ??= []).push(ids);
  for (const lay of [layRoadmap, layBodies, layCounts, layPlans, layCases, layImpossibleDays, layDuplicates]) {
    await lay(plant, isFault, sql);
  }
  return faults;
}

type Plant = (table: string, values?: Values) => Promise<string>;
type IsFault = (rule: string, ...ids: string[]) => void;
type Lay = (plant: Plant, isFault: IsFault, sql: Sql) => Promise<void>;

function wordsOf(table: string, word: string): Values {
  const columns: Readonly<Record<string, string>> = {
    primary_organization: 'name',
    roadmap_item: 'text',
    meeting: 'topic',
    faction_session: 'agenda',
    proposal: 'text',
    monitoring_visit: 'commission',
    programme_event: 'title',
    funded_project: 'title',
    course_group: 'title',
    commission_plan_item: 'number',
    legal_aid_case: 'subject',
    facility: 'name',
    correspondence: 'subject',
  };
  const column = columns[table];
  const closed = ['appeal', 'legal_aid_case'].includes(table) && { outcome: 'POSITIVE', closed_on: '2025-03-01' };
  return {
    ...(column !== undefined && { [column]: word }),
    ...(table === 'correspondence' && { answered_on: '2025-03-01' }),
    ...(table === 'meeting' && { attendees: 20 }),
    ...closed,
  };
}

const layRoadmap: Lay = async (plant, isFault) => {
  const item = { adopted_on: '2025-02-10', starts_on: '2025-02-20', due_on: '2025-03-20' };
  await plant('roadmap_item', { ...item, executed_on: '2025-02-20' });
  await plant('roadmap_item', { ...item, due_on: '2025-12-20' });
  isFault(
    'roadmap.due-before-adopted',
    await plant('roadmap_item', { ...item, starts_on: '2025-01-01', due_on: '2025-02-09', executed_on: '2025-02-11' }),
  );
  await plant('roadmap_item', { ...item, starts_on: '2025-01-01', due_on: '2025-02-10', executed_on: '2025-02-11' });
  isFault('roadmap.executed-before-start', await plant('roadmap_item', { ...item, executed_on: '2025-02-19' }));
  await plant('roadmap_item', { ...item, starts_on: '2025-02-10', executed_on: '2025-02-10' });
  isFault('roadmap.executed-before-adopted', await plant('roadmap_item', { ...item, executed_on: '2025-02-09' }));
  isFault(
    'roadmap.executed-after-withdrawn',
    await plant('roadmap_item', { ...item, withdrawn_on: '2025-03-01', executed_on: '2025-03-02' }),
  );
  await plant('roadmap_item', { ...item, withdrawn_on: '2025-03-02', executed_on: '2025-03-02' });
  const old = { adopted_on: '2024-08-01', starts_on: '2024-08-01' };
  isFault('roadmap.long-overdue', await plant('roadmap_item', { ...old, due_on: '2024-11-04' }));
  await plant('roadmap_item', { ...old, due_on: '2024-11-05' });
  await plant('roadmap_item', { ...old, due_on: '2024-11-04', withdrawn_on: '2025-01-01' });
  await plant('roadmap_item', { ...old, due_on: '2024-11-04', executed_on: '2025-11-05' });
};

const layBodies: Lay = async (plant, isFault) => {
  const organization_id = await plant('primary_organization', {
    registered_on: '2025-01-10',
    dissolved_on: '2025-06-10',
  });
  for (const held_on of ['2025-01-10', '2025-06-10']) await plant('meeting', { organization_id, held_on });
  for (const held_on of ['2025-01-09', '2025-06-11']) {
    isFault('meeting.organization-not-there', await plant('meeting', { organization_id, held_on }));
  }
  const faction_id = await plant('faction', { formed_on: '2025-01-10', dissolved_on: '2025-06-10', member_count: 5 });
  for (const held_on of ['2025-01-10', '2025-06-10']) await plant('faction_session', { faction_id, held_on });
  for (const held_on of ['2025-01-09', '2025-06-11']) {
    isFault('faction.session-outside-faction', await plant('faction_session', { faction_id, held_on }));
  }
  const session_id = await plant('faction_session', { faction_id, held_on: '2025-02-01', attendees: 5 });
  isFault(
    'faction.more-attendees-than-members',
    await plant('faction_session', { faction_id, held_on: '2025-02-01', attendees: 6 }),
  );
  await plant('proposal', { session_id, raised_on: '2025-02-01' });
  isFault('proposal.not-on-day-of-session', await plant('proposal', { session_id, raised_on: '2025-02-02' }));
  const roadmap_item_id = await plant('roadmap_item', {
    adopted_on: '2025-01-10',
    starts_on: '2025-01-10',
    withdrawn_on: '2025-06-10',
  });
  for (const visited_on of ['2025-01-10', '2025-06-10'])
    await plant('monitoring_visit', { roadmap_item_id, visited_on });
  for (const visited_on of ['2025-01-09', '2025-06-11']) {
    isFault('monitoring.item-not-there', await plant('monitoring_visit', { roadmap_item_id, visited_on }));
  }
  await plant('akim_election', { held_on: '2025-01-10' });
  await plant('akim_election', { held_on: '2025-07-10' });
  isFault('election.soon-again', await plant('akim_election', { held_on: '2026-01-06' }));
  await plant('akim_election', { area_code: tselinograd, held_on: '2025-01-12' });
  isFault(
    'election.single-candidate',
    await plant('akim_election', { area_code: sandyk, held_on: '2025-04-12', candidate_count: 1 }),
  );
};

/** Twelve of 100 to 200 are usual: up to 200 × 2³ and down to 100 / 2³ nothing is far out. */
const layCounts: Lay = async (plant, isFault) => {
  const topics: [rule: string, table: string, day: string, column: string, own: Values, other: Values][] = [
    ['meeting.attendees-out-of-line', 'meeting', 'held_on', 'attendees', {}, { kind_code: 'mobile-reception' }],
    [
      'event.participants-out-of-line',
      'programme_event',
      'held_on',
      'participants',
      { programme_code: 'unused' },
      { programme_code: 'womens-wing' },
    ],
    [
      'funding.amount-out-of-line',
      'funded_project',
      'funded_on',
      'amount',
      { recipient_kind_code: 'farm' },
      { programme_code: 'womens-wing' },
    ],
    [
      'course.graduates-out-of-line',
      'course_group',
      'completed_on',
      'graduates',
      { started_on: '2025-01-01' },
      { programme_code: 'womens-wing' },
    ],
  ];
  for (const [rule, table, day, column, own, other] of topics) {
    const count = async (value: number, on: string, more: Values = {}): Promise<string> => {
      const started = table === 'course_group' && { started_on: on };
      return plant(table, { area_code: tselinograd, ...own, ...started, [day]: on, [column]: value, ...more });
    };
    for (let index = 0; index < 14; index += 1) {
      await count(index % 2 === 0 ? 100 : 200, addDays('2025-01-01', index * 10));
    }
    isFault(rule, await count(1_700, '2025-05-30'));
    isFault(rule, await count(12, '2025-05-30'));
    await count(1_500, '2025-05-29');
    await count(13, '2025-05-29');
    // Of another programme or kind, of another district, and long before: nothing is usual there.
    await count(90_000, '2025-05-30', other);
    await count(90_000, '2025-05-30', { area_code: sandyk });
    await count(90_000, '2024-06-30');
  }
  isFault('meeting.no-attendees', await plant('meeting', { attendees: 0, held_on: '2025-11-05' }));
  await plant('meeting', { attendees: 0, held_on: '2025-11-06' });
  isFault('event.no-participants', await plant('programme_event', { participants: 0 }));
  const started_on = '2024-11-04';
  isFault('course.longer-than-a-year', await plant('course_group', { started_on }));
  isFault(
    'course.longer-than-a-year',
    await plant('course_group', { started_on: '2024-08-01', completed_on: '2025-08-02', graduates: 9 }),
  );
  await plant('course_group', { started_on: '2024-08-01', completed_on: '2025-08-01', graduates: 9 });
  await plant('course_group', { started_on: '2024-11-05' });
  isFault('course.no-graduates', await plant('course_group', { completed_on: '2025-03-01', graduates: 0 }));
};

const layPlans: Lay = async (plant, isFault) => {
  const item = { plan_year: 2025, adopted_on: '2025-02-01', due_on: '2025-12-31' };
  await plant('commission_plan_item', { ...item, executed_on: '2025-12-31' });
  isFault('commissionPlan.due-outside-year', await plant('commission_plan_item', { ...item, due_on: '2026-01-01' }));
  isFault(
    'commissionPlan.executed-outside-year',
    await plant('commission_plan_item', { ...item, executed_on: '2026-01-01' }),
  );
  isFault(
    'commissionPlan.executed-before-adopted',
    await plant('commission_plan_item', { ...item, executed_on: '2025-01-31' }),
  );
  const facility = { planned_on: '2025-02-01' };
  isFault('facility.never-stalled', await plant('facility', { ...facility, commissioned_on: '2025-02-01' }));
  await plant('facility', { ...facility, commissioned_on: '2025-02-02' });
  await plant('facility', facility);
};

const layCases: Lay = async (plant, isFault) => {
  const held_on = '2025-10-10';
  const reception_id = await plant('meeting', { kind_code: 'mobile-reception', held_on });
  const gathering = await plant('meeting', { held_on });
  const mobile = { channel: 'MOBILE', reception_id, closed_on: '2025-10-20', outcome: 'EXPLAINED' };
  await plant('appeal', { ...mobile, received_on: held_on });
  isFault('appeal.not-on-day-of-reception', await plant('appeal', { ...mobile, received_on: '2025-10-11' }));
  isFault('appeal.no-reception', await plant('appeal', { ...mobile, reception_id: gathering, received_on: held_on }));
  const open = { closed_on: null, outcome: null };
  for (const [rule, table] of [
    ['appeal.left-open', 'appeal'],
    ['legalAid.left-open', 'legal_aid_case'],
  ] as const) {
    const oldest = await plant(table, { ...open, received_on: '2025-02-03' });
    const closedLater = { received_on: '2025-05-08', closed_on: '2025-11-06', outcome: 'EXPLAINED' };
    isFault(rule, oldest, await plant(table, closedLater));
    isFault(rule, await plant(table, { ...open, received_on: '2024-12-31' }));
    isFault(rule, await plant(table, { ...open, received_on: '2025-02-03', area_code: north }));
    await plant(table, { ...open, received_on: '2025-05-09' });
    await plant(table, { ...closedLater, closed_on: '2025-11-05' });
  }
  isFault('correspondence.unanswered', await plant('correspondence', { sent_on: '2025-08-06', answered_on: null }));
  await plant('correspondence', { sent_on: '2025-08-07', answered_on: null });
};

const days: Readonly<Record<string, [table: string, own: string, ...others: string[]]>> = {
  organization: ['primary_organization', 'registered_on', 'dissolved_on'],
  meeting: ['meeting', 'held_on'],
  election: ['akim_election', 'held_on'],
  faction: ['faction_session', 'held_on'],
  proposal: ['proposal', 'raised_on', 'executed_on'],
  roadmap: ['roadmap_item', 'adopted_on', 'executed_on', 'withdrawn_on'],
  monitoring: ['monitoring_visit', 'visited_on'],
  event: ['programme_event', 'held_on'],
  funding: ['funded_project', 'funded_on'],
  course: ['course_group', 'started_on', 'completed_on'],
  commissionPlan: ['commission_plan_item', 'adopted_on', 'executed_on'],
  appeal: ['appeal', 'received_on', 'closed_on'],
  legalAid: ['legal_aid_case', 'received_on', 'closed_on'],
  facility: ['facility', 'planned_on', 'commissioned_on'],
  correspondence: ['correspondence', 'sent_on', 'answered_on'],
};

/** What else the dates of a row in a day to come must fit. */
const future: Readonly<Record<string, Values>> = {
  roadmap: { starts_on: '2025-01-10', due_on: '2099-03-01' },
  course: { started_on: '2099-01-15', graduates: 5 },
  commissionPlan: { plan_year: 2099, adopted_on: '2099-01-15', due_on: '2099-12-01' },
  appeal: { received_on: '2025-10-20' },
  legalAid: { received_on: '2025-10-20' },
  correspondence: { sent_on: '2025-10-20' },
};

const layImpossibleDays: Lay = async (plant, isFault) => {
  const faction_id = await plant('faction', { formed_on: '1980-01-01' });
  for (const [topic, [table, own, ...others]] of Object.entries(days)) {
    const base = { ...(table === 'faction_session' && { faction_id }), ...future[topic] };
    isFault(`${topic}.impossible-day`, await plant(table, { ...base, [others[0] ?? own]: '2099-02-01' }));
  }
  isFault('meeting.impossible-day', await plant('meeting', { held_on: '1925-02-01' }));
  await plant('meeting', { held_on: businessDay(new Date()) });
  // What is planned may lie ahead.
  await plant('facility', { planned_on: '2099-02-01' });
  await plant('course_group', { started_on: '2099-02-01' });
};

const layDuplicates: Lay = async (plant, isFault, sql) => {
  const [person] = await sql.query<{ id: string }>(`insert into person (region_code) values ($1) returning id`, [
    north,
  ]);
  const faction_id = await plant('faction', {});
  const roadmap_item_id = await plant('roadmap_item', { executed_on: '2025-04-01' });
  const keys: Readonly<Record<string, Values>> = {
    organization: { name: 'Екі рет' },
    meeting: { topic: 'Екі рет' },
    election: { area_code: north, held_on: '2024-02-01' },
    faction: { faction_id, agenda: 'Екі рет' },
    proposal: { text: 'Екі рет' },
    roadmap: { text: 'Екі рет', executed_on: '2025-04-01' },
    monitoring: { roadmap_item_id, commission: 'Екі рет' },
    event: { title: 'Екі рет' },
    funding: { title: 'Екі рет' },
    course: { title: 'Екі рет' },
    commissionPlan: { number: 'Екі рет' },
    appeal: { person_id: person!.id },
    legalAid: { person_id: person!.id, subject: 'Екі рет' },
    facility: { name: 'Екі рет' },
    correspondence: { subject: 'Екі рет' },
  };
  for (const [topic, key] of Object.entries(keys)) {
    const [table, own] = days[topic]!;
    isFault(`${topic}.duplicate`, await plant(table, key), await plant(table, key));
    // The same in another area, or on another day, is something else.
    if (topic === 'election') continue;
    if (topic !== 'facility' && topic !== 'commissionPlan') await plant(table, { ...key, [own]: '2025-01-20' });
    await plant(table, { ...key, area_code: topic === 'appeal' || topic === 'legalAid' ? tselinograd : north });
  }
};
