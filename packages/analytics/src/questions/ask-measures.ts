import type { Sql } from '@oblys/database';
import { AsOfInFutureError, businessDay, type IsoDate, type Tree } from '@oblys/domain';
import {
  queryMeasures,
  type LatestBuild,
  type MeasureQuery,
  type MeasureQueryAnswer,
  type MeasureQueryCircumstances,
  type MeasureQueryRow,
  type Staleness,
  type SummaryAsk,
  type Topic,
  type TopicFreshness,
} from '@oblys/rollups';
import { orderRows, type RowOrder } from './order-rows.js';

/** Measures by dimensions, in an order. */
export interface MeasureQuestion extends MeasureQuery {
  /** By the codes of the dimensions where none is given, which break ties. */
  readonly orderBy?: readonly RowOrder[] | null;
}

/** Which figures whoever asks may see, and how the figures stand. */
export interface FigureCircumstances extends MeasureQueryCircumstances {
  /** Null before the first. */
  latestBuild(): Promise<LatestBuild | null>;
  staleness(topic: Topic, ask: SummaryAsk): Promise<Staleness>;
  freshness(of: readonly Topic[]): Promise<readonly TopicFreshness[]>;
}

export interface MeasureReply {
  readonly question: MeasureQuestion;
  readonly answer: MeasureQueryAnswer;
  /** All of them, in the order that was asked for. */
  readonly rows: readonly MeasureQueryRow[];
  readonly topics: readonly Topic[];
  readonly asOf: IsoDate;
  /** Null where nothing stored has answered. */
  readonly builtAt: Date | null;
  /** Asked for by who shows it: it is another question to the database. */
  staleness(): Promise<readonly Staleness[]>;
  /** Of the current build; none where a day was asked for. */
  freshness(): Promise<readonly TopicFreshness[]>;
}

/** What a question is put to. In today's tree an area has records of others, which its viewers do not see one by one. */
export function sqlOfTree<Asked extends Sql>(
  { database, wholeTree }: { readonly database: Asked; readonly wholeTree: Asked },
  tree: Tree | undefined,
): Asked {
  return tree === 'CURRENT' ? wholeTree : database;
}

/**
 * Answers a question for whoever the circumstances are of: the same for the gateway, a command and a job.
 * @param sql what `sqlOfTree` gives for the tree of the question
 * @throws {AsOfInFutureError} when the day has not come
 * @throws {InvalidInputError} when dimensions, measures, span, filters and order do not go together
 * @throws {NotFoundError} when a measure or an area does not exist
 */
export async function askMeasures(
  sql: Sql,
  question: MeasureQuestion,
  circumstances: FigureCircumstances,
  now: Date,
): Promise<MeasureReply> {
  const today = businessDay(now);
  if (question.asOf && question.asOf > today) throw new AsOfInFutureError(question.asOf, today);
  const answer = await queryMeasures(sql, question, {
    areAllowed: (codes) => circumstances.areAllowed(codes),
    isSeen: (topic) => circumstances.isSeen(topic),
    buildOf: (topic) => circumstances.buildOf(topic),
  });
  const topics = [...new Set([...answer.measures, ...answer.durations].map(({ topic }) => topic))];
  return {
    question,
    answer,
    rows: orderRows(answer, question.orderBy ?? []),
    topics,
    asOf: answer.asOf ?? today,
    builtAt: answer.runId === null ? null : ((await circumstances.latestBuild())?.builtAt ?? null),
    staleness: async () => {
      if (answer.source === 'LIVE') return [];
      const ask = wholeOf(question, answer);
      return Promise.all(topics.map((topic) => circumstances.staleness(topic, ask)));
    },
    freshness: async () => (question.asOf ? [] : circumstances.freshness(topics)),
  };
}

function wholeOf({ areaCode, from, to, asOf = null }: MeasureQuestion, { level }: MeasureQueryAnswer): SummaryAsk {
  return { areaCode, level, from, to, asOf, programmeCode: null };
}
