import type { Sql } from '@oblys/database';
import { earlier, InvalidInputError, NotFoundError, type IsoDate, type SummaryLevel, type Tree } from '@oblys/domain';
import { findSummaryLevel } from './area-level.js';
import { assertAsk } from './asks.js';
import { getMeasure, type MeasureOfTopic } from './catalogue.js';
import { ownMeasure } from './compile/columns.js';
import { latestBuild } from './latest-build.js';
import type { Measure, Topic } from './topic.js';

export const rateParts = ['NUMERATOR', 'DENOMINATOR'] as const;
/** Which count of a rate. */
export type RatePart = (typeof rateParts)[number];

/** A figure whose records are asked for. */
export interface BehindAsk {
  /** Full code, such as `roadmap.executed`. */
  readonly measure: string;
  readonly areaCode: string;
  /** The first day counted; null counts since the first record. Stocks take no notice of it. */
  readonly from: IsoDate | null;
  readonly to: IsoDate;
  /** Null is the day of the current build. */
  readonly asOf: IsoDate | null;
  readonly programmeCode: string | null;
  /** AS_RECORDED unless given. */
  readonly tree?: Tree | undefined;
  /** Of a rate, and of nothing else: the records of which of its counts. */
  readonly part: RatePart | null;
}

/** The same with all that is worked out: what is counted, where, and until when. */
export interface FigureBehind {
  readonly topic: Topic;
  /** What the records make up: the measure that was asked for, or the count of a rate. */
  readonly measure: Measure;
  readonly areaCode: string;
  readonly level: SummaryLevel;
  readonly tree: Tree;
  readonly from: IsoDate | null;
  readonly to: IsoDate;
  readonly asOf: IsoDate;
  /** The last day that counts: of the span, or the as-of day where that is earlier. */
  readonly day: IsoDate;
  readonly programmeCode: string | null;
}

/**
 * Works out which figure is asked for.
 * @throws {NotFoundError} when there is no such measure, area or programme
 * @throws {InvalidInputError} when measure, part, span, programme and day do not go together, or no day is given before
 *   the first build
 */
export async function findFigure(sql: Sql, ask: BehindAsk): Promise<FigureBehind> {
  const { topic, measure } = countedMeasure(ask);
  const { areaCode, from, to, programmeCode, tree = 'AS_RECORDED' } = ask;
  assertAsk(topic, { areaCode, level: 'REGION', from, to, asOf: ask.asOf, programmeCode });
  const level = await findSummaryLevel(sql, areaCode);
  if (programmeCode !== null) await assertProgramme(sql, programmeCode);
  const asOf = ask.asOf ?? (await dayOfBuild(sql, topic));
  return { topic, measure, areaCode, level, tree, from, to, asOf, day: earlier(to, asOf), programmeCode };
}

/**
 * The measure whose records are asked for: of a rate one of its counts.
 * @throws {NotFoundError} when there is no such measure
 * @throws {InvalidInputError} when a rate is asked for as a whole, or a part of what is none
 */
export function countedMeasure({ measure: code, part }: Pick<BehindAsk, 'measure' | 'part'>): MeasureOfTopic {
  const { topic, measure } = getMeasure(code);
  const { computation } = measure;
  if (computation.by !== 'rate') {
    if (part === null) return { topic, measure };
    throw new InvalidInputError(`${code} is no share of anything, so it has no ${part}: ask for it without a part.`);
  }
  const { numerator, denominator } = computation;
  if (part === null) {
    throw new InvalidInputError(
      `${code} is a share, which no records add up to: ask for the part NUMERATOR (${numerator}) or DENOMINATOR (${denominator}).`,
    );
  }
  return { topic, measure: ownMeasure(topic, part === 'NUMERATOR' ? numerator : denominator) };
}

async function assertProgramme(sql: Sql, code: string): Promise<void> {
  const [found] = await sql.query(`/* behind:programme   $1 = code */ select from programme where code = $1`, [code]);
  if (found === undefined) throw new NotFoundError(`There is no programme "${code}".`);
}

async function dayOfBuild(sql: Sql, topic: Topic): Promise<IsoDate> {
  const build = (await latestBuild(sql))?.topics.find(({ topic: code }) => code === topic.code);
  if (build !== undefined) return build.asOf;
  throw new InvalidInputError(`Nothing was built of ${topic.code} yet, so there is no day to tell of: name one.`);
}
