import { countryCode } from '@oblys/domain';
import type { Measure, Topic } from '../topic.js';
import { columnOf, hasProgramme } from './columns.js';
import { grains, periodsOf } from './compile-periods.js';
import { areasOf, programmesOf } from './compile-roll-up.js';
import { allProgrammes, programmeOfRecord } from './programmes.js';
import { asOfDay, conjunction, monthOf, stacked } from './sql-text.js';

/** The measures that do not add up: a value met in two months or two districts counts once in their quarter or region. */
export function distinctMeasures(topic: Topic): Measure[] {
  return topic.measures.filter(({ computation }) => computation.by === 'distinct');
}

/** What the count of such a measure by area and period is called. */
export function distinctName({ code }: Measure): string {
  return `${columnOf(code)}_by_period`;
}

/**
 * Straight from the records, for all areas and periods. A value counts in the first of its months in each period: where
 * the month in which its area met it before lies before the period. That takes one sort, and no row for each period.
 */
export function distinctByPeriod(topic: Topic, measure: Measure): string {
  const { on, of, where } = computationOf(topic, measure);
  const column = columnOf(measure.code);
  const programme = hasProgramme(topic) ? ['programme_code'] : [];
  const met = [
    'record.region_code',
    'record.branch_code',
    `${monthOf(on)} as month`,
    ...programme.map((key) => `${programmeOfRecord} as ${key}`),
    `${of} as value`,
  ];
  const series = ['area.area_code', ...programme.map((key) => `programme.${key}`)];
  const conditions = [`${on} <= ${asOfDay}`, ...(where === undefined ? [] : [where])];
  const firsts = grains.map(
    ({ grain, start }) =>
      `sum(met.times) filter (where met.before is null or met.before < ${start('met.month')}) as first_of_${grain.toLowerCase()}`,
  );
  const monthly = ['met.area_code', 'met.month', ...programme.map((key) => `met.${key}`)];
  const spaced = [...monthly.map((key) => key.replace('met.', 'apart.')), 'apart.before'];
  const summed = grains.map(({ grain, start }) => {
    const keys = ['area_code', `'${grain}' as grain`, `${start('month')} as period_start`, ...programme];
    return `  select ${stacked([...keys, `coalesce(sum(first_of_${grain.toLowerCase()}), 0)::integer as ${column}`], 9)}
    from by_month
   group by ${keys.map((_key, index) => index + 1).join(', ')}`;
  });
  return `  with met as (
    select ${stacked([...spaced, 'count(apart.value) as times'], 11)}
      from (
        select ${stacked([...series, 'met.month', 'met.value'], 15)},
               lag(met.month) over (partition by ${['met.value', ...series].join(', ')} order by met.month) as before
          from (
            select distinct ${stacked(met, 28)}
              from ${topic.recordTable} as record
             where ${conjunction(conditions, 15)}
          ) as met
         cross join lateral ${areasOf('met')}${programme.length > 0 ? `\n         cross join lateral ${programmesOf('met')}` : ''}
      ) as apart
     group by ${spaced.join(', ')}
  ),
  by_month as (
    select ${stacked([...monthly, ...firsts], 11)}
      from met
     group by ${monthly.join(', ')}
  )
${summed.join('\n   union all\n')}`;
}

/** How the records of an area are found, each by an index of its own; a branch may have lain in several regions. */
const recordsOf = {
  BRANCH: ['record.region_code = any (asked.region_codes)', 'record.branch_code = asked.area_code'],
  REGION: ['record.region_code = asked.area_code'],
  COUNTRY: [],
} as const;

/** Straight from the records, for the areas above marked cells and the periods that hold their months. */
export function distinctInMarked(topic: Topic, measure: Measure, marked: string): string {
  const { on, of, where } = computationOf(topic, measure);
  const programme = hasProgramme(topic);
  const keys = ['asked.area_code', 'asked.grain', 'asked.period_start', ...(programme ? ['asked.programme_code'] : [])];
  const counts = Object.entries(recordsOf).map(([level, records]) => {
    const conditions = [
      ...records,
      `${on} >= asked.period_start`,
      `${on} < asked.period_end`,
      `${on} <= ${asOfDay}`,
      ...(where === undefined ? [] : [where]),
      ...(programme
        ? [`(asked.programme_code = '${allProgrammes}' or record.programme_code = asked.programme_code)`]
        : []),
    ];
    return `  select ${stacked([...keys, `counted.value as ${columnOf(measure.code)}`], 9)}
    from asked
   cross join lateral (
      select count(distinct ${of}) as value
        from ${topic.recordTable} as record
       where ${conjunction(conditions, 9)}
    ) as counted
   where asked.level = '${level}'`;
  });
  return `  with asked as (
${askedAbove(topic, marked)}
  )
${counts.join('\n   union all\n')}`;
}

function askedAbove(topic: Topic, marked: string): string {
  const programmes = hasProgramme(topic)
    ? `\n     cross join (
        select '${allProgrammes}' as programme_code
        union all
        select code from programme
      ) as programme`
    : '';
  const keys = [
    'area.area_code',
    'area.level',
    'area.region_codes',
    'period.grain',
    'period.period_start',
    `(period.period_start + case period.grain
               when 'MONTH' then interval '1 month'
               when 'QUARTER' then interval '3 months'
               when 'HALF_YEAR' then interval '6 months'
               else interval '1 year'
             end)::date as period_end`,
    ...(hasProgramme(topic) ? ['programme.programme_code'] : []),
  ];
  return `    select distinct ${stacked(keys, 20)}
      from ${marked} as marked
     cross join lateral (
        select '${countryCode}', 'COUNTRY', null::text[]
        union all
        select marked.region_code, 'REGION', null
        union all
        select marked.branch_code, 'BRANCH', array(
                 select distinct placement.region_code
                   from area_placement as placement
                  where placement.area_code = marked.branch_code
                  order by placement.region_code
               )
         where marked.branch_code <> marked.region_code
      ) as area (area_code, level, region_codes)
     cross join lateral ${periodsOf('marked.month')}${programmes}`;
}

function computationOf(topic: Topic, { code, computation }: Measure) {
  if (computation.by !== 'distinct') throw new Error(`${topic.code}.${code} is no distinct count.`);
  return computation;
}
