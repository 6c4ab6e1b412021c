import { formatDecimal } from '@oblys/domain';
import type { CountedAnswer } from '../answers.js';
import type { MeasureOfTopic } from '../catalogue.js';
import { isLevel } from '../compile/columns.js';
import { groupBy } from '../group-by.js';
import type { Member } from '../measure-query-members.js';
import { isWhole, type Span } from '../measure-query-spans.js';
import { changeFrom, type Change } from './change-from.js';
import { figureIn, perThousandOf, withhold, type Figure } from './figure.js';
import { movingAverages, type MovingAverage } from './moving-averages.js';
import { outliersAmong, type Outlier } from './outliers-among.js';
import type { Population, Populations } from './populations.js';
import { rankAmong, type Rank } from './rank-among.js';
import { shareOf, type Share } from './share-of.js';
import type { StatisticReason } from './statistic-reasons.js';
import type {
  DimensionOfStatistics,
  MovingAverageAsked,
  OutliersAsked,
  RankAsked,
  StatisticBasis,
  StatisticsAsked,
} from './statistics-asked.js';

/** What is told of a figure beside it; null is what was not asked for. */
export interface Statistics {
  readonly perThousand: PerThousand | null;
  readonly share: Share | null;
  readonly rank: Rank | null;
  readonly movingAverage: MovingAverage | null;
  readonly outlier: Outlier | null;
  /** There wherever an earlier span is compared with. */
  readonly change: Change | null;
}

export interface PerThousand {
  readonly value: string | null;
  /** The people it is told by, at the start of `year`; null where none are known. */
  readonly population: Population | null;
  readonly withheld: StatisticReason | null;
}

/** One row to be, whether it is shown or not. */
export interface PlaceOfStatistics {
  readonly members: readonly Member[];
  readonly span: Span;
  /** The area that its figures are of. */
  readonly areaCode: string;
}

/** What a topic answered for each place. */
export interface AnswersOfTopic {
  readonly own: readonly CountedAnswer[];
  /** The span each is compared with, and its answer; empty where nothing is compared. */
  readonly former: readonly { readonly span: Span; readonly answer: CountedAnswer }[];
  /** What each is a share of; empty where no shares are asked for. */
  readonly totals: readonly CountedAnswer[];
}

export interface StatisticsMaterial {
  readonly asked: StatisticsAsked;
  readonly dimensions: readonly DimensionOfStatistics[];
  readonly places: readonly PlaceOfStatistics[];
  /** Null where nothing is told by the number of people. */
  readonly populations: Populations | null;
}

/**
 * The statistics of a measure, one for each place in their order. They rest on nothing but the figures of the answer, the
 * total and the former ones, each as whoever asks may see it: what is withheld has no part in any.
 */
export function computeStatistics(
  of: MeasureOfTopic,
  answers: AnswersOfTopic,
  material: StatisticsMaterial,
): Statistics[] {
  const { asked, places, populations } = material;
  if (answers.former.length === 0 && Object.values(asked).every((each) => !each)) return places.map(() => untold);
  const people = places.map(({ areaCode, span }) => populations?.find(areaCode, span.to) ?? null);
  const figures = answers.own.map((answer) => figureIn(of.measure, answer));
  const perThousand = figures.map((figure, index) => perThousandOf(of.measure, figure, people[index]!));
  const known: KnownOfPlaces = {
    figures: { FIGURE: figures, PER_THOUSAND: perThousand },
    isOver: places.map(({ span }, index) => isWhole(span) && span.to <= (answers.own[index]!.asOf ?? '')),
    isLevel: isLevel(of.topic, of.measure),
    addsUp: of.measure.additive,
  };
  const shares = asked.share === true ? sharesOf(of, answers, known, material) : null;
  const ranks = asked.rank ? ranksOf(asked.rank, known, material) : null;
  const averages = asked.movingAverage ? averagesOf(asked.movingAverage, known, material) : null;
  const outliers = asked.outliers ? outliersOf(asked.outliers, known, material) : null;
  return figures.map((figure, index) => ({
    perThousand: asked.perThousand === true ? showPerThousand(perThousand[index]!, people[index]!) : null,
    share: shares?.[index] ?? null,
    rank: ranks?.[index] ?? null,
    movingAverage: averages?.[index] ?? null,
    outlier: outliers?.[index] ?? null,
    change: changeOf(of, figure, answers.former[index]),
  }));
}

const untold: Statistics = {
  perThousand: null,
  share: null,
  rank: null,
  movingAverage: null,
  outlier: null,
  change: null,
};

/** What is known of a measure, by place. */
interface KnownOfPlaces {
  readonly figures: Readonly<Record<StatisticBasis, readonly Figure[]>>;
  /** Whether the span is a whole period that has passed by the as-of day. */
  readonly isOver: readonly boolean[];
  /** Whether the measure tells of a day, not of a span. */
  readonly isLevel: boolean;
  readonly addsUp: boolean;
}

function showPerThousand({ exact, withheld }: Figure, population: Population | null): PerThousand {
  return { value: exact === null ? null : formatDecimal(exact), population, withheld };
}

function sharesOf(
  { measure }: MeasureOfTopic,
  { totals }: AnswersOfTopic,
  { figures, isLevel: level, addsUp }: KnownOfPlaces,
  { dimensions }: StatisticsMaterial,
): Share[] {
  // Levels add up over areas, and never over periods.
  const isTold = addsUp && !(level && dimensions.every(({ kind }) => kind === 'TIME'));
  return figures.FIGURE.map((figure, index) =>
    shareOf(figure, isTold ? figureIn(measure, totals[index]!) : withhold('NOT_ADDITIVE')),
  );
}

function ranksOf(
  { by, direction, within }: RankAsked,
  { figures }: KnownOfPlaces,
  { dimensions, places }: StatisticsMaterial,
): Rank[] {
  const regionOf = ({ members }: PlaceOfStatistics): string =>
    (within === 'REGION' && members.find(({ dimension }) => dimension === 'DISTRICT')?.regionCode) || '';
  const areas = dimensions.filter(({ kind }) => kind === 'AREA').map(({ code }) => code);
  return inGroups(
    places,
    (place) => [...keysBeside(areas, place), regionOf(place)],
    (group) =>
      rankAmong(
        group.map((index) => figures[by][index]!),
        direction,
      ),
  );
}

function averagesOf(
  { periods }: MovingAverageAsked,
  { figures, isOver, isLevel: level, addsUp }: KnownOfPlaces,
  { dimensions, places }: StatisticsMaterial,
): MovingAverage[] {
  const isTold = addsUp && !level;
  const times = dimensions.filter(({ kind }) => kind === 'TIME').map(({ code }) => code);
  const seriesOf = (group: readonly number[]) =>
    group.map((index) => ({ figure: figures.FIGURE[index]!, isWhole: isOver[index]! }));
  return inGroups(
    places,
    (place) => keysBeside(times, place),
    (group) =>
      isTold
        ? movingAverages(seriesOf(group), periods)
        : group.map(() => ({ value: null, withheld: 'NOT_ADDITIVE' as const })),
  );
}

function outliersOf(
  { among, by }: OutliersAsked,
  { figures, isOver, isLevel: level }: KnownOfPlaces,
  { dimensions, places }: StatisticsMaterial,
): Outlier[] {
  const isAmongPeriods = dimensions.some(({ code, kind }) => code === among && kind === 'TIME');
  // A part of a month would stand out among whole ones for being a part.
  const told = figures[by].map((figure, index) =>
    isAmongPeriods && !level && figure.exact !== null && !isOver[index]! ? withhold('PERIOD_NOT_WHOLE') : figure,
  );
  return inGroups(
    places,
    (place) => keysBeside([among], place),
    (group) => outliersAmong(group.map((index) => told[index]!)),
  );
}

function changeOf(
  { measure }: MeasureOfTopic,
  figure: Figure,
  former: AnswersOfTopic['former'][number] | undefined,
): Change | null {
  return former === undefined ? null : changeFrom(figureIn(measure, former.answer), figure, former.span);
}

/** What names a place, but for some dimensions. */
function keysBeside(dimensions: readonly string[], { members, span }: PlaceOfStatistics): string[] {
  const others = members.filter(({ dimension }) => !dimensions.includes(dimension));
  const isOfPeriod = span.grain === null || !dimensions.includes(span.grain);
  return [...others.map(({ code }) => code ?? ''), isOfPeriod ? span.start : ''];
}

/** What is computed for the places of each group together, put back into their order. */
function inGroups<Found>(
  places: readonly PlaceOfStatistics[],
  keysOf: (place: PlaceOfStatistics) => readonly string[],
  compute: (group: readonly number[]) => readonly Found[],
): Found[] {
  const found: Found[] = [];
  const indexes = places.map((place, index) => ({ index, key: keysOf(place).join('\n') }));
  for (const group of groupBy(indexes, ({ key }) => key)) {
    const computed = compute(group.map(({ index }) => index));
    group.forEach(({ index }, position) => (found[index] = computed[position]!));
  }
  return found;
}
