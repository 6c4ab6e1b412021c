import { InvalidInputError, parseIsoDate } from '@oblys/domain';
import { assertAsOf } from './asks.js';
import { getDuration, getMeasure, type DurationOfTopic, type MeasureOfTopic } from './catalogue.js';
import { hasProgramme } from './compile/columns.js';
import { isGrain, spansOf, type Span } from './measure-query-spans.js';
import type { MeasureQuery } from './measure-query.js';
import { assertStatistics } from './statistics/statistics-asked.js';
import type { Topic } from './topic.js';

export interface PlannedDimension {
  readonly code: string;
  readonly kind: 'AREA' | 'PROGRAMME' | 'RECORD' | 'TIME';
}

/** What a query asks for, as it is gone about. */
export interface Plan {
  readonly measures: readonly MeasureOfTopic[];
  readonly durations: readonly DurationOfTopic[];
  readonly topics: readonly Topic[];
  readonly dimensions: readonly PlannedDimension[];
  readonly spans: readonly Span[];
  /** What shares are of: each span where members are told apart within it, else the whole; empty where none are asked for. */
  readonly totals: readonly Span[];
}

/**
 * @throws {InvalidInputError} when dimensions, measures, span and filters do not go together
 * @throws {NotFoundError} when a measure or a duration does not exist
 */
export function planQuery(query: MeasureQuery): Plan {
  const { measures: codes, by, grain = null, from, to, asOf = null, only = {}, statistics } = query;
  const distributions = query.distributions ?? [];
  if (codes.length === 0 && distributions.length === 0)
    throw new InvalidInputError('"measures" is empty; `measures` of the catalogue lists those there are.');
  assertOnce('measures', codes);
  assertOnce('distributions', distributions);
  assertOnce('by', by);
  if (parseIsoDate(from, 'first day') > parseIsoDate(to, 'last day')) {
    throw new InvalidInputError(`The span ${from}..${to} is reversed: its end is before its start.`);
  }
  if (asOf !== null) assertAsOf(asOf);
  const measures = codes.map(getMeasure);
  const durations = distributions.map(getDuration);
  const topics = [...new Set([...measures, ...durations].map(({ topic }) => topic))];
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
  assertStatistics(statistics ?? {}, dimensions);
  const spans = spansOf(time, from, to);
  const isByTimeAlone = dimensions.every(({ kind }) => kind === 'TIME');
  const totals = statistics?.share !== true ? [] : isByTimeAlone ? spansOf(null, from, to) : spans;
  return { measures, durations, topics, dimensions, spans, totals };
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
