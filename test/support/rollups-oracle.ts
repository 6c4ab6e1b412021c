import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '@oblys/database';
import type { Coverage, LiveAsk, SummaryAnswer, Withheld } from '@oblys/rollups';
import { cover } from './rollups-oracle-coverage.js';
import { figuresOf } from './rollups-oracle-figures.js';
import { reportedBy } from './rollups-oracle-submissions.js';
import { monthsOf, readOracleRecords, recordsOf, type OracleRecords } from './rollups-oracle-records.js';
import type { Row } from './rollups-records.js';

/**
 * The figures once more, as loops over lists of records, written from the definitions. It shares no code with the
 * topics and their compiler, so that a mistake in one of them shows.
 */
export interface Oracle {
  count(topic: string, ask: LiveAsk): OracleAnswer;
  cover(ask: LiveAsk): Coverage;
}

interface OracleAnswer {
  values: Record<string, number | string | null>;
  withheld: Withheld[];
  recordCount: number;
}

export async function createOracle(sql: Sql): Promise<Oracle> {
  return createOracleOf(await readOracleRecords(sql));
}

/** The same over records that were not read from the database. */
export function createOracleOf(records: OracleRecords): Oracle {
  return {
    count: (topic, ask) => count(records, topic, ask),
    cover: (ask) => cover(records, ask),
  };
}

/** The first asks whose answers are not what the oracle counts, with both; none when all agree. */
export function differences(
  oracle: Oracle,
  topic: string,
  asks: readonly LiveAsk[],
  answers: readonly SummaryAnswer[],
): unknown[] {
  if (answers.length !== asks.length) return [{ asked: asks.length, answered: answers.length }];
  const found: unknown[] = [];
  for (const [index, ask] of asks.entries()) {
    const { values, withheld, recordCount } = answers[index]!;
    const answered = { values, withheld, recordCount };
    const counted = oracle.count(topic, ask);
    if (!isDeepStrictEqual(answered, counted)) found.push({ ask, answered, counted });
    if (found.length === 3) break;
  }
  return found;
}

function count(records: OracleRecords, topic: string, ask: LiveAsk): OracleAnswer {
  const day = ask.to < ask.asOf ? ask.to : ask.asOf;
  const within = (date: unknown): boolean =>
    typeof date === 'string' && date <= day && (ask.from === null || date >= ask.from);
  const by = (date: unknown, limit: string): boolean => typeof date === 'string' && date <= limit;
  const ofArea = (table: string): Row[] => recordsOf(records, table, ask);
  const { spans, levels, rates, recordCount } = figuresOf[topic]!({ ask, day, within, by, ofArea });

  const notBegun = ask.from !== null && ask.from > ask.asOf;
  const monthOfDay = day.slice(0, 7);
  const reported = monthsOf(reportedBy(records, topic, ask.asOf), ask).filter((month) => month <= monthOfDay);
  const reportedEver = reported.length > 0;
  const reportedInSpan = reported.some((month) => ask.from === null || month >= ask.from.slice(0, 7));
  const values: OracleAnswer['values'] = {};
  const withheld: Withheld[] = [];
  const put = (measure: string, value: number | string | null, isReported: boolean): void => {
    const reason = notBegun ? 'NOT_COMPUTED' : !isReported ? 'NOT_REPORTED' : value === null ? 'NO_DENOMINATOR' : null;
    values[measure] = reason === null ? value : null;
    if (reason !== null) withheld.push({ measure, reason });
  };
  for (const [measure, value] of Object.entries(spans)) put(measure, value, reportedInSpan);
  for (const [measure, value] of Object.entries(levels)) put(measure, value, reportedEver);
  for (const [measure, [part, whole]] of Object.entries(rates)) {
    const isSpan = Object.keys(spans).length > 0;
    put(measure, whole === 0 ? null : part / whole, isSpan ? reportedInSpan : reportedEver);
  }
  return { values, withheld, recordCount: notBegun ? 0 : recordCount };
}
