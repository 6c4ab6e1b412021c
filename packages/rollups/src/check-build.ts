import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { findMeasure } from './catalogue.js';
import { columnOf, hasProgramme, storedMeasures, summaryKey } from './compile/columns.js';
import { allProgrammes } from './compile/programmes.js';
import { CheckFailedError } from './errors.js';
import { regionCounts } from './region-counts.js';
import type { Topic } from './topic.js';

/**
 * Holds the summaries of a build against themselves and against a count that shares no code with them.
 * @param summaries the relation that holds them
 * @throws {CheckFailedError} that names topic, area, period and values of the first row that fails
 */
export async function checkBuild(sql: Sql, topic: Topic, summaries: string, asOf: IsoDate): Promise<void> {
  await checkRows(sql, topic, summaries);
  await checkRegions(sql, topic, summaries, asOf);
}

interface Rule {
  readonly says: string;
  /** True on a row that breaks it; never null, since no summary column is. */
  readonly broken: string;
  readonly measures: readonly string[];
}

function rulesOf(topic: Topic): Rule[] {
  const stored = storedMeasures(topic).map(({ code }) => code);
  return [
    ...stored.map((code) => ({ says: `${code} >= 0`, broken: `${columnOf(code)} < 0`, measures: [code] })),
    ...topic.identities.map(({ whole, parts }) => ({
      says: `${whole} = ${parts.join(' + ')}`,
      broken: `${columnOf(whole)} <> ${parts.map(columnOf).join(' + ')}`,
      measures: [whole, ...parts],
    })),
    ...topic.invariants.map(({ part, whole }) => ({
      says: `${part} <= ${whole}`,
      broken: `${columnOf(part)} > ${columnOf(whole)}`,
      measures: [part, whole],
    })),
  ];
}

async function checkRows(sql: Sql, topic: Topic, summaries: string): Promise<void> {
  const rules = rulesOf(topic);
  const [row] = await sql.query<Record<string, unknown>>(`/* check:${columnOf(topic.code)}/rows */
select summary.*, case
${rules.map(({ broken }, index) => `         when ${broken} then ${index}`).join('\n')}
       end as rule
  from ${summaries} as summary
 where ${rules.map(({ broken }) => broken).join('\n    or ')}
 order by ${summaryKey(topic)
   .map(({ name }) => name)
   .join(', ')}
 limit 1`);
  if (row === undefined) return;
  const { says, measures } = rules[Number(row['rule'])]!;
  const programme = hasProgramme(topic) ? `, programme ${String(row['programme_code'])}` : '';
  const values = measures.map((code) => `${code} is ${String(row[columnOf(code)])}`).join(', ');
  throw new CheckFailedError(
    `Check of ${topic.code} failed: ${says} does not hold for area ${String(row['area_code'])}, ` +
      `${String(row['grain'])} of ${String(row['period_start'])}${programme}: ${values}. ` +
      'The last good build stays current.',
  );
}

async function checkRegions(sql: Sql, topic: Topic, summaries: string, asOf: IsoDate): Promise<void> {
  const count = regionCounts[topic.code];
  if (count === undefined || findMeasure(topic, count.measure) === undefined) {
    throw new CheckFailedError(`Check of ${topic.code} failed: nobody has written its count of records by region.`);
  }
  const isStock = findMeasure(topic, count.measure)?.kind === 'stock';
  const [row] = await sql.query<{ area_code: string; year: IsoDate; summed: string; counted: string }>(
    `/* check:${columnOf(topic.code)}/regions   $1 = as-of day */
with counted as (
${count.sql}
),
summed as (
  select summary.area_code, summary.period_start as year, summary.${columnOf(count.measure)} as value
    from ${summaries} as summary
    join area
      on area.code = summary.area_code
     and area.level = 'REGION'
   where summary.grain = 'YEAR'${isStock ? `\n     and summary.period_start = date_trunc('year', $1::date::timestamp)` : ''}${
     hasProgramme(topic) ? `\n     and summary.programme_code = '${allProgrammes}'` : ''
   }
)
select coalesce(counted.region_code, summed.area_code) as area_code, coalesce(counted.year, summed.year) as year,
       coalesce(summed.value, 0)::text as summed, coalesce(counted.value, 0)::text as counted
  from counted
  full join summed
    on summed.area_code = counted.region_code
   and summed.year = counted.year
 where coalesce(summed.value, 0) <> coalesce(counted.value, 0)
 order by 1, 2
 limit 1`,
    [asOf],
  );
  if (row === undefined) return;
  throw new CheckFailedError(
    `Check of ${topic.code} failed: ${count.measure} of region ${row.area_code} in the YEAR of ${row.year} is ` +
      `${row.summed}, and the count of its records is ${row.counted}. The last good build stays current.`,
  );
}
