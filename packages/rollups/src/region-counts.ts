/**
 * The main count of each topic once more, by region and written by hand: it shares no code with the compiler, so that a
 * build is checked against something else than itself. A flow or cohort is counted by its date, a stock is the level on
 * the as-of day. $1 = as-of day.
 */
export interface RegionCount {
  readonly measure: string;
  readonly table: string;
  /** The date of a flow or cohort; null of a stock, whose conditions say who is there on the day. */
  readonly on: string | null;
  /** What is summed; rows are counted unless given. */
  readonly value?: string;
  readonly where?: string;
  /** Of a single month another measure is counted, one that an index alone answers. */
  readonly ofMonth?: { readonly measure: string };
}

export const regionCounts: Readonly<Record<string, RegionCount>> = {
  organization: {
    measure: 'registered',
    table: 'primary_organization',
    on: null,
    where: `registered_on <= $1::date and coalesce(dissolved_on, 'infinity') > $1::date`,
  },
  meeting: { measure: 'held', table: 'meeting', on: 'held_on' },
  election: { measure: 'held', table: 'akim_election', on: 'held_on' },
  faction: { measure: 'sessionsHeld', table: 'faction_session', on: 'held_on' },
  proposal: {
    measure: 'inProgress',
    table: 'proposal',
    on: 'raised_on',
    where: `(executed_on is null or executed_on > $1::date)`,
    ofMonth: { measure: 'received' },
  },
  roadmap: {
    measure: 'inProgress',
    table: 'roadmap_item',
    on: null,
    where: `adopted_on <= $1::date and starts_on <= $1::date
   and coalesce(executed_on, 'infinity') > $1::date and coalesce(withdrawn_on, 'infinity') > $1::date`,
  },
  monitoring: { measure: 'visits', table: 'monitoring_visit', on: 'visited_on' },
  event: { measure: 'participants', table: 'programme_event', on: 'held_on', value: 'participants' },
  funding: { measure: 'amount', table: 'funded_project', on: 'funded_on', value: 'amount' },
  course: { measure: 'graduates', table: 'course_group', on: 'completed_on', value: 'graduates' },
  commissionPlan: {
    measure: 'executed',
    table: 'commission_plan_item',
    on: null,
    where: 'plan_year = extract(year from $1::date) and adopted_on <= $1::date and executed_on <= $1::date',
  },
  appeal: {
    measure: 'inProgress',
    table: 'appeal',
    on: 'received_on',
    where: `(closed_on is null or closed_on > $1::date)`,
    ofMonth: { measure: 'received' },
  },
  legalAid: { measure: 'received', table: 'legal_aid_case', on: 'received_on' },
  facility: {
    measure: 'stalled',
    table: 'facility',
    on: null,
    where: `planned_on < $1::date and coalesce(commissioned_on, 'infinity') > $1::date`,
  },
  correspondence: { measure: 'lettersSent', table: 'correspondence', on: 'sent_on', where: `kind = 'LETTER'` },
};

/** (region_code, period_start, value) of all regions: by year, of a stock the year that holds the as-of day. */
export function countByRegion({ table, on, value, where = 'true' }: RegionCount): string {
  const counted = value === undefined ? 'count(*)' : `sum(${value})`;
  if (on === null) {
    return `select region_code, make_date(extract(year from $1::date)::integer, 1, 1) as period_start, ${counted} as value
  from ${table}
 where ${where}
 group by 1, 2`;
  }
  // By day first: how many days there are the planner knows, and so reads the table in parallel.
  return `select by_day.region_code, make_date(extract(year from by_day.on_day)::integer, 1, 1) as period_start,
       sum(by_day.value) as value
  from (
    select region_code, ${on} as on_day, ${counted} as value
      from ${table}
     where ${on} <= $1::date and ${where}
     group by 1, 2
  ) as by_day
 group by 1, 2`;
}

/** The same of the regions of a relation (region_code, …) alone, for a stock. */
export function countInRegions(count: RegionCount, marked: string): string {
  return countByRegion({
    ...count,
    where: `region_code in (select region_code from ${marked}) and ${count.where ?? 'true'}`,
  });
}

/** (region_code, branch_code, month, value) of the cells of a relation (region_code, branch_code, month), of a flow or cohort. */
export function countInCells({ table, on, value, where = 'true', ofMonth }: RegionCount, marked: string): string {
  return `select marked.region_code, marked.branch_code, marked.month, counted.value
  from ${marked} as marked
 cross join lateral (
   select ${value === undefined ? 'count(*)' : `sum(${value})`} as value
     from ${table} as record
    where record.region_code = marked.region_code
      and record.branch_code = marked.branch_code
      and ${on!} >= marked.month
      and ${on!} < (marked.month + interval '1 month')::date
      and ${on!} <= $1::date${ofMonth === undefined ? `\n      and ${where}` : ''}
 ) as counted`;
}
