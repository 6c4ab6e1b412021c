import { Temporal } from 'temporal-polyfill';
import { InvalidInputError } from './errors.js';

/** A calendar date, YYYY-MM-DD; as text it sorts and compares as a date does. */
export type IsoDate = string;

/** The zone whose midnight starts a business day. */
export const businessTimeZone = 'Asia/Almaty';

/**
 * The same date, when it exists in the calendar.
 * @throws {InvalidInputError} otherwise, naming what was given
 */
export function parseIsoDate(text: string, name = 'date'): IsoDate {
  if (knownDates.has(text)) return text;
  // The year 0000 is in no calendar that the database knows.
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) throw noSuchDate(text, name);
  try {
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
    knownDates.set(date, true);
    return date;
  } catch (cause) {
    throw noSuchDate(text, name, cause);
  }
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function addMonths(date: IsoDate, months: number): IsoDate {
  return (
    monthsLater.get(`${months} ${date}`) ??
    monthsLater.set(`${months} ${date}`, Temporal.PlainDate.from(date).add({ months }).toString())
  );
}

/** How many days the month of a date has. */
export function daysInMonth(date: IsoDate): number {
  const month = date.slice(0, 'YYYY-MM'.length);
  return monthLengths.get(month) ?? monthLengths.set(month, Temporal.PlainDate.from(date).daysInMonth);
}

/**
 * What is known of some texts. The calendar is exact and slow, and the same few days are asked for again and again;
 * it begins anew when full, so that nobody who asks for every day there is takes all memory.
 */
class Remembered<Value> {
  private readonly known = new Map<string, Value>();

  has(text: string): boolean {
    return this.known.has(text);
  }

  get(text: string): Value | undefined {
    return this.known.get(text);
  }

  set(text: string, value: Value): Value {
    if (this.known.size >= 20_000) this.known.clear();
    this.known.set(text, value);
    return value;
  }
}

const knownDates = new Remembered<true>();
const monthsLater = new Remembered<IsoDate>();
const monthLengths = new Remembered<number>();

/** The week of a date by ISO 8601, Monday to Sunday, such as 2025-W45; its year is not always that of the date. */
export function isoWeek(date: IsoDate): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(date);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}

/** The earlier of two dates. */
export function earlier(one: IsoDate, other: IsoDate): IsoDate {
  return one < other ? one : other;
}

/** The later of two dates. */
export function later(one: IsoDate, other: IsoDate): IsoDate {
  return one > other ? one : other;
}

/** The calendar date in Asia/Almaty at an instant (UTC+5 since 2024-03-01, UTC+6 before). */
export function businessDay(instant: Date): IsoDate {
  const quarter = Math.floor(instant.getTime() / quarterOfHourMs);
  if (quarter !== latest.quarter) {
    const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(businessTimeZone);
    latest = { quarter, day: zoned.toPlainDate().toString() };
  }
  return latest.day;
}

/**
 * The instant at which a clock in Asia/Almaty shows a time of a day.
 * @param time such as 06:00
 */
export function businessInstant(day: IsoDate, time: string): Date {
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: businessTimeZone, plainTime: time });
  return new Date(zoned.epochMilliseconds);
}

/** Since 1924 no day of Almaty has begun within a quarter of an hour of UTC. */
const quarterOfHourMs = 900_000;

/** Each request asks for the day, and the calendar is slow. */
let latest = { quarter: Number.NaN, day: '' };

function noSuchDate(text: string, name: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError(`The ${name} "${text}" is no date: a date is written YYYY-MM-DD, such as 2025-11-05.`, {
    cause,
  });
}
