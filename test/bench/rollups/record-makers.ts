/** How the records of one table are made, out of `slot`: one row for each record to be, of one branch and one month. */
export interface RecordMaker {
  readonly table: string;
  /** How many there are beside the records of the other tables. */
  readonly share: number;
  /**
   * The columns beside those that every record has, as SQL over the slot: `on_day` is a day of its month, `a` to `d`
   * are random numbers of 0..1, `ordinal` tells the records of a cell apart.
   */
  readonly columns: Readonly<Record<string, string>>;
}

const programme = `case when slot.d < 0.3 then null
                 else (array['auyl-amanaty', 'qaryzsyz-qogam', 'zher-amanaty', 'quqyqtyq-komek', 'womens-wing'])[1 + floor(slot.c * 5)::integer]
             end`;

/** Null for the share that waits, else so many days later, unless the last day of the world has not seen it. */
function later(days: number, share: number): string {
  return `case when slot.a < ${share} and slot.on_day + floor(slot.b * ${days})::integer <= $2::date
               then slot.on_day + floor(slot.b * ${days})::integer
           end`;
}

const outcome = (days: number): string => `case when ${later(days, 0.95)} is null then null
                 when slot.c < 0.5 then 'POSITIVE'
                 else 'EXPLAINED'
             end`;

/** In the order of the keys between them. The shares are those of the demonstration, which is true to a region's report. */
export const recordMakers: readonly RecordMaker[] = [
  {
    table: 'primary_organization',
    share: 0.9,
    columns: { name: `'Organisation'`, registered_on: 'slot.on_day', dissolved_on: later(2_000, 0.2) },
  },
  {
    table: 'roadmap_item',
    share: 1,
    columns: {
      number: 'slot.ordinal::text',
      text: `'Item of the roadmap'`,
      adopted_on: 'slot.on_day',
      withdrawn_on: `case when slot.d < 0.03 then slot.on_day + 90 end`,
      starts_on: 'slot.on_day + floor(slot.c * 60)::integer',
      due_on: 'slot.on_day + 60 + floor(slot.d * 300)::integer',
      executed_on: later(400, 0.8),
    },
  },
  {
    table: 'meeting',
    share: 8.5,
    columns: {
      kind_code: `(array['akimat-meeting', 'mobile-reception', 'primary-meeting', 'public-meeting'])[1 + floor(slot.a * 4)::integer]`,
      organization_id: `case when slot.b < 0.6 then (
               select organization.id
                 from primary_organization as organization
                where organization.region_code = slot.region_code
                  and organization.branch_code = slot.branch_code
                  and organization.registered_on <= slot.on_day
                order by organization.registered_on desc
                offset floor(slot.c * 20)::integer
                limit 1
             ) end`,
      held_on: 'slot.on_day',
      attendees: 'floor(slot.d * 80)::integer',
    },
  },
  {
    table: 'akim_election',
    share: 0.6,
    columns: {
      held_on: 'slot.on_day',
      candidate_count: '2',
      winner_name: `'Akim'`,
      won_by_nominee: 'slot.a < 0.8',
    },
  },
  {
    table: 'faction_session',
    share: 0.7,
    columns: {
      faction_id: `(select faction.id from faction where faction.region_code = slot.region_code limit 1)`,
      held_on: 'slot.on_day',
      agenda: `'Agenda'`,
      attendees: '9',
    },
  },
  {
    table: 'proposal',
    share: 2,
    columns: { text: `'Proposal of a faction'`, raised_on: 'slot.on_day', executed_on: later(300, 0.8) },
  },
  {
    table: 'monitoring_visit',
    share: 1.3,
    columns: { visited_on: 'slot.on_day', commission: `'Control commission'` },
  },
  {
    table: 'programme_event',
    share: 11,
    columns: {
      programme_code: programme,
      title: `'Event'`,
      held_on: 'slot.on_day',
      participants: 'floor(slot.a * 200)::integer',
    },
  },
  {
    table: 'funded_project',
    share: 2.5,
    columns: {
      programme_code: programme,
      title: `'Project'`,
      recipient_kind_code: `'farm'`,
      sector_code: `'crops'`,
      funded_on: 'slot.on_day',
      amount: `1000000 + floor(slot.a * 1000000000)::numeric / 100`,
    },
  },
  {
    table: 'course_group',
    share: 4.3,
    columns: {
      programme_code: programme,
      title: `'Course'`,
      started_on: 'slot.on_day',
      completed_on: later(60, 0.9),
      graduates: `case when ${later(60, 0.9)} is not null then 12 end`,
    },
  },
  {
    table: 'commission_plan_item',
    share: 1.8,
    columns: {
      programme_code: programme,
      plan_year: 'extract(year from slot.on_day)::integer',
      number: 'slot.ordinal::text',
      text: `'Item of a plan'`,
      adopted_on: 'slot.on_day',
      due_on: 'slot.on_day + 90',
      executed_on: later(200, 0.8),
    },
  },
  {
    table: 'appeal',
    share: 64,
    columns: {
      channel: `(array['RECEPTION', 'MOBILE', 'ONLINE'])[1 + floor(slot.d * 3)::integer]`,
      topic_code: `'agriculture'`,
      received_on: 'slot.on_day',
      outcome: outcome(45),
      closed_on: later(45, 0.95),
    },
  },
  {
    table: 'legal_aid_case',
    share: 4.5,
    columns: {
      subject: `'Land'`,
      received_on: 'slot.on_day',
      outcome: outcome(60),
      closed_on: later(60, 0.95),
    },
  },
  {
    table: 'facility',
    share: 0.1,
    columns: {
      kind_code: `'school'`,
      name: `'Facility'`,
      planned_on: 'slot.on_day',
      commissioned_on: later(900, 0.7),
    },
  },
  {
    table: 'correspondence',
    share: 5,
    columns: {
      kind: `case when slot.c < 0.7 then 'LETTER' else 'INQUIRY' end`,
      counterpart_code: `'district-akimat'`,
      subject: `'Subject'`,
      sent_on: 'slot.on_day',
      answered_on: later(45, 0.9),
    },
  },
];

/** What the shares come to. */
export const shares = recordMakers.reduce((sum, { share }) => sum + share, 0);
