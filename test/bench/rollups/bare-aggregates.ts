import type { IsoDate } from '@oblys/domain';

/** What an analyst would write to count one topic by the key of its cells, and nothing else: no table, no check. */
export interface BareAggregate {
  readonly topic: string;
  /** One group-by for each dated event; each gives the columns of the cells that it can tell. */
  readonly queries: readonly string[];
  /** What a distinct count of the topic is made of, by the same key. */
  readonly distinct?: string;
  /** How the rows of `bare` (all queries, one below the other) read as cells, where they do not as they are. */
  readonly asCells?: string;
}

/** SQL written by hand, which shares nothing with the compiler of the topics. */
export function bareAggregates(asOf: IsoDate): BareAggregate[] {
  const month = (date: string): string => `date_trunc('month', (${date})::timestamp)::date`;
  const keys = (date: string): string => `region_code, branch_code, ${month(date)} as month`;
  const ofProgramme = (date: string): string => `${keys(date)}, coalesce(programme_code, 'NONE') as programme_code`;
  const day = `date '${asOf}'`;
  return [
    {
      topic: 'organization',
      queries: [
        `select ${keys('registered_on')}, count(*) filter (where dissolved_on is null or dissolved_on > registered_on) as registered_entered,
       count(*) as event_count
  from primary_organization
 where registered_on <= ${day}
 group by 1, 2, 3`,
        `select ${keys('dissolved_on')}, count(*) filter (where dissolved_on > registered_on) as registered_left,
       count(*) as event_count
  from primary_organization
 where dissolved_on <= ${day}
 group by 1, 2, 3`,
      ],
    },
    {
      topic: 'meeting',
      queries: [
        `select ${keys('held_on')}, count(*) as held, sum(attendees) as attendees,
       count(*) filter (where kind_code = 'mobile-reception') as mobile_receptions, count(*) as event_count
  from meeting
 where held_on <= ${day}
 group by 1, 2, 3`,
        `select meeting.region_code, meeting.branch_code, ${month('meeting.held_on')} as month, count(*) as reports_heard
  from heard_report
  join meeting
    on meeting.id = heard_report.meeting_id
   and meeting.region_code = heard_report.region_code
 where meeting.held_on <= ${day}
 group by 1, 2, 3`,
      ],
      distinct: `select distinct ${keys('held_on')}, organization_id
  from meeting
 where held_on <= ${day}`,
    },
    {
      topic: 'election',
      queries: [
        `select ${keys('held_on')}, count(*) as held, count(*) filter (where won_by_nominee) as won_by_nominee,
       count(*) as event_count
  from akim_election
 where held_on <= ${day}
 group by 1, 2, 3`,
      ],
    },
    {
      topic: 'faction',
      queries: [
        `select ${keys('held_on')}, count(*) as sessions_held, count(*) as event_count
  from faction_session
 where held_on <= ${day}
 group by 1, 2, 3`,
      ],
    },
    {
      topic: 'proposal',
      queries: [
        `select ${keys('raised_on')}, ${month('executed_on')} as changed_month, count(*) as received,
       count(*) filter (where executed_on <= ${day}) as executed
  from proposal
 where raised_on <= ${day}
 group by 1, 2, 3, 4`,
      ],
      asCells: `select region_code, branch_code, month, month as status_month, received, 0 as executed, received as event_count
  from bare
union all
select region_code, branch_code, month, changed_month, 0, executed, executed
  from bare
 where changed_month is not null`,
    },
    {
      topic: 'roadmap',
      queries: [
        `select ${keys('adopted_on')},
       count(*) filter (where withdrawn_on is null or withdrawn_on > adopted_on) as planned_entered,
       count(*) filter (where least(starts_on, executed_on, withdrawn_on) > adopted_on) as not_due_entered,
       count(*) as event_count
  from roadmap_item
 where adopted_on <= ${day}
 group by 1, 2, 3`,
        `select ${keys('withdrawn_on')}, count(*) filter (where withdrawn_on > adopted_on) as planned_left,
       count(*) filter (where withdrawn_on > greatest(adopted_on, executed_on) and executed_on is not null) as executed_left,
       count(*) as event_count
  from roadmap_item
 where withdrawn_on <= ${day}
 group by 1, 2, 3`,
        `select ${keys('executed_on')}, count(*) as event_count
  from roadmap_item
 where executed_on <= ${day}
 group by 1, 2, 3`,
        `select ${keys('greatest(adopted_on, executed_on)')},
       count(*) filter (where executed_on is not null
                          and (withdrawn_on is null or withdrawn_on > greatest(adopted_on, executed_on))) as executed_entered
  from roadmap_item
 where greatest(adopted_on, executed_on) <= ${day}
 group by 1, 2, 3`,
        `select ${keys('least(starts_on, executed_on, withdrawn_on)')},
       count(*) filter (where least(starts_on, executed_on, withdrawn_on) > adopted_on) as not_due_left
  from roadmap_item
 where least(starts_on, executed_on, withdrawn_on) <= ${day}
 group by 1, 2, 3`,
        `select ${keys('greatest(due_on + 1, adopted_on)')},
       count(*) filter (where least(executed_on, withdrawn_on) is null
                           or least(executed_on, withdrawn_on) > greatest(due_on + 1, adopted_on)) as overdue_entered
  from roadmap_item
 where greatest(due_on + 1, adopted_on) <= ${day}
 group by 1, 2, 3`,
        `select ${keys('least(executed_on, withdrawn_on)')},
       count(*) filter (where least(executed_on, withdrawn_on) > greatest(due_on + 1, adopted_on)) as overdue_left
  from roadmap_item
 where least(executed_on, withdrawn_on) <= ${day}
 group by 1, 2, 3`,
      ],
    },
    {
      topic: 'monitoring',
      queries: [
        `select ${keys('visited_on')}, count(*) as visits, count(*) as event_count
  from monitoring_visit
 where visited_on <= ${day}
 group by 1, 2, 3`,
      ],
    },
    {
      topic: 'event',
      queries: [
        `select ${ofProgramme('held_on')}, count(*) as held, sum(participants) as participants, count(*) as event_count
  from programme_event
 where held_on <= ${day}
 group by 1, 2, 3, 4`,
      ],
    },
    {
      topic: 'funding',
      queries: [
        `select ${ofProgramme('funded_on')}, count(*) as projects_funded, sum(amount) as amount, count(*) as event_count
  from funded_project
 where funded_on <= ${day}
 group by 1, 2, 3, 4`,
      ],
    },
    {
      topic: 'course',
      queries: [
        `select ${ofProgramme('completed_on')}, count(*) as groups_completed, sum(graduates) as graduates,
       count(*) as event_count
  from course_group
 where completed_on <= ${day}
 group by 1, 2, 3, 4`,
      ],
    },
    {
      topic: 'commissionPlan',
      queries: [
        `select ${ofProgramme('adopted_on')}, count(*) as planned_entered, count(*) as event_count
  from commission_plan_item
 where adopted_on <= ${day}
 group by 1, 2, 3, 4`,
        `select ${ofProgramme('executed_on')}, count(*) as event_count
  from commission_plan_item
 where executed_on <= ${day}
 group by 1, 2, 3, 4`,
        `select ${ofProgramme('greatest(adopted_on, executed_on)')},
       count(*) filter (where extract(year from greatest(adopted_on, executed_on)) = plan_year) as executed_entered
  from commission_plan_item
 where executed_on is not null
   and greatest(adopted_on, executed_on) <= ${day}
 group by 1, 2, 3, 4`,
        `select ${ofProgramme('make_date(plan_year + 1, 1, 1)')}, count(*) as planned_left,
       count(*) filter (where extract(year from greatest(adopted_on, executed_on)) = plan_year
                          and executed_on is not null) as executed_left
  from commission_plan_item
 where make_date(plan_year + 1, 1, 1) <= ${day}
 group by 1, 2, 3, 4`,
      ],
    },
    {
      topic: 'appeal',
      queries: [
        `select ${keys('received_on')}, ${month('closed_on')} as changed_month, count(*) as received,
       count(*) filter (where outcome = 'POSITIVE' and closed_on <= ${day}) as positive,
       count(*) filter (where outcome = 'EXPLAINED' and closed_on <= ${day}) as explained
  from appeal
 where received_on <= ${day}
 group by 1, 2, 3, 4`,
      ],
      asCells: `select region_code, branch_code, month, month as status_month, received, 0 as positive, 0 as explained,
       received as event_count
  from bare
union all
select region_code, branch_code, month, changed_month, 0, positive, explained, positive + explained
  from bare
 where changed_month is not null`,
    },
    {
      topic: 'legalAid',
      queries: [
        `select ${keys('received_on')}, ${month('closed_on')} as changed_month, count(*) as received,
       count(*) filter (where outcome = 'POSITIVE' and closed_on <= ${day}) as positive,
       count(*) filter (where closed_on <= ${day}) as closed
  from legal_aid_case
 where received_on <= ${day}
 group by 1, 2, 3, 4`,
      ],
      asCells: `select region_code, branch_code, month, month as status_month, received, 0 as positive, received as event_count
  from bare
union all
select region_code, branch_code, month, changed_month, 0, positive, closed
  from bare
 where changed_month is not null`,
    },
    {
      topic: 'facility',
      queries: [
        `select ${keys('planned_on + 1')}, count(*) filter (where commissioned_on is null or commissioned_on > planned_on + 1) as stalled_entered
  from facility
 where planned_on + 1 <= ${day}
 group by 1, 2, 3`,
        `select ${keys('commissioned_on')}, count(*) as commissioned, count(*) filter (where commissioned_on > planned_on + 1) as stalled_left,
       count(*) as event_count
  from facility
 where commissioned_on <= ${day}
 group by 1, 2, 3`,
      ],
    },
    {
      topic: 'correspondence',
      queries: [
        `select ${keys('sent_on')}, count(*) filter (where kind = 'LETTER') as letters_sent,
       count(*) filter (where kind = 'INQUIRY') as inquiries_sent, count(*) as event_count
  from correspondence
 where sent_on <= ${day}
 group by 1, 2, 3`,
        `select ${keys('answered_on')}, count(*) as answered, count(*) as event_count
  from correspondence
 where answered_on <= ${day}
 group by 1, 2, 3`,
      ],
    },
  ];
}

/** All that the database has to run for it. */
export function queriesOf({ queries, distinct }: BareAggregate): string[] {
  return distinct === undefined ? [...queries] : [...queries, distinct];
}
