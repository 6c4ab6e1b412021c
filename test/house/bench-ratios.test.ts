import { describe, expect, it } from '@jest/globals';
import { formatMs, formatRatios, median, percentile, type Ratio } from '../bench/ratios.js';

describe('formatRatios', () => {
  const ratio = (what: string, value: number, target: Ratio['target'], shownAs: Ratio['shownAs']): Ratio => ({
    ...{ what, value, shownAs, from: 'its times' },
    ...(target === undefined ? {} : { target }),
  });

  it('prints each ratio beside its target, and says of each whether it was met', () => {
    const lines = formatRatios([
      ratio('a build', 1.6, { kind: 'AT_MOST', value: 1.6 }, 'TIMES'),
      ratio('a slow build', 1.604, { kind: 'AT_MOST', value: 1.6 }, 'TIMES'),
      ratio('a view', 24.9, { kind: 'AT_LEAST', value: 25 }, 'TIMES'),
      ratio('a share', 0.0512, { kind: 'AT_MOST', value: 0.05 }, 'SHARE'),
      ratio('told only', 3, undefined, 'TIMES'),
    ]);
    expect(lines.map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
      ' | measured | target | medians',
      'a build | 1.60 | at most 1.60 | met | its times',
      'a slow build | 1.60 | at most 1.60 | falls short | its times',
      'a view | 24.90 | at least 25 | falls short | its times',
      'a share | 5.1 % | at most 5.0 % | falls short | its times',
      'told only | 3 | its times',
    ]);
  });
});

describe('median', () => {
  it('is the middle one, or lies between the two in the middle', () => {
    expect([median([9, 1, 5]), median([4, 1, 9, 2])]).toEqual([5, 3]);
  });
});

describe('percentile', () => {
  it('is the value that so many do not exceed', () => {
    const values = Array.from({ length: 200 }, (_value, index) => 200 - index);
    expect([percentile(values, 0.99), percentile(values, 0.5), percentile([7], 0.99)]).toEqual([198, 100, 7]);
  });
});

describe('formatMs', () => {
  it('keeps what matters of a time', () => {
    expect([1.234, 123.4, 1234].map(formatMs)).toEqual(['1.23 ms', '123 ms', '1.23 s']);
  });
});
