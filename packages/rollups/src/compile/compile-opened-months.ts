import type { Measure, Topic } from '../topic.js';
import { columnOf, isLevel, storedMeasures, summaryKey, summaryTable } from './columns.js';
import { periods } from './compile-periods.js';
import { stacked } from './sql-text.js';

export function hasLevels(topic: Topic): boolean {
  return storedMeasures(topic).some((measure) => isLevel(topic, measure));
}

/**
 * Opens the periods that began after the month of the last build with the levels at its end; flows begin with zero.
 * $1 = run id, $2 = month of the last build
 */
export function compileOpenedMonths(topic: Topic): string {
  const measures = storedMeasures(topic);
  const level = (measure: Measure): string => (isLevel(topic, measure) ? `last.${columnOf(measure.code)}` : '0');
  const keys = summaryKey(topic).map(({ name }) => name);
  const opened = keys.map((key) => (key === 'grain' || key === 'period_start' ? `period.${key}` : `last.${key}`));
  const levels = measures.filter((measure) => isLevel(topic, measure));
  return `/* rollup:${columnOf(topic.code)}/opened-months   $1 = run id, $2 = month of the last build */
with opened as (
insert into ${summaryTable(topic)} (${[...keys, ...measures.map(({ code }) => columnOf(code))].join(', ')}, run_id)
select ${stacked([...opened, ...measures.map(level), '$1::uuid'], 7)}
  from ${summaryTable(topic)} as last
  join ${periods} as period
    on period.period_start > $2::date
 where last.grain = 'MONTH'
   and last.period_start = $2::date
   and (${levels.map(({ code }) => `last.${columnOf(code)} <> 0`).join(' or ')})
returning 1
)
select count(*)::integer as rows
  from opened`;
}
