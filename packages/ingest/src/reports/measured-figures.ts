import {
  everything,
  intersect,
  type Interval,
  multiplesWithin,
  notNegative,
  rational,
  statedInterval,
  type SumContradiction,
} from '@oblys/domain';
import { findMeasure, type Measure, type Topic } from '@oblys/rollups';
import type { StatedFigureRow } from './stated-report.js';
import { fitsUnit } from './stated-unit.js';
import type { CheckContradiction, ReportCheck } from './verdicts.js';

/** A stated figure with its measure, in the unit of that. */
export type MeasuredFigure = StatedFigureRow & { of: Measure };

export type UnnumberedCheck = Omit<ReportCheck, 'number'>;

export function numbered(checks: readonly UnnumberedCheck[]): ReportCheck[] {
  return checks.map((check, index) => ({ ...check, number: index + 1 }));
}

/** The figures of a topic; none whose measure or unit it does not know. */
export function figuresOf(topic: Topic, figures: readonly StatedFigureRow[]): MeasuredFigure[] {
  return figures.flatMap((figure) => {
    const of = figure.topic === topic.code ? findMeasure(topic, figure.measure) : undefined;
    return of === undefined || !fitsUnit(of, figure.unit) ? [] : [{ ...figure, of }];
  });
}

/** What all statements of one thing leave possible together. */
export function intervalOf(figures: readonly StatedFigureRow[]): Interval {
  return figures.map(statedInterval).reduce(intersect, everything);
}

/** The same for counts and sums of money: neither is negative, and each is a multiple of one or of a hundredth. */
export function amountOf(figures: readonly MeasuredFigure[]): Interval {
  const unit = figures[0]?.of.valueType === 'money' ? rational(1, 100) : rational(1);
  return multiplesWithin(intersect(intervalOf(figures), notNegative()), unit);
}

/** In the order of the report. */
export function numbersOf(figures: readonly StatedFigureRow[]): number[] {
  return figures.map(({ number }) => number).sort((one, other) => one - other);
}

/** @param parts what the parts are by their place: the measure where they are of several */
export function nameSumContradiction(
  found: SumContradiction,
  parts: readonly (string | null)[],
  unit: 'COUNT' | 'MONEY',
): CheckContradiction {
  if (found.kind === 'WHOLE_IMPOSSIBLE') return found;
  if (found.kind === 'PART_IMPOSSIBLE') return { kind: 'PART_IMPOSSIBLE', measure: parts[found.part] ?? null };
  return { ...found, in: unit };
}

export function unitOfSums({ valueType }: Measure): 'COUNT' | 'MONEY' {
  return valueType === 'money' ? 'MONEY' : 'COUNT';
}
