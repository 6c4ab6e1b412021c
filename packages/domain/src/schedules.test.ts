import { describe, expect, it } from '@jest/globals';
import { assertSchedule, logicalDate, nextTick, startOfDay, ticksBetween } from './schedules.js';

const timeZone = 'Asia/Almaty';
const ticks = (expression: string, after: string, through: string, zone = timeZone) =>
  ticksBetween({ expression, timeZone: zone }, new Date(after), new Date(through)).ticks.map((tick) =>
    tick.toISOString(),
  );

describe('assertSchedule', () => {
  it.each([
    ['15 2 * * *', timeZone],
    ['*/5 * * * *', 'UTC'],
    ['0 0 29 2 *', timeZone],
  ])('takes "%s" in %s', (expression, zone) => {
    expect(() => assertSchedule({ expression, timeZone: zone })).not.toThrow();
  });

  it.each([
    ['0 0 30 2 *', timeZone, 'The schedule "0 0 30 2 *" never fires: no moment fits it.'],
    ['0 0 31 4,6 *', timeZone, 'never fires'],
    ['61 * * * *', timeZone, 'The schedule "61 * * * *" cannot be read'],
    ['* * * *', timeZone, 'has not the five parts'],
    ['*/5 * * * * *', timeZone, 'has not the five parts'],
    ['2025-01-01T00:00:00', timeZone, 'has not the five parts'],
    ['@daily', timeZone, 'has not the five parts'],
    ['15 2 * * *', 'Asia/Akmola', 'There is no time zone "Asia/Akmola"'],
    ['15 2 * * *', '', 'There is no time zone ""'],
  ])('refuses "%s" in %s', (expression, zone, reason) => {
    expect(() => assertSchedule({ expression, timeZone: zone })).toThrow(reason);
  });
});

describe('ticksBetween', () => {
  it('follows the clocks of Almaty through their change of 2024-03-01', () => {
    expect(ticks('15 2 * * *', '2024-02-28T00:00:00Z', '2024-03-02T00:00:00Z')).toEqual([
      '2024-02-28T20:15:00.000Z',
      '2024-02-29T21:15:00.000Z',
      '2024-03-01T21:15:00.000Z',
    ]);
  });

  it('gives a time that comes twice once, and every five minutes both times', () => {
    expect(ticks('30 23 * * *', '2024-02-29T12:00:00Z', '2024-03-01T12:00:00Z')).toEqual(['2024-02-29T17:30:00.000Z']);
    expect(ticks('30 23 * * *', '2024-02-29T18:10:00Z', '2024-03-01T12:00:00Z')).toEqual([]);
    expect(ticks('*/30 * * * *', '2024-02-29T16:59:00Z', '2024-02-29T19:00:00Z')).toHaveLength(5);
  });

  it('gives a time that is left out when the clocks go on', () => {
    expect(ticks('30 2 * * *', '2024-03-10T00:00:00Z', '2024-03-11T00:00:00Z', 'America/New_York')).toHaveLength(1);
  });

  it('is without the moment it begins at, and with the one it ends at', () => {
    expect(ticks('0 * * * *', '2025-01-01T00:00:00Z', '2025-01-01T02:00:00Z')).toEqual([
      '2025-01-01T01:00:00.000Z',
      '2025-01-01T02:00:00.000Z',
    ]);
  });

  it('gives the latest of many, and how many they are', () => {
    const schedule = { expression: '*/5 * * * *', timeZone };
    const found = ticksBetween(schedule, new Date('2025-01-01T00:00:00Z'), new Date('2025-01-02T00:00:00Z'), 2);
    expect(found.count).toBe(288);
    expect(found.ticks.map((tick) => tick.toISOString())).toEqual([
      '2025-01-01T23:55:00.000Z',
      '2025-01-02T00:00:00.000Z',
    ]);
  });
});

it('nextTick is the first moment after', () => {
  expect(nextTick({ expression: '0 8 * * 1', timeZone }, new Date('2025-11-05T00:00:00Z'))?.toISOString()).toBe(
    '2025-11-10T03:00:00.000Z',
  );
});

it('logicalDate is the last whole day before the moment, by the clocks of the zone', () => {
  expect(logicalDate(new Date('2025-11-05T21:15:00Z'), timeZone)).toBe('2025-11-05');
  expect(logicalDate(new Date('2025-11-05T18:59:59Z'), timeZone)).toBe('2025-11-04');
  expect(logicalDate(new Date('2024-02-29T18:30:00Z'), timeZone)).toBe('2024-02-28');
});

it('startOfDay is midnight by the clocks of the zone', () => {
  expect(startOfDay('2025-11-05', timeZone).toISOString()).toBe('2025-11-04T19:00:00.000Z');
  expect(startOfDay('2024-02-29', timeZone).toISOString()).toBe('2024-02-28T18:00:00.000Z');
});
