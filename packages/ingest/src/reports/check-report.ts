import { type Topic, topics } from '@oblys/rollups';
import { checkProgrammes } from './check-programmes.js';
import { checkRelations } from './check-relations.js';
import { checkSpans } from './check-spans.js';
import { figuresOf, numbered } from './measured-figures.js';
import type { StatedFigureRow } from './stated-report.js';
import type { ReportCheck } from './verdicts.js';

/**
 * Holds a report against itself, with rounding and hedged words taken as intervals: wholes and their parts, counts and
 * their shares; then what is stated of single programmes against all of them; then spans against those that hold them.
 * @param among the topics; those of the catalogue unless given
 */
export function checkReport(figures: readonly StatedFigureRow[], among: readonly Topic[] = topics): ReportCheck[] {
  return numbered(
    [checkRelations, checkProgrammes, checkSpans].flatMap((check) =>
      among.flatMap((topic) => check(topic, figuresOf(topic, figures))),
    ),
  );
}
