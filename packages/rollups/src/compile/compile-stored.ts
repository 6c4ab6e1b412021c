import type { Topic } from '../topic.js';
import { allProgrammes } from './programmes.js';
import { reportedByCells } from './compile-reported.js';
import { columnOf, hasProgramme, summaryTable, summaryValues } from './columns.js';
import { stacked } from './sql-text.js';

/**
 * Reads the summaries of a batch of asks from the current build, one row for each in their order; an ask without a
 * whole period ($7 is null) finds the build alone. $1 to $6 as in the live query, $7 = grains.
 */
export function compileStored(topic: Topic): string {
  const values = summaryValues(topic).map(({ name }) => `summary.${name}`);
  const programme = hasProgramme(topic)
    ? `\n   and summary.programme_code = coalesce(asked.programme_code, '${allProgrammes}')`
    : '';
  return `/* stored:${columnOf(topic.code)} */
with asked as (
  select ask.ordinal, ask.area_code, ask.level, ask.from_on, ask.programme_code, ask.grain,
         least(ask.to_on, build.as_of) as day, build.as_of as built_as_of, build.run_id, build.definition_version
    from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::date[], $6::text[], $7::text[]) with ordinality
      as ask (area_code, level, from_on, to_on, as_of, programme_code, grain, ordinal)
    left join build
      on build.topic = '${topic.code}'
)
select ${stacked(['asked.built_as_of', 'asked.run_id', 'asked.definition_version', ...values, 'reported.in_span', 'reported.ever'], 7)}
  from asked
  left join ${summaryTable(topic)} as summary
    on summary.area_code = asked.area_code
   and summary.grain = asked.grain
   and summary.period_start = asked.from_on${programme}
 cross join lateral (
${reportedByCells('reporting_cell')}
  ) as reported
 order by asked.ordinal`;
}
