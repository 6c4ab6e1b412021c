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
 * first month that anybody reported.
 */
const answered = `asked_month as (
  select asked.ordinal, asked.area_code, asked.level, asked.as_of, month.month::date as month,
         (month.month + interval '1 month')::date as next_month
    from asked
   cross join lateral generate_series(
           date_trunc('month', coalesce(
             asked.from_on,
             (select min(reported.month) from reported where reported.as_of = asked.as_of)
           )::timestamp),
           asked.day::timestamp,
           interval '1 month'
         ) as month (month)
),
expected as (
  select distinct asked_month.ordinal, asked_month.month, placement.area_code,
         exists (
           select
             from reported
            where reported.as_of = asked_month.as_of
              and reported.branch_code = placement.area_code
              and reported.month = asked_month.month
              and (asked_month.level <> 'REGION' or reported.region_code = asked_month.area_code)
         ) as is_reported
    from asked_month
    join area_placement as placement
      on placement.area_code = placement.district_code
     and placement.valid_from < asked_month.next_month
     and placement.valid_to > asked_month.month
     and case asked_month.level
           when 'DISTRICT' then placement.area_code = asked_month.area_code
           when 'REGION' then placement.region_code = asked_month.area_code
           else true
         end
)
select asked.ordinal::integer as number, count(expected.month)::integer as expected,
       (count(*) filter (where expected.is_reported))::integer as reported,
       coalesce(
         jsonb_agg(jsonb_build_object('areaCode', expected.area_code, 'month', expected.month)
                   order by expected.month, expected.area_code)
           filter (where not expected.is_reported),
         '[]'
       ) as missing
  from asked
  left join expected
    on expected.ordinal = asked.ordinal
 group by asked.ordinal
 order by asked.ordinal`;
