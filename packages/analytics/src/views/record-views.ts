import { countsPeople, topics } from '@oblys/rollups';
import type { AnalyticsView } from './analytics-view.js';
import { derived, plain, recordView, term, today, type RecordViewDefinition } from './record-view.js';

const programme = term('programme_code', 'programme', 'The programme; null where it belongs to none.');

const caseStatus = `case
         when record.received_on > ${today} then null
         when record.closed_on <= ${today} then record.outcome
         else 'IN_PROGRESS'
       end`;

function executionStatus(openedOn: string): string {
  return `case
         when record.${openedOn} > ${today} then null
         when record.executed_on <= ${today} then 'EXECUTED'
         else 'IN_PROGRESS'
       end`;
}

const isStanding = `record.adopted_on <= ${today} and (record.withdrawn_on is null or record.withdrawn_on > ${today})`;
const isExecuted = `coalesce(record.executed_on <= ${today}, false)`;

/** Every kind of record; what tells who a person is, or in their words, is no column of any. */
const definitions: readonly RecordViewDefinition[] = [
  {
    name: 'primary_organizations',
    table: 'primary_organization',
    says: 'Primary organisations.',
    shown: [
      plain('name', 'The name.'),
      plain('registered_on', 'The day of registration.'),
      plain('dissolved_on', 'The day of dissolution; null while it lasts.'),
      plain('member_count', 'Members; null where not known.'),
      derived(
        'is_registered',
        `record.registered_on <= ${today} and (record.dissolved_on is null or record.dissolved_on > ${today})`,
        'Whether it is registered today.',
      ),
    ],
  },
  {
    name: 'meetings',
    table: 'meeting',
    says: 'Meetings and mobile receptions.',
    shown: [
      term('kind_code', 'outreach_kind', 'The kind of meeting.'),
      term('counterpart_code', 'body', 'Who was met; null where nobody is named.'),
      plain('organization_id', 'The primary organisation that was met; null where none was.'),
      plain('held_on', 'The day it was held.'),
      plain('topic', 'What it was about; empty where not known.'),
      plain('attendees', 'How many attended.'),
    ],
  },
  {
    name: 'akim_elections',
    table: 'akim_election',
    says: 'Elections of akims of rural districts.',
    shown: [
      plain('held_on', 'The day of the election.'),
      plain('candidate_count', 'How many stood.'),
      plain('won_by_nominee', 'Whether the nominee of the organisation won.'),
    ],
  },
  {
    name: 'factions',
    table: 'faction',
    says: 'Factions of a maslikhat (kk: Мәслихат фракциялары; ru: Фракции маслихата).',
    shown: [
      plain('name', 'The name.'),
      plain('formed_on', 'The day it was formed.'),
      plain('dissolved_on', 'The day it was dissolved; null while it lasts.'),
      plain('member_count', 'Deputies in the faction.'),
    ],
  },
  {
    name: 'faction_sessions',
    table: 'faction_session',
    says: 'Sessions of factions.',
    shown: [
      plain('faction_id', 'The faction: its id in analytics.factions.'),
      plain('held_on', 'The day of the session.'),
      plain('agenda', 'What was on the agenda.'),
      plain('attendees', 'How many attended.'),
    ],
  },
  {
    name: 'proposals',
    table: 'proposal',
    says: 'Proposals raised at sessions of factions.',
    shown: [
      plain('session_id', 'The session: its id in analytics.faction_sessions; null where not known.'),
      term('body_code', 'body', 'Who is to execute it; null where not known.'),
      plain('text', 'What is proposed.'),
      plain('raised_on', 'The day it was raised.'),
      plain('executed_on', 'The day it was executed; null while it is not.'),
      derived('status', executionStatus('raised_on'), 'IN_PROGRESS or EXECUTED today; null before it is raised.'),
    ],
  },
  {
    name: 'roadmap_items',
    table: 'roadmap_item',
    says: 'Items of the roadmap.',
    shown: [
      plain('number', 'The number of the item, as written.'),
      plain('text', 'What is to be done.'),
      term('body_code', 'body', 'Who is responsible; null where not known.'),
      plain('adopted_on', 'The day the item was adopted.'),
      plain('withdrawn_on', 'The day it was withdrawn; null while it stands.'),
      plain('starts_on', 'The day work is to start.'),
      plain('due_on', 'The last day to execute it.'),
      plain('executed_on', 'The day it was executed; null while it is not.'),
      derived(
        'status',
        `case
         when not (${isStanding}) then null
         when ${isExecuted} then 'EXECUTED'
         when record.starts_on > ${today} then 'NOT_DUE'
         else 'IN_PROGRESS'
       end`,
        'NOT_DUE, IN_PROGRESS or EXECUTED today; null before adoption and from withdrawal on.',
      ),
      derived(
        'is_overdue',
        `${isStanding} and not ${isExecuted} and record.due_on < ${today}`,
        'Whether the due day has passed today, and the item is not executed.',
      ),
    ],
  },
  {
    name: 'monitoring_visits',
    table: 'monitoring_visit',
    says: 'Visits of a control commission to items of the roadmap.',
    shown: [
      plain('roadmap_item_id', 'The item: its id in analytics.roadmap_items; null where not known.'),
      plain('visited_on', 'The day of the visit.'),
      plain('commission', 'The commission that went.'),
      plain('finding', 'What it found; empty where not known.'),
    ],
  },
  {
    name: 'programme_events',
    table: 'programme_event',
    says: 'Events with participants.',
    shown: [
      programme,
      plain('title', 'The title.'),
      plain('held_on', 'The day it was held.'),
      plain('participants', 'How many took part.'),
    ],
  },
  {
    name: 'funded_projects',
    table: 'funded_project',
    says: 'Projects that were funded.',
    shown: [
      programme,
      plain('title', 'The title.'),
      term('recipient_kind_code', 'recipient_kind', 'Who receives the funding.'),
      term('sector_code', 'sector', 'The sector of the economy.'),
      plain('funded_on', 'The day of the funding.'),
      plain('amount', 'What was granted, in tenge.'),
    ],
  },
  {
    name: 'course_groups',
    table: 'course_group',
    says: 'Groups of courses.',
    shown: [
      programme,
      plain('title', 'The title.'),
      plain('started_on', 'The day the course began.'),
      plain('completed_on', 'The day it was completed; null while it runs.'),
      plain('graduates', 'How many completed it; null while it runs.'),
    ],
  },
  {
    name: 'commission_plan_items',
    table: 'commission_plan_item',
    says: 'Items of the yearly plans of commissions.',
    shown: [
      programme,
      plain('plan_year', 'The year of the plan.'),
      plain('number', 'The number of the item, as written.'),
      plain('text', 'What is to be done.'),
      plain('adopted_on', 'The day the item was adopted.'),
      plain('due_on', 'The last day to execute it.'),
      plain('executed_on', 'The day it was executed; null while it is not.'),
      derived('status', executionStatus('adopted_on'), 'IN_PROGRESS or EXECUTED today; null before adoption.'),
    ],
  },
  {
    name: 'appeals',
    table: 'appeal',
    says: 'Appeals of people, without who they are and what they say.',
    shown: [
      plain('channel', 'How it came in: RECEPTION, MOBILE or ONLINE.'),
      term('topic_code', 'appeal_topic', 'What it is about.'),
      plain('reception_id', 'The mobile reception it was taken at: its id in analytics.meetings; null for others.'),
      plain('received_on', 'The day it was received.'),
      plain('outcome', 'How it was closed: POSITIVE or EXPLAINED; null while it is open.'),
      plain('closed_on', 'The day it was closed; null while it is open.'),
      derived(
        'status',
        caseStatus,
        'The outcome once it is closed, IN_PROGRESS until then; null before it is received.',
      ),
      derived(
        'days_to_close',
        'record.closed_on - record.received_on',
        'Days from the receipt to the closing; null while it is open.',
      ),
    ],
  },
  {
    name: 'legal_aid_cases',
    table: 'legal_aid_case',
    says: 'Cases of legal aid, without whose they are and what they are about.',
    shown: [
      plain('received_on', 'The day it was received.'),
      plain('outcome', 'How it was closed: POSITIVE, EXPLAINED or DECLINED; null while it is open.'),
      plain('closed_on', 'The day it was closed; null while it is open.'),
      derived(
        'status',
        caseStatus,
        'The outcome once it is closed, IN_PROGRESS until then; null before it is received.',
      ),
      derived(
        'days_to_close',
        'record.closed_on - record.received_on',
        'Days from the receipt to the closing; null while it is open.',
      ),
    ],
  },
  {
    name: 'facilities',
    table: 'facility',
    says: 'Long-stalled facilities.',
    shown: [
      term('kind_code', 'facility_kind', 'The kind of facility.'),
      plain('name', 'The name.'),
      plain('place_name', 'The place as written, where no area is known for it; else null.'),
      plain('planned_on', 'The day it was planned for.'),
      plain('commissioned_on', 'The day it was put into use; null while it is not.'),
      derived(
        'status',
        `case
         when record.commissioned_on <= ${today} then 'COMMISSIONED'
         when record.planned_on < ${today} then 'STALLED'
         else 'PLANNED'
       end`,
        'PLANNED, STALLED or COMMISSIONED today.',
      ),
    ],
  },
  {
    name: 'correspondence',
    table: 'correspondence',
    says: 'Letters to executive bodies and inquiries of deputies.',
    shown: [
      plain('kind', 'LETTER or INQUIRY.'),
      term('counterpart_code', 'body', 'Who it was written to.'),
      plain('subject', 'What it is about.'),
      plain('sent_on', 'The day it was sent.'),
      plain('answered_on', 'The day of the answer; null while there is none.'),
    ],
  },
];

export const recordViews: readonly AnalyticsView[] = definitions.map((definition) => {
  const topic = topics.find(({ recordTable }) => recordTable === definition.table);
  if (topic === undefined) return recordView(definition);
  const names = `Topic ${topic.code} (kk: ${topic.names.kk}; ru: ${topic.names.ru}).`;
  return recordView({ ...definition, says: `${definition.says} ${names}`, isOfPeople: countsPeople(topic) });
});

/** The table that holds the records of each view. */
export const recordTables: Readonly<Record<string, string>> = Object.fromEntries(
  definitions.map(({ name, table }) => [name, table]),
);
