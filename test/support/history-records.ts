import { addDays } from '@oblys/domain';
import type { Random } from './random.js';
import type { Row } from './rollups-records.js';

/** How random records of one table are made and corrected. */
export interface RecordKind {
  readonly table: string;
  /** The date whose tree decides where the record lies. */
  readonly placedOn: string;
  /** Columns that nothing counts. */
  readonly fixed: Row;
  /** All dates, and what hangs on whether one is there. */
  dates(random: Random): Row;
  /** What else decides how much a record counts, and for what. */
  values(random: Random): Row;
  /** A column that points to a record of the same region: an organisation or a faction. */
  readonly link?: 'organization_id' | 'faction_id';
}

/** Days about which counting goes wrong, the as-of days of the histories and their neighbours among them. */
const edges = [
  '2024-12-31',
  '2025-01-01',
  '2025-02-28',
  '2025-03-31',
  '2025-04-01',
  '2025-06-30',
  '2025-07-01',
  '2025-09-30',
  '2025-10-01',
  '2025-11-05',
  '2025-11-06',
  '2025-12-31',
  '2026-01-01',
  '2026-01-02',
];

export const firstDay = '2024-11-01';

export function anyDay(random: Random): string {
  return random.chance(0.4) ? random.pick(edges) : addDays(firstDay, random.below(460));
}

const maybe = <T>(random: Random, share: number, value: () => T): T | null => (random.chance(share) ? value() : null);
const later = (random: Random, date: string, days: number): string => addDays(date, random.below(days));
const programmes = [null, 'auyl-amanaty', 'womens-wing'];
const nothing = (): Row => ({});

/** An outcome comes with the day it was given. */
function closing(random: Random, receivedOn: string, outcomes: string[]): Row {
  const closedOn = maybe(random, 0.7, () => later(random, receivedOn, 150));
  return { received_on: receivedOn, closed_on: closedOn, outcome: closedOn === null ? null : random.pick(outcomes) };
}

/** By the code of the topic. */
export const recordKinds: Readonly<Record<string, RecordKind>> = {
  organization: {
    table: 'primary_organization',
    placedOn: 'registered_on',
    fixed: { name: 'Ұйым' },
    dates: (random) => {
      const registeredOn = anyDay(random);
      const dissolvedOn = maybe(random, 0.5, () => later(random, registeredOn, 200));
      return { registered_on: registeredOn, dissolved_on: dissolvedOn };
    },
    values: nothing,
  },
  meeting: {
    table: 'meeting',
    placedOn: 'held_on',
    fixed: { topic: '' },
    dates: (random) => ({ held_on: anyDay(random) }),
    values: (random) => ({
      kind_code: random.pick(['primary-meeting', 'mobile-reception']),
      attendees: random.below(40),
    }),
    link: 'organization_id',
  },
  election: {
    table: 'akim_election',
    placedOn: 'held_on',
    fixed: { candidate_count: 2, winner_name: 'Үміткер' },
    dates: (random) => ({ held_on: anyDay(random) }),
    values: (random) => ({ won_by_nominee: random.chance(0.6) }),
  },
  faction: {
    table: 'faction_session',
    placedOn: 'held_on',
    fixed: { agenda: 'Күн тәртібі', attendees: 3 },
    dates: (random) => ({ held_on: anyDay(random) }),
    values: nothing,
    link: 'faction_id',
  },
  proposal: {
    table: 'proposal',
    placedOn: 'raised_on',
    fixed: { text: 'Ұсыныс' },
    dates: (random) => {
      const raisedOn = anyDay(random);
      return { raised_on: raisedOn, executed_on: maybe(random, 0.6, () => later(random, raisedOn, 150)) };
    },
    values: nothing,
  },
  roadmap: {
    table: 'roadmap_item',
    placedOn: 'adopted_on',
    fixed: { number: '1', text: 'Тармақ' },
    dates: (random) => {
      const adoptedOn = anyDay(random);
      const startsOn = random.chance(0.3) ? anyDay(random) : addDays(adoptedOn, random.below(120) - 40);
      return {
        adopted_on: adoptedOn,
        withdrawn_on: maybe(random, 0.25, () => later(random, adoptedOn, 250)),
        starts_on: startsOn,
        due_on: later(random, startsOn, 90),
        executed_on: maybe(random, 0.5, () => addDays(adoptedOn, random.below(230) - 30)),
      };
    },
    values: nothing,
  },
  monitoring: {
    table: 'monitoring_visit',
    placedOn: 'visited_on',
    fixed: { commission: 'Комиссия' },
    dates: (random) => ({ visited_on: anyDay(random) }),
    values: nothing,
  },
  event: {
    table: 'programme_event',
    placedOn: 'held_on',
    fixed: { title: 'Іс-шара' },
    dates: (random) => ({ held_on: anyDay(random) }),
    values: (random) => ({ programme_code: random.pick(programmes), participants: random.below(50) }),
  },
  funding: {
    table: 'funded_project',
    placedOn: 'funded_on',
    fixed: { title: 'Жоба', recipient_kind_code: 'farm', sector_code: 'crops' },
    dates: (random) => ({ funded_on: anyDay(random) }),
    values: (random) => ({
      programme_code: random.pick(programmes),
      amount: `${1 + random.below(9_999_999)}.${String(random.below(100)).padStart(2, '0')}`,
    }),
  },
  course: {
    table: 'course_group',
    placedOn: 'started_on',
    fixed: { title: 'Курс' },
    dates: (random) => {
      const startedOn = anyDay(random);
      const completedOn = maybe(random, 0.8, () => later(random, startedOn, 80));
      const graduates = completedOn === null ? null : random.below(20);
      return { started_on: startedOn, completed_on: completedOn, graduates };
    },
    values: (random) => ({ programme_code: random.pick(programmes) }),
  },
  commissionPlan: {
    table: 'commission_plan_item',
    placedOn: 'adopted_on',
    fixed: { number: '1', text: 'Тармақ' },
    dates: (random) => {
      const adoptedOn = anyDay(random);
      return {
        adopted_on: adoptedOn,
        plan_year: Number(adoptedOn.slice(0, 4)),
        due_on: later(random, adoptedOn, 90),
        executed_on: maybe(random, 0.6, () => addDays(adoptedOn, random.below(300) - 20)),
      };
    },
    values: (random) => ({ programme_code: random.pick(programmes) }),
  },
  appeal: {
    table: 'appeal',
    placedOn: 'received_on',
    fixed: { channel: 'ONLINE', topic_code: 'roads' },
    dates: (random) => closing(random, anyDay(random), ['POSITIVE', 'EXPLAINED']),
    values: nothing,
  },
  legalAid: {
    table: 'legal_aid_case',
    placedOn: 'received_on',
    fixed: { subject: 'Кеңес' },
    dates: (random) => closing(random, anyDay(random), ['POSITIVE', 'EXPLAINED', 'DECLINED']),
    values: nothing,
  },
  facility: {
    table: 'facility',
    placedOn: 'planned_on',
    fixed: { kind_code: 'school', name: 'Мектеп' },
    dates: (random) => {
      const plannedOn = anyDay(random);
      return {
        planned_on: plannedOn,
        commissioned_on: maybe(random, 0.6, () => addDays(plannedOn, random.below(200) - 40)),
      };
    },
    values: nothing,
  },
  correspondence: {
    table: 'correspondence',
    placedOn: 'sent_on',
    fixed: { counterpart_code: 'akimat', subject: 'Хат' },
    dates: (random) => {
      const sentOn = anyDay(random);
      return { sent_on: sentOn, answered_on: maybe(random, 0.6, () => later(random, sentOn, 70)) };
    },
    values: (random) => ({ kind: random.pick(['LETTER', 'INQUIRY']) }),
  },
};
