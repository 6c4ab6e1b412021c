import { addDays, businessDay, businessTimeZone } from '@oblys/domain';
import type { IsoDate } from '@oblys/domain';

/** The last business day that is over: what figures are built as of. */
export function yesterday(): IsoDate {
  return addDays(businessDay(new Date()), -1);
}

/** An instant on the clocks of the business time zone, which it names. */
export function inBusinessZone(instant: Date | null): string {
  return instant === null ? 'never' : `${onBusinessClock(instant)} ${businessTimeZone}`;
}

/** The same for a column whose heading names the zone. */
export function onBusinessClock(instant: Date): string {
  return clock.format(instant);
}

const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: businessTimeZone });
