import { describe, expect, it } from '@jest/globals';
import { expectedTables, getTopic, topics } from '../index.js';
import { cellCounters } from './cell-counters.js';
import { columnOf } from './columns.js';
import { monthOf } from './sql-text.js';

describe('columnOf', () => {
  it.each([
    ['held', 'held'],
    ['inProgress', 'in_progress'],
    ['organizationsReached', 'organizations_reached'],
    ['commissionPlan', 'commission_plan'],
  ])('writes %s as %s', (code, column) => expect(columnOf(code)).toBe(column));
});

describe('cellCounters', () => {
  it('keeps a stock as what enters and what leaves, each under the month of its own date', () => {
    const [entered, left] = cellCounters(getTopic('facility')).filter(({ column }) => column.startsWith('stalled'));
    expect([entered!.column, entered!.filedOn]).toEqual(['stalled_entered', 'record.planned_on + 1']);
    expect([left!.column, left!.filedOn]).toEqual(['stalled_left', 'record.commissioned_on']);
    expect(entered!.where).toBe(left!.where);
  });

  it('files a cohort under the month of its receipt, and its change under the month of the change', () => {
    const [received, executed] = cellCounters(getTopic('proposal'));
    expect([received!.filedOn, received!.statusOn]).toEqual(['record.raised_on', 'record.raised_on']);
    expect([executed!.filedOn, executed!.statusOn]).toEqual(['record.raised_on', 'record.executed_on']);
  });

  it('counts every event of every topic, and nothing derived', () => {
    for (const topic of topics) {
      const columns = cellCounters(topic).map(({ column }) => column);
      expect(columns.filter((column) => column === 'event_count').length).toBe(topic.events.length);
      const derived = topic.measures.filter(({ computation: { by } }) => by === 'difference' || by === 'rate');
      for (const { code } of derived) expect(columns).not.toContain(columnOf(code));
    }
  });
});

describe('expectedTables', () => {
  it('has the month of the change in cells of cohorts, and the programme where there is one', () => {
    const keysOf = (code: string): string[][] =>
      expectedTables(getTopic(code)).map(({ key }) => key.map(({ name }) => name));
    expect(keysOf('appeal')).toEqual([
      ['region_code', 'branch_code', 'month', 'status_month'],
      ['area_code', 'grain', 'period_start'],
    ]);
    expect(keysOf('funding')).toEqual([
      ['region_code', 'branch_code', 'month', 'programme_code'],
      ['area_code', 'grain', 'period_start', 'programme_code'],
    ]);
  });

  it('gives sums room that counts do not need, and money its two places', () => {
    const [, summary] = expectedTables(getTopic('funding'));
    expect(summary!.columns.slice(4)).toEqual([
      { name: 'projects_funded', type: 'integer' },
      { name: 'amount', type: 'numeric(18,2)' },
      { name: 'run_id', type: 'uuid' },
    ]);
    expect(expectedTables(getTopic('event'))[1]!.columns.at(-2)).toEqual({ name: 'participants', type: 'bigint' });
  });
});

describe('monthOf', () => {
  it('never goes through a timestamp with a zone', () => expect(monthOf('a + 1')).toContain('(a + 1)::timestamp)'));
});
