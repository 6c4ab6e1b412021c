import { addDays, businessDay } from '@oblys/domain';
import type { IsoDate } from '@oblys/domain';

/** The last business day that is over: what figures are built as of. */
export function yesterday(): IsoDate {
  return addDays(businessDay(new Date()), -1);
}
