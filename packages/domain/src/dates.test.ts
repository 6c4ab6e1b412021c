import { describe, expect, it } from '@jest/globals';
import {
  businessDay,
  businessInstant,
  InvalidInputError,
  isoWeek,
  listPeriods,
  parseIsoDate,
  periodEnd,
} from './index.js';
import { periodHolding } from './periods.js';

describe('businessDay', () => {
  it('turns at 18:00 UTC while Almaty was six hours ahead', () => {
    expect(businessDay(new Date('2024-02-28T17:59:59Z'))).toBe('2024-02-28');
    expect(businessDay(new Date('2024-02-28T18:00:00Z'))).toBe('2024-02-29');
  });

  it('has 25 hours on 29 February 2024, when the clocks went back at midnight', () => {
    expect(businessDay(new Date('2024-02-29T18:59:59Z'))).toBe('2024-02-29');
    expect(businessDay(new Date('2024-02-29T19:00:00Z'))).toBe('2024-03-01');
  });

  it('turns at 19:00 UTC since Almaty is five hours ahead', () => {
    expect(businessDay(new Date('2025-11-05T18:59:59Z'))).toBe('2025-11-05');
    expect(businessDay(new Date('2025-11-05T19:00:00Z'))).toBe('2025-11-06');
  });
});

describe('parseIsoDate', () => {
  it('takes a day that exists', () => expect(parseIsoDate('2024-02-29')).toBe('2024-02-29'));

  it.each(['2025-02-29', '2025-13-01', '05.11.2025', '2025-11-5', '0000-01-01', ''])('refuses %p by name', (text) =>
    expect(() => parseIsoDate(text, 'as-of day')).toThrow(InvalidInputError),
  );
});

describe('periodHolding', () => {
  it.each([
    ['MONTH', '2025-11-01', '2025-11-30'],
    ['QUARTER', '2025-10-01', '2025-12-31'],
    ['HALF_YEAR', '2025-07-01', '2025-12-31'],
    ['YEAR', '2025-01-01', '2025-12-31'],
  ] as const)('finds the %s of 5 November 2025', (grain, start, end) => {
    const period = periodHolding(grain, '2025-11-05');
    expect(period).toEqual({ grain, start });
    expect(periodEnd(period)).toBe(end);
  });

  it('ends February of a leap year on the 29th', () =>
    expect(periodEnd({ grain: 'MONTH', start: '2024-02-01' })).toBe('2024-02-29'));
});

describe('listPeriods', () => {
  it('takes in the periods that hold either end', () =>
    expect(listPeriods('QUARTER', '2024-12-31', '2025-04-01').map(({ start }) => start)).toEqual([
      '2024-10-01',
      '2025-01-01',
      '2025-04-01',
    ]));

  it('ends with the last year that a date can name', () =>
    expect(listPeriods('YEAR', '9998-05-01', '9999-12-31').map(periodEnd)).toEqual(['9998-12-31', '9999-12-31']));

  it('refuses a reversed range', () =>
    expect(() => listPeriods('YEAR', '2025-01-02', '2025-01-01')).toThrow('reversed'));
});

describe('businessInstant', () => {
  it('is six hours after UTC until the end of February 2024, and five from March on', () => {
    expect(businessInstant('2024-02-29', '06:00')).toEqual(new Date('2024-02-29T00:00:00Z'));
    expect(businessInstant('2024-03-01', '06:00')).toEqual(new Date('2024-03-01T01:00:00Z'));
  });
});

describe('isoWeek', () => {
  it('begins on Mondays, and belongs to the year that most of its days lie in', () =>
    expect(['2025-11-02', '2025-11-03', '2024-12-30', '2027-01-03'].map(isoWeek)).toEqual([
      '2025-W44',
      '2025-W45',
      '2025-W01',
      '2026-W53',
    ]));
});
