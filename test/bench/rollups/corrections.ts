import type { Sql } from '@oblys/database';

/** Gives 2,000 closed appeals, 20 in each of 100 cells, the other outcome. The same ones each time. */
export async function correctAppeals(sql: Sql): Promise<void> {
  const [corrected] = await sql.query<{ records: number; cells: number }>(`/* bench:correct-appeals */
with chosen as (
  select branch.region_code, branch.branch_code, month.month
    from (
      select branch.*, row_number() over (order by md5(branch_code)) as place
        from (
          select distinct region_code, coalesce(district_code, region_code) as branch_code
            from area_placement
        ) as branch
    ) as branch
   cross join lateral (
      select month::date
        from generate_series((select min(month) from reporting_cell)::timestamp,
                             (select max(month) from reporting_cell)::timestamp, interval '1 month') as month
       order by md5(branch.branch_code || month)
       limit 4
   ) as month
   order by branch.place
   limit 100
),
picked as (
  select appeal.*
    from chosen
   cross join lateral (
      select appeal.id, appeal.region_code, appeal.outcome
        from appeal
       where appeal.region_code = chosen.region_code
         and appeal.branch_code = chosen.branch_code
         and appeal.received_on >= chosen.month
         and appeal.received_on < chosen.month + interval '1 month'
         and appeal.outcome is not null
       order by appeal.received_on, appeal.id
       limit 20
   ) as appeal
),
corrected as (
update appeal
   set outcome = case picked.outcome when 'POSITIVE' then 'EXPLAINED' else 'POSITIVE' end
  from picked
 where appeal.id = picked.id
   and appeal.region_code = picked.region_code
returning appeal.branch_code, date_trunc('month', appeal.received_on::timestamp) as month
)
select count(*)::integer as records, count(distinct (branch_code, month))::integer as cells
  from corrected`);
  const { records, cells } = corrected!;
  if (records !== 2_000 || cells !== 100) throw new Error(`${records} appeals in ${cells} cells were corrected.`);
}

/** Moves the adoption of 2,000 roadmap items, spread over all districts and years, by 31 days. The same ones each time. */
export async function correctRoadmapItems(sql: Sql, days: 31 | -31): Promise<void> {
  const [corrected] = await sql.query<{ records: number }>(
    `/* bench:correct-roadmap-items */
with picked as (
  select id, region_code
    from roadmap_item
   order by md5(source_ref)
   limit 2000
),
corrected as (
update roadmap_item
   set adopted_on = adopted_on + $1::integer
  from picked
 where roadmap_item.id = picked.id
   and roadmap_item.region_code = picked.region_code
returning 1
)
select count(*)::integer as records
  from corrected`,
    [days],
  );
  if (corrected!.records !== 2_000) throw new Error(`${corrected!.records} roadmap items were corrected.`);
}
