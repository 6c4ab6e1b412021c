import type { Topic } from '../topic.js';
import { conjunction, monthOf } from './sql-text.js';

/**
 * Coverage by the reporting cells of a build: of the asks for its day, or for no day; the others have no row.
 * $1 = area codes, $2 = levels, $3 = first days (null: since the first record), $4 = last days, $5 = as-of days
 * @param builtAsOf SQL of the day the build is as of
 */
export function compileCoverage(reportingTable: string, builtAsOf: string): string {
  return `/* coverage:stored */
with asked as (
  select ask.ordinal, ask.area_code, ask.level, ask.from_on, built.as_of, least(ask.to_on, built.as_of) as day
    from ${asks}
    join (select ${builtAsOf} as as_of) as built
      on built.as_of = coalesce(ask.as_of, built.as_of)
),
reported as (
  select asked_day.as_of, reporting.region_code, reporting.branch_code, reporting.month
    from ${reportingTable} as reporting
   cross join (select distinct as_of from asked) as asked_day
),
${answered}`;
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
${answered}`;
}

const asks = `unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::date[]) with ordinality
      as ask (area_code, level, from_on, to_on, as_of, ordinal)`;

/**
 * Which districts there were in each month comes from the dated tree. Asks since the first record begin with the
 * first month that anybody reported. A region's month counts what a district reported while it lay in that region.
 */
const answered = `reporting as (
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
judged as (
  select expected.ordinal, expected.month, expected.district_code,
         reporting.branch_code is not null
           and (expected.level <> 'REGION' or expected.area_code = any (reporting.region_codes)) as is_reported
    from expected
    left join reporting
      on reporting.as_of = expected.as_of
     and reporting.branch_code = expected.district_code
     and reporting.month = expected.month
)
select asked.ordinal::integer as number, count(judged.month)::integer as expected,
       (count(*) filter (where judged.is_reported))::integer as reported,
       coalesce(
         jsonb_agg(jsonb_build_object('areaCode', judged.district_code, 'month', judged.month)
                   order by judged.month, judged.district_code)
           filter (where not judged.is_reported),
         '[]'
       ) as missing
  from asked
  left join judged
    on judged.ordinal = asked.ordinal
 group by asked.ordinal
 order by asked.ordinal`;
