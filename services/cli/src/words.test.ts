import { describe, expect, it } from '@jest/globals';
import { alignColumns, counted, formatSeconds } from './words.js';

describe('counted', () => {
  it('takes the plural for all but one', () => {
    expect([counted(0, 'topic'), counted(1, 'topic'), counted(31204, 'record')]).toEqual([
      '0 topics',
      '1 topic',
      '31,204 records',
    ]);
    expect(counted(2, 'summary', 'summaries')).toBe('2 summaries');
  });
});

describe('alignColumns', () => {
  it('pads all columns but the last, by characters and not by bytes', () => {
    expect(
      alignColumns([
        ['қаз', 'x', 'end'],
        ['a', '', ''],
        ['long', 'yy', 'end of it'],
      ]),
    ).toEqual(['қаз   x   end', 'a', 'long  yy  end of it']);
  });
});

describe('formatSeconds', () => {
  it('keeps one decimal', () => {
    expect([formatSeconds(40), formatSeconds(1449), formatSeconds(61_000)]).toEqual(['0.0 s', '1.4 s', '61.0 s']);
  });
});
