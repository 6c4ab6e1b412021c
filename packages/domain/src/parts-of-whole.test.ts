import { describe, expect, it } from '@jest/globals';
import { everything, type Interval } from './intervals.js';
import { fitParts, type PartsFit, type StatedPart } from './parts-of-whole.js';
import { type Qualifier, statedInterval } from './stated-figures.js';

const free: StatedPart = { count: everything, share: everything };

describe('fitParts', () => {
  it('proves that one set of counts fits the appeals: half, 48 % and 1 % (74) of 6331', () => {
    expect(fitParts(exactly(6331), [percent(50), percent(48), { ...percent(1), count: exactly(74) }])).toEqual({
      outcome: 'FITS',
      whole: { from: 6331, to: 6331 },
      parts: [
        { from: 3187, to: 3197 },
        { from: 3060, to: 3070 },
        { from: 74, to: 74 },
      ],
      contradiction: null,
    });
  });

  it('narrows the third part by the other two when its count is not stated', () => {
    // 49.5 % to 50.5 % is 3134 to 3197, 47.5 % to 48.5 % is 3008 to 3070: at least 64 remain, and 1.5 % is 94 at most.
    expect(ranges(fitParts(exactly(6331), [percent(50), percent(48), percent(1)]))).toEqual([
      [3167, 3197],
      [3040, 3070],
      [64, 94],
    ]);
  });

  it('adds exact parts up', () => {
    expect(fitParts(exactly(204), [count(178), count(26)]).outcome).toBe('FITS');
    expect(fitParts(exactly(127), [count(50), count(76), count(1)]).outcome).toBe('FITS');
    expect(fitParts(exactly(0), [count(0), count(0)]).outcome).toBe('FITS');
    expect(fitParts(exactly(127), [count(50), count(76), count(2)])).toEqual(exceeding('COUNT', '128'));
    expect(fitParts(exactly(127), [count(50), count(76), count(0)])).toEqual(fallingShort('COUNT', '126'));
  });

  it('gives a part that nothing is stated of what the others leave', () => {
    expect(ranges(fitParts(exactly(457), [count(207), free]))).toEqual([
      [207, 207],
      [250, 250],
    ]);
    expect(fitParts(exactly(104), [count(105), free])).toEqual(exceeding('COUNT', '105'));
  });

  it('finds shares that exceed the whole or fall short of it, whatever the whole is', () => {
    expect(fitParts(exactly(6331), [percent(60), percent(48), percent(1)])).toEqual(exceeding('PERCENT', '107.5'));
    expect(fitParts(everything, [percent(60), percent(48), percent(1)])).toEqual(exceeding('PERCENT', '107.5'));
    expect(fitParts(everything, [percent(40), percent(48), percent(1)])).toEqual(fallingShort('PERCENT', '90.5'));
  });

  it('takes an edge as rounding does: half away from zero', () => {
    // 99.5 % is the least that rounds to 100; 0.5 % rounds to 1, so of two parts 0.5 % cannot be the one called 0 %.
    expect(fitParts(exactly(200), [percent(100), percent(1)]).outcome).toBe('FITS');
    expect(ranges(fitParts(exactly(200), [percent(100), percent(0)]))).toEqual([
      [200, 200],
      [0, 0],
    ]);
    // 33 % is below 33.5 %, three of them below 100.5 %; 16 % six times is below 99 %.
    expect(fitParts(exactly(300), [percent(33), percent(33), percent(33)]).outcome).toBe('FITS');
    expect(
      fitParts(
        everything,
        Array.from({ length: 6 }, () => percent(16)),
      ),
    ).toEqual(fallingShort('PERCENT', '99'));
    // Exactly 50.5 % and less than 49.5 %: together all but not quite 100 %.
    const half: StatedPart = { count: everything, share: stated('EXACT', 50.5) };
    expect(fitParts(everything, [half, percent(49)])).toEqual(fallingShort('PERCENT', '100'));
  });

  it('finds a contradiction that only whole numbers show', () => {
    // 50 % of 3 is 1.485 to 1.515: no whole count.
    expect(fitParts(exactly(3), [percent(50), percent(50)])).toEqual({
      outcome: 'CONTRADICTION',
      contradiction: { kind: 'PART_IMPOSSIBLE', part: 0 },
    });
  });

  it('finds a part whose count and share cannot both be', () => {
    expect(fitParts(exactly(6331), [percent(50), free, { ...percent(1), count: exactly(95) }])).toEqual({
      outcome: 'CONTRADICTION',
      contradiction: { kind: 'PART_IMPOSSIBLE', part: 2 },
    });
  });

  it('draws the whole from a part stated as a count and as a share', () => {
    // 74 is 1 %: between 0.5 % and 1.5 % (not in) of 4934 to 14800.
    expect(fitParts(everything, [{ ...percent(1), count: exactly(74) }, free])).toMatchObject({
      outcome: 'FITS',
      whole: { from: 4934, to: 14800 },
    });
  });

  it('takes a whole that is itself approximate as an interval', () => {
    expect(fitParts(stated('ABOUT', 20), [count(9), count(12)])).toMatchObject({
      outcome: 'FITS',
      whole: { from: 21, to: 21 },
    });
    expect(fitParts(stated('ABOUT', 20), [count(9), count(14)])).toEqual(exceeding('COUNT', '23'));
    expect(fitParts(stated('ABOUT', 20), [stated('ABOUT', 10), free].map(toPart))).toMatchObject({
      whole: { from: 18, to: 22 },
      parts: [
        { from: 9, to: 11 },
        { from: 7, to: 13 },
      ],
    });
  });

  it('says that no count is more than 5 and less than 6', () => {
    const none: Interval = { ...stated('MORE_THAN', 5), upper: stated('LESS_THAN', 6).upper };
    expect(fitParts(none, [free, free])).toEqual({
      outcome: 'CONTRADICTION',
      contradiction: { kind: 'WHOLE_IMPOSSIBLE' },
    });
  });

  it('takes no share of nothing', () => {
    expect(fitParts(exactly(0), [percent(0), free]).outcome).toBe('CONTRADICTION');
  });

  it('finds a fit where the whole is open, without looking at every whole', () => {
    expect(fitParts(everything, [percent(50), percent(48), percent(1)])).toMatchObject({
      outcome: 'FITS',
      whole: { to: null },
      parts: null,
    });
    const oneInAMillion = {
      count: everything,
      share: statedInterval({ value: '0.0001', qualifier: 'EXACT', roundingUnit: null, unit: 'percent' }),
    };
    expect(fitParts(everything, [oneInAMillion, free])).toEqual({ outcome: 'UNDECIDED', contradiction: null });
  });

  it('agrees with trying every set of counts', () => {
    for (let whole = 1; whole <= 40; whole += 1) {
      for (const [one, two, three] of shareTriples) {
        const parts = [percent(one), percent(two), percent(three)];
        expect([whole, one, two, three, ranges(fitParts(exactly(whole), parts))]).toEqual([
          whole,
          one,
          two,
          three,
          rangesByTrying(whole, [one, two, three]),
        ]);
      }
    }
  });
});

const shareTriples = [
  [50, 48, 1],
  [33, 33, 33],
  [34, 33, 33],
  [67, 33, 1],
  [0, 0, 100],
  [25, 25, 51],
] as const;

function rangesByTrying(whole: number, percents: number[]): number[][] | null {
  const rounded = (part: number) => Math.round((100 * part) / whole);
  const sets: number[][] = [];
  for (let one = 0; one <= whole; one += 1) {
    for (let two = 0; one + two <= whole; two += 1) {
      const set = [one, two, whole - one - two];
      if (set.every((part, index) => rounded(part) === percents[index])) sets.push(set);
    }
  }
  if (sets.length === 0) return null;
  return percents.map((_, index) => {
    const counts = sets.map((set) => set[index]!);
    return [Math.min(...counts), Math.max(...counts)];
  });
}

function ranges(fit: PartsFit): (number | null)[][] | null {
  return fit.outcome === 'FITS' && fit.parts !== null ? fit.parts.map(({ from, to }) => [from, to]) : null;
}

function stated(qualifier: Qualifier, value: number): Interval {
  return statedInterval({
    value: String(value),
    qualifier,
    roundingUnit: qualifier === 'ROUNDED' ? '1' : null,
    unit: '',
  });
}

function exactly(value: number): Interval {
  return stated('EXACT', value);
}

function count(value: number): StatedPart {
  return { count: exactly(value), share: everything };
}

function percent(value: number): StatedPart {
  return { count: everything, share: stated('ROUNDED', value) };
}

function toPart(given: Interval | StatedPart): StatedPart {
  return 'lower' in given ? { count: given, share: everything } : given;
}

function exceeding(unit: string, least: string) {
  return { outcome: 'CONTRADICTION', contradiction: { kind: 'PARTS_EXCEED_WHOLE', in: unit, least } };
}

function fallingShort(unit: string, most: string) {
  return { outcome: 'CONTRADICTION', contradiction: { kind: 'PARTS_FALL_SHORT', in: unit, most } };
}
