import { conjunction, stacked } from '../../compile/sql-text.js';
import { isSent } from '../../compile/submission-states.js';
import { topics } from '../../topics/index.js';
import { reportingTopic, type QualityRule } from '../quality-rule.js';

const code = `${reportingTopic}.month-missing`;

/** What answers take for a report: any dated event of any topic, up to the as-of day (see compileLiveCoverage). */
const eventsOfMonth = topics.flatMap((topic) =>
  topic.events.map((day) => {
    const within = [
      'record.region_code = region.code',
      `${day} >= month.month`,
      `${day} < (month.month + interval '1 month')::date`,
      `${day} <= checked.as_of`,
    ];
    return `      select record.branch_code
        from ${topic.recordTable} as record
       where ${conjunction(within, 9)}`;
  }),
);

const firstEvents = topics.flatMap((topic) =>
  topic.events.map(
    (day) => `(select min(${day}) from ${topic.recordTable} as record where record.region_code = region.code)`,
  ),
);

/**
 * The last month that is over by the as-of day, and every earlier one that is still found missing: a month that was
 * never reported does not come right by the next one. Regions in which nobody has ever reported do not work with the
 * platform yet. As coverage has it, a month in which anybody of the region has submitted anything stands on
 * submissions: then what counts is not whether there are records but whether all that is due was sent.
 */
export const reportingRules: readonly QualityRule[] = [
  {
    code,
    topic: reportingTopic,
    severity: 'WARNING',
    names: { kk: 'Ай бойынша есеп жоқ', ru: 'Нет отчётности за месяц', en: 'Month not reported' },
    definition: {
      kk: 'Өңірінде біреу болсын есеп берген ауданның аяқталған айда бірде-бір жазбасы жоқ.',
      ru: 'У района за истёкший месяц нет ни одной записи, хотя в его области отчётность ведётся.',
      en: 'A district has no record at all in a month that is over, though others of its region have reported before.',
    },
    message: {
      kk: '{month} айы бойынша ешбір жазба жоқ.',
      ru: 'За {month} нет ни одной записи.',
      en: 'No record of {month}.',
    },
    recordTable: null,
    found: `  with month as (
    select (date_trunc('month', (checked.as_of + 1)::timestamp) - interval '1 month')::date as month
      from checked
     union
    select earlier.month
      from quality_finding as earlier
     cross join checked
     where earlier.rule = '${code}'
       and earlier.state <> 'RESOLVED'
       and (earlier.month + interval '1 month')::date <= checked.as_of + 1
  ),
  expected as (
    select distinct on (placement.area_code, month.month)
           placement.area_code, placement.region_code, month.month
      from area_placement as placement
      join month
        on placement.valid_from < month.month + interval '1 month'
       and placement.valid_to > month.month
     where placement.area_code = placement.district_code
     order by placement.area_code, month.month, placement.valid_from desc
  ),
  started as materialized (
    select region.code as region_code, least(
             ${stacked(firstEvents, 13)}
           ) as first_on
      from area as region
     where region.level = 'REGION'
  ),
  reported as (
    select distinct event.branch_code, month.month
      from month
     cross join checked
      join area as region
        on region.level = 'REGION'
     cross join lateral (
${eventsOfMonth.join('\n      union all\n')}
     ) as event
  )
  select expected.area_code || ' ' || to_char(expected.month, 'YYYY-MM') as subject,
         expected.region_code, expected.area_code as branch_code, expected.area_code, expected.month,
         '[]'::jsonb as record_ids, 0 as record_count,
         jsonb_build_object('month', to_char(expected.month, 'YYYY-MM')) as details
    from expected
    join started
      on started.region_code = expected.region_code
     and started.first_on < expected.month + interval '1 month'
   where not exists (
     select
       from reported
      where reported.branch_code = expected.area_code
        and reported.month = expected.month
   )
     and not exists (
     select
       from checked
      cross join lateral submissions_as_of(
              checked.as_of, array[expected.region_code], expected.month, expected.month
            ) as submitted
      where submitted.branch_code = expected.area_code
        and submitted.due_on is not null
   )`,
  },
  {
    code: `${reportingTopic}.month-not-submitted`,
    topic: reportingTopic,
    severity: 'WARNING',
    names: { kk: 'Ай толық тапсырылмаған', ru: 'Месяц сдан не полностью', en: 'Month not submitted' },
    definition: {
      kk: 'Өңірінде тапсыру басталған айда ауданның тапсыру мерзімі өткен тақырыптары бар.',
      ru: 'За месяц, по которому в области сдают отчётность, у района есть темы с истёкшим сроком сдачи.',
      en: 'A district has not submitted all that was due by now, in a month for which others of its region have submitted.',
    },
    message: {
      kk: '{month} айы бойынша тапсырылмаған тақырыптар: {topics}.',
      ru: 'За {month} не сданы темы: {topics}.',
      en: 'Not submitted for {month}: {topics}.',
    },
    recordTable: null,
    found: `  select submitted.region_code || ' ' || submitted.branch_code || ' ' || to_char(submitted.month, 'YYYY-MM') as subject,
         submitted.region_code, submitted.branch_code, submitted.branch_code as area_code, submitted.month,
         '[]'::jsonb as record_ids, 0 as record_count,
         jsonb_build_object(
           'month', to_char(submitted.month, 'YYYY-MM'),
           'topics', string_agg(submitted.code, ', ' order by submitted.code)
         ) as details
    from checked
   cross join lateral submissions_as_of(checked.as_of, null, null, null) as submitted (code)
   where submitted.due_on < checked.as_of
     and submitted.branch_code <> submitted.region_code
     and (${isSent('submitted')}) is not true
   group by submitted.region_code, submitted.branch_code, submitted.month`,
  },
];
