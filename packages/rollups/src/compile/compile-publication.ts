import type { Topic } from '../topic.js';
import { columnOf, hasProgramme, summaryKey, summaryValues } from './columns.js';
import { areasWithData } from './compile-frame.js';
import { periods } from './compile-periods.js';
import { reportedByCells, type ReportingTables } from './compile-reported.js';
import { allProgrammes } from './programmes.js';
import { stacked } from './sql-text.js';

/**
 * Every area to publish that has any data, with every period since the first month of any data: its staged summary,
 * zeros where there is none, and what decides whether they may be shown.
 * $1 = area codes, $2 = their levels, $3 = first month
 */
export function compilePublished(topic: Topic, summaries: string, tables: ReportingTables): string {
  const values = summaryValues(topic).map(({ name, type }) => `coalesce(summary.${name}, 0)::${type} as ${name}`);
  const keys = summaryKey(topic).map(({ name }) => `summary.${name} = framed.${name}`);
  return `/* publish:${columnOf(topic.code)} */
with framed as (
  select series.level, series.area_code, period.grain, period.period_start, period.last_month as day, series.programme_code
    from (
${seriesOf(topic, summaries)}
    ) as series
    join ${areasWithData} as known
      on known.area_code = series.area_code
   cross join ${periods} as period
   where period.last_month >= $3::date
),
asked as (
  select framed.level, framed.area_code, framed.grain, framed.period_start as from_on, framed.day,
         ${stacked(['framed.programme_code', ...values], 9)}
    from framed
    left join ${summaries} as summary
      on ${keys.join('\n     and ')}
)
select asked.*, reported.in_span, reported.ever
  from asked
 cross join lateral (
${reportedByCells(topic, tables)}
  ) as reported
 order by asked.area_code, asked.grain, asked.from_on, asked.programme_code`;
}

/** The areas, each as a total and for every programme it has figures of. */
function seriesOf(topic: Topic, summaries: string): string {
  const totals = `      select area.code as area_code, area.level, '${allProgrammes}' as programme_code
        from unnest($1::text[], $2::text[]) as area (code, level)`;
  if (!hasProgramme(topic)) return totals;
  return `${totals}
       union
      select area.code, area.level, summary.programme_code
        from unnest($1::text[], $2::text[]) as area (code, level)
        join ${summaries} as summary
          on summary.area_code = area.code`;
}
