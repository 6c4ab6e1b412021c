import type { Topic } from '../topic.js';
import type { ReportingTables } from './compile-reported.js';
import { conjunction, monthOf } from './sql-text.js';
import { isSent, stateAt } from './submission-states.js';

/**
 * Coverage by what a build holds of reporting: of the asks for its day, or for no day; the others have no row.
 * $1 = area codes, $2 = levels, $3 = first days (null: since the first record), $4 = last days, $5 = as-of days
 * @param builtAsOf SQL of the day the build is as of
 */
export function compileCoverage({ reporting, submissions }: ReportingTables, builtAsOf: string): string {
  return `/* coverage:stored */
with asked as (
  select ask.ordinal, ask.area_code, ask.level, ask.from_on, built.as_of, least(ask.to_on, built.as_of) as day
    from ${asks}
    join (select ${builtAsOf} as as_of) as built
      on built.as_of = coalesce(ask.as_of, built.as_of)
),
reported as (
  select asked_day.as_of, reporting.region_code, reporting.branch_code, reporting.month
    from ${reporting} as reporting
   cross join (select distinct as_of from asked) as asked_day
),
${answered(`
  select wanted.as_of, submitted.*
    from (select distinct expected.as_of, expected.district_code, expected.month from expected) as wanted
    join ${submissions} as submitted
      on submitted.branch_code = wanted.district_code
     and submitted.month = wanted.month
     and submitted.due_on is not null`)}`;
}

/** The same from the records, read once for each as-of day among the asks, in the regions they are about. */
export function compileLiveCoverage(topics: readonly Topic[]): string {
  const events = topics.flatMap((topic) =>
    topic.events.map((date) => {
      const within = [
        'record.region_code = any (horizon.region_codes)',
        `${date} >= horizon.first_month`,
        `${date} <= horizon.as_of`,
      ];
      return `      select record.region_code, record.branch_code, ${monthOf(date)} as month
        from ${topic.recordTable} as record
       where ${conjunction(within, 9)}
       group by 1, 2, 3`;
    }),
  );
  return `/* coverage:live */
with asked as (
  select ask.ordinal, ask.area_code, ask.level, ask.from_on, ask.as_of, least(ask.to_on, ask.as_of) as day
    from ${asks}
),
horizon as (
  select asked.as_of, ${monthOf(`min(coalesce(asked.from_on, '-infinity'))`)} as first_month,
         array_agg(distinct placement.region_code) as region_codes
    from asked
    join area_placement as placement
      on placement.area_code = asked.area_code
      or asked.level = 'COUNTRY'
   group by asked.as_of
),
reported as materialized (
  select distinct horizon.as_of, event.region_code, event.branch_code, event.month
    from horizon
   cross join lateral (
${events.join('\n      union all\n')}
    ) as event
),
${answered(`
  select horizon.as_of, submitted.*
    from horizon
   cross join lateral submissions_as_of(
           horizon.as_of, horizon.region_codes, nullif(horizon.first_month, '-infinity'), null
         ) as submitted
   where submitted.due_on is not null`)}`;
}

const asks = `unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::date[]) with ordinality
      as ask (area_code, level, from_on, to_on, as_of, ordinal)`;

/** The states of what was not sent, the worst first: the worst of a month's topics is that of the month. */
const worstFirst = ['MISSING', 'RETURNED', 'LATE', 'DUE', 'NOT_DUE'] as const;

/**
 * A month of a district stands on submissions once anybody of its region has submitted anything for it: then it is
 * reported where all that is due of the district was sent, in any region that it lay in; else where it has any record.
 * Which districts there were in each month comes from the dated tree. Asks since the first record begin with the
 * first month that anybody reported. A region's month counts what a district reported while it lay in that region.
 * @param standing SQL of what is due and was sent, by as-of day, of the months that are expected at least
 */
const answered = (standing: string): string => `reporting as (
  select reported.as_of, reported.branch_code, reported.month, array_agg(reported.region_code) as region_codes
    from reported
   group by reported.as_of, reported.branch_code, reported.month
),
span as (
  select asked.ordinal, asked.area_code, asked.level, asked.as_of, asked.day,
         date_trunc('month', coalesce(
           asked.from_on,
           (select min(reported.month) from reported where reported.as_of = asked.as_of)
         )::timestamp) as first_month
    from asked
),
district as (
  select placement.area_code, placement.region_code, placement.valid_from, placement.valid_to
    from area_placement as placement
   where placement.area_code = placement.district_code
),
placed as (
  select span.*, district.area_code as district_code, district.valid_from, district.valid_to
    from span
    join district
      on district.area_code = span.area_code
   where span.level = 'DISTRICT'
   union all
  select span.*, district.area_code, district.valid_from, district.valid_to
    from span
    join district
      on district.region_code = span.area_code
   where span.level = 'REGION'
   union all
  select span.*, district.area_code, district.valid_from, district.valid_to
    from span
   cross join district
   where span.level = 'COUNTRY'
),
expected as (
  select distinct placed.ordinal, placed.level, placed.area_code, placed.as_of, placed.district_code,
         month.month::date as month
    from placed
   cross join lateral generate_series(placed.first_month, placed.day::timestamp, interval '1 month') as month (month)
   where placed.valid_from < month.month + interval '1 month'
     and placed.valid_to > month.month
),
standing as materialized (${standing}
),
sent_to as (
  select standing.as_of, standing.region_code, standing.branch_code, standing.month,
         bool_and((${isSent('standing')}) is true) as is_sent,
         bool_and((${isSent('standing')} and standing.submitted_on <= standing.due_on) is true) as is_on_time,
         min(array_position(
           array['${worstFirst.join("', '")}'],
           ${stateAt('standing', 'standing.as_of').replaceAll('\n', '\n  ')}
         )) as worst
    from standing
   group by standing.as_of, standing.region_code, standing.branch_code, standing.month
),
sent as (
  select sent_to.as_of, sent_to.region_code, sent_to.branch_code, sent_to.month, sent_to.is_sent, sent_to.is_on_time, sent_to.worst
    from sent_to
   union all
  select sent_to.as_of, null, sent_to.branch_code, sent_to.month, bool_or(sent_to.is_sent), bool_or(sent_to.is_on_time), min(sent_to.worst)
    from sent_to
   group by sent_to.as_of, sent_to.branch_code, sent_to.month
),
judged as (
  select expected.ordinal, expected.month, expected.district_code,
         sent.branch_code is not null as is_by_submissions, sent.is_on_time, sent.worst,
         coalesce(
           sent.is_sent,
           reporting.branch_code is not null
             and (expected.level <> 'REGION' or expected.area_code = any (reporting.region_codes))
         ) as is_reported
    from expected
    left join reporting
      on reporting.as_of = expected.as_of
     and reporting.branch_code = expected.district_code
     and reporting.month = expected.month
    left join sent
      on sent.as_of = expected.as_of
     and sent.branch_code = expected.district_code
     and sent.month = expected.month
     and sent.region_code is not distinct from case when expected.level = 'REGION' then expected.area_code end
)
select asked.ordinal::integer as number, count(judged.month)::integer as expected,
       (count(*) filter (where judged.is_reported))::integer as reported,
       case
         when bool_and(judged.is_by_submissions) then 'SUBMISSIONS'
         when bool_or(judged.is_by_submissions) then 'MIXED'
         else 'RECORDS'
       end as basis,
       case
         when bool_or(judged.is_by_submissions) then (count(*) filter (where judged.is_on_time))::integer
       end as "onTime",
       coalesce(
         jsonb_agg(jsonb_build_object(
                     'areaCode', judged.district_code, 'month', judged.month,
                     'state', (array['${worstFirst.join("', '")}'])[judged.worst]
                   )
                   order by judged.month, judged.district_code)
           filter (where not judged.is_reported),
         '[]'
       ) as missing
  from asked
  left join judged
    on judged.ordinal = asked.ordinal
 group by asked.ordinal
 order by asked.ordinal`;
