import {
  addDays,
  addMonths,
  earlier,
  grains,
  InvalidInputError,
  later,
  listPeriods,
  monthsIn,
  periodEnd,
  type Grain,
  type IsoDate,
} from '@oblys/domain';

/** More are hardly read by anyone, and each is a question to the database. */
export const mostQuestions = 20_000;

export type Comparison = 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR';

export interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Where it is a part of, or all of, a period of the grain. */
  readonly grain: Grain | null;
  readonly start: IsoDate;
}

export function isGrain(code: string): code is Grain {
  return code in monthsIn;
}

/** The whole, or the periods of a grain with their ends cut off where the span begins or ends within them. */
export function spansOf(grain: Grain | null, from: IsoDate, to: IsoDate): Span[] {
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

/** Whether it is all of a period, and no end of it is cut off. */
export function isWhole({ from, to, grain, start }: Span): boolean {
  return grain !== null && from === start && to === periodEnd({ grain, start });
}

/** The grain that a span is a whole period of, so that a summary can answer; null where it is none. */
function grainOf(from: IsoDate, to: IsoDate): Grain | null {
  const isPeriod = (grain: Grain): boolean =>
    listPeriods(grain, from, from)[0]!.start === from && periodEnd({ grain, start: from }) === to;
  return grains.find(isPeriod) ?? null;
}

/**
 * The span that one is compared with; a whole period with a whole one, a month's end with a month's end. One that goes
 * on is compared with as much of the former one: the first five days of a month with the first five of the month before.
 * @param day the as-of day; null where it is not known
 */
export function formerSpan(span: Span, compareWith: Comparison, day: IsoDate | null): Span {
  const { from, to, grain, start } = span;
  const goesOn = day !== null && from <= day && day < to;
  const step = stepBack(span, compareWith);
  return { from: back(from, step), to: lastBack(goesOn ? day : to, step), grain, start: back(start, step) };
}

interface Step {
  readonly unit: 'months' | 'days';
  readonly count: number;
}

function stepBack({ from, to, grain }: Span, compareWith: Comparison): Step {
  if (compareWith === 'PREVIOUS_YEAR') return { unit: 'months', count: 12 };
  if (grain !== null) return { unit: 'months', count: monthsIn[grain] };
  if (from.endsWith('-01') && isEndOfMonth(to)) return { unit: 'months', count: monthsBetween(from, addDays(to, 1)) };
  return { unit: 'days', count: (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1 };
}

function back(day: IsoDate, { unit, count }: Step): IsoDate {
  return unit === 'days' ? addDays(day, -count) : addMonths(day, -count);
}

function lastBack(day: IsoDate, step: Step): IsoDate {
  const isBeforeMonth = step.unit === 'months' && isEndOfMonth(day);
  return isBeforeMonth ? addDays(back(addDays(day, 1), step), -1) : back(day, step);
}

function isEndOfMonth(day: IsoDate): boolean {
  return addDays(day, 1).endsWith('-01');
}

function monthsBetween(from: IsoDate, to: IsoDate): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}
