import { fitSum, type Interval, type IsoDate } from '@oblys/domain';
import { isLevel, type Topic } from '@oblys/rollups';
import { disjointWithMost, tilingWithLeast } from './disjoint-spans.js';
import {
  amountOf,
  type MeasuredFigure,
  nameSumContradiction,
  numbersOf,
  type UnnumberedCheck,
  unitOfSums,
} from './measured-figures.js';

/** A span that a measure is stated of, and what its figures leave possible. */
interface StatedSpan {
  /** Null: since the first record. */
  from: IsoDate | null;
  to: IsoDate;
  amount: Interval;
  figures: MeasuredFigure[];
}

/**
 * Wherever a measure is stated of a span and of shorter ones within it: whether those can lie within it; and where they
 * make it up without a gap, whether they come to it. Levels and shares are of a day or add up to nothing.
 */
export function checkSpans(topic: Topic, figures: readonly MeasuredFigure[]): UnnumberedCheck[] {
  return seriesOf(topic, figures).flatMap((spans) =>
    spans.flatMap((whole) => {
      const within = spans.filter((span) => span !== whole && isWithin(span, whole));
      return within.length === 0 ? [] : checkSpan(topic, whole, within);
    }),
  );
}

function checkSpan(topic: Topic, whole: StatedSpan, within: readonly StatedSpan[]): UnnumberedCheck {
  const [{ of, measure, programmeCode }] = whole.figures as [MeasuredFigure];
  // What does not add up, such as a count of different things, is in each shorter span by itself.
  const heaviest = disjointWithMost(within, of.additive ? within.length : 1);
  const tiles = of.additive ? tilingWithLeast(within, whole) : null;
  const exceeds = fitSum(
    whole.amount,
    heaviest.map(({ amount }) => amount),
    false,
  );
  const fallsShort =
    tiles &&
    fitSum(
      whole.amount,
      tiles.map(({ amount }) => amount),
      true,
    );
  const found = exceeds ?? fallsShort;
  const parts = exceeds !== null ? heaviest : fallsShort !== null && tiles !== null ? tiles : within;
  const part = ({ from, to, figures }: StatedSpan) => ({
    measure,
    range: null,
    span: { from, to },
    figures: numbersOf(figures),
  });
  return {
    topic: topic.code,
    kind: 'SPAN_WITHIN_SPAN',
    holds: found === null,
    basis: {
      programmeCode,
      outcome: found === null ? 'FITS' : 'CONTRADICTION',
      figures: numbersOf([whole, ...parts].flatMap(({ figures }) => figures)),
      whole: part(whole),
      parts: parts.map(part),
      contradiction:
        found &&
        nameSumContradiction(
          found,
          parts.map(() => measure),
          unitOfSums(of),
        ),
    },
  };
}

/** The spans of each measure and programme. */
function seriesOf(topic: Topic, figures: readonly MeasuredFigure[]): StatedSpan[][] {
  const series = new Map<string, Map<string, MeasuredFigure[]>>();
  for (const figure of figures) {
    if (figure.of.kind === 'rate' || isLevel(topic, figure.of)) continue;
    const key = JSON.stringify([figure.measure, figure.programmeCode]);
    const spans = series.get(key) ?? new Map<string, MeasuredFigure[]>();
    const span = JSON.stringify([figure.periodFrom, figure.periodTo]);
    series.set(key, spans.set(span, [...(spans.get(span) ?? []), figure]));
  }
  return [...series.values()].map((spans) =>
    [...spans.values()].map((stated) => ({
      from: stated[0]!.periodFrom,
      to: stated[0]!.periodTo,
      amount: amountOf(stated),
      figures: stated,
    })),
  );
}

function isWithin(span: StatedSpan, whole: StatedSpan): boolean {
  const startsWithin = whole.from === null || (span.from !== null && span.from >= whole.from);
  return startsWithin && span.to <= whole.to;
}
