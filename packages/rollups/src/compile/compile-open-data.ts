import { countryCode } from '@oblys/domain';
import type { Topic } from '../topic.js';
import { columnOf, hasProgramme, summaryKey, summaryTable, summaryValues } from './columns.js';
import { periodsOf } from './compile-periods.js';
import { reportedByCells, storedReporting } from './compile-reported.js';
import { allProgrammes } from './programmes.js';
import { isSent } from './submission-states.js';
import { stacked } from './sql-text.js';

/**
 * Every area that has ever reported, in every period from the first that anybody reported to that of the day: its stored
 * summary (nulls where there is none) and what decides whether it may be shown.
 * $1 = as-of day, $2 = levels that have figures
 */
export function compileOpenData(topic: Topic): string {
  const keys = summaryKey(topic).map(({ name }) => `summary.${name} = series.${name}`);
  const values = summaryValues(topic).map(({ name }) => `summary.${name}`);
  const key = summaryKey(topic).map(({ name }) => `series.${name}`);
  return `/* open-data:${columnOf(topic.code)}   $1 = as-of day, $2 = levels that have figures */
with known as (
  select reporting.branch_code as area_code
    from reporting_cell as reporting
   union
  select reporting.region_code
    from reporting_cell as reporting
   union
  select '${countryCode}'
    from reporting_cell as reporting
   union
  select sent.branch_code
    from ${storedReporting.submissions} as sent
   where ${isSent('sent')}
),
month as (
  select generate_series(
           min(reporting.month)::timestamp,
           date_trunc('month', $1::date::timestamp),
           interval '1 month'
         )::date as month
    from reporting_cell as reporting
),
period as (
  select period.grain, period.period_start, max(month.month) as last_month
    from month
   cross join lateral ${periodsOf('month.month')}
   group by period.grain, period.period_start
),
asked as (
  select area.code as area_code, area.level, area.name_kk, area.name_ru, area.name_en,
         period.grain, period.period_start as from_on, period.last_month as day
    from known
    join area
      on area.code = known.area_code
     and area.level = any ($2::text[])
   cross join period
),
judged as (
  select asked.*, asked.from_on as period_start, reported.in_span, reported.ever
    from asked
   cross join lateral (
${reportedByCells(topic, storedReporting)}
   ) as reported
)${series(topic)}
select series.level, series.name_kk, series.name_ru, series.name_en, series.in_span, series.ever,
       ${stacked([...key, ...values], 7)}
  from ${hasProgramme(topic) ? 'series' : 'judged as series'}
  left join ${summaryTable(topic)} as summary
    on ${keys.join('\n   and ')}
 order by ${key.join(', ')}`;
}

/** Each area as a total, and for every programme that it has figures of. */
function series(topic: Topic): string {
  if (!hasProgramme(topic)) return '';
  return `,
told_apart as (
  select known.area_code, '${allProgrammes}' as programme_code
    from known
   union
  select summary.area_code, summary.programme_code
    from ${summaryTable(topic)} as summary
),
series as (
  select judged.*, told_apart.programme_code
    from judged
    join told_apart
      on told_apart.area_code = judged.area_code
)`;
}
