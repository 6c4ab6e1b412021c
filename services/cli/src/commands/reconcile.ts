import { listExplanations, reconcile } from '@oblys/ingest';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { describeReconciliation, withExplanations } from '../report-lines.js';

export function reconcileCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'reconcile',
    summary: 'compute every figure that the reports state, and compare',
    description:
      'Computes each stated figure of every report from the records, as of the day of the report, and keeps the verdicts; holds each report against itself and the earlier ones of its year. A mismatch is a finding and no failure of the command; oblys explain says why it is there.',
    example: 'oblys reconcile --json',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, withSession } = createContext(host, 'reconcile', json);
    output.progress('computing the stated figures');
    const { reports, explanations } = await withSession(({ database, interruptible }) =>
      interruptible(async () => {
        const found = await reconcile(database, { all: true });
        const reportIds = found.map(({ reportId }) => reportId);
        return { reports: found, explanations: await listExplanations(database, reportIds) };
      }),
    );
    const lines = reports.flatMap((report) => describeReconciliation(report, explanations));
    output.result(
      reports.map((report) => withExplanations(report, explanations)),
      reports.length === 0 ? ['No report is loaded.'] : lines,
    );
  });
}
