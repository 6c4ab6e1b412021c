import { describe, expect, it } from '@jest/globals';
import { SheetNames } from './sheet-names.js';

describe('SheetNames', () => {
  it('leaves out what no sheet may be named by, and cuts what is too long between letters', () => {
    const names = new SheetNames();
    expect(names.take("'a/b[c]:*?'")).toBe('a b c');
    expect(names.take('🌾'.repeat(20))).toBe('🌾'.repeat(15));
    expect(names.take("''")).toBe('1');
  });

  it('gives no name twice, whatever its case, and none that Excel keeps for itself', () => {
    const names = new SheetNames();
    expect(['appeals', 'Appeals', 'APPEALS', 'History'].map((name) => names.take(name))).toEqual([
      'appeals',
      'Appeals (2)',
      'APPEALS (3)',
      'History (2)',
    ]);
    const long = 'ә'.repeat(40);
    expect([names.take(long), names.take(long)]).toEqual(['ә'.repeat(31), `${'ә'.repeat(27)} (2)`]);
  });
});
