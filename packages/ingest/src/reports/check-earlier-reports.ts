import { compare, isAbove, type IsoDate } from '@oblys/domain';
import { getTopic, type Measure, topics } from '@oblys/rollups';
import { amountOf, figuresOf, type MeasuredFigure, type UnnumberedCheck } from './measured-figures.js';
import type { StatedFigureRow } from './stated-report.js';
import type { EarlierFigure, WordedFigure } from './verdicts.js';

/** A figure of another report about the same area. */
export interface FigureOfReport extends StatedFigureRow {
  figureId: string;
  reportId: string;
  title: string;
  publishedOn: IsoDate;
  asOf: IsoDate;
}

/**
 * Holds what can only grow against what earlier reports of the same year stated of it, counted from the same first day:
 * each figure against the one that leaves it the least room. It falls where even the most that it can be is below the
 * least that was stated; then one of the two reports is wrong, or records were corrected in between.
 * @param others figures of reports about the same area
 */
export function checkEarlierReports(
  asOf: IsoDate,
  figures: readonly StatedFigureRow[],
  others: readonly FigureOfReport[],
): UnnumberedCheck[] {
  const earlier = others.filter((other) => other.asOf < asOf);
  return topics.flatMap((topic) =>
    figuresOf(topic, figures)
      .filter(({ of }) => canOnlyGrow(of))
      .flatMap((figure) => {
        const alike = earlier.filter((other) => isSameSeries(figure, other) && other.periodTo <= figure.periodTo);
        const strongest = withLeastRoom(measured(topic.code, alike));
        return strongest === null ? [] : checkFigure(figure, strongest);
      }),
  );
}

/**
 * Whether a measure counts something that happened and stays so: what is dated within a span, what was received, and
 * what became of that. Levels fall, shares fall, and so does what is still open.
 */
export function canOnlyGrow({ computation }: Measure): boolean {
  return computation.by === 'flow' || computation.by === 'distinct' || computation.by === 'cohort';
}

type MeasuredOfReport = FigureOfReport & MeasuredFigure;

function measured(topicCode: string, figures: readonly FigureOfReport[]): MeasuredOfReport[] {
  return figuresOf(getTopic(topicCode), figures) as MeasuredOfReport[];
}

function isSameSeries(one: StatedFigureRow, other: StatedFigureRow): boolean {
  const ofYear = ({ periodTo }: StatedFigureRow) => periodTo.slice(0, 4);
  return (
    one.topic === other.topic &&
    one.measure === other.measure &&
    one.programmeCode === other.programmeCode &&
    one.periodFrom === other.periodFrom &&
    ofYear(one) === ofYear(other)
  );
}

/** The one whose least is the greatest; of several the latest. */
function withLeastRoom(figures: readonly MeasuredOfReport[]): MeasuredOfReport | null {
  return figures.reduce<MeasuredOfReport | null>((one, other) => {
    if (one === null) return other;
    const order = compareLeast(other, one);
    return order > 0 || (order === 0 && other.asOf > one.asOf) ? other : one;
  }, null);
}

function compareLeast(one: MeasuredFigure, other: MeasuredFigure): number {
  const [least, than] = [one, other].map((figure) => amountOf([figure]).lower);
  if (!least || !than) return Number(Boolean(least)) - Number(Boolean(than));
  return compare(least.value, than.value);
}

function checkFigure(figure: MeasuredFigure, before: MeasuredOfReport): UnnumberedCheck {
  const falls = isAbove(amountOf([before]), amountOf([figure]));
  const { figureId, reportId, title, publishedOn, asOf } = before;
  const earlier: EarlierFigure = { figureId, reportId, title, publishedOn, asOf, ...worded(before) };
  return {
    topic: figure.topic,
    kind: 'EARLIER_REPORT',
    holds: !falls,
    basis: {
      programmeCode: figure.programmeCode,
      outcome: falls ? 'CONTRADICTION' : 'FITS',
      figures: [figure.number],
      whole: { measure: figure.measure, range: null, figures: [figure.number] },
      parts: [],
      contradiction: falls ? { kind: 'FALLS' } : null,
      earlier,
      later: worded(figure),
    },
  };
}

function worded({ number, value, unit, qualifier, roundingUnit, wording }: StatedFigureRow): WordedFigure {
  return { number, value, unit, qualifier, roundingUnit, wording };
}
