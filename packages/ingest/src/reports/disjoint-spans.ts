import { add, addDays, compare, type Interval, type IsoDate, rational, type Rational } from '@oblys/domain';

interface Span {
  /** Null: since the first record. */
  from: IsoDate | null;
  to: IsoDate;
  amount: Interval;
}

/**
 * Of the sets of at most so many spans that share no day, the one whose amounts come to the most at the least; by their
 * last days.
 */
export function disjointWithMost<S extends Span>(spans: readonly S[], atMost: number): S[] {
  const inOrder = [...spans].sort(byLastDay);
  if (atMost === 1) return [inOrder.reduce((one, other) => (compare(least(other), least(one)) > 0 ? other : one))];
  // best[n]: of the first n spans by their last days.
  const best: Chosen<S>[] = [{ spans: [], amount: rational(0) }];
  for (const [index, span] of inOrder.entries()) {
    const before = inOrder.findIndex(({ to }) => span.from === null || to >= span.from);
    const rest = best[span.from === null ? 0 : Math.min(before, index)]!;
    const taken = { spans: [...rest.spans, span], amount: add(rest.amount, least(span)) };
    best.push(compare(taken.amount, best[index]!.amount) > 0 ? taken : best[index]!);
  }
  return best.at(-1)!.spans;
}

/** Of the sets of spans that make up the whole day by day, the one whose amounts come to the least at the most. */
export function tilingWithLeast<S extends Span>(spans: readonly S[], whole: Pick<Span, 'from' | 'to'>): S[] | null {
  /** By the first day that is still open. */
  const reached = new Map<IsoDate | null, Chosen<S>>([[whole.from, { spans: [], amount: rational(0) }]]);
  for (const span of [...spans].sort(byLastDay)) {
    const rest = reached.get(span.from);
    const most = span.amount.upper?.value;
    if (rest === undefined || most === undefined) continue;
    const taken = { spans: [...rest.spans, span], amount: add(rest.amount, most) };
    const next = addDays(span.to, 1);
    const known = reached.get(next);
    if (known === undefined || compare(taken.amount, known.amount) < 0) reached.set(next, taken);
  }
  return reached.get(addDays(whole.to, 1))?.spans ?? null;
}

interface Chosen<S> {
  spans: S[];
  amount: Rational;
}

function byLastDay(one: Span, other: Span): number {
  return one.to < other.to ? -1 : one.to > other.to ? 1 : 0;
}

function least({ amount }: Span): Rational {
  return amount.lower?.value ?? rational(0);
}
