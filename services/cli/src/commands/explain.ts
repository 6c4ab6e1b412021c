import { mismatchReasons, type MismatchReason } from '@oblys/database';
import { explainMismatch, getFigureOfReport, listExplanations, withdrawExplanation } from '@oblys/ingest';
import { InvalidInputError } from '@oblys/domain';
import { InvalidArgumentError, type Command } from 'commander';
import { createCommand, createContext, type CommandHost } from '../command.js';
import { requester } from '../requester.js';
import { explanationLine } from '../report-lines.js';

interface ExplainOptions {
  json?: boolean;
  reason?: MismatchReason;
  text?: string;
  withdraw?: boolean;
}

export function explainCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'explain',
    summary: 'say why a stated figure does not agree with the records',
    description: `Says why a figure that reconciling found to be a mismatch does not agree with the records. It stays a mismatch, and the explanation stands beside it, here and on the page of the report. The reasons are ${mismatchReasons.join(', ')}.`,
    example: 'oblys explain burabay-2025-10 4 --reason LATE_RECORDS --text "Two visits came in after the report."',
  })
    .argument('<report>', 'its reference, as oblys reports list names it, or its id')
    .argument('<figure>', 'the number of the figure in the report', parseFigureNumber)
    .option('--reason <reason>', 'the kind of reason', parseReason)
    .option('--text <text>', 'why, in words')
    .option('--withdraw', 'take the explanation that stands back')
    .action(async (report: string, figure: number, { json = false, ...options }: ExplainOptions) => {
      const { output, withSession } = createContext(host, 'explain', json);
      const explained = await withSession(({ database }) =>
        database.transaction('READ COMMITTED', async (sql) => {
          const { figureId, reportId } = await getFigureOfReport(sql, report, figure);
          const standing = async () => (await listExplanations(sql, [reportId])).get(figureId) ?? null;
          if (options.withdraw === true) {
            const taken = await standing();
            if (taken === null) throw new InvalidInputError(`Nobody explains figure ${figure} of ${report}.`);
            await withdrawExplanation(sql, { explanationId: taken.explanationId, withdrawnBy: requester() });
            return standing();
          }
          const { reason, text } = options;
          if (reason === undefined || text === undefined) {
            throw new InvalidInputError('An explanation is a reason and its words: give --reason and --text.');
          }
          await explainMismatch(sql, { figureId, seen: null, reason, text, explainedBy: requester() });
          return standing();
        }),
      );
      const done = options.withdraw === true ? 'is taken back' : 'stands beside the mismatch';
      const standing = explained === null ? [] : [`  ${explanationLine(explained)}`];
      output.result(explained, [`The explanation of figure ${figure} of ${report} ${done}.`, ...standing]);
    });
}

function parseFigureNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError(`"${text}" is no number of a figure.`);
  return Number(text);
}

function parseReason(text: string): MismatchReason {
  const reason = mismatchReasons.find((each) => each === text.toUpperCase());
  if (reason === undefined) {
    throw new InvalidArgumentError(`"${text}" is no reason. The reasons are ${mismatchReasons.join(', ')}.`);
  }
  return reason;
}
