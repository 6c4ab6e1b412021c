import { describe, expect, it } from '@jest/globals';
import { dateOfSerial, readDate } from './read-date.js';

describe('readDate', () => {
  it.each([
    ['2025-11-05', '2025-11-05'],
    ['2025-11-05T10:00:00', '2025-11-05'],
    ['2025-11-05 10:00', '2025-11-05'],
    ['05.11.2025', '2025-11-05'],
    ['5.11.2025', '2025-11-05'],
    ['05.11.2025 г.', '2025-11-05'],
    ['05.11.2025 14:30', '2025-11-05'],
    ['25/12/2025', '2025-12-25'],
    ['12/25/2025', '2025-12-25'],
    ['5/5/2025', '2025-05-05'],
    ['5 қараша 2025', '2025-11-05'],
    ['5 караша 2025', '2025-11-05'],
    ['2025 жылғы 5 қараша', '2025-11-05'],
    ['2025 ж. 5 қараша', '2025-11-05'],
    ['5 ноября 2025 г.', '2025-11-05'],
    ['5 мая 2025 года', '2025-05-05'],
    ['5 November 2025', '2025-11-05'],
    ['1 маусым 2025', '2025-06-01'],
    ['1 мамыр 2025', '2025-05-01'],
    ['1 март 2025', '2025-03-01'],
    ['29.02.2024', '2024-02-29'],
  ])('reads %j as %s', (text, date) => {
    expect(readDate(text)).toEqual({ date });
  });

  it.each([
    ['5/11/2025', 'AMBIGUOUS_DATE'],
    ['05.11.25', 'TWO_DIGIT_YEAR'],
    ['5/11/25', 'TWO_DIGIT_YEAR'],
    ['31.02.2025', 'NO_SUCH_DAY'],
    ['29.02.2025', 'NO_SUCH_DAY'],
    ['2025-13-01', 'NO_SUCH_DAY'],
    ['05.11.1890', 'OUT_OF_RANGE'],
    ['05.11.2201', 'OUT_OF_RANGE'],
    ['қараша', 'NOT_A_DATE'],
    ['ноябрь 2025', 'NOT_A_DATE'],
    ['45966', 'NOT_A_DATE'],
    ['5 брюмера 2025', 'NOT_A_DATE'],
    ['', 'NOT_A_DATE'],
  ])('refuses %j: %s', (text, code) => {
    expect(readDate(text)).toMatchObject({ fault: { code } });
  });

  it('takes a number for a day as spreadsheets count them, and others for none', () => {
    expect(dateOfSerial(45_966)).toEqual({ date: '2025-11-05' });
    expect(dateOfSerial(45_966.75)).toEqual({ date: '2025-11-05' });
    expect(dateOfSerial(2025)).toMatchObject({ fault: { code: 'NOT_A_DATE' } });
  });
});
