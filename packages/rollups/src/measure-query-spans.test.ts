import { describe, expect, it } from '@jest/globals';
import { formerSpan, spansOf, type Comparison } from './measure-query-spans.js';

describe('formerSpan', () => {
  const former = (
    [from, to]: readonly [string, string],
    compareWith: Comparison,
    day: string | null = null,
    grain: 'MONTH' | 'QUARTER' | null = null,
  ): string[] => {
    const span = formerSpan(spansOf(grain, from, to)[0]!, compareWith, day);
    return [span.from, span.to];
  };

  it.each([
    ['a month', '2025-03-01', '2025-03-31', '2025-02-01', '2025-02-28'],
    ['nine months', '2025-01-01', '2025-09-30', '2024-04-01', '2024-12-31'],
    ['ten days', '2025-03-11', '2025-03-20', '2025-03-01', '2025-03-10'],
  ])('is the span of the same length before %s', (_what, from, to, ...expected) => {
    expect(former([from, to], 'PREVIOUS_PERIOD')).toEqual(expected);
  });

  it('is the same of the year before, a month’s end with a month’s end', () => {
    expect(former(['2024-02-01', '2024-02-29'], 'PREVIOUS_YEAR')).toEqual(['2023-02-01', '2023-02-28']);
    expect(former(['2025-02-01', '2025-02-28'], 'PREVIOUS_YEAR')).toEqual(['2024-02-01', '2024-02-29']);
  });

  it('is as many days of the former period where one is not over', () => {
    const november = ['2025-11-01', '2025-11-30'] as const;
    expect(former(november, 'PREVIOUS_PERIOD', '2025-11-05', 'MONTH')).toEqual(['2025-10-01', '2025-10-05']);
    expect(former(november, 'PREVIOUS_YEAR', '2025-11-05', 'MONTH')).toEqual(['2024-11-01', '2024-11-05']);
    const year = ['2025-01-01', '2025-12-31'] as const;
    expect(former(year, 'PREVIOUS_PERIOD', '2025-11-05')).toEqual(['2024-01-01', '2024-11-05']);
    const days = ['2025-11-03', '2025-11-12'] as const;
    expect(former(days, 'PREVIOUS_PERIOD', '2025-11-05')).toEqual(['2025-10-24', '2025-10-26']);
  });

  it('has whole months where those of one that goes on are over', () => {
    const quarter = ['2025-04-01', '2025-06-30'] as const;
    expect(former(quarter, 'PREVIOUS_PERIOD', '2025-04-30', 'QUARTER')).toEqual(['2025-01-01', '2025-01-31']);
  });

  it('has no more days than the former month', () => {
    const march = ['2025-03-01', '2025-03-31'] as const;
    expect(former(march, 'PREVIOUS_PERIOD', '2025-03-30', 'MONTH')).toEqual(['2025-02-01', '2025-02-28']);
  });

  it('is whole beside a period that is over, or has not begun', () => {
    const march = ['2025-03-01', '2025-03-31'] as const;
    for (const day of ['2025-02-10', '2025-03-31', '2025-06-10']) {
      expect(former(march, 'PREVIOUS_PERIOD', day, 'MONTH')).toEqual(['2025-02-01', '2025-02-28']);
    }
  });
});
