import {
  everything,
  greatestInteger,
  holds,
  intersect,
  type Interval,
  leastInteger,
  notNegative,
  scale,
  sum,
} from './intervals.js';
import { ceil, divide, floor, formatDecimal, multiply, type Rational, rational } from './rational.js';

/** What is stated of one part: its count, its share of the whole in percent, both, or neither (then `everything`). */
export interface StatedPart {
  readonly count: Interval;
  readonly share: Interval;
}

/** Whole counts, both ends in; without a `to` there is no upper limit. */
export interface CountRange {
  from: number;
  to: number | null;
}

/** Why no whole counts fit. least and most are decimals, in counts or in percent as `in` says. */
export type Contradiction =
  | { kind: 'WHOLE_IMPOSSIBLE' }
  | { kind: 'PART_IMPOSSIBLE'; part: number }
  | { kind: 'PARTS_EXCEED_WHOLE'; in: 'COUNT' | 'PERCENT'; least: string }
  | { kind: 'PARTS_FALL_SHORT'; in: 'COUNT' | 'PERCENT'; most: string };

/**
 * FITS: at least one set of whole counts satisfies every statement; whole and parts give the least and greatest count
 * of each over all such sets (parts is null where the whole is open over too wide a range to look at each).
 * CONTRADICTION: none does. UNDECIDED: none was found among the first wholes of a range too wide to look at each.
 */
export type PartsFit =
  | { outcome: 'FITS'; whole: CountRange; parts: CountRange[] | null; contradiction: null }
  | { outcome: 'CONTRADICTION'; contradiction: Contradiction }
  | { outcome: 'UNDECIDED'; contradiction: null };

/**
 * Whether whole counts exist that satisfy everything stated of a whole and of the parts that make it up.
 *
 * Comparing numbers is not enough: 50 + 48 + 1 percent is 99, and half of 6331 is no whole number, yet with rounding
 * taken as an interval there are counts that fit all of it. A part stated as a count and as a share must satisfy both.
 * A share of nothing is no number, so where a share is stated the whole is not 0.
 */
export function fitParts(whole: Interval, parts: readonly StatedPart[]): PartsFit {
  const sharesAlone = contradictionOfShares(parts);
  if (sharesAlone !== null) return { outcome: 'CONTRADICTION', contradiction: sharesAlone };

  const { least, greatest } = possibleWholes(whole, parts);
  if (greatest !== null && greatest < least) return emptyRange(whole, parts);
  if (greatest === null || greatest - least >= widestSearch) return searchStart(least, greatest, parts);

  const fits: Fit[] = [];
  let contradiction: Contradiction = { kind: 'WHOLE_IMPOSSIBLE' };
  for (let count = least; count <= greatest; count += 1n) {
    const fit = fitWhole(count, parts);
    if ('kind' in fit) contradiction = fit;
    else fits.push(fit);
  }
  if (fits.length === 0) return { outcome: 'CONTRADICTION', contradiction };
  return {
    outcome: 'FITS',
    whole: { from: Number(fits[0]!.whole), to: Number(fits.at(-1)!.whole) },
    parts: parts.map((_, index) => ({
      from: Number(fits.map((fit) => fit.parts[index]!.from).reduce(lesser)),
      to: Number(fits.map((fit) => fit.parts[index]!.to).reduce(greater)),
    })),
    contradiction: null,
  };
}

/** How many wholes are tried one by one: seconds at worst, and far more than a report's rounding leaves open. */
const widestSearch = 200_000n;
const hundred = rational(100);

interface Fit {
  whole: bigint;
  parts: { from: bigint; to: bigint }[];
}

/** Shares of parts that make up a whole sum to 100, however large the whole is. */
function contradictionOfShares(parts: readonly StatedPart[]): Contradiction | null {
  const upToAll: Interval = { ...notNegative(), upper: { value: hundred, inclusive: true } };
  const total = parts.map(({ share }) => intersect(share, upToAll)).reduce(sum);
  if (holds(total, hundred)) return null;
  return holds({ lower: total.lower, upper: null }, hundred)
    ? { kind: 'PARTS_FALL_SHORT', in: 'PERCENT', most: formatDecimal(total.upper!.value) }
    : { kind: 'PARTS_EXCEED_WHOLE', in: 'PERCENT', least: formatDecimal(total.lower!.value) };
}

/** The range that the whole's own statement, the sum of the counts, and each part's count over its share leave open. */
function possibleWholes(whole: Interval, parts: readonly StatedPart[]): { least: bigint; greatest: bigint | null } {
  const ranges = [intersect(whole, notNegative()), parts.map(({ count }) => countable(count)).reduce(sum)];
  const lowest = ranges.map((range) => leastInteger(range) ?? 0n);
  const highest = ranges.map(greatestInteger).filter((count) => count !== null);
  for (const { count, share } of parts) {
    const [fewest, most] = [leastInteger(countable(count)) ?? 0n, greatestInteger(count)];
    if (share.upper !== null && share.upper.value.numerator > 0n) {
      lowest.push(ceil(wholeOf(fewest, share.upper.value)));
    }
    if (most !== null && share.lower !== null && share.lower.value.numerator > 0n) {
      highest.push(floor(wholeOf(most, share.lower.value)));
    }
  }
  return { least: lowest.reduce(greater), greatest: highest.length === 0 ? null : highest.reduce(lesser) };
}

/** No whole is left: say what the parts came to where the whole itself is possible. */
function emptyRange(whole: Interval, parts: readonly StatedPart[]): PartsFit {
  const [least, greatest] = [leastInteger(intersect(whole, notNegative())) ?? 0n, greatestInteger(whole)];
  if (greatest !== null && greatest < least) {
    return { outcome: 'CONTRADICTION', contradiction: { kind: 'WHOLE_IMPOSSIBLE' } };
  }
  const counts = parts.map(({ count }) => countable(count)).reduce(sum);
  const [fewest, most] = [leastInteger(counts) ?? 0n, greatestInteger(counts)];
  if (greatest !== null && fewest > greatest) return outOfReach('PARTS_EXCEED_WHOLE', fewest);
  if (most !== null && most < least) return outOfReach('PARTS_FALL_SHORT', most);
  // Each part's count and share alone leave wholes open, but not the same ones.
  const fit = fitWhole(least, parts);
  return { outcome: 'CONTRADICTION', contradiction: 'kind' in fit ? fit : { kind: 'WHOLE_IMPOSSIBLE' } };
}

function searchStart(least: bigint, greatest: bigint | null, parts: readonly StatedPart[]): PartsFit {
  for (let count = least; count < least + widestSearch; count += 1n) {
    if ('kind' in fitWhole(count, parts)) continue;
    return {
      outcome: 'FITS',
      whole: { from: Number(count), to: greatest === null ? null : Number(greatest) },
      parts: null,
      contradiction: null,
    };
  }
  return { outcome: 'UNDECIDED', contradiction: null };
}

/** The range of each part where the whole is known: its own statements, cut to what the other parts leave. */
function fitWhole(whole: bigint, parts: readonly StatedPart[]): Fit | Contradiction {
  const ranges: { from: bigint; to: bigint }[] = [];
  for (const [part, { count, share }] of parts.entries()) {
    if (whole === 0n && share !== everything) return { kind: 'WHOLE_IMPOSSIBLE' };
    const byShare = whole === 0n ? everything : scale(share, rational(whole, 100));
    const range = countable(intersect(count, byShare));
    const from = leastInteger(range) ?? 0n;
    const to = lesser(greatestInteger(range) ?? whole, whole);
    if (from > to) return from > whole ? exceeds(from) : { kind: 'PART_IMPOSSIBLE', part };
    ranges.push({ from, to });
  }
  const fewest = ranges.reduce((total, { from }) => total + from, 0n);
  const most = ranges.reduce((total, { to }) => total + to, 0n);
  if (fewest > whole) return exceeds(fewest);
  if (most < whole) return { kind: 'PARTS_FALL_SHORT', in: 'COUNT', most: most.toString() };
  return {
    whole,
    parts: ranges.map(({ from, to }) => ({
      from: greater(from, whole - (most - to)),
      to: lesser(to, whole - (fewest - from)),
    })),
  };
}

function exceeds(least: bigint): Contradiction {
  return { kind: 'PARTS_EXCEED_WHOLE', in: 'COUNT', least: least.toString() };
}

function outOfReach(kind: 'PARTS_EXCEED_WHOLE' | 'PARTS_FALL_SHORT', count: bigint): PartsFit {
  return {
    outcome: 'CONTRADICTION',
    contradiction: kind === 'PARTS_EXCEED_WHOLE' ? exceeds(count) : { kind, in: 'COUNT', most: count.toString() },
  };
}

function countable(count: Interval): Interval {
  return intersect(count, notNegative());
}

function wholeOf(count: bigint, percent: Rational): Rational {
  return divide(multiply(rational(count), hundred), percent);
}

function lesser(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

function greater(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
