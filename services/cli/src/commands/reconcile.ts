import { reconcile } from '@oblys/ingest';
import type { Reconciliation } from '@oblys/ingest';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { summarizeVerdicts, verdictWord } from '../verdict-summary.js';
import { alignColumns } from '../words.js';

export function reconcileCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'reconcile',
    summary: 'compute every figure that the reports state, and compare',
    description:
      'Computes each stated figure of every report from the records, as of the day of the report, and keeps the verdicts. A mismatch is a finding and no failure of the command.',
    example: 'oblys reconcile --json',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, withSession } = createContext(host, 'reconcile', json);
    output.progress('computing the stated figures');
    const reports = await withSession(({ database, interruptible }) =>
      interruptible(() => reconcile(database, { all: true })),
    );
    output.result(reports, reports.length === 0 ? ['No report is loaded.'] : reports.flatMap(describeReport));
  });
}

function describeReport({ reportId, asOf, verdicts, checks }: Reconciliation): string[] {
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
