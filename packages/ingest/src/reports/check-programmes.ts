import { fitSum } from '@oblys/domain';
import { isLevel, type Topic } from '@oblys/rollups';
import {
  amountOf,
  type MeasuredFigure,
  nameSumContradiction,
  numbersOf,
  type UnnumberedCheck,
  unitOfSums,
} from './measured-figures.js';

/**
 * Wherever a measure is stated of all programmes and of single ones for the same span: whether those can lie within it.
 * They need not come to it, since records without a programme count too.
 */
export function checkProgrammes(topic: Topic, figures: readonly MeasuredFigure[]): UnnumberedCheck[] {
  return groupsOf(topic, figures).flatMap((group) => {
    const [{ of, measure }] = group;
    const total = group.filter(({ programmeCode }) => programmeCode === null);
    const codes = [...new Set(group.flatMap(({ programmeCode }) => programmeCode ?? []))];
    if (total.length === 0 || codes.length === 0) return [];
    const ofProgrammes = codes.map((code) => group.filter(({ programmeCode }) => programmeCode === code));
    const found = fitSum(amountOf(total), ofProgrammes.map(amountOf), false);
    return {
      topic: topic.code,
      kind: 'PROGRAMME_WITHIN_TOTAL' as const,
      holds: found === null,
      basis: {
        programmeCode: null,
        outcome: found === null ? ('FITS' as const) : ('CONTRADICTION' as const),
        figures: numbersOf(group),
        whole: { measure, range: null, figures: numbersOf(total) },
        parts: codes.map((programmeCode, index) => ({
          measure,
          range: null,
          programmeCode,
          figures: numbersOf(ofProgrammes[index]!),
        })),
        contradiction:
          found &&
          nameSumContradiction(
            found,
            codes.map(() => measure),
            unitOfSums(of),
          ),
      },
    };
  });
}

/** Figures of one measure and span; of measures that add up, for of others several programmes may count the same. */
function groupsOf(topic: Topic, figures: readonly MeasuredFigure[]): [MeasuredFigure, ...MeasuredFigure[]][] {
  const groups = new Map<string, [MeasuredFigure, ...MeasuredFigure[]]>();
  for (const figure of figures.filter(({ of }) => of.additive)) {
    const from = isLevel(topic, figure.of) ? null : figure.periodFrom;
    const key = JSON.stringify([figure.measure, from, figure.periodTo]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [figure]);
    else group.push(figure);
  }
  return [...groups.values()];
}
