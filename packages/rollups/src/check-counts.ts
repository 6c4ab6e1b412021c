import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { findMeasure } from './catalogue.js';
import type { BuildToCheck } from './check-build.js';
import { cellTable, columnOf, hasProgramme, isLevel } from './compile/columns.js';
import { allProgrammes } from './compile/programmes.js';
import { CheckFailedError } from './errors.js';
import { findingsAtMost, type Finding } from './findings.js';
import { countByRegion, countInCells, countInRegions, regionCounts, type RegionCount } from './region-counts.js';
import type { Topic } from './topic.js';

/**
 * Holds one measure of a build against a count of the records that is written by hand. All regions by year when all
 * was counted; else a flow or cohort in the cells that were recounted, and their regions as the sums of their branches.
 */
export async function checkCounts(sql: Sql, build: BuildToCheck): Promise<Finding[]> {
  const count = regionCounts[build.topic.code];
  if (count === undefined || findMeasure(build.topic, count.measure) === undefined) {
    throw new CheckFailedError(
      `Check of ${build.topic.code} failed: nobody has written its count of records by region.`,
    );
  }
  if (build.marked === null) return checkRegions(sql, build, count, countByRegion(count), null);
  if (count.on === null) return checkRegions(sql, build, count, countInRegions(count, build.marked), build.marked);
  return [
    ...(await checkCells(sql, build, count, build.marked)),
    ...(await checkBranches(sql, build, count, build.marked)),
  ];
}

interface Part {
  region_code: string;
  branch_code?: string;
  period_start: IsoDate;
  summed: string;
  counted: string;
}

async function checkRegions(
  sql: Sql,
  { topic, summaries, asOf }: BuildToCheck,
  { measure }: RegionCount,
  counted: string,
  marked: string | null,
): Promise<Finding[]> {
  const level = isLevel(topic, findMeasure(topic, measure)!);
  const conditions = [
    `summary.grain = 'YEAR'`,
    ...(hasProgramme(topic) ? [`summary.programme_code = '${allProgrammes}'`] : []),
    ...(level ? [`summary.period_start = date_trunc('year', $1::date::timestamp)`] : []),
    ...(marked === null ? [] : [`summary.area_code in (select region_code from ${marked})`]),
  ];
  const rows = await sql.query<Part>(
    `/* check:${columnOf(topic.code)}/regions   $1 = as-of day */
with counted as (
${counted}
),
summed as (
  select summary.area_code as region_code, summary.period_start, summary.${columnOf(measure)} as value
    from ${summaries} as summary
    join area
      on area.code = summary.area_code
     and area.level = 'REGION'
   where ${conditions.join('\n     and ')}
)
select coalesce(counted.region_code, summed.region_code) as region_code,
       coalesce(counted.period_start, summed.period_start) as period_start,
       coalesce(summed.value, 0)::text as summed, coalesce(counted.value, 0)::text as counted
  from counted
  full join summed
    on summed.region_code = counted.region_code
   and summed.period_start = counted.period_start
 where coalesce(summed.value, 0) <> coalesce(counted.value, 0)
 order by 1, 2
 limit ${findingsAtMost}`,
    [asOf],
  );
  const rule = `${measure} of a region is the count of its records`;
  return rows.map((part) =>
    findingOf(topic, { measure, rule, grain: 'YEAR', basis: 'the count of its records' }, part),
  );
}

/** The recounted cells of branches, regional offices among them, by the measure that an index alone counts. */
async function checkCells(
  sql: Sql,
  { topic, asOf }: BuildToCheck,
  count: RegionCount,
  marked: string,
): Promise<Finding[]> {
  const measure = count.ofMonth?.measure ?? count.measure;
  const rows = await sql.query<Part>(
    `/* check:${columnOf(topic.code)}/cells   $1 = as-of day */
with counted as (
${countInCells(count, marked)}
)
select counted.region_code, counted.branch_code, counted.month as period_start,
       coalesce(summed.value, 0)::text as summed, coalesce(counted.value, 0)::text as counted
  from counted
 cross join lateral (
    select sum(cell.${columnOf(measure)}) as value
      from ${cellTable(topic)} as cell
     where cell.region_code = counted.region_code
       and cell.branch_code = counted.branch_code
       and cell.month = counted.month
 ) as summed
 where coalesce(summed.value, 0) <> coalesce(counted.value, 0)
 order by 1, 2, 3
 limit ${findingsAtMost}`,
    [asOf],
  );
  const rule = `${measure} of a branch is the count of its records`;
  return rows.map((part) =>
    findingOf(topic, { measure, rule, grain: 'MONTH', basis: 'the count of its records' }, part),
  );
}

/** The regions of recounted cells: each month is the sum of what its branches hold, whichever of them changed. */
async function checkBranches(
  sql: Sql,
  { topic, summaries }: BuildToCheck,
  count: RegionCount,
  marked: string,
): Promise<Finding[]> {
  const measure = count.ofMonth?.measure ?? count.measure;
  const programme = hasProgramme(topic) ? `\n   and summary.programme_code = '${allProgrammes}'` : '';
  const rows = await sql.query<Part>(`/* check:${columnOf(topic.code)}/branches */
with touched as (
  select distinct region_code, month
    from ${marked}
),
branch as (
  select distinct region_code, coalesce(district_code, region_code) as branch_code
    from area_placement
),
held as (
  select touched.region_code, touched.month, sum(cell.${columnOf(measure)}) as value
    from touched
    join branch
      on branch.region_code = touched.region_code
    left join ${cellTable(topic)} as cell
      on cell.region_code = touched.region_code
     and cell.branch_code = branch.branch_code
     and cell.month = touched.month
   group by touched.region_code, touched.month
)
select held.region_code, held.month as period_start,
       coalesce(summary.${columnOf(measure)}, 0)::text as summed, coalesce(held.value, 0)::text as counted
  from held
  left join ${summaries} as summary
    on summary.area_code = held.region_code
   and summary.grain = 'MONTH'
   and summary.period_start = held.month${programme}
 where coalesce(summary.${columnOf(measure)}, 0) <> coalesce(held.value, 0)
 order by 1, 2
 limit ${findingsAtMost}`);
  const rule = `${measure} of a region is the sum of its branches`;
  return rows.map((part) =>
    findingOf(topic, { measure, rule, grain: 'MONTH', basis: 'the sum of its branches' }, part),
  );
}

interface Comparison {
  measure: string;
  rule: string;
  grain: string;
  /** What the figure was held against. */
  basis: string;
}

function findingOf(topic: Topic, { measure, rule, grain, basis }: Comparison, part: Part): Finding {
  const { region_code: region, branch_code: branch = region, period_start: start, summed, counted } = part;
  const area = branch === region ? `region ${region}` : `branch ${branch} of region ${region}`;
  return {
    ...{ topic: topic.code, rule, areaCode: branch, grain, periodStart: start },
    ...{ programmeCode: null, expected: counted, found: summed },
    message:
      `Check of ${topic.code} failed: ${measure} of ${area} in the ${grain} of ${start} is ` +
      `${summed}, and ${basis} is ${counted}.`,
  };
}
