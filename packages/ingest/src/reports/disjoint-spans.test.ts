import { describe, expect, it } from '@jest/globals';
import { addDays, type IsoDate, rational } from '@oblys/domain';
import { disjointWithMost, type Span, tilingWithLeast } from './disjoint-spans.js';

/** Days are counted from the first of the year; each amount is known to the unit. */
function span(from: number | null, to: number, amount: number): Span & { worth: number } {
  const day = (count: number): IsoDate => addDays('2025-01-01', count);
  const bound = { value: rational(amount), inclusive: true };
  return {
    from: from === null ? null : day(from),
    to: day(to),
    next: day(to + 1),
    amount: { lower: bound, upper: bound },
    worth: amount,
  };
}

/** The same numbers each time. */
function pseudoRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

function subsets<Each>(all: readonly Each[]): Each[][] {
  return all.reduce<Each[][]>((found, each) => [...found, ...found.map((some) => [...some, each])], [[]]);
}

const total = (spans: readonly { worth: number }[]) => spans.reduce((sum, { worth }) => sum + worth, 0);
const isDisjoint = (spans: readonly Span[]) =>
  spans.every(({ from }, index) => index === 0 || (from !== null && from > spans[index - 1]!.to));

const cases = Array.from({ length: 200 }, (_, index) => {
  const next = pseudoRandom(index + 1);
  const spans = Array.from({ length: 1 + next(8) }, () => {
    const from = next(10);
    return span(next(12) === 0 ? null : from, from + next(6), next(20));
  });
  return spans.sort((one, other) => (one.to < other.to ? -1 : Number(one.to > other.to)));
});

describe('disjointWithMost', () => {
  it('comes to as much as the best of all sets of spans that share no day', () => {
    for (const spans of cases) {
      const found = disjointWithMost(spans);
      expect(isDisjoint(found)).toBe(true);
      expect(total(found)).toBe(Math.max(...subsets(spans).filter(isDisjoint).map(total)));
    }
  });
});

describe('tilingWithLeast', () => {
  it('comes to as little as the least of all sets that leave no gap, and is none where none does', () => {
    const whole = span(0, 9, 0);
    let tilings = 0;
    for (const spans of cases.map((some) => [...some, span(0, 4, 7), span(5, 9, 8)])) {
      const inOrder = spans.sort((one, other) => (one.to < other.to ? -1 : Number(one.to > other.to)));
      const covers = (some: readonly Span[]) =>
        some.length > 0 &&
        some[0]!.from === whole.from &&
        some.at(-1)!.next === whole.next &&
        some.every(({ from }, index) => index === 0 || from === some[index - 1]!.next);
      const all = subsets(inOrder).filter(covers);
      const found = tilingWithLeast(inOrder, whole);
      tilings += all.length;
      expect(found !== null && covers(found)).toBe(true);
      expect(total(found!)).toBe(Math.min(...all.map(total)));
    }
    expect(tilings).toBeGreaterThan(cases.length);
    expect(tilingWithLeast([span(0, 4, 7), span(6, 9, 8)], whole)).toBeNull();
  });
});
