import type { IsoDate } from './dates.js';

/** The status of an appeal or a case at the end of a day: its outcome once closed; null before it was received. */
export function caseStatus<Outcome extends string>(
  record: { receivedOn: IsoDate; outcome: Outcome | null; closedOn: IsoDate | null },
  asOf: IsoDate,
): Outcome | 'IN_PROGRESS' | null {
  if (asOf < record.receivedOn) return null;
  const isClosed = record.closedOn !== null && record.closedOn <= asOf;
  return isClosed && record.outcome !== null ? record.outcome : 'IN_PROGRESS';
}

/** Whether something is executed at the end of a day; null before it was raised or adopted. */
export function executionStatus(
  record: { openedOn: IsoDate; executedOn: IsoDate | null },
  asOf: IsoDate,
): 'IN_PROGRESS' | 'EXECUTED' | null {
  if (asOf < record.openedOn) return null;
  return record.executedOn !== null && record.executedOn <= asOf ? 'EXECUTED' : 'IN_PROGRESS';
}

/** Where a facility stands at the end of a day; stalled from the day after the one it was planned for. */
export function facilityStatus(
  record: { plannedOn: IsoDate; commissionedOn: IsoDate | null },
  asOf: IsoDate,
): 'PLANNED' | 'STALLED' | 'COMMISSIONED' {
  if (record.commissionedOn !== null && record.commissionedOn <= asOf) return 'COMMISSIONED';
  return record.plannedOn < asOf ? 'STALLED' : 'PLANNED';
}
