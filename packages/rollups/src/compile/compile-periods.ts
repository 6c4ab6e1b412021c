import { earliestMonth } from '../earliest-month.js';
import { asOfDay } from './sql-text.js';

/** From the finest to the coarsest; `start` is the first day of the period that holds a month. */
export const grains = [
  { grain: 'MONTH', start: (month: string): string => month },
  { grain: 'QUARTER', start: (month: string): string => `date_trunc('quarter', ${month}::timestamp)::date` },
  {
    grain: 'HALF_YEAR',
    start: (month: string): string =>
      `make_date(extract(year from ${month})::integer, case when extract(month from ${month}) < 7 then 1 else 7 end, 1)`,
  },
  { grain: 'YEAR', start: (month: string): string => `date_trunc('year', ${month}::timestamp)::date` },
] as const;

/** (grain, period_start, last_month): every period there may be up to the as-of day, with the last of its months that has begun. */
export const periods = 'rollup_period';

export const compiledPeriods = `/* rollup:periods */
create temporary table ${periods} on commit drop as
select period.grain, period.period_start, max(month.month::date) as last_month
  from generate_series(
         '${earliestMonth}'::timestamp,
         date_trunc('month', ${asOfDay}::timestamp),
         interval '1 month'
       ) as month (month)
 cross join lateral (values
         ${periodsAround('month.month::date')}
       ) as period (grain, period_start)
 group by period.grain, period.period_start`;

/** The four periods that hold a month. */
export function periodsOf(month: string): string {
  return `(values
           ${periodsAround(month)}
         ) as period (grain, period_start)`;
}

function periodsAround(month: string): string {
  return grains.map(({ grain, start }) => `('${grain}', ${start(month)})`).join(',\n           ');
}
