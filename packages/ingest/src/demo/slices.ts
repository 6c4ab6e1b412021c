import type { IsoDate } from '@oblys/domain';
import type { Calendar, Day } from './calendar.js';
import { checkpoint } from './plan.js';

/** A month, or the part of the checkpoint's month up to it or after it: what one seed and one quota are for. */
export interface Slice {
  id: string;
  year: number;
  /** YYYY-MM. */
  month: string;
  days: readonly Day[];
  /** Its place among the slices of its year. */
  column: number;
  /** Whether it lies in the year of the checkpoint, up to it. */
  leadsToCheckpoint: boolean;
}

/** The slices from the calendar's start through the month of `last`, whole. */
export function listSlices(calendar: Calendar, last: IsoDate): Slice[] {
  const daysById = new Map<string, Day[]>();
  for (const day of calendar.days) {
    if (day.month > last.slice(0, 7)) break;
    const id = sliceId(day);
    daysById.set(id, [...(daysById.get(id) ?? []), day]);
  }
  let year = 0;
  let column = 0;
  return [...daysById].map(([id, days]) => {
    const { month, date } = days[0] as Day;
    column = Number(month.slice(0, 4)) === year ? column + 1 : 0;
    year = Number(month.slice(0, 4));
    const leadsToCheckpoint = month.slice(0, 4) === checkpoint.slice(0, 4) && date <= checkpoint;
    return { id, year, month, days, column, leadsToCheckpoint };
  });
}

function sliceId({ month, date }: Day): string {
  return month === checkpoint.slice(0, 7) && date > checkpoint ? `${month}/after-checkpoint` : month;
}
