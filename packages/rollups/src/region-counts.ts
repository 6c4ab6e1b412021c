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
    where: `coalesce(executed_on, 'infinity') > $1::date`,
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
    where: `coalesce(closed_on, 'infinity') > $1::date`,
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
  const year = `make_date(extract(year from ${on ?? '$1::date'})::integer, 1, 1)`;
  return `select region_code, ${year} as period_start, ${value === undefined ? 'count(*)' : `sum(${value})`} as value
  from ${table}
 where ${on === null ? '' : `${on} <= $1::date and `}${where}
 group by 1, 2`;
}

/**
 * The same of the regions and months of a relation (region_code, month) alone: a flow or cohort by month, a stock by the
 * year that holds the as-of day.
 */
export function countTouched(count: RegionCount, touched: string): string {
  const { table, on, value, where = 'true', ofMonth } = count;
  if (on === null) {
    return `select counted.*
  from (
${countByRegion({ ...count, where: `region_code in (select region_code from ${touched}) and ${where}` })}
  ) as counted`;
  }
  return `select touched.region_code, touched.month as period_start, counted.value
  from ${touched} as touched
 cross join lateral (
   select ${value === undefined ? 'count(*)' : `sum(${value})`} as value
     from ${table} as record
    where record.region_code = touched.region_code
      and ${on} >= touched.month
      and ${on} < (touched.month + interval '1 month')::date
      and ${on} <= $1::date${ofMonth === undefined ? `\n      and ${where}` : ''}
 ) as counted`;
}
