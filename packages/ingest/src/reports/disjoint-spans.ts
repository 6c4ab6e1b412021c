import { add, compare, type Interval, type IsoDate, rational, type Rational } from '@oblys/domain';

export interface Span {
  /** Null: since the first record. */
  from: IsoDate | null;
  to: IsoDate;
  /** The day after the last one. */
  next: IsoDate;
  amount: Interval;
}

/**
 * Of the sets of spans that share no day, the one whose amounts come to the most at the least.
 * @param spans by their last days
 */
export function disjointWithMost<S extends Span>(spans: readonly S[]): S[] {
  // best[n]: of the first n spans.
  const best: Chosen<S>[] = [{ spans: null, amount: rational(0) }];
  for (const [index, span] of spans.entries()) {
    const rest = best[span.from === null ? 0 : countBefore(spans, span.from, index)]!;
    const taken = { spans: { last: span, rest: rest.spans }, amount: add(rest.amount, least(span)) };
    best.push(compare(taken.amount, best[index]!.amount) > 0 ? taken : best[index]!);
  }
  return inOrder(best.at(-1)!);
}

/** The span whose amount is the most at the least. */
export function withMost<S extends Span>(spans: readonly [S, ...S[]]): S {
  return spans.reduce((one, other) => (compare(least(other), least(one)) > 0 ? other : one));
}

/**
 * Of the sets of spans that make up the whole day by day, the one whose amounts come to the least at the most.
 * @param spans by their last days
 */
export function tilingWithLeast<S extends Span>(spans: readonly S[], whole: Pick<Span, 'from' | 'next'>): S[] | null {
  /** By the first day that is still open. */
  const reached = new Map<IsoDate | null, Chosen<S>>([[whole.from, { spans: null, amount: rational(0) }]]);
  for (const span of spans) {
    const rest = reached.get(span.from);
    const most = span.amount.upper?.value;
    if (rest === undefined || most === undefined) continue;
    const taken = { spans: { last: span, rest: rest.spans }, amount: add(rest.amount, most) };
    const known = reached.get(span.next);
    if (known === undefined || compare(taken.amount, known.amount) < 0) reached.set(span.next, taken);
  }
  const all = reached.get(whole.next);
  return all === undefined ? null : inOrder(all);
}

interface Chosen<S> {
  spans: Chain<S> | null;
  amount: Rational;
}

/** Each set is another one and a span more: what they share is there once. */
interface Chain<S> {
  last: S;
  rest: Chain<S> | null;
}

function inOrder<S>({ spans }: Chosen<S>): S[] {
  const all: S[] = [];
  for (let chain = spans; chain !== null; chain = chain.rest) all.push(chain.last);
  return all.reverse();
}

/** How many of the first spans end before a day; they are in the order of their last days. */
function countBefore(spans: readonly Span[], day: IsoDate, most: number): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.to < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function least({ amount }: Span): Rational {
  return amount.lower?.value ?? rational(0);
}
