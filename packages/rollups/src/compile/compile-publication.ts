import type { Topic } from '../topic.js';
import { columnOf, hasProgramme, summaryValues } from './columns.js';
import { frame } from './compile-frame.js';
import { reportedByCells } from './compile-reported.js';
import { allProgrammes } from './programmes.js';
import { stacked } from './sql-text.js';

/**
 * The staged summaries of the areas to publish, with what decides whether they may be shown.
 * $1 = area codes, $2 = their levels
 */
export function compilePublished(topic: Topic, summaries: string, reportingTable: string): string {
  const values = summaryValues(topic).map(({ name }) => `summary.${name}`);
  const programme = hasProgramme(topic) ? 'summary.programme_code' : `'${allProgrammes}' as programme_code`;
  return `/* publish:${columnOf(topic.code)} */
with period as (
  select grain, period_start, max(month) as last_month
    from ${frame.periods}
   group by grain, period_start
),
asked as (
  select area.level, summary.area_code, summary.grain, summary.period_start as from_on, period.last_month as day,
         ${stacked([programme, ...values], 9)}
    from unnest($1::text[], $2::text[]) as area (code, level)
    join ${summaries} as summary
      on summary.area_code = area.code
    join period
      on period.grain = summary.grain
     and period.period_start = summary.period_start
)
select asked.*, reported.in_span, reported.ever
  from asked
 cross join lateral (
${reportedByCells(reportingTable)}
  ) as reported
 order by asked.area_code, asked.grain, asked.from_on, asked.programme_code`;
}
