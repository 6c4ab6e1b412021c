import { countryCode } from '@oblys/domain';
import type { Topic } from '../topic.js';
import { enteredColumn, leftColumn } from './cell-counters.js';
import { columnOf, hasProgramme, measureType, summaryKey, type ColumnType } from './columns.js';
import { grains, periods } from './compile-periods.js';
import { allProgrammes, noProgramme } from './programmes.js';
import { stacked, sumType } from './sql-text.js';

/**
 * Common table expressions that end in `rolled`: cells, or changes of cells, added up to every area and period they
 * bear on, with a column for each measure that adds up. Each level is added up from the one below: branches, regions,
 * the country; months, quarters, half-years, years. A flow or cohort falls into the periods of its month; a stock is a
 * level, so that what enters or leaves in a month tells in every period that ends in it or later.
 */
export function rolledUp(topic: Topic, cells: string): string {
  const columns = additive(topic);
  const series = ['area_code', ...(hasProgramme(topic) ? ['programme_code'] : [])];
  const hasFlows = columns.some(({ isLevel }) => !isLevel);
  const parts = [
    ...(hasFlows ? [flowsByPeriod(columns, series)] : []),
    ...(columns.some(({ isLevel }) => isLevel) ? [levelsByPeriod(columns, series)] : []),
  ];
  return `${byArea(topic, columns, cells)}${hasFlows ? `,\n${byLongerPeriod(columns, series)}` : ''},
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
  readonly type: ColumnType;
  readonly isLevel: boolean;
  /** What a cell adds to it. */
  readonly change: string;
}

function additive(topic: Topic): Additive[] {
  return topic.measures.flatMap((measure): Additive[] => {
    const { code, computation } = measure;
    const added = { column: columnOf(code), type: sumType(measureType(topic, measure)) };
    switch (computation.by) {
      case 'flow':
      case 'cohort':
        return [{ ...added, isLevel: false, change: `cell.${added.column}` }];
      case 'stock':
        return [{ ...added, isLevel: true, change: `cell.${enteredColumn(code)} - cell.${leftColumn(code)}` }];
      default:
        return [];
    }
  });
}

/** Ends in `by_month`: every area's months. The regional office is a branch without an area of its own. */
function byArea(topic: Topic, columns: readonly Additive[], cells: string): string {
  const programme = hasProgramme(topic) ? ['programme_code'] : [];
  const branch = ['cell.region_code', 'cell.branch_code', ...programme.map((key) => `programme.${key}`), 'cell.month'];
  const programmes = hasProgramme(topic) ? `\n   cross join lateral ${programmesOf('cell')}` : '';
  const changes = columns.map(({ column, type, change }) => `sum(${change})::${type} as ${column}`);
  const added = (from: string): string[] => sumsOf(columns, from);
  const keys = (area: string, from: string): string[] => [
    ...(area === '' ? [] : [area]),
    ...[...programme, 'month'].map((key) => `${from}.${key}`),
  ];
  return `by_branch as (
  select ${stacked([...branch, ...changes], 9)}
    from ${cells} as cell${programmes}
   group by ${branch.join(', ')}
),
by_region as (
  select ${stacked([...keys('by_branch.region_code', 'by_branch'), ...added('by_branch')], 9)}
    from by_branch
   group by ${keys('by_branch.region_code', 'by_branch').join(', ')}
),
by_month as (
  select ${stacked([...keys('by_branch.branch_code as area_code', 'by_branch'), ...added('by_branch')], 9)}
    from by_branch
   where by_branch.branch_code <> by_branch.region_code
   group by ${keys('by_branch.branch_code', 'by_branch').join(', ')}
   union all
  select ${stacked([...keys('by_region.region_code', 'by_region'), ...columns.map(({ column }) => `by_region.${column}`)], 9)}
    from by_region
   union all
  select ${stacked([...keys(`'${countryCode}'`, 'by_region'), ...added('by_region')], 9)}
    from by_region
   group by ${keys('', 'by_region').join(', ')}
)`;
}

function sumsOf(columns: readonly Additive[], from: string): string[] {
  return columns.map(({ column, type }) => `sum(${from}.${column})::${type} as ${column}`);
}

/** Flows and cohorts by quarter, half-year and year, each from the periods below it; the columns of levels are absent. */
function byLongerPeriod(columns: readonly Additive[], series: readonly string[]): string {
  const flows = columns.filter(({ isLevel }) => !isLevel);
  return longerGrains
    .map(({ grain, start }, index) => {
      const below =
        index === 0 ? { name: 'by_month', start: 'by_month.month' } : periodsOfGrain(longerGrains[index - 1]!.grain);
      const keys = [...series.map((column) => `${below.name}.${column}`), start(below.start)];
      return `${periodsOfGrain(grain).name} as (
  select ${stacked([...keys.slice(0, -1), `${keys.at(-1)!} as period_start`, ...sumsOf(flows, below.name)], 9)}
    from ${below.name}
   group by ${keys.join(', ')}
)`;
    })
    .join(',\n');
}

const longerGrains = grains.filter(({ grain }) => grain !== 'MONTH');

function periodsOfGrain(grain: string): { name: string; start: string } {
  const name = `by_${grain.toLowerCase()}`;
  return { name, start: `${name}.period_start` };
}

/** In the order of the key of summaries; the columns of levels are zero here. */
function flowsByPeriod(columns: readonly Additive[], series: readonly string[]): string {
  const [area, ...programme] = series;
  const ofGrain = (grain: string, from: string, start: string): string => {
    const keys = [`${from}.${area!}`, `'${grain}' as grain`, start, ...programme.map((column) => `${from}.${column}`)];
    const values = columns.map(({ column, isLevel }) => (isLevel ? `0 as ${column}` : `${from}.${column}`));
    return `  select ${stacked([...keys, ...values], 9)}
    from ${from}`;
  };
  return [
    ofGrain('MONTH', 'by_month', 'by_month.month as period_start'),
    ...longerGrains.map(({ grain }) => ofGrain(grain, periodsOfGrain(grain).name, periodsOfGrain(grain).start)),
  ].join('\n   union all\n');
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
