import type { Measure, Topic } from '../topic.js';
import { columnOf, measureType, ownMeasure, storedMeasures, summaryKey, summaryTable } from './columns.js';
import type { MarkedCells } from './compile-cells.js';
import { distinctByPeriod, distinctInMarked, distinctName, distinctMeasures } from './compile-distinct.js';
import { rolledUp } from './compile-roll-up.js';
import { stacked } from './sql-text.js';

/** Adds all cells up into a temporary table: see selectSummaries. */
export function compileSummaries(topic: Topic, cells: string, into: string): string {
  return `/* rollup:${columnOf(topic.code)}/summaries */
create temporary table ${into} on commit drop as
${selectSummaries(topic, cells)}`;
}

/** Adds all cells up to summaries of every area and period. A row of nothing but zeros is left out: absence says it. */
export function selectSummaries(topic: Topic, cells: string): string {
  const keys = summaryKey(topic).map(({ name }) => name);
  const distinct = distinctMeasures(topic);
  const value = (measure: Measure): string => valueOf(topic, measure, (column) => `rolled.${column}`);
  const counted = distinct.map((measure) => `,\n${distinctName(measure)} as (\n${distinctByPeriod(topic, measure)}\n)`);
  return `with ${rolledUp(topic, cells)}${counted.join('')}
select ${stacked([...keys.map((key) => `rolled.${key}`), ...typed(topic, value)], 7)}
  from rolled${distinct.map((measure) => leftJoin(distinctName(measure), 'rolled', keys)).join('')}
 where ${storedMeasures(topic)
   .map((measure) => `${value(measure)} <> 0`)
   .join('\n    or ')}`;
}

/**
 * The summaries above changed cells, as they will be: what is stored and what the changes add up to. What does not add
 * up is counted from the records, for the areas and periods of the marked cells alone. A row may come to all zeros.
 * @param changes the cells that changed, each value as new less old
 * @param marked the cells that were recounted, as (region_code, branch_code, month); null when all were
 */
export function compileChangedSummaries(topic: Topic, changes: string, marked: MarkedCells, into: string): string {
  const keys = summaryKey(topic).map(({ name }) => name);
  const distinct = distinctMeasures(topic);
  const value = (measure: Measure): string =>
    valueOf(topic, measure, (column) => `(coalesce(stored.${column}, 0) + coalesce(rolled.${column}, 0))`);
  const counted = distinct.map(
    (measure) =>
      `,\n${distinctName(measure)} as (\n${
        marked === null ? distinctByPeriod(topic, measure) : distinctInMarked(topic, measure, marked)
      }\n)`,
  );
  const changed = [
    ...['rolled', ...distinct.map(distinctName)].map((relation) => `  select ${keys.join(', ')}\n    from ${relation}`),
    // Counted everywhere, it may have come to nothing anywhere.
    ...(marked === null ? distinct : []).map(
      ({ code }) => `  select ${keys.join(', ')}\n    from ${summaryTable(topic)}\n   where ${columnOf(code)} <> 0`,
    ),
  ];
  return `/* rollup:${columnOf(topic.code)}/changed-summaries */
create temporary table ${into} on commit drop as
with ${rolledUp(topic, changes)}${counted.join('')},
changed as (
${changed.join('\n   union\n')}
)
select ${stacked([...keys.map((key) => `changed.${key}`), ...typed(topic, value)], 7)}
  from changed${[...distinct.map(distinctName), 'rolled'].map((relation) => leftJoin(relation, 'changed', keys)).join('')}
  left join ${summaryTable(topic)} as stored
    on ${keys.map((key) => `stored.${key} = changed.${key}`).join('\n   and ')}`;
}

function typed(topic: Topic, value: (measure: Measure) => string): string[] {
  return storedMeasures(topic).map(
    (measure) => `(${value(measure)})::${measureType(topic, measure)} as ${columnOf(measure.code)}`,
  );
}

function leftJoin(relation: string, to: string, keys: readonly string[]): string {
  return `\n  left join ${relation}\n    on ${keys.map((key) => `${relation}.${key} = ${to}.${key}`).join('\n   and ')}`;
}

function valueOf(topic: Topic, measure: Measure, additive: (column: string) => string): string {
  const { code, computation } = measure;
  if (computation.by === 'distinct') return `coalesce(${distinctName(measure)}.${columnOf(code)}, 0)`;
  if (computation.by !== 'difference') return additive(columnOf(code));
  const parts = [computation.whole, ...computation.less].map((part) =>
    valueOf(topic, ownMeasure(topic, part), additive),
  );
  return parts.join(' - ');
}
