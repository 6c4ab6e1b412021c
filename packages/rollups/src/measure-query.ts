import type { Sql } from '@oblys/database';
import { InvalidInputError, type Grain, type IsoDate, type SummaryLevel, type Tree } from '@oblys/domain';
import { answerSummaries } from './answer-summaries.js';
import { findSummaryLevel } from './area-level.js';
import type { Source, CountedAnswer, SummaryAsk, WithheldReason } from './answers.js';
import type { DurationOfTopic, MeasureOfTopic } from './catalogue.js';
import type { AnsweringBuild } from './count-mixed.js';
import { listMembers, type Member } from './measure-query-members.js';
import { planQuery, type Plan, type PlannedDimension } from './measure-query-plan.js';
import { formerSpan, isWhole, mostQuestions, type Comparison, type Span } from './measure-query-spans.js';
import {
  computeStatistics,
  type AnswersOfTopic,
  type PlaceOfStatistics,
  type Statistics,
} from './statistics/compute-statistics.js';
import { readPopulations } from './statistics/populations.js';
import { usesPopulation, type StatisticsAsked } from './statistics/statistics-asked.js';
import { tellDurations, type Distribution } from './statistics/tell-durations.js';
import type { Topic } from './topic.js';

/** Measures by dimensions. */
export interface MeasureQuery {
  /** Full codes, such as `roadmap.executed`. */
  readonly measures: readonly string[];
  /** REGION, DISTRICT, PROGRAMME, a grain, or a record dimension of every topic that is asked for. */
  readonly by: readonly string[];
  /** Breaks the span into periods, as a grain among `by` does. */
  readonly grain?: Grain | null;
  /** The span, both days included. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Null is the day of the current build. */
  readonly asOf?: IsoDate | null;
  /** The area that the whole is about: the country, a region or a district. */
  readonly areaCode: string;
  readonly tree?: Tree;
  /** Which codes of a dimension count; of a record dimension the empty code is that of records without one. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  readonly compareWith?: Comparison | null;
  readonly statistics?: StatisticsAsked | null;
  /** Full codes of durations, such as `appeal.daysToClose`. */
  readonly distributions?: readonly string[] | null;
}

export interface MeasureQueryRow {
  /** One for each dimension. */
  readonly keys: readonly Member[];
  /** In the order of the measures. */
  readonly values: readonly MeasureValue[];
  /** The same of the span that it is compared with. */
  readonly compared: readonly MeasureValue[] | null;
  /** What is told of each value, in the order of the measures. */
  readonly statistics: readonly Statistics[];
  /** In the order of the durations. */
  readonly distributions: readonly Distribution[];
  readonly source: Source;
}

export interface MeasureValue {
  readonly value: string | number | null;
  /** Why it is null. */
  readonly withheld: WithheldReason | null;
}

export interface MeasureQueryAnswer {
  readonly dimensions: readonly string[];
  readonly measures: readonly MeasureOfTopic[];
  readonly durations: readonly DurationOfTopic[];
  /** In the order of the dimensions' members. */
  readonly rows: readonly MeasureQueryRow[];
  /** STORED or LIVE where all rows are, else MIXED. */
  readonly source: Source;
  /** Null only where there is no build and no day was asked for. */
  readonly asOf: IsoDate | null;
  readonly runId: string | null;
  readonly recordCount: number;
  /** The level of the area that the whole is about. */
  readonly level: SummaryLevel;
  /** How many stored summaries answered. */
  readonly storedRowCount: number;
  /** The records that the figures counted live rest on. */
  readonly liveRecordCount: number;
}

export interface MeasureQueryCircumstances {
  /** Which areas' figures may be seen; those of others are NOT_ALLOWED, and have no row of their own. */
  areAllowed(areaCodes: readonly string[]): Promise<readonly boolean[]>;
  /** Whether figures of a topic may be seen as records have them; those of others are NOT_ALLOWED. */
  isSeen(topic: Topic): boolean;
  /** The current build of a topic; null where there is none. */
  buildOf(topic: Topic): Promise<AnsweringBuild | null>;
}

/**
 * Figures by dimensions, each the one that a summary of its area, period and programme gives: from the current build
 * where it holds them, else from records. Rows by a programme or a record dimension are there only where records are.
 * @throws {InvalidInputError} when dimensions, measures, span and filters do not go together, or ask for too much
 * @throws {NotFoundError} when a measure or an area does not exist
 */
export async function queryMeasures(
  sql: Sql,
  query: MeasureQuery,
  circumstances: MeasureQueryCircumstances,
): Promise<MeasureQueryAnswer> {
  const plan = planQuery(query);
  const { measures, dimensions, topics, durations } = plan;
  const asked = await findPlaces(sql, query, plan, circumstances);
  const { level, places } = asked;
  const answers = new Map<Topic, AnswersOfTopic>();
  for (const topic of topics) answers.set(topic, await answerPlaces(sql, topic, asked, circumstances));
  const statistics = await tellStatistics(sql, asked, answers);
  const distributions: Distribution[][] = [];
  for (const duration of durations) {
    const asks = places.map(({ members, span }) => askFor(query, level, members, span));
    distributions.push(await tellDurations(sql, duration, asks, answers.get(duration.topic)!.own));
  }
  const ofPlace = (index: number): CountedAnswer[] => topics.map((topic) => answers.get(topic)!.own[index]!);
  const isByRecords = dimensions.some(({ kind }) => kind === 'PROGRAMME' || kind === 'RECORD');
  const kept = places.flatMap((place, index) => {
    const isEmpty =
      ofPlace(index).every(({ recordCount }) => recordCount === 0) &&
      distributions.every((ofDuration) => !ofDuration[index]!.count);
    return isByRecords && isEmpty ? [] : [{ ...place, index }];
  });
  const rows = kept.map(({ members, span, index }): MeasureQueryRow => ({
    keys: keysOf(dimensions, members, span),
    values: measures.map((measure) => valueIn(measure, answers.get(measure.topic)!.own[index]!)),
    compared: query.compareWith
      ? measures.map((measure) => valueIn(measure, answers.get(measure.topic)!.former[index]!.answer))
      : null,
    statistics: statistics.map((ofMeasure) => ofMeasure[index]!),
    distributions: distributions.map((ofDuration) => ofDuration[index]!),
    source: sourceOfAll([...ofPlace(index).map(({ source }) => source), ...durations.map(() => 'LIVE' as const)]),
  }));
  const used = kept.flatMap(({ index }) => ofPlace(index));
  return {
    dimensions: dimensions.map(({ code }) => code),
    measures,
    durations,
    rows,
    source: rows.length === 0 ? 'LIVE' : sourceOfAll(rows.map(({ source }) => source)),
    asOf: query.asOf ?? used.find(({ asOf }) => asOf !== null)?.asOf ?? null,
    runId: used.find(({ runId }) => runId !== null)?.runId ?? null,
    recordCount: used.reduce((sum, { recordCount }) => sum + recordCount, 0),
    level,
    storedRowCount: used.filter(({ source }) => source === 'STORED').length,
    liveRecordCount: used
      .filter(({ source }) => source !== 'STORED')
      .reduce((sum, { recordCount }) => sum + recordCount, 0),
  };
}

/** What is asked for: a place for each row to be, and the areas whose figures may be seen. */
interface AskedPlaces {
  readonly query: MeasureQuery;
  readonly plan: Plan;
  readonly level: SummaryLevel;
  /** The spans of one combination of members after those of the other. */
  readonly places: readonly PlaceOfStatistics[];
  readonly allowed: ReadonlySet<string>;
}

async function findPlaces(
  sql: Sql,
  query: MeasureQuery,
  plan: Plan,
  { areAllowed }: MeasureQueryCircumstances,
): Promise<AskedPlaces> {
  const { dimensions, spans, topics } = plan;
  const level = await findSummaryLevel(sql, query.areaCode);
  const filtered = Object.keys(query.only ?? {}).filter((only) => !dimensions.some(({ code }) => code === only));
  // Their members are not told apart, yet a code that is none of them is a mistake and no zero.
  for (const code of filtered) await listMembers(sql, code, { ...query, level }, topics);
  const axes = await Promise.all(
    dimensions
      .filter(({ kind }) => kind !== 'TIME')
      .map(({ code }) => listMembers(sql, code, { ...query, level }, topics)),
  );
  const areas = axes.flatMap((axis) => axis.map(({ areaCode }) => areaCode)).filter((code) => code !== undefined);
  const allowed = new Set(await filterAllowed([...new Set([query.areaCode, ...areas])], areAllowed));
  const visible = axes.map((axis) => axis.filter(({ areaCode }) => areaCode === undefined || allowed.has(areaCode)));
  assertSize(visible, spans.length * topics.length * (query.compareWith ? 2 : 1));
  const places = combine(visible)
    .filter(isOnePlace)
    .flatMap((members) => spans.map((span) => ({ members, span, areaCode: placeOf(query, level, members).areaCode })));
  return { query, plan, level, places, allowed };
}

async function answerPlaces(
  sql: Sql,
  topic: Topic,
  { query, plan: { dimensions, totals }, level, places, allowed }: AskedPlaces,
  { isSeen, buildOf }: MeasureQueryCircumstances,
): Promise<AnswersOfTopic> {
  const build = await buildOf(topic);
  const day = query.asOf ?? build?.asOf ?? null;
  const former = query.compareWith ? places.map(({ span }) => formerSpan(span, query.compareWith!, day)) : [];
  const asks = [
    ...places.map(({ members, span }) => askFor(query, level, members, span)),
    ...former.map((span, index) => askFor(query, level, places[index]!.members, span)),
    ...totals.map((span) => askFor({ ...query, only: onlyBeside(query, dimensions) }, level, [], span)),
  ];
  const isAnswered = (ask: SummaryAsk): boolean => isSeen(topic) && allowed.has(ask.areaCode);
  const found = await answerSummaries(sql, topic, asks.filter(isAnswered), build);
  const complete = asks.map((ask) => (isAnswered(ask) ? found.shift()! : notAllowed(topic)));
  const ofTotals = complete.slice(places.length + former.length);
  return {
    own: complete.slice(0, places.length),
    former: former.map((span, index) => ({ span, answer: complete[places.length + index]! })),
    totals: ofTotals.length === 0 ? [] : places.map((_place, index) => ofTotals[index % ofTotals.length]!),
  };
}

/** Of each measure, for each place. */
async function tellStatistics(
  sql: Sql,
  { query, plan: { measures, dimensions }, places }: AskedPlaces,
  answers: ReadonlyMap<Topic, AnswersOfTopic>,
): Promise<Statistics[][]> {
  const asked = query.statistics ?? {};
  const codes = [...new Set(places.map(({ areaCode }) => areaCode))];
  const populations = usesPopulation(asked) ? await readPopulations(sql, codes) : null;
  return measures.map((measure) =>
    computeStatistics(measure, answers.get(measure.topic)!, { asked, dimensions, places, populations }),
  );
}

async function filterAllowed(
  codes: readonly string[],
  areAllowed: MeasureQueryCircumstances['areAllowed'],
): Promise<string[]> {
  const allowed = await areAllowed(codes);
  return codes.filter((_code, index) => allowed[index]);
}

function assertSize(axes: readonly (readonly Member[])[], others: number): void {
  const count = axes.reduce((product, axis) => product * axis.length, others);
  if (count <= mostQuestions) return;
  throw new InvalidInputError(
    `The query asks for ${count.toLocaleString('en-US')} figures of a topic; ${mostQuestions.toLocaleString('en-US')} are the most. Ask for fewer dimensions, areas or periods.`,
  );
}

function combine(axes: readonly (readonly Member[])[]): Member[][] {
  return axes.reduce<Member[][]>(
    (found, axis) => found.flatMap((members) => axis.map((member) => [...members, member])),
    [[]],
  );
}

/** A district goes with its own region only. */
function isOnePlace(members: readonly Member[]): boolean {
  const region = members.find(({ dimension }) => dimension === 'REGION');
  const district = members.find(({ dimension }) => dimension === 'DISTRICT');
  return region === undefined || district === undefined || district.regionCode === region.code;
}

/** The area that the figures of some members are of. */
function placeOf(
  { areaCode }: MeasureQuery,
  level: SummaryLevel,
  members: readonly Member[],
): Pick<SummaryAsk, 'areaCode' | 'level'> {
  const area =
    members.findLast(({ dimension }) => dimension === 'DISTRICT') ?? members.find((member) => member.areaCode);
  return { areaCode: area?.code ?? areaCode, level: area === undefined ? level : (area.dimension as SummaryLevel) };
}

/** The filters, but for those of dimensions that are told apart: a part is held against all there are. */
function onlyBeside(
  { only = {} }: MeasureQuery,
  dimensions: readonly PlannedDimension[],
): NonNullable<MeasureQuery['only']> {
  return Object.fromEntries(
    Object.entries(only).filter(([filtered]) => dimensions.every(({ code }) => code !== filtered)),
  );
}

function askFor(query: MeasureQuery, level: SummaryLevel, members: readonly Member[], span: Span): SummaryAsk {
  const programme = members.find(({ dimension }) => dimension === 'PROGRAMME')?.code ?? query.only?.['PROGRAMME']?.[0];
  const only = Object.fromEntries([
    ...Object.entries(query.only ?? {}).filter(([code]) => !['REGION', 'DISTRICT', 'PROGRAMME'].includes(code)),
    ...members.filter(({ kind }) => kind === 'RECORD').map(({ dimension, code }) => [dimension, [code ?? '']]),
  ]) as Record<string, string[]>;
  const { grain, start, from, to } = span;
  return {
    ...placeOf(query, level, members),
    from,
    to,
    asOf: query.asOf ?? null,
    programmeCode: programme ?? null,
    ...(Object.keys(only).length === 0 ? {} : { only }),
    ...(query.tree === undefined ? {} : { tree: query.tree }),
    ...(grain !== null && isWhole(span) ? { grain, start } : {}),
  };
}

function notAllowed(topic: Topic): CountedAnswer {
  return {
    values: Object.fromEntries(topic.measures.map(({ code }) => [code, null])),
    withheld: topic.measures.map(({ code }) => ({ measure: code, reason: 'NOT_ALLOWED' })),
    source: 'STORED',
    asOf: null,
    runId: null,
    definitionVersion: '',
    recordCount: 0,
  };
}

function valueIn({ measure }: MeasureOfTopic, { values, withheld }: CountedAnswer): MeasureValue {
  const value = values[measure.code] ?? null;
  const reason = withheld.find((each) => each.measure === measure.code)?.reason ?? null;
  return { value, withheld: value === null ? reason : null };
}

function keysOf(dimensions: readonly PlannedDimension[], members: readonly Member[], { start }: Span): Member[] {
  return dimensions.map(({ code, kind }) =>
    kind === 'TIME'
      ? { dimension: code, kind, code: start, names: null }
      : members.find(({ dimension }) => dimension === code)!,
  );
}

function sourceOfAll([first, ...others]: readonly Source[]): Source {
  return others.every((source) => source === first) ? first! : 'MIXED';
}
