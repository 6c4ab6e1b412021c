import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import { addDays, type IsoDate } from './dates.js';
import { InvalidInputError } from './errors.js';

/**
 * When something is due: minute, hour, day of month, month, day of week, by the clocks of a named time zone. Where they
 * are put back, a time that comes twice is due at the first of the two, and `*` in the hour at both; where they are put
 * forward, a time that is left out is due when they go on.
 */
export interface Schedule {
  /** Such as `15 2 * * *`, 02:15 every day. */
  readonly expression: string;
  /** Such as Asia/Almaty. */
  readonly timeZone: string;
}

/**
 * @throws {InvalidInputError} when the zone does not exist, the expression cannot be read, or no moment ever fits it
 */
export function assertSchedule({ expression, timeZone }: Schedule): void {
  assertTimeZone(timeZone);
  if (expression.trim().split(/\s+/).length !== 5) {
    throw new InvalidInputError(
      `The schedule "${expression}" has not the five parts minute, hour, day of month, month and day of week, such as "15 2 * * *".`,
    );
  }
  let next: Date | null;
  try {
    next = cronOf({ expression, timeZone }).nextRun();
  } catch (cause) {
    throw new InvalidInputError(`The schedule "${expression}" cannot be read: ${(cause as Error).message}`, { cause });
  }
  if (next === null) throw new InvalidInputError(`The schedule "${expression}" never fires: no moment fits it.`);
}

/** The first moment after another one; null where there is none. */
export function nextTick(schedule: Schedule, after: Date): Date | null {
  return cronOf(schedule).nextRun(after);
}

/**
 * The moments after one and up to another, in their order. Of more than `most` it is the latest, and how many there
 * are in all.
 */
export function ticksBetween(
  schedule: Schedule,
  after: Date,
  through: Date,
  most = Number.POSITIVE_INFINITY,
): { ticks: Date[]; count: number } {
  const cron = cronOf(schedule);
  const ticks: Date[] = [];
  let count = 0;
  for (let tick = cron.nextRun(after); tick !== null && tick <= through; tick = cron.nextRun(tick)) {
    count += 1;
    ticks.push(tick);
    if (ticks.length > most) ticks.shift();
  }
  return { ticks, count };
}

/** What a scheduled run is about: the last whole day before its moment, by the clocks of the zone. */
export function logicalDate(scheduledFor: Date, timeZone: string): IsoDate {
  return addDays(dayIn(scheduledFor, timeZone), -1);
}

/** The moment at which a day begins, by the clocks of a zone. */
export function startOfDay(day: IsoDate, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}

function dayIn(instant: Date, timeZone: string): IsoDate {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDate().toString();
}

function assertTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw new InvalidInputError(
      `There is no time zone "${timeZone}": it is named as the IANA database names it, such as Asia/Almaty.`,
      { cause },
    );
  }
}

function cronOf({ expression, timeZone }: Schedule): Cron {
  const key = `${timeZone} ${expression}`;
  let cron = crons.get(key);
  if (cron === undefined) {
    cron = new Cron(expression, { timezone: timeZone, paused: true });
    crons.set(key, cron);
  }
  return cron;
}

/** As many as there are jobs: read once. */
const crons = new Map<string, Cron>();
