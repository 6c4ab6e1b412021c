import type { Sql } from '@oblys/database';

/** A figure as a quotient, or why there is none. */
export interface Fraction {
  readonly above: string | null;
  readonly below: string | null;
  readonly reason: string | null;
}

/** A row of an answer for one measure, and whom it belongs together with. */
export interface RowByHand {
  readonly figure: Fraction;
  readonly former: Fraction | null;
  readonly total: Fraction | null;
  readonly people: number | null;
  /** Whose figures it is ranked among, averaged with, held against. */
  readonly ranked: string;
  readonly series: string;
  readonly alike: string;
  /** The place of the period in the series. */
  readonly period: number;
  readonly isWhole: boolean;
}

export interface MeasureByHand {
  readonly isRatio: boolean;
  readonly addsUp: boolean;
  readonly addsUpOverTime: boolean;
  /** Of a part of a period among whole ones nothing is said. */
  readonly cutsOutliers: boolean;
  readonly periods: number;
  readonly ranksDown: boolean;
  readonly ranksPeople: boolean;
  readonly outliersOfPeople: boolean;
}

export interface StatisticByHand {
  readonly per_thousand: string | null;
  readonly per_thousand_reason: string | null;
  readonly share: string | null;
  readonly share_reason: string | null;
  readonly place: number | null;
  readonly ranked_of: number;
  readonly average: string | null;
  readonly average_reason: string | null;
  readonly median: string | null;
  readonly deviation: string | null;
  readonly score: string | null;
  readonly is_outlier: boolean | null;
  readonly outlier_of: number;
  readonly outlier_reason: string | null;
  readonly absolute: string | null;
  readonly relative: string | null;
  readonly change_reason: string | null;
}

/** The statistics once more, by PostgreSQL's numbers and windows: it shares no code with what is tested. */
export function computeByHand(
  sql: Sql,
  rows: readonly RowByHand[],
  measure: MeasureByHand,
): Promise<StatisticByHand[]> {
  const given = rows.map(({ figure, former, total, ...row }, index) => ({
    index,
    ...row,
    ...figure,
    former_above: former?.above ?? null,
    former_below: former?.below ?? null,
    former_reason: former?.reason ?? null,
    total_above: total?.above ?? null,
    total_below: total?.below ?? null,
    total_reason: total?.reason ?? null,
  }));
  return sql.query<StatisticByHand>(statistics, [JSON.stringify(given), JSON.stringify(measure)]);
}

const statistics = `/* statistics-by-hand   $1 = rows, $2 = measure */
with measure as (
  select *
    from jsonb_to_record($2::jsonb) as measure (
           "isRatio" boolean, "addsUp" boolean, "addsUpOverTime" boolean, "cutsOutliers" boolean, periods integer,
           "ranksDown" boolean, "ranksPeople" boolean, "outliersOfPeople" boolean
         )
),
given as (
  select given.*,
         above::numeric(120, 60) / below as value,
         former_above::numeric(120, 60) / former_below as former_value,
         total_above::numeric(120, 60) / total_below as total_value,
         case when not measure."isRatio" then above::numeric(120, 60) * 1000 / nullif(people, 0) end as by_people,
         case
           when measure."isRatio" then 'NOT_A_COUNT'
           when reason is not null then reason
           when coalesce(people, 0) = 0 then 'NO_POPULATION'
         end as by_people_reason
    from measure
   cross join jsonb_to_recordset($1::jsonb) as given (
           index integer, above numeric, below numeric, reason text,
           former_above numeric, former_below numeric, former_reason text,
           total_above numeric, total_below numeric, total_reason text,
           people numeric, ranked text, series text, alike text, period integer, "isWhole" boolean
         )
),
placed as (
  select given.*,
         case when measure."ranksPeople" then by_people else value end as rank_value,
         case
           when measure."cutsOutliers" and not "isWhole" then null
           when measure."outliersOfPeople" then by_people
           else value
         end as outlier_value,
         case
           when measure."outliersOfPeople" and by_people is null then by_people_reason
           when not measure."outliersOfPeople" and value is null then reason
           when measure."cutsOutliers" and not "isWhole" then 'PERIOD_NOT_WHOLE'
         end as outlier_reason
    from given
   cross join measure
),
ordered as (
  select alike, outlier_value,
         row_number() over (partition by alike order by outlier_value) as place,
         count(*) over (partition by alike) as many
    from placed
   where outlier_value is not null
),
middle as (
  select alike, sum(outlier_value) / count(*) as median, max(many)::integer as many
    from ordered
   where place in ((many + 1) / 2, (many + 2) / 2)
   group by alike
),
distant as (
  select placed.alike, abs(placed.outlier_value - middle.median) as distance,
         row_number() over (partition by placed.alike order by abs(placed.outlier_value - middle.median)) as place,
         middle.many
    from placed
    join middle using (alike)
   where placed.outlier_value is not null
),
spread as (
  select alike, sum(distance) / count(*) as deviation
    from distant
   where place in ((many + 1) / 2, (many + 2) / 2)
   group by alike
),
windowed as (
  select placed.*,
         count(*) over last_periods as periods_there,
         sum(value) over last_periods as sum_of_periods,
         array_agg(reason) over last_periods as reasons,
         bool_and("isWhole") over last_periods as are_whole,
         rank() over (
           partition by ranked, rank_value is null
               order by case when (select "ranksDown" from measure) then - rank_value else rank_value end
         ) as rank_place,
         count(rank_value) over (partition by ranked) as ranked_of
    from placed
  window last_periods as (
           partition by series order by period rows between ((select periods from measure) - 1) preceding and current row
         )
)
select trim_scale(round(by_people, 12))::text as per_thousand,
       by_people_reason as per_thousand_reason,
       case when measure."addsUp" then trim_scale(round(value / nullif(total_value, 0), 12))::text end as share,
       case
         when reason is not null then reason
         when not measure."addsUp" then 'NOT_ADDITIVE'
         when total_value is null then total_reason
         when total_value = 0 then 'NO_DENOMINATOR'
       end as share_reason,
       case when rank_value is not null then rank_place::integer end as place,
       ranked_of::integer as ranked_of,
       case
         when measure."addsUpOverTime" and periods_there = measure.periods and are_whole
              and array_remove(reasons, null) = '{}'
           then trim_scale(round(sum_of_periods / measure.periods, 12))::text
       end as average,
       case
         when not measure."addsUpOverTime" then 'NOT_ADDITIVE'
         when periods_there < measure.periods then 'TOO_FEW_PERIODS'
         when array_remove(reasons, null) <> '{}' then (array_remove(reasons, null))[1]
         when not are_whole then 'PERIOD_NOT_WHOLE'
       end as average_reason,
       case when many >= 5 then trim_scale(round(median, 12))::text end as median,
       case when many >= 5 then trim_scale(round(deviation, 12))::text end as deviation,
       case
         when many >= 5 then trim_scale(round(0.6745 * (outlier_value - median) / nullif(deviation, 0), 12))::text
       end as score,
       case when many >= 5 then abs(0.6745 * (outlier_value - median) / nullif(deviation, 0)) > 3.5 end as is_outlier,
       coalesce(many, 0) as outlier_of,
       case
         when outlier_reason is not null then outlier_reason
         when coalesce(many, 0) < 5 then 'TOO_FEW_VALUES'
         when deviation = 0 then 'NO_SPREAD'
       end as outlier_reason,
       trim_scale(round(value - former_value, 12))::text as absolute,
       trim_scale(round((value - former_value) / nullif(former_value, 0), 12))::text as relative,
       case
         when reason is not null then reason
         when former_reason is not null then former_reason
         when former_value = 0 then 'NO_DENOMINATOR'
       end as change_reason
  from windowed
 cross join measure
  left join middle using (alike)
  left join spread using (alike)
 order by index`;
