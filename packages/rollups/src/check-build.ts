import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { checkCounts } from './check-counts.js';
import { columnOf, storedMeasures, summaryKey } from './compile/columns.js';
import type { MarkedCells } from './compile/compile-cells.js';
import { CheckFailedError } from './errors.js';
import { findingsAtMost, type Finding } from './findings.js';
import type { Topic } from './topic.js';

export interface BuildToCheck {
  readonly topic: Topic;
  readonly asOf: IsoDate;
  /** The relation of the rows that are new; null where none is. */
  readonly rows: string | null;
  /** The relation that holds the summaries as they will be read: that of the rows when all are new. */
  readonly summaries: string;
  /** A relation (region_code, branch_code, month) of the cells that were recounted; null when all were. */
  readonly marked: MarkedCells;
}

/**
 * Holds the summaries of a build against themselves and against a count that shares no code with them. With marked
 * cells it reads what changed and no more.
 * @returns how many rules were checked
 * @throws {CheckFailedError} with the rows that fail; its message names the first
 */
export async function checkBuild(sql: Sql, build: BuildToCheck): Promise<number> {
  const findings = [
    ...(build.rows === null ? [] : await checkRows(sql, build.topic, build.rows)),
    ...(build.marked === null ? await checkSums(sql, build) : []),
    ...(await checkCounts(sql, build)),
  ];
  const [first] = findings;
  if (first === undefined) {
    const ofRows = build.rows === null ? 0 : rulesOf(build.topic).length;
    return ofRows + (build.marked === null ? 1 : 0) + 1;
  }
  const others = findings.length - 1;
  const more = others === 0 ? '' : others === 1 ? ' 1 more row fails.' : ` ${others} more rows fail.`;
  throw new CheckFailedError(`${first.message}${more} The last good build stays current.`, findings);
}

/** What holds on every row of a topic's summaries, as comparisons of measures. */
export function invariantsOf(topic: Topic): string[] {
  return rulesOf(topic).map(({ says }) => says);
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

interface SummaryRow extends Record<string, unknown> {
  area_code: string;
  grain: string;
  period_start: IsoDate;
  programme_code?: string;
}

async function checkRows(sql: Sql, topic: Topic, rows: string): Promise<Finding[]> {
  const rules = rulesOf(topic);
  const keys = summaryKey(topic).map(({ name }) => name);
  const broken = await sql.query<SummaryRow & { rule: number }>(`/* check:${columnOf(topic.code)}/rows */
select summary.*, case
${rules.map(({ broken }, index) => `         when ${broken} then ${index}`).join('\n')}
       end as rule
  from ${rows} as summary
 where ${rules.map(({ broken }) => broken).join('\n    or ')}
 order by ${keys.join(', ')}
 limit ${findingsAtMost}`);
  return broken.map((row) => {
    const { says, measures } = rules[row.rule]!;
    const found = measures.map((code) => `${code} is ${String(row[columnOf(code)])}`).join(', ');
    const { area_code: area, grain, period_start: start, programme_code: programme } = row;
    const where = `area ${area}, ${grain} of ${start}${programme === undefined ? '' : `, programme ${programme}`}`;
    return {
      ...{ topic: topic.code, rule: says, areaCode: area, grain, periodStart: start },
      ...{ programmeCode: programme ?? null, expected: says, found },
      message: `Check of ${topic.code} failed: ${says} does not hold for ${where}: ${found}.`,
    };
  });
}

/** The country is the sum of its regions, row by row, for all that adds up. */
async function checkSums(sql: Sql, { topic, summaries }: BuildToCheck): Promise<Finding[]> {
  const measures = storedMeasures(topic).filter(({ additive }) => additive);
  const keys = summaryKey(topic)
    .map(({ name }) => name)
    .filter((name) => name !== 'area_code');
  const sums = measures.map(
    ({ code }) =>
      `sum(case area.level when 'REGION' then summary.${columnOf(code)} when 'COUNTRY' then -summary.${columnOf(code)} end)`,
  );
  const broken = await sql.query<SummaryRow & { differs: string[] }>(`/* check:${columnOf(topic.code)}/sums */
select ${keys.map((key) => `summary.${key}`).join(', ')}, array[${sums.map((sum) => `(${sum})::text`).join(', ')}] as differs
  from ${summaries} as summary
  join area
    on area.code = summary.area_code
   and area.level in ('REGION', 'COUNTRY')
 group by ${keys.map((key) => `summary.${key}`).join(', ')}
having ${sums.map((sum) => `${sum} <> 0`).join(' or ')}
 order by ${keys.map((key) => `summary.${key}`).join(', ')}
 limit ${findingsAtMost}`);
  return broken.map(({ grain, period_start: start, programme_code: programme, differs }) => {
    const found = measures
      .map(({ code }, index) => ({ code, by: Number(differs[index]) }))
      .filter(({ by }) => by !== 0)
      .map(({ code, by }) => `${code} by ${by}`)
      .join(', ');
    const rule = 'the regions add up to the country';
    return {
      ...{ topic: topic.code, rule, areaCode: '000000000', grain, periodStart: start },
      ...{ programmeCode: programme ?? null, expected: 'no difference', found },
      message: `Check of ${topic.code} failed: in the ${grain} of ${start} the regions and the country differ: ${found}.`,
    };
  });
}
