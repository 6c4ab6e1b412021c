/**
 * The main count of each topic once more, by region and year, written by hand: it shares no code with the compiler, so
 * that a build is checked against something else than itself. A flow or cohort is counted in the year of its date; a
 * stock is the level on the as-of day, which is that of the year that holds it. $1 = as-of day.
 */
export interface RegionCount {
  readonly measure: string;
  readonly sql: string;
}

export const regionCounts: Readonly<Record<string, RegionCount>> = {
  organization: {
    measure: 'registered',
    sql: `select region_code, date_trunc('year', $1::date::timestamp)::date as year, count(*) as value
  from primary_organization
 where registered_on <= $1::date
   and coalesce(dissolved_on, 'infinity') > $1::date
 group by region_code`,
  },
  meeting: {
    measure: 'held',
    sql: `select region_code, make_date(extract(year from held_on)::integer, 1, 1) as year, count(*) as value
  from meeting
 where held_on <= $1::date
 group by 1, 2`,
  },
  election: {
    measure: 'held',
    sql: `select region_code, make_date(extract(year from held_on)::integer, 1, 1) as year, count(*) as value
  from akim_election
 where held_on <= $1::date
 group by 1, 2`,
  },
  faction: {
    measure: 'sessionsHeld',
    sql: `select region_code, make_date(extract(year from held_on)::integer, 1, 1) as year, count(*) as value
  from faction_session
 where held_on <= $1::date
 group by 1, 2`,
  },
  proposal: {
    measure: 'inProgress',
    sql: `select region_code, make_date(extract(year from raised_on)::integer, 1, 1) as year, count(*) as value
  from proposal
 where raised_on <= $1::date
   and coalesce(executed_on, 'infinity') > $1::date
 group by 1, 2`,
  },
  roadmap: {
    measure: 'inProgress',
    sql: `select region_code, date_trunc('year', $1::date::timestamp)::date as year, count(*) as value
  from roadmap_item
 where adopted_on <= $1::date
   and starts_on <= $1::date
   and coalesce(executed_on, 'infinity') > $1::date
   and coalesce(withdrawn_on, 'infinity') > $1::date
 group by region_code`,
  },
  monitoring: {
    measure: 'visits',
    sql: `select region_code, make_date(extract(year from visited_on)::integer, 1, 1) as year, count(*) as value
  from monitoring_visit
 where visited_on <= $1::date
 group by 1, 2`,
  },
  event: {
    measure: 'participants',
    sql: `select region_code, make_date(extract(year from held_on)::integer, 1, 1) as year, sum(participants) as value
  from programme_event
 where held_on <= $1::date
 group by 1, 2`,
  },
  funding: {
    measure: 'amount',
    sql: `select region_code, make_date(extract(year from funded_on)::integer, 1, 1) as year, sum(amount) as value
  from funded_project
 where funded_on <= $1::date
 group by 1, 2`,
  },
  course: {
    measure: 'graduates',
    sql: `select region_code, make_date(extract(year from completed_on)::integer, 1, 1) as year, sum(graduates) as value
  from course_group
 where completed_on <= $1::date
 group by 1, 2`,
  },
  commissionPlan: {
    measure: 'executed',
    sql: `select region_code, date_trunc('year', $1::date::timestamp)::date as year, count(*) as value
  from commission_plan_item
 where plan_year = extract(year from $1::date)
   and adopted_on <= $1::date
   and executed_on <= $1::date
 group by region_code`,
  },
  appeal: {
    measure: 'inProgress',
    sql: `select region_code, make_date(extract(year from received_on)::integer, 1, 1) as year, count(*) as value
  from appeal
 where received_on <= $1::date
   and coalesce(closed_on, 'infinity') > $1::date
 group by 1, 2`,
  },
  legalAid: {
    measure: 'received',
    sql: `select region_code, make_date(extract(year from received_on)::integer, 1, 1) as year, count(*) as value
  from legal_aid_case
 where received_on <= $1::date
 group by 1, 2`,
  },
  facility: {
    measure: 'stalled',
    sql: `select region_code, date_trunc('year', $1::date::timestamp)::date as year, count(*) as value
  from facility
 where planned_on < $1::date
   and coalesce(commissioned_on, 'infinity') > $1::date
 group by region_code`,
  },
  correspondence: {
    measure: 'lettersSent',
    sql: `select region_code, make_date(extract(year from sent_on)::integer, 1, 1) as year, count(*) as value
  from correspondence
 where kind = 'LETTER'
   and sent_on <= $1::date
 group by 1, 2`,
  },
};
