import { PeriodLockedError, type LockedPeriod } from '@oblys/domain';

/** What the triggers of locked months raise (see the migration of submissions). */
const periodLocked = 'OBL01';

/** The refusal of a write in a locked month as an error of ours; any other error as it came. */
export function asPeriodLocked(error: unknown): unknown {
  const { code, detail } = error as { code?: unknown; detail?: unknown };
  if (code !== periodLocked || typeof detail !== 'string') return error;
  return new PeriodLockedError(JSON.parse(detail) as LockedPeriod, { cause: error });
}
