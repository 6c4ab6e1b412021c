import type { Reconciliation } from '@oblys/ingest';
import { summarizeVerdicts, verdictWord } from './verdict-summary.js';
import { alignColumns } from './words.js';

/** The figures of a report beside what the records say, for people. */
export function describeReconciliation({ reportId, asOf, verdicts, checks }: Reconciliation): string[] {
  const contradictions = checks.filter(({ holds }) => !holds).length;
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
    contradictions === 0
      ? `The report agrees with itself in all ${checks.length} checks.`
      : `The report contradicts itself in ${contradictions} of ${checks.length} checks.`,
  ];
}
