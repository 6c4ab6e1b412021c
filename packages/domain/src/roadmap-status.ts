import type { IsoDate } from './dates.js';

export const roadmapStatuses = ['NOT_DUE', 'IN_PROGRESS', 'EXECUTED'] as const;
export type RoadmapStatus = (typeof roadmapStatuses)[number];

export interface RoadmapDates {
  adoptedOn: IsoDate;
  withdrawnOn: IsoDate | null;
  startsOn: IsoDate;
  dueOn: IsoDate;
  executedOn: IsoDate | null;
}

/** The status of an item at the end of a day; null while it is not adopted and once it is withdrawn. */
export function roadmapStatus(item: RoadmapDates, asOf: IsoDate): RoadmapStatus | null {
  if (asOf < item.adoptedOn || (item.withdrawnOn !== null && asOf >= item.withdrawnOn)) return null;
  if (item.executedOn !== null && item.executedOn <= asOf) return 'EXECUTED';
  return asOf < item.startsOn ? 'NOT_DUE' : 'IN_PROGRESS';
}

/** Whether an item is in progress past the day it was due on. */
export function isOverdue(item: RoadmapDates, asOf: IsoDate): boolean {
  return roadmapStatus(item, asOf) !== null && roadmapStatus(item, asOf) !== 'EXECUTED' && item.dueOn < asOf;
}
