import { describe, expect, it } from '@jest/globals';
import { StatementNames } from './statement-names.js';

describe('the names of statements', () => {
  it('are one for each text, whatever is asked between, and short enough for PostgreSQL', () => {
    const names = new StatementNames();
    const texts = Array.from({ length: 300 }, (_, index) => `select ${index}`);
    const given = texts.map((text) => names.nameOf(text));
    expect(new Set(given).size).toBe(300);
    expect(texts.map((text) => names.nameOf(text))).toEqual(given);
    for (const name of given) expect(name).toMatch(/^[\w-]{1,63}$/);
  });
});
