import {
  CaseStatusEnum,
  ExecutionStatusEnum,
  FacilityStatusEnum,
  RoadmapStatusEnum,
  CalendarDate,
} from '@oblys/database';
import type { CaseStatus } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { Rows } from '../read-path/statement.js';
import { statusFilter, type FilterField } from './filters.js';

/*
 * The statuses of packages/domain once more, as conditions on the dates, so that indexes of dates can answer them; a
 * test holds the two against each other.
 */

/** Of an appeal or a case, among the outcomes that it can have. */
export function caseStatusFilter(outcomes: readonly Exclude<CaseStatus, 'IN_PROGRESS'>[]): FilterField {
  const closed = (outcome: string) => (rows: Rows, day: string) =>
    `${rows.column('closedOn')} <= ${day} and ${rows.column('outcome')} = '${outcome}'`;
  return statusFilter<CaseStatus>('CaseStatus', CaseStatusEnum, {
    IN_PROGRESS: (rows, day) => `${rows.column('receivedOn')} <= ${day} and ${isOpen(rows, 'closedOn', day)}`,
    ...{ POSITIVE: never, EXPLAINED: never, DECLINED: never },
    ...Object.fromEntries(outcomes.map((outcome) => [outcome, closed(outcome)])),
  });
}

/** Of what is raised or adopted and then executed. */
export function executionStatusFilter(openedOn: string): FilterField {
  return statusFilter('ExecutionStatus', ExecutionStatusEnum, {
    IN_PROGRESS: (rows, day) => `${rows.column(openedOn)} <= ${day} and ${isOpen(rows, 'executedOn', day)}`,
    EXECUTED: (rows, day) => `${rows.column(openedOn)} <= ${day} and ${rows.column('executedOn')} <= ${day}`,
  });
}

export const roadmapStatusFilter = statusFilter('RoadmapStatus', RoadmapStatusEnum, {
  NOT_DUE: (rows, day) =>
    `${stands(rows, day)} and ${isOpen(rows, 'executedOn', day)} and ${rows.column('startsOn')} > ${day}`,
  IN_PROGRESS: (rows, day) =>
    `${stands(rows, day)} and ${isOpen(rows, 'executedOn', day)} and ${rows.column('startsOn')} <= ${day}`,
  EXECUTED: (rows, day) => `${stands(rows, day)} and ${rows.column('executedOn')} <= ${day}`,
});

export const overdueFilter: FilterField = {
  type: () => CalendarDate,
  description: 'The due day has passed at the end of this day, and the item is not executed.',
  condition: (rows, asOf: IsoDate, statement) => {
    const day = statement.bind(asOf, 'date');
    return `${stands(rows, day)} and ${rows.column('dueOn')} < ${day} and ${isOpen(rows, 'executedOn', day)}`;
  },
};

export const facilityStatusFilter = statusFilter('FacilityStatus', FacilityStatusEnum, {
  PLANNED: (rows, day) => `${rows.column('plannedOn')} >= ${day} and ${isOpen(rows, 'commissionedOn', day)}`,
  STALLED: (rows, day) => `${rows.column('plannedOn')} < ${day} and ${isOpen(rows, 'commissionedOn', day)}`,
  COMMISSIONED: (rows, day) => `${rows.column('commissionedOn')} <= ${day}`,
});

function stands(rows: Rows, day: string): string {
  return `${rows.column('adoptedOn')} <= ${day} and ${isOpen(rows, 'withdrawnOn', day)}`;
}

function isOpen(rows: Rows, endedOn: string, day: string): string {
  return `(${rows.column(endedOn)} is null or ${rows.column(endedOn)} > ${day})`;
}

/** No row, of whatever day; the day is named, for what is bound has to be used. */
function never(_rows: Rows, day: string): string {
  return `${day} is null`;
}
