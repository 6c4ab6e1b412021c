import {
  type IsoDate,
  judge,
  type NotComputableReason,
  parseDecimal,
  percentOf,
  type Rational,
  type SummaryLevel,
  summaryLevels,
} from '@oblys/domain';
import { findMeasure, type LiveAsk, type Measure, type CountedAnswer, type Topic, topics } from '@oblys/rollups';
import type { StatedFigureRow } from './stated-report.js';
import { fitsUnit } from './stated-unit.js';
import type { FigureVerdict, VerdictBasis } from './verdicts.js';

/** Whose figures are judged, and on what day. */
export interface Subject {
  areaCode: string;
  level: string;
  asOf: IsoDate;
  /** Nothing can be counted for a day that has not come. */
  today: IsoDate;
}

/** What has to be counted for a figure, or why it cannot be. */
export type FigureQuestion = { topic: Topic; measure: Measure; ask: LiveAsk } | { reason: NotComputableReason };

export function askFor(figure: StatedFigureRow, { areaCode, level, asOf, today }: Subject): FigureQuestion {
  const topic = topics.find(({ code }) => code === figure.topic);
  const measure = topic && findMeasure(topic, figure.measure);
  if (topic === undefined || measure === undefined) return { reason: 'UNKNOWN_MEASURE' };
  if (!fitsUnit(measure, figure.unit)) return { reason: 'UNIT_DIFFERS' };
  if (figure.programmeCode !== null && !topic.dimensions.includes('programme')) {
    return { reason: 'NO_PROGRAMME_DIMENSION' };
  }
  if (!isSummaryLevel(level)) return { reason: 'LEVEL_WITHOUT_FIGURES' };
  if (asOf > today) return { reason: 'NOT_COMPUTED' };
  const { periodFrom: from, periodTo: to, programmeCode } = figure;
  return { topic, measure, ask: { areaCode, level, from, to, asOf, programmeCode } };
}

/** The verdict on a figure, with what it rests on; the answer is that to its question. */
export function judgeFigure<Figure extends StatedFigureRow>(
  figure: Figure,
  asOf: IsoDate,
  question: FigureQuestion,
  answer: CountedAnswer | undefined,
): Figure & Omit<FigureVerdict, keyof StatedFigureRow | 'figureId'> {
  const computed = 'reason' in question ? question : computedValue(question.measure, answer);
  const { bounds, ...judgement } = judge(figure, computed);
  const basis: VerdictBasis = { asOf, bounds };
  if (!('reason' in question) && answer !== undefined) Object.assign(basis, groundsOf(question.measure, answer));
  return { ...figure, ...judgement, basis };
}

function computedValue(
  measure: Measure,
  answer: CountedAnswer | undefined,
): Rational | { reason: NotComputableReason } {
  const value = answer?.values[measure.code];
  if (answer === undefined || value === null || value === undefined) {
    const withheld = answer?.withheld.find((candidate) => candidate.measure === measure.code);
    const reason = withheld?.reason ?? 'NOT_COMPUTED';
    // A report is about its own day and counted as recorded, where every record has one place.
    return { reason: reason === 'NO_SINGLE_SUCCESSOR' ? 'NOT_COMPUTED' : reason };
  }
  if (measure.numerator === undefined || measure.denominator === undefined) return parseDecimal(String(value));
  // From the two counts, since the quotient itself comes as a binary fraction that is a hair off most edges.
  const [part, whole] = [countOf(answer, measure.numerator), countOf(answer, measure.denominator)];
  return percentOf(part, whole) ?? { reason: 'NO_DENOMINATOR' };
}

function groundsOf({ numerator, denominator }: Measure, answer: CountedAnswer): Partial<VerdictBasis> {
  const { recordCount, definitionVersion } = answer;
  const grounds = { recordCount, definitionVersion };
  if (numerator === undefined || denominator === undefined || answer.values[denominator] === null) return grounds;
  return {
    ...grounds,
    numerator: { measure: numerator, count: countOf(answer, numerator) },
    denominator: { measure: denominator, count: countOf(answer, denominator) },
  };
}

function countOf(answer: CountedAnswer, measure: string): number {
  return Number(answer.values[measure] ?? 0);
}

function isSummaryLevel(level: string): level is SummaryLevel {
  return summaryLevels.some((known) => known === level);
}
