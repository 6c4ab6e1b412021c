import { businessDay } from '@oblys/domain';
import { explainCheck, type PersonExplanation, type Reconciliation } from '@oblys/ingest';
import { summarizeVerdicts, verdictWord } from './verdict-summary.js';
import { alignColumns } from './words.js';

/** By the id of the figure. */
type Explanations = ReadonlyMap<string, PersonExplanation>;

/** The figures of a report beside what the records say, for people; below a mismatch what a person says of it. */
export function describeReconciliation(
  { reportId, asOf, verdicts, checks }: Reconciliation,
  explanations: Explanations,
): string[] {
  const [heading = '', ...figures] = alignColumns([
    ['  no.', 'measure', 'stated', 'computed', 'verdict'],
    ...verdicts.map(({ number, topic, measure, programmeCode, value, unit, computed, verdict }) => [
      `  ${String(number).padStart(3)}`,
      [`${topic}.${measure}`, programmeCode].filter((text) => text !== null).join(' '),
      `${value} ${unit}`,
      computed ?? '-',
      verdictWord(verdict),
    ]),
  ]);
  const explained = verdicts.map(({ figureId, verdict }) => {
    const explanation = verdict === 'MISMATCH' ? explanations.get(figureId) : undefined;
    return explanation === undefined ? [] : [`       ${explanationLine(explanation)}`];
  });
  return [
    `Report ${reportId} as of ${asOf}`,
    heading,
    ...figures.flatMap((line, index) => [line, ...explained[index]!]),
    summarizeVerdicts(verdicts.map(({ verdict }) => verdict)),
    ...checkLines(
      'itself',
      checks.filter(({ kind }) => kind !== 'EARLIER_REPORT'),
    ),
    ...checkLines(
      'earlier reports',
      checks.filter(({ kind }) => kind === 'EARLIER_REPORT'),
    ),
  ];
}

/** The same with the explanations, for programs. */
export function withExplanations(reconciliation: Reconciliation, explanations: Explanations): object {
  const verdicts = reconciliation.verdicts.map((verdict) => ({
    ...verdict,
    mismatchExplanation: explanations.get(verdict.figureId) ?? null,
  }));
  return { ...reconciliation, verdicts };
}

/** On one line, whatever the text holds. */
export function explanationLine({ reason, text, explainedBy, explainedAt, isCurrent }: PersonExplanation): string {
  const words = text.replace(/\s+/g, ' ');
  const outdated = isCurrent ? '' : ' (of what was stated or computed before)';
  return `explained by ${explainedBy}, ${businessDay(explainedAt)}: ${reason}, ${words}${outdated}`;
}

/** Nothing is said of a report that no earlier one was held against. */
function checkLines(against: 'itself' | 'earlier reports', checks: Reconciliation['checks']): string[] {
  const contradictions = checks.filter(({ holds }) => !holds);
  if (checks.length === 0 && against !== 'itself') return [];
  if (contradictions.length === 0) return [`The report agrees with ${against} in all ${checks.length} checks.`];
  return [
    `The report contradicts ${against} in ${contradictions.length} of ${checks.length} checks.`,
    ...contradictions.map((check) => `  ${explainCheck(check, 'EN')}`),
  ];
}
