import { countryCode } from '@oblys/domain';
import type { Measure, Topic } from '../topic.js';
import { enteredColumn, leftColumn } from './cell-counters.js';
import { frame } from './compile-frame.js';
import { allProgrammes, noProgramme, programmeOfRecord } from './programmes.js';
import { columnOf, hasProgramme, measureType, ownMeasure, storedMeasures, summaryKey } from './columns.js';
import { asOfDay, monthOf, stacked } from './sql-text.js';

/**
 * Adds the cells up to summaries of every area and period of the frame. Rows are dense: a month without records is a
 * row of zeros, since levels go on through it.
 */
export function compileSummaries(topic: Topic, cells: string, into: string): string {
  const distinct = topic.measures.filter(({ computation }) => computation.by === 'distinct');
  const key = summaryKey(topic).map(({ name }) => name);
  const joins = distinct.map((measure) => {
    const name = `${columnOf(measure.code)}_by_period`;
    const same = key.map((column) => `${name}.${column} = summed.${column}`).join('\n   and ');
    return `\n  left join ${name}\n    on ${same}`;
  });
  const values = storedMeasures(topic).map(
    (measure) => `(${summed(topic, measure)})::${measureType(topic, measure)} as ${columnOf(measure.code)}`,
  );
  return `/* rollup:${columnOf(topic.code)}/summaries */
create temporary table ${into} on commit drop as
with by_month as (
${byMonth(topic, cells)}
),
dense as (
${dense(topic)}
),
summed as (
${byPeriod(topic)}
)${distinct.map((measure) => `,\n${columnOf(measure.code)}_by_period as (\n${distinctByPeriod(topic, measure)}\n)`).join('')}
select ${stacked([...key.map((column) => `summed.${column}`), ...values], 7)}
  from summed${joins.join('')}`;
}

/** The country, the region and the branch of a row, each once: the regional office is a branch without an area of its own. */
function areasOf(row: string): string {
  return `(
      select '${countryCode}'
      union all
      select ${row}.region_code
      union all
      select ${row}.branch_code
       where ${row}.branch_code <> ${row}.region_code
    ) as area (area_code)`;
}

function programmesOf(row: string): string {
  return `(
      select '${allProgrammes}'
      union all
      select ${row}.programme_code
       where ${row}.programme_code <> '${noProgramme}'
    ) as programme (programme_code)`;
}

interface Additive {
  column: string;
  isLevel: boolean;
  /** What a cell adds to it. */
  change: string;
}

/** Measures that come from cells, with what they are called there. */
function additive(topic: Topic): Additive[] {
  return topic.measures.flatMap(({ code, computation: { by } }): Additive[] => {
    const column = columnOf(code);
    if (by === 'flow' || by === 'cohort') return [{ column, isLevel: false, change: `cell.${column}` }];
    if (by !== 'stock') return [];
    return [{ column, isLevel: true, change: `cell.${enteredColumn(code)} - cell.${leftColumn(code)}` }];
  });
}

function byMonth(topic: Topic, cells: string): string {
  const keys = ['area.area_code', ...(hasProgramme(topic) ? ['programme.programme_code'] : []), 'cell.month'];
  const sums = additive(topic).map(({ column, change }) => `sum(${change}) as ${column}`);
  const programmes = hasProgramme(topic) ? `\n   cross join lateral ${programmesOf('cell')}` : '';
  return `  select ${stacked([...keys, ...sums], 9)}
    from ${cells} as cell
   cross join lateral ${areasOf('cell')}${programmes}
   group by ${keys.join(', ')}`;
}

function dense(topic: Topic): string {
  const series = hasProgramme(topic) ? ['area_code', 'programme_code'] : ['area_code'];
  const partition = series.map((column) => `series.${column}`).join(', ');
  const values = additive(topic).map(({ column, isLevel }) =>
    isLevel
      ? `sum(coalesce(by_month.${column}, 0)) over (partition by ${partition} order by month.month) as ${column}`
      : `coalesce(by_month.${column}, 0) as ${column}`,
  );
  const programmes = hasProgramme(topic)
    ? `select area_code, '${allProgrammes}' as programme_code
        from ${frame.areas}
       union
      select area_code, programme_code
        from by_month`
    : `select area_code
        from ${frame.areas}`;
  return `  select ${stacked([...series.map((column) => `series.${column}`), 'month.month', ...values], 9)}
    from (
      ${programmes}
    ) as series
   cross join ${frame.months} as month
    left join by_month
      on by_month.month = month.month
     and ${series.map((column) => `by_month.${column} = series.${column}`).join('\n     and ')}`;
}

function byPeriod(topic: Topic): string {
  const keys = [
    'dense.area_code',
    'period.grain',
    'period.period_start',
    ...(hasProgramme(topic) ? ['dense.programme_code'] : []),
  ];
  const sums = additive(topic).map(
    ({ column, isLevel }) => `sum(dense.${column})${isLevel ? ' filter (where period.is_last)' : ''} as ${column}`,
  );
  return `  select ${stacked([...keys, ...sums], 9)}
    from dense
    join ${frame.periods} as period
      on period.month = dense.month
   group by ${keys.join(', ')}`;
}

/** Straight from the records: a value met in two months or two districts counts once in their quarter or region. */
function distinctByPeriod(topic: Topic, { code, computation }: Measure): string {
  if (computation.by !== 'distinct') throw new Error(`${topic.code}.${code} is no distinct count.`);
  const { on, of, where } = computation;
  const programme = hasProgramme(topic);
  const keys = [
    'area.area_code',
    'period.grain',
    'period.period_start',
    ...(programme ? ['programme.programme_code'] : []),
  ];
  return `  select ${stacked([...keys, `count(distinct met.value) as ${columnOf(code)}`], 9)}
    from (
      select distinct record.region_code, record.branch_code, ${monthOf(on)} as month, ${
        programme ? `${programmeOfRecord} as programme_code, ` : ''
      }${of} as value
        from ${topic.recordTable} as record
       where ${on} <= ${asOfDay}${where === undefined ? '' : `\n         and ${where}`}
    ) as met
    join ${frame.periods} as period
      on period.month = met.month
   cross join lateral ${areasOf('met')}${programme ? `\n   cross join lateral ${programmesOf('met')}` : ''}
   group by ${keys.join(', ')}`;
}

function summed(topic: Topic, { code, computation }: Measure): string {
  const column = columnOf(code);
  if (computation.by === 'distinct') return `coalesce(${column}_by_period.${column}, 0)`;
  if (computation.by !== 'difference') return `summed.${column}`;
  const parts = [computation.whole, ...computation.less].map((part) => summed(topic, ownMeasure(topic, part)));
  return parts.join(' - ');
}
