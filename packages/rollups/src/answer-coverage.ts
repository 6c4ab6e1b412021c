import type { Sql } from '@oblys/database';
import type { Coverage, SummaryAsk } from './answers.js';
import { compileCoverage, compileLiveCoverage } from './compile/compile-coverage.js';
import { storedReporting } from './compile/compile-reported.js';
import { topics } from './topics/index.js';

/** Coverage is the same for all topics and programmes. */
export type CoverageAsk = Pick<SummaryAsk, 'areaCode' | 'level' | 'from' | 'to' | 'asOf'>;

/**
 * How many branch-months of the districts of an area have been reported, and which are missing, in the order of the
 * asks: from the current build where no other as-of day is named, else from the records. Without a build and an
 * as-of day nothing is expected. Equal asks cost one; at most one statement for each source.
 */
export async function answerCoverage(sql: Sql, asks: readonly CoverageAsk[]): Promise<Coverage[]> {
  const open = new Map(asks.map((ask) => [keyOf(ask), ask]));
  const covered = new Map<string, Coverage>();
  const answer = async (text: string): Promise<void> => {
    const batch = [...open];
    const answers = await readCoverage(
      sql,
      text,
      batch.map(([, ask]) => ask),
    );
    for (const [index, coverage] of answers) {
      const [key] = batch[index]!;
      covered.set(key, coverage);
      open.delete(key);
    }
  };
  if (open.size > 0) await answer(compileCoverage(storedReporting, '(select max(as_of) from build)'));
  for (const [key, { asOf }] of open) if (asOf === null) open.delete(key);
  if (open.size > 0) await answer(compileLiveCoverage(topics));
  return asks.map((ask) => covered.get(keyOf(ask)) ?? nothingExpected);
}

const nothingExpected: Coverage = { expected: 0, reported: 0, basis: 'RECORDS', onTime: null, missing: [] };

function keyOf({ areaCode, level, from, to, asOf }: CoverageAsk): string {
  return [areaCode, level, from, to, asOf].join();
}

/** The coverage of the asks that the statement answers, by their place in the batch. */
export async function readCoverage(
  sql: Sql,
  text: string,
  asks: readonly CoverageAsk[],
): Promise<Map<number, Coverage>> {
  const rows = await sql.query<Coverage & { number: number }>(text, [
    asks.map(({ areaCode }) => areaCode),
    asks.map(({ level }) => level),
    asks.map(({ from }) => from),
    asks.map(({ to }) => to),
    asks.map(({ asOf }) => asOf),
  ]);
  return new Map(rows.map(({ number, ...coverage }) => [number - 1, coverage]));
}
