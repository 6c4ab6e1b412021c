import { describe, expect, it } from '@jest/globals';
import { Random } from './random.js';
import { Weighted } from './weighted.js';

const draw = (seed: string, count: number) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('Random', () => {
  it('draws the same from the same seed, and other numbers from another', () => {
    expect(draw('2025-01', 50)).toEqual(draw('2025-01', 50));
    expect(draw('2025-01', 50)).not.toEqual(draw('2025-02', 50));
  });

  it('spreads evenly over 0 to 1', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const value of draw('even', 20_000)) tenths[Math.floor(value * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('draws whole numbers with both ends included', () => {
    const random = new Random('ends');
    expect(new Set(Array.from({ length: 200 }, () => random.int(3, 5)))).toEqual(new Set([3, 4, 5]));
  });

  it('never draws what has no weight', () => {
    const random = new Random('weights');
    const weights = Weighted.keys({ often: 5, never: 0, seldom: 1 });
    const drawn = Array.from({ length: 300 }, () => weights.draw(random));
    expect(new Set(drawn)).toEqual(new Set(['often', 'seldom']));
  });

  it('shuffles without losing anything', () => {
    const items = Array.from({ length: 30 }, (_, index) => index);
    const shuffled = new Random('shuffle').shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });

  it('makes ids of version 7 that carry their instant', () => {
    const instant = Date.UTC(2025, 10, 5, 9);
    const id = new Random('id').uuid(instant);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(instant);
  });

  it('refuses to pick from nothing', () => expect(() => new Random('none').pick([])).toThrow(RangeError));
});
