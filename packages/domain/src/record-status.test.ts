import { describe, expect, it } from '@jest/globals';
import { caseStatus, executionStatus, facilityStatus } from './index.js';

describe('caseStatus', () => {
  const closed = { receivedOn: '2025-03-01', outcome: 'POSITIVE' as const, closedOn: '2025-04-10' };

  it.each([
    ['2025-02-28', null],
    ['2025-03-01', 'IN_PROGRESS'],
    ['2025-04-09', 'IN_PROGRESS'],
    ['2025-04-10', 'POSITIVE'],
  ])('on %s is %s', (asOf, status) => expect(caseStatus(closed, asOf)).toBe(status));

  it('stays in progress while nobody closes it', () =>
    expect(caseStatus({ receivedOn: '2025-03-01', outcome: null, closedOn: null }, '2026-01-01')).toBe('IN_PROGRESS'));
});

describe('executionStatus', () => {
  it('turns on the day of execution', () => {
    const record = { openedOn: '2025-01-10', executedOn: '2025-02-01' };
    expect(['2025-01-09', '2025-01-10', '2025-01-31', '2025-02-01'].map((day) => executionStatus(record, day))).toEqual(
      [null, 'IN_PROGRESS', 'IN_PROGRESS', 'EXECUTED'],
    );
  });
});

describe('facilityStatus', () => {
  it('is stalled from the day after the planned one until it is commissioned', () => {
    const record = { plannedOn: '2020-09-01', commissionedOn: '2025-10-01' };
    expect(['2020-09-01', '2020-09-02', '2025-09-30', '2025-10-01'].map((day) => facilityStatus(record, day))).toEqual([
      'PLANNED',
      'STALLED',
      'STALLED',
      'COMMISSIONED',
    ]);
  });
});
