import type { IsoDate } from '@oblys/domain';
import { addDays } from '@oblys/domain';

/** The first day of the demonstration, a Monday. */
export const demoStart: IsoDate = '2024-01-01';
const demoStartMs = Date.UTC(2024, 0, 1);

export interface Day {
  /** Days since demoStart. */
  index: number;
  date: IsoDate;
  /** YYYY-MM. */
  month: string;
  /** 0 is Monday, 6 is Sunday. */
  weekday: number;
  /** Monday to Friday, without the public holidays that keep their date. */
  isWorkday: boolean;
}

/** How likely something happens on a day, compared with other days. */
export type Rhythm = (day: Day) => number;

const publicHolidays = new Set(
  '01-01 01-02 01-07 03-08 03-21 03-22 03-23 05-01 05-07 05-09 07-06 08-30 10-25 12-16'.split(' '),
);

/** Offices: busiest on Monday, quiet on Friday, closed at the weekend. */
export const officeRhythm: Rhythm = ({ isWorkday, weekday }) =>
  isWorkday ? ([1.25, 1.1, 1.05, 1, 0.8][weekday] ?? 0) : 0;

/** What people do from home. */
export const onlineRhythm: Rhythm = ({ isWorkday }) => (isWorkday ? 1 : 0.35);

/** Gatherings: in the week, and on Saturdays. */
export const gatheringRhythm: Rhythm = ({ isWorkday, weekday }) => (isWorkday ? 1 : weekday === 5 ? 0.6 : 0);

/** Elections are held on Sundays. */
export const sundayRhythm: Rhythm = ({ weekday }) => (weekday === 6 ? 1 : 0);

/** Days by number: counting along an array is many times faster than arithmetic on calendar dates. */
export class Calendar {
  readonly days: readonly Day[];
  readonly #indexOf: ReadonlyMap<IsoDate, number>;

  constructor(last: IsoDate) {
    const days: Day[] = [];
    for (let date = demoStart; date <= last; date = addDays(date, 1)) {
      const weekday = days.length % 7;
      const isWorkday = weekday < 5 && !publicHolidays.has(date.slice(5));
      days.push({ index: days.length, date, month: date.slice(0, 7), weekday, isWorkday });
    }
    this.days = days;
    this.#indexOf = new Map(days.map(({ date, index }) => [date, index]));
  }

  /** The day of that number; past the calendar's end, its last day. */
  at(index: number): Day {
    return this.days[Math.min(Math.max(index, 0), this.days.length - 1)] as Day;
  }

  indexOf(date: IsoDate): number {
    const index = this.#indexOf.get(date);
    if (index === undefined) throw new RangeError(`${date} lies outside the days of the demonstration.`);
    return index;
  }

  /** The first workday from that day on. */
  workdayFrom(index: number): number {
    let day = this.at(index);
    while (!day.isWorkday && day.index < this.days.length - 1) day = this.at(day.index + 1);
    return day.index;
  }
}

/** An instant within the working hours (09:00 to 18:00 in Asia/Almaty) of a day, in milliseconds since 1970. */
export function instantOn(day: Day, shareOfDay: number): number {
  const nineInTheMorningMs = 4 * 3_600_000;
  return demoStartMs + day.index * 86_400_000 + nineInTheMorningMs + Math.floor(shareOfDay * 9 * 3_600_000);
}
