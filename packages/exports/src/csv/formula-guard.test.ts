import { describe, expect, it } from '@jest/globals';
import { guardFormula, unguardFormula } from './formula-guard.js';

describe('guardFormula', () => {
  it.each(['=1+1', '+cmd|calc', '-нет', '@sum(A1)', '\t=1', '\r=1', '\n=1', "'=1", "''=1", '＝1'])(
    'guards %j',
    (text) => {
      expect(guardFormula(text)).toBe(`'${text}`);
      expect(unguardFormula(guardFormula(text))).toBe(text);
    },
  );

  it.each(['', 'жол', "'тырнақша'", '-5', '+77011234567', '-1,5', '1-2'])('leaves %j as it is', (text) => {
    expect(guardFormula(text)).toBe(text);
    expect(unguardFormula(text)).toBe(text);
  });
});
