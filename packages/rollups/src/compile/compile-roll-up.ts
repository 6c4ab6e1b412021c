import { countryCode } from '@oblys/domain';
import type { Topic } from '../topic.js';
import { enteredColumn, leftColumn } from './cell-counters.js';
import { columnOf, hasProgramme, summaryKey } from './columns.js';
import { periods, periodsOf } from './compile-periods.js';
import { allProgrammes, noProgramme } from './programmes.js';
import { stacked } from './sql-text.js';

/**
 * Common table expressions that end in `rolled`: cells, or changes of cells, added up to every area and period they
 * bear on, with a column for each measure that adds up. A flow or cohort falls into the periods of its month; a stock
 * is a level, so that what enters or leaves in a month tells in every period that ends in it or later.
 */
export function rolledUp(topic: Topic, cells: string): string {
  const columns = additive(topic);
  const series = ['area_code', ...(hasProgramme(topic) ? ['programme_code'] : [])];
  const parts = [
    ...(columns.some(({ isLevel }) => !isLevel) ? [flowsByPeriod(columns, series)] : []),
    ...(columns.some(({ isLevel }) => isLevel) ? [levelsByPeriod(columns, series)] : []),
  ];
  return `by_month as (
${byMonth(topic, columns, cells)}
),
rolled as (
${parts.length === 1 ? parts[0]! : merged(topic, columns, parts)}
)`;
}

/** The country, the region and the branch of a row, each once: the regional office is a branch without an area of its own. */
export function areasOf(row: string): string {
  return `(
      select '${countryCode}'
      union all
      select ${row}.region_code
      union all
      select ${row}.branch_code
       where ${row}.branch_code <> ${row}.region_code
    ) as area (area_code)`;
}

export function programmesOf(row: string): string {
  return `(
      select '${allProgrammes}'
      union all
      select ${row}.programme_code
       where ${row}.programme_code <> '${noProgramme}'
    ) as programme (programme_code)`;
}

/** A measure that comes from cells. */
interface Additive {
  readonly column: string;
  readonly isLevel: boolean;
  /** What a cell adds to it. */
  readonly change: string;
}

function additive(topic: Topic): Additive[] {
  return topic.measures.flatMap(({ code, computation: { by } }): Additive[] => {
    const column = columnOf(code);
    if (by === 'flow' || by === 'cohort') return [{ column, isLevel: false, change: `cell.${column}` }];
    if (by !== 'stock') return [];
    return [{ column, isLevel: true, change: `cell.${enteredColumn(code)} - cell.${leftColumn(code)}` }];
  });
}

function byMonth(topic: Topic, columns: readonly Additive[], cells: string): string {
  const keys = ['area.area_code', ...(hasProgramme(topic) ? ['programme.programme_code'] : []), 'cell.month'];
  const sums = columns.map(({ column, change }) => `sum(${change}) as ${column}`);
  const programmes = hasProgramme(topic) ? `\n   cross join lateral ${programmesOf('cell')}` : '';
  return `  select ${stacked([...keys, ...sums], 9)}
    from ${cells} as cell
   cross join lateral ${areasOf('cell')}${programmes}
   group by ${keys.join(', ')}`;
}

/** In the order of the key of summaries; the columns of levels are zero here. */
function flowsByPeriod(columns: readonly Additive[], series: readonly string[]): string {
  const keys = keyOf(series, 'by_month', 'period');
  const sums = columns.map(({ column, isLevel }) => `${isLevel ? '0' : `sum(by_month.${column})`} as ${column}`);
  return `  select ${stacked([...keys, ...sums], 9)}
    from by_month
   cross join lateral ${periodsOf('by_month.month')}
   group by ${keys.join(', ')}`;
}

/**
 * The running sum over the months of a series holds from one month with changes until the next. A period has the level
 * of its last month, and each month is the last of one to four periods.
 */
function levelsByPeriod(columns: readonly Additive[], series: readonly string[]): string {
  const levels = columns.filter(({ isLevel }) => isLevel);
  const values = columns.map(({ column, isLevel }) => (isLevel ? `running.${column}` : `0 as ${column}`));
  return `  select ${stacked([...keyOf(series, 'running', 'period'), ...values], 9)}
    from (
      select ${stacked(
        [
          ...series.map((column) => `by_month.${column}`),
          'by_month.month as from_month',
          'lead(by_month.month) over in_order as until_month',
          ...levels.map(({ column }) => `sum(by_month.${column}) over in_order as ${column}`),
        ],
        13,
      )}
        from by_month
      window in_order as (partition by ${series.map((column) => `by_month.${column}`).join(', ')} order by by_month.month)
    ) as running
   cross join lateral generate_series(
           running.from_month::timestamp,
           coalesce(running.until_month - interval '1 month', (select max(last_month) from ${periods})::timestamp),
           interval '1 month'
         ) as month (month)
    join ${periods} as period
      on period.last_month = month.month::date
   where ${levels.map(({ column }) => `running.${column} <> 0`).join('\n      or ')}`;
}

function merged(topic: Topic, columns: readonly Additive[], parts: readonly string[]): string {
  const keys = summaryKey(topic).map(({ name }) => `part.${name}`);
  const sums = columns.map(({ column }) => `sum(part.${column}) as ${column}`);
  return `  select ${stacked([...keys, ...sums], 9)}
    from (
${parts.join('\n   union all\n')}
    ) as part
   group by ${keys.join(', ')}`;
}

function keyOf(series: readonly string[], row: string, period: string): string[] {
  const [area, ...programme] = series.map((column) => `${row}.${column}`);
  return [area!, `${period}.grain`, `${period}.period_start`, ...programme];
}
