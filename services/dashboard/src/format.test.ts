import { describe, expect, it } from '@jest/globals';
import { dateOfInstant, formatDate, formatDifference, formatNumber, formatQuantity } from './format.js';

/** Spaces of every kind as one: the languages group by a no-break or a narrow one. */
const plain = (text: string) => text.replace(/\s/gu, ' ');

describe('formatNumber', () => {
  it.each([
    ['kk', '1 848 000 000'],
    ['ru', '1 848 000 000'],
    ['en', '1,848,000,000'],
  ] as const)('groups thousands as %s does', (locale, text) => {
    expect(plain(formatNumber('1848000000', locale))).toBe(text);
  });

  it('keeps at most two decimals of a share', () => {
    expect(formatNumber('50.4185751', 'en')).toBe('50.42');
    expect(formatNumber('50.4185751', 'kk')).toBe('50,42');
  });

  it('takes the decimal as it is, past what a double can hold', () => {
    expect(formatNumber('90071992547409931.25', 'en')).toBe('90,071,992,547,409,931.25');
  });
});

describe('formatDifference', () => {
  it('shows the sign, and none for no difference', () => {
    expect(formatDifference('3', 'en')).toBe('+3');
    expect(formatDifference('-0.37', 'en')).toBe('-0.37');
    expect(formatDifference('0', 'en')).toBe('0');
  });
});

describe('formatQuantity', () => {
  it.each([
    ['274', 'organizations', 'kk', '274 ұйым'],
    ['274', 'organizations', 'ru', '274 организации'],
    ['1', 'items', 'ru', '1 пункт'],
    ['76', 'items', 'ru', '76 пунктов'],
    ['1', 'items', 'en', '1 item'],
    ['2', 'facilities', 'en', '2 facilities'],
    ['98', 'percent', 'ru', '98 %'],
    ['98', 'percent', 'kk', '98%'],
    ['1848000000', 'KZT', 'kk', '1 848 000 000 ₸'],
    ['5', 'parsecs', 'kk', '5 parsecs'],
  ] as const)('puts %s %s into %s', (value, unit, locale, text) => {
    expect(plain(formatQuantity(value, unit, locale))).toBe(text);
  });
});

describe('formatDate', () => {
  it.each([
    ['kk', '2025 жылғы 5 қараша'],
    ['ru', '5 ноября 2025 г.'],
    ['en', '5 November 2025'],
  ] as const)('writes the day in %s', (locale, text) => {
    expect(plain(formatDate('2025-11-05', locale))).toBe(text);
  });
});

describe('dateOfInstant', () => {
  it('is the day in Kazakhstan, whatever the zone of the browser', () => {
    expect(dateOfInstant('2025-11-05T18:59:59.000Z')).toBe('2025-11-05');
    expect(dateOfInstant('2025-11-05T19:00:00.000Z')).toBe('2025-11-06');
  });
});
