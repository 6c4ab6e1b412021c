import { addMonths, daysInMonth, type IsoDate } from './dates.js';
import { InvalidInputError } from './errors.js';

export const grains = ['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'] as const;
export type Grain = (typeof grains)[number];

/** A calendar month, quarter, half-year or year, named by its first day. */
export interface Period {
  grain: Grain;
  start: IsoDate;
}

export const monthsIn: Readonly<Record<Grain, number>> = { MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12 };

/** The period of a grain that holds a date. */
export function periodHolding(grain: Grain, date: IsoDate): Period {
  const month = Number(date.slice(5, 7));
  const firstMonth = month - ((month - 1) % monthsIn[grain]);
  return { grain, start: `${date.slice(0, 4)}-${String(firstMonth).padStart(2, '0')}-01` };
}

/** The last day of a period. */
export function periodEnd({ grain, start }: Period): IsoDate {
  const lastMonth = addMonths(start, monthsIn[grain] - 1);
  return `${lastMonth.slice(0, 8)}${daysInMonth(lastMonth)}`;
}

/** @throws {InvalidInputError} when a period of this grain does not begin on that day */
export function assertPeriod(period: Period): void {
  const holding = periodHolding(period.grain, period.start);
  if (holding.start !== period.start) {
    throw new InvalidInputError(
      `No ${period.grain} starts on ${period.start}; the one that holds this day starts on ${holding.start}.`,
    );
  }
}

/**
 * The periods of a grain that touch from..to, both days included, in order.
 * @throws {InvalidInputError} when to is before from
 */
export function listPeriods(grain: Grain, from: IsoDate, to: IsoDate): Period[] {
  if (to < from) throw new InvalidInputError(`The range ${from}..${to} is reversed: its end is before its start.`);
  const periods: Period[] = [];
  let period = periodHolding(grain, from);
  // Asked before stepping on: no date after the year 9999 is ever made, for as text it would sort before all others.
  while (periodEnd(period) < to) {
    periods.push(period);
    period = { grain, start: addMonths(period.start, monthsIn[grain]) };
  }
  return [...periods, period];
}
