import type { SummaryLevel } from '@oblys/domain';
import type { Topic } from '../topic.js';
import { allProgrammes } from './programmes.js';
import { reportedMonths, storedReporting } from './compile-reported.js';
import { columnOf, hasProgramme, summaryTable, summaryValues } from './columns.js';
import { stacked } from './sql-text.js';

/**
 * Reads the current build of a topic and its summaries of some series, as one row: `build` ([as-of day, run, version of
 * the definition], null before the first), and `series`, of each in their order [summaries, first month reported, months
 * reported in its span], where a summary is [first day, values in the order of summaryValues]; null without series.
 * $1 = area codes, $2 = their levels, $3 = programmes, $4 = grains, $5 and $6 = the first and the last day of the span
 * @param levels of the series: every other one would be planned and never read
 */
export function compileStored(topic: Topic, levels: readonly SummaryLevel[]): string {
  // A number that JavaScript cannot hold exactly goes as text.
  const values = summaryValues(topic).map(({ name, type }) =>
    type === 'integer' ? `summary.${name}` : `summary.${name}::text`,
  );
  const programme = hasProgramme(topic)
    ? `\n            and summary.programme_code = coalesce(asked.programme_code, '${allProgrammes}')`
    : '';
  const [firstMonth, months] = reportedMonths(topic, levels, storedReporting);
  return `/* stored:${columnOf(topic.code)} */
select (
         select json_build_array(as_of, run_id, definition_version)
           from build
          where topic = '${topic.code}'
       ) as build,
       (
         select json_agg(json_build_array(summaries.list, ${firstMonth}, ${months}) order by asked.ordinal)
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[]) with ordinality
             as asked (area_code, level, programme_code, grain, first_on, last_on, ordinal)
          cross join lateral (
            select json_agg(json_build_array(summary.period_start, ${stacked(values, 14)})) as list
              from ${summaryTable(topic)} as summary
             where summary.area_code = asked.area_code
               and summary.grain = asked.grain
               and summary.period_start between asked.first_on and asked.last_on${programme}
          ) as summaries
       ) as series`;
}
