import { describe, expect, it } from '@jest/globals';
import { KeptBy } from './kept-by.js';

const owner = {};

function keep(most: number) {
  const kept = new KeptBy<object, string | null>(most);
  const workedOut: string[] = [];
  const get = (key: string, of: object = owner, value: string | null = key): string | null =>
    kept.get(of, key, () => {
      workedOut.push(key);
      return value;
    });
  return { get, workedOut };
}

describe('what is kept', () => {
  it('is worked out once for each owner and key, nothing too', () => {
    const { get, workedOut } = keep(10);
    expect([get('a'), get('a'), get('b'), get('a', {}), get('c', owner, null), get('c', owner, null)]).toEqual([
      'a',
      'a',
      'b',
      'a',
      null,
      null,
    ]);
    expect(workedOut).toEqual(['a', 'b', 'a', 'c']);
  });

  it('is what was used last, when there is no room for more', () => {
    const { get, workedOut } = keep(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);
    expect(workedOut).toEqual(['a', 'b', 'c', 'b']);
  });

  it('is nothing under a key of many thousand letters', () => {
    const { get, workedOut } = keep(10);
    const key = 'a'.repeat(10_000);
    expect([get(key), get(key)]).toEqual([key, key]);
    expect(workedOut).toEqual([key, key]);
  });
});
