import { reconcile } from '@oblys/ingest';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { describeReconciliation } from '../report-lines.js';

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
    output.result(reports, reports.length === 0 ? ['No report is loaded.'] : reports.flatMap(describeReconciliation));
  });
}
