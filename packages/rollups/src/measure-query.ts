import type { Sql } from '@oblys/database';
import {
  addDays,
  addMonths,
  InvalidInputError,
  later,
  earlier,
  grains,
  listPeriods,
  monthsIn,
  parseIsoDate,
  periodEnd,
  type Grain,
  type IsoDate,
  type SummaryLevel,
  type Tree,
} from '@oblys/domain';
import { answerSummaries } from './answer-summaries.js';
import { findSummaryLevel } from './area-level.js';
import type { Source, CountedAnswer, SummaryAsk, WithheldReason } from './answers.js';
import { assertAsOf } from './asks.js';
import { getMeasure, type MeasureOfTopic } from './catalogue.js';
import { hasProgramme } from './compile/columns.js';
import type { AnsweringBuild } from './count-mixed.js';
import { groupBy } from './group-by.js';
import { listMembers, type Member } from './measure-query-members.js';
import type { Topic } from './topic.js';

/** More are hardly read by anyone, and each is a question to the database. */
export const mostQuestions = 20_000;

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
  readonly compareWith?: 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR' | null;
}

export interface MeasureQueryRow {
  /** One for each dimension. */
  readonly keys: readonly Member[];
  /** In the order of the measures. */
  readonly values: readonly MeasureValue[];
  /** The same of the span that it is compared with. */
  readonly compared: readonly MeasureValue[] | null;
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
  { areAllowed, isSeen, buildOf }: MeasureQueryCircumstances,
): Promise<MeasureQueryAnswer> {
  const plan = planQuery(query);
  const { measures, dimensions, spans } = plan;
  const level = await findSummaryLevel(sql, query.areaCode);
  const filtered = Object.keys(query.only ?? {}).filter((only) => !dimensions.some(({ code }) => code === only));
  // Their members are not told apart, yet a code that is none of them is a mistake and no zero.
  for (const code of filtered) await listMembers(sql, code, { ...query, level }, plan.topics);
  const axes = await Promise.all(
    dimensions
      .filter(({ kind }) => kind !== 'TIME')
      .map(({ code }) => listMembers(sql, code, { ...query, level }, plan.topics)),
  );
  const areas = axes.flatMap((axis) => axis.map(({ areaCode }) => areaCode)).filter((code) => code !== undefined);
  const allowed = new Set(await filterAllowed([...new Set([query.areaCode, ...areas])], areAllowed));
  const visible = axes.map((axis) => axis.filter(({ areaCode }) => areaCode === undefined || allowed.has(areaCode)));
  assertSize(visible, spans.length * plan.topics.length * (query.compareWith ? 2 : 1));
  const combinations = combine(visible).filter(isOnePlace);
  const places = combinations.flatMap((members) => spans.map((span) => ({ members, span })));
  const answers = new Map<Topic, { own: CountedAnswer[]; compared: CountedAnswer[] }>();
  for (const topic of plan.topics) {
    const asks = places.map(({ members, span }) => askFor(query, level, members, span));
    const compared = query.compareWith
      ? places.map(({ members, span }) => askFor(query, level, members, shift(span, query.compareWith!)))
      : [];
    const isAnswered = (ask: SummaryAsk): boolean => isSeen(topic) && allowed.has(ask.areaCode);
    const all = [...asks, ...compared];
    const found = await answerSummaries(sql, topic, all.filter(isAnswered), await buildOf(topic));
    const inOrder = all.map((ask) => (isAnswered(ask) ? found.shift()! : null));
    const complete = inOrder.map((answer) => answer ?? notAllowed(topic));
    answers.set(topic, { own: complete.slice(0, asks.length), compared: complete.slice(asks.length) });
  }
  const ofPlace = (index: number): CountedAnswer[] => plan.topics.map((topic) => answers.get(topic)!.own[index]!);
  const isByRecords = dimensions.some(({ kind }) => kind === 'PROGRAMME' || kind === 'RECORD');
  const kept = places.flatMap((place, index) => {
    const isEmpty = ofPlace(index).every(({ recordCount }) => recordCount === 0);
    return isByRecords && isEmpty ? [] : [{ ...place, index }];
  });
  const rows = kept.map(({ members, span, index }): MeasureQueryRow => ({
    keys: keysOf(dimensions, members, span),
    values: measures.map((measure) => valueIn(measure, answers.get(measure.topic)!.own[index]!)),
    compared: query.compareWith
      ? measures.map((measure) => valueIn(measure, answers.get(measure.topic)!.compared[index]!))
      : null,
    source: sourceOfAll(ofPlace(index)),
  }));
  const used = kept.flatMap(({ index }) => ofPlace(index));
  return {
    dimensions: dimensions.map(({ code }) => code),
    measures,
    rows,
    source: used.length === 0 ? 'LIVE' : sourceOfAll(used),
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

interface PlannedDimension {
  readonly code: string;
  readonly kind: 'AREA' | 'PROGRAMME' | 'RECORD' | 'TIME';
}

interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Where it is a part of, or all of, a period of the grain. */
  readonly grain: Grain | null;
  readonly start: IsoDate;
}

interface Plan {
  readonly measures: readonly MeasureOfTopic[];
  readonly topics: readonly Topic[];
  readonly dimensions: readonly PlannedDimension[];
  readonly spans: readonly Span[];
}

function planQuery({ measures: codes, by, grain = null, from, to, asOf = null, only = {} }: MeasureQuery): Plan {
  if (codes.length === 0)
    throw new InvalidInputError('"measures" is empty; `measures` of the catalogue lists those there are.');
  assertOnce('measures', codes);
  assertOnce('by', by);
  if (parseIsoDate(from, 'first day') > parseIsoDate(to, 'last day')) {
    throw new InvalidInputError(`The span ${from}..${to} is reversed: its end is before its start.`);
  }
  if (asOf !== null) assertAsOf(asOf);
  const measures = codes.map(getMeasure);
  const topics = [...new Set(measures.map(({ topic }) => topic))];
  const times = by.filter(isGrain);
  const [time = grain, second] = times;
  if (second !== undefined) throw new InvalidInputError(`"by" names both ${time} and ${second}; name one period.`);
  if (grain !== null && time !== grain) {
    throw new InvalidInputError(`"by" names ${time} and "grain" is ${grain}; leave one out.`);
  }
  const named = time === null || times.length > 0 ? by : [...by, time];
  const dimensions = named.map((code) => ({ code, kind: kindOf(code, topics) }));
  for (const code of Object.keys(only)) {
    const kind = kindOf(code, topics);
    if (kind === 'TIME') throw new InvalidInputError(`"only" cannot name ${code}; the span is "from" and "to".`);
    if (kind === 'RECORD' || named.includes(code)) continue;
    if (kind === 'AREA')
      throw new InvalidInputError(`"only" names ${code}, which is not among "by"; name one area as "area".`);
    if (only[code]!.length !== 1)
      throw new InvalidInputError(`"only" names several of ${code}, which is not among "by".`);
  }
  return { measures, topics, dimensions, spans: spansOf(time, from, to) };
}

function assertOnce(name: string, codes: readonly string[]): void {
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) throw new InvalidInputError(`"${name}" names ${twice} twice.`);
}

function kindOf(code: string, topics: readonly Topic[]): PlannedDimension['kind'] {
  if (isGrain(code)) return 'TIME';
  if (code === 'REGION' || code === 'DISTRICT') return 'AREA';
  const without = topics.find((topic) =>
    code === 'PROGRAMME' ? !hasProgramme(topic) : topic.recordDimensions?.[code] === undefined,
  );
  if (without !== undefined)
    throw new InvalidInputError(`Records of ${without.code} have no ${code} to be counted by.`);
  return code === 'PROGRAMME' ? 'PROGRAMME' : 'RECORD';
}

function isGrain(code: string): code is Grain {
  return code in monthsIn;
}

/** The whole, or the periods of a grain with their ends cut off where the span begins or ends within them. */
function spansOf(grain: Grain | null, from: IsoDate, to: IsoDate): Span[] {
  if (grain === null) return [{ from, to, grain: grainOf(from, to), start: from }];
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12;
  if (months / monthsIn[grain] > mostQuestions) {
    throw new InvalidInputError(`The span ${from}..${to} holds too many of ${grain}; ask for fewer.`);
  }
  return listPeriods(grain, from, to).map((period) => ({
    from: later(from, period.start),
    to: earlier(to, periodEnd(period)),
    grain,
    start: period.start,
  }));
}

/** The grain that a span is a whole period of, so that a summary can answer; null where it is none. */
function grainOf(from: IsoDate, to: IsoDate): Grain | null {
  const isPeriod = (grain: Grain): boolean =>
    listPeriods(grain, from, from)[0]!.start === from && periodEnd({ grain, start: from }) === to;
  return grains.find(isPeriod) ?? null;
}

/** The span that one is compared with; a whole period with a whole one, a month's end with a month's end. */
function shift({ from, to, grain, start }: Span, compareWith: 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR'): Span {
  const by = (months: number): Span => ({
    from: addMonths(from, -months),
    to: addDays(to, 1).endsWith('-01') ? addDays(addMonths(addDays(to, 1), -months), -1) : addMonths(to, -months),
    grain,
    start: addMonths(start, -months),
  });
  if (compareWith === 'PREVIOUS_YEAR') return by(12);
  if (grain !== null) return by(monthsIn[grain]);
  if (from.endsWith('-01') && addDays(to, 1).endsWith('-01')) return by(monthsBetween(from, addDays(to, 1)));
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return { from: addDays(from, -days), to: addDays(from, -1), grain, start: addDays(from, -days) };
}

function monthsBetween(from: IsoDate, to: IsoDate): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
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

function askFor(query: MeasureQuery, level: SummaryLevel, members: readonly Member[], span: Span): SummaryAsk {
  const area =
    members.findLast(({ dimension }) => dimension === 'DISTRICT') ?? members.find(({ areaCode }) => areaCode);
  const programme = members.find(({ dimension }) => dimension === 'PROGRAMME')?.code ?? query.only?.['PROGRAMME']?.[0];
  const only = Object.fromEntries([
    ...Object.entries(query.only ?? {}).filter(([code]) => !['REGION', 'DISTRICT', 'PROGRAMME'].includes(code)),
    ...members.filter(({ kind }) => kind === 'RECORD').map(({ dimension, code }) => [dimension, [code ?? '']]),
  ]) as Record<string, string[]>;
  const { grain, start, from, to } = span;
  const isWhole = grain !== null && from === start && to === periodEnd({ grain, start });
  return {
    areaCode: area?.code ?? query.areaCode,
    level: area === undefined ? level : (area.dimension as SummaryLevel),
    from,
    to,
    asOf: query.asOf ?? null,
    programmeCode: programme ?? null,
    ...(Object.keys(only).length === 0 ? {} : { only }),
    ...(query.tree === undefined ? {} : { tree: query.tree }),
    ...(isWhole ? { grain, start } : {}),
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

function sourceOfAll(answers: readonly CountedAnswer[]): Source {
  const [first] = groupBy(answers, ({ source }) => source);
  return first!.length === answers.length ? first![0].source : 'MIXED';
}
