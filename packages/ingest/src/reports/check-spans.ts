import { addDays, fitSum } from '@oblys/domain';
import { isLevel, type Topic } from '@oblys/rollups';
import { disjointWithMost, type Span, tilingWithLeast, withMost } from './disjoint-spans.js';
import {
  amountOf,
  type MeasuredFigure,
  nameSumContradiction,
  numbersOf,
  type UnnumberedCheck,
  unitOfSums,
} from './measured-figures.js';

/** A span that a measure is stated of, and what its figures leave possible. */
interface StatedSpan extends Span {
  figures: MeasuredFigure[];
}

/** Of more shorter spans that fit, those that come to the most stand for the others. */
const mostNamed = 50;

/**
 * Wherever a measure is stated of a span and of shorter ones within it: whether those can lie within it; and where they
 * make it up without a gap, whether they come to it. Levels and shares are of a day or add up to nothing.
 */
export function checkSpans(topic: Topic, figures: readonly MeasuredFigure[]): UnnumberedCheck[] {
  return seriesOf(topic, figures).flatMap((spans) => {
    const byLastDay = [...spans].sort((one, other) => (one.to < other.to ? -1 : Number(one.to > other.to)));
    return spans.flatMap((whole) => {
      const within = byLastDay.filter((span) => span !== whole && isWithin(span, whole));
      return isSome(within) ? checkSpan(topic, whole, within) : [];
    });
  });
}

function checkSpan(topic: Topic, whole: StatedSpan, within: readonly [StatedSpan, ...StatedSpan[]]): UnnumberedCheck {
  const [{ of, measure, programmeCode }] = whole.figures as [MeasuredFigure];
  // What does not add up, such as a count of different things, is in each shorter span by itself.
  const heaviest = of.additive ? disjointWithMost(within) : [withMost(within)];
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
  const fitting = within.length > mostNamed ? heaviest : within;
  const parts = exceeds !== null ? heaviest : fallsShort !== null && tiles !== null ? tiles : fitting;
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

function isSome<Each>(list: readonly Each[]): list is readonly [Each, ...Each[]] {
  return list.length > 0;
}

/** The spans of each measure and programme, in the order of the report. */
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
      next: addDays(stated[0]!.periodTo, 1),
      amount: amountOf(stated),
      figures: stated,
    })),
  );
}

function isWithin(span: StatedSpan, whole: StatedSpan): boolean {
  const startsWithin = whole.from === null || (span.from !== null && span.from >= whole.from);
  return startsWithin && span.to <= whole.to;
}
