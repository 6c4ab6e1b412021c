import { explainCheck, type Reconciliation } from '@oblys/ingest';
import { summarizeVerdicts, verdictWord } from './verdict-summary.js';
import { alignColumns } from './words.js';

/** The figures of a report beside what the records say, for people. */
export function describeReconciliation({ reportId, asOf, verdicts, checks }: Reconciliation): string[] {
  return [
    `Report ${reportId} as of ${asOf}`,
    ...alignColumns([
      ['  no.', 'measure', 'stated', 'computed', 'verdict'],
      ...verdicts.map(({ number, topic, measure, programmeCode, value, unit, computed, verdict }) => [
        `  ${String(number).padStart(3)}`,
        [`${topic}.${measure}`, programmeCode].filter((text) => text !== null).join(' '),
        `${value} ${unit}`,
        computed ?? '-',
        verdictWord(verdict),
      ]),
    ]),
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
