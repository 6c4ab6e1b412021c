import { everything, fitParts, fitSum, type PartsFit } from '@oblys/domain';
import { isLevel, type Topic } from '@oblys/rollups';
import {
  amountOf,
  intervalOf,
  type MeasuredFigure,
  nameSumContradiction,
  numbersOf,
  type UnnumberedCheck,
} from './measured-figures.js';
import { type Relation, relationsOf } from './stated-relations.js';
import type { CheckContradiction } from './verdicts.js';

/**
 * Wherever a whole and parts of it are stated, or parts as counts and as shares: whether whole counts exist that satisfy
 * all of it at once, rounding taken as an interval. What belongs together comes from the topic, never from the numbers.
 */
export function checkRelations(topic: Topic, figures: readonly MeasuredFigure[]): UnnumberedCheck[] {
  return groupsOf(topic, figures).flatMap((group) =>
    relationsOf(topic).flatMap((relation) => checkRelation(topic, relation, group) ?? []),
  );
}

/** Figures of one programme and span, for only those can be parts of each other. */
function groupsOf(topic: Topic, figures: readonly MeasuredFigure[]): MeasuredFigure[][] {
  const groups = new Map<string, MeasuredFigure[]>();
  for (const figure of figures) {
    // A level is that of its day, whatever first day is written beside it.
    const from = isLevel(topic, figure.of) ? null : figure.periodFrom;
    const key = JSON.stringify([figure.programmeCode, from, figure.periodTo]);
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()];
}

/** Null where the group says too little of the relation to be wrong: no part, or only one thing at all. */
function checkRelation(topic: Topic, relation: Relation, group: readonly MeasuredFigure[]): UnnumberedCheck | null {
  const { whole, parts, hasRest, isMoney } = relation;
  const counts = (code: string) => group.filter(({ measure }) => measure === code);
  const shares = (part: string) =>
    group.filter(({ of: { numerator, denominator } }) => numerator === part && denominator === whole);

  const ofParts = parts.flatMap((part) => [...counts(part), ...shares(part)]);
  const together = [...counts(whole), ...ofParts];
  if (ofParts.length === 0 || together.length < 2) return null;
  if (isMoney) return checkMoney(topic, relation, group, together);

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
      figures: numbersOf(together),
      whole: { measure: whole, range: fit.outcome === 'FITS' ? fit.whole : null },
      parts: names.map((measure, index) => ({
        measure,
        range: fit.outcome === 'FITS' ? (fit.parts?.[index] ?? null) : null,
      })),
      contradiction: nameContradiction(fit, names),
    },
  };
}

/** Sums of money have no whole counts to look for; and parts that are not stated may come to anything. */
function checkMoney(
  topic: Topic,
  { whole, parts, hasRest }: Relation,
  group: readonly MeasuredFigure[],
  together: readonly MeasuredFigure[],
): UnnumberedCheck {
  const stated = (code: string) => group.filter(({ measure }) => measure === code);
  const told = parts.filter((part) => stated(part).length > 0);
  const found = fitSum(
    amountOf(stated(whole)),
    told.map((part) => amountOf(stated(part))),
    !hasRest && told.length === parts.length,
  );
  return {
    topic: topic.code,
    kind: 'PARTS_OF_WHOLE',
    holds: found === null,
    basis: {
      programmeCode: group[0]!.programmeCode,
      outcome: found === null ? 'FITS' : 'CONTRADICTION',
      figures: numbersOf(together),
      whole: { measure: whole, range: null, figures: numbersOf(stated(whole)) },
      parts: told.map((measure) => ({ measure, range: null, figures: numbersOf(stated(measure)) })),
      contradiction: found && nameSumContradiction(found, told, 'MONEY'),
    },
  };
}

function nameContradiction(fit: PartsFit, names: readonly (string | null)[]): CheckContradiction | null {
  if (fit.outcome !== 'CONTRADICTION') return null;
  const { contradiction } = fit;
  if (contradiction.kind !== 'PART_IMPOSSIBLE') return contradiction;
  return { kind: 'PART_IMPOSSIBLE', measure: names[contradiction.part] ?? null };
}
