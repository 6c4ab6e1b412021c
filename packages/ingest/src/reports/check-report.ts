import { everything, fitParts, intersect, type Interval, type PartsFit, statedInterval } from '@oblys/domain';
import { findMeasure, isLevel, type Measure, type Topic, topics } from '@oblys/rollups';
import { type Relation, relationsOf } from './stated-relations.js';
import type { StatedFigureRow } from './stated-report.js';
import { fitsUnit } from './stated-unit.js';
import type { CheckContradiction, ReportCheck } from './verdicts.js';

/**
 * Holds a report against itself: wherever it states a whole and parts of it, or parts as counts and as shares, whether
 * whole counts exist that satisfy all of it at once, rounding taken as an interval. What belongs together comes from
 * the topics, never from the report's numbers.
 */
export function checkReport(figures: readonly StatedFigureRow[]): ReportCheck[] {
  const checks = topics.flatMap((topic) =>
    groupsOf(topic, figures).flatMap((group) =>
      relationsOf(topic).flatMap((relation) => checkRelation(topic, relation, group) ?? []),
    ),
  );
  return checks.map((check, index) => ({ number: index + 1, ...check }));
}

type MeasuredFigure = StatedFigureRow & { of: Measure };

/** Figures of one topic, programme and span, for only those can be parts of each other. */
function groupsOf(topic: Topic, figures: readonly StatedFigureRow[]): MeasuredFigure[][] {
  const groups = new Map<string, MeasuredFigure[]>();
  for (const figure of figures) {
    const measure = figure.topic === topic.code ? findMeasure(topic, figure.measure) : undefined;
    if (measure === undefined || !fitsUnit(measure, figure.unit)) continue;
    // A level is that of its day, whatever first day is written beside it.
    const from = isLevel(topic, measure) ? null : figure.periodFrom;
    const key = JSON.stringify([figure.programmeCode, from, figure.periodTo]);
    groups.set(key, [...(groups.get(key) ?? []), { ...figure, of: measure }]);
  }
  return [...groups.values()];
}

/** Null where the group says too little of the relation to be wrong: no part, or only one thing at all. */
function checkRelation(
  topic: Topic,
  { whole, parts, hasRest }: Relation,
  group: readonly MeasuredFigure[],
): Omit<ReportCheck, 'number'> | null {
  const counts = (code: string) => group.filter(({ measure }) => measure === code);
  const shares = (part: string) =>
    group.filter(({ of: { numerator, denominator } }) => numerator === part && denominator === whole);

  const ofParts = parts.flatMap((part) => [...counts(part), ...shares(part)]);
  const together = [...counts(whole), ...ofParts];
  if (ofParts.length === 0 || together.length < 2) return null;

  const names = [...parts, ...(hasRest ? [null] : [])];
  const fit = fitParts(
    intervalOf(counts(whole)),
    names.map((part) => ({
      count: part === null ? everything : intervalOf(counts(part)),
      share: part === null ? everything : intervalOf(shares(part)),
    })),
  );
  return {
    topic: topic.code,
    kind: parts.some((part) => shares(part).length > 0) ? 'SHARES_OF_WHOLE' : 'PARTS_OF_WHOLE',
    holds: fit.outcome !== 'CONTRADICTION',
    basis: {
      programmeCode: group[0]!.programmeCode,
      outcome: fit.outcome,
      figures: together.map(({ number }) => number).sort((one, other) => one - other),
      whole: { measure: whole, range: fit.outcome === 'FITS' ? fit.whole : null },
      parts: names.map((measure, index) => ({
        measure,
        range: fit.outcome === 'FITS' ? (fit.parts?.[index] ?? null) : null,
      })),
      contradiction: nameContradiction(fit, names),
    },
  };
}

/** What all statements of one thing leave possible together. */
function intervalOf(figures: readonly StatedFigureRow[]): Interval {
  return figures.map(statedInterval).reduce(intersect, everything);
}

function nameContradiction(fit: PartsFit, names: readonly (string | null)[]): CheckContradiction | null {
  if (fit.outcome !== 'CONTRADICTION') return null;
  const { contradiction } = fit;
  if (contradiction.kind !== 'PART_IMPOSSIBLE') return contradiction;
  return { kind: 'PART_IMPOSSIBLE', measure: names[contradiction.part] ?? null };
}
