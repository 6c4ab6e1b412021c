import { describe, expect, it } from '@jest/globals';
import { isOverdue, roadmapStatus, type RoadmapDates } from './index.js';

const item: RoadmapDates = {
  adoptedOn: '2025-01-10',
  withdrawnOn: null,
  startsOn: '2025-03-01',
  dueOn: '2025-06-30',
  executedOn: null,
};

describe('roadmapStatus', () => {
  it.each([
    ['2025-01-09', null],
    ['2025-01-10', 'NOT_DUE'],
    ['2025-02-28', 'NOT_DUE'],
    ['2025-03-01', 'IN_PROGRESS'],
    ['2025-12-31', 'IN_PROGRESS'],
  ])('of an open item on %s is %s', (asOf, status) => expect(roadmapStatus(item, asOf)).toBe(status));

  it('is EXECUTED from the day of execution, also where that is before the start', () => {
    const early = { ...item, executedOn: '2025-02-01' };
    expect(roadmapStatus(early, '2025-01-31')).toBe('NOT_DUE');
    expect(roadmapStatus(early, '2025-02-01')).toBe('EXECUTED');
  });

  it('ends on the day of withdrawal', () => {
    const withdrawn = { ...item, withdrawnOn: '2025-05-01' };
    expect(roadmapStatus(withdrawn, '2025-04-30')).toBe('IN_PROGRESS');
    expect(roadmapStatus(withdrawn, '2025-05-01')).toBeNull();
  });
});

describe('isOverdue', () => {
  it('holds from the day after the due day until execution', () => {
    const late = { ...item, executedOn: '2025-07-03' };
    expect(['2025-06-30', '2025-07-01', '2025-07-02', '2025-07-03'].map((day) => isOverdue(late, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
