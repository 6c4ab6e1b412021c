import type { SubmissionState, Sql } from '@oblys/database';
import { businessDay, OblysError, readReason, type IsoDate } from '@oblys/domain';
import {
  approveSubmission,
  listSubmissions,
  reopenSubmission,
  returnSubmission,
  type ListedSubmission,
  type ReadSubmission,
  type Submitter,
} from '@oblys/rollups';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption } from '../command.js';
import { NothingToDecideError, SubmissionsRefusedError } from '../errors.js';
import { parseMonthOption } from '../month-option.js';
import { requester } from '../requester.js';
import { alignColumns, counted } from '../words.js';

interface DecideOptions {
  json?: boolean;
  area: string;
  month: IsoDate;
  topic?: string;
  reason?: string;
}

interface Decision {
  /** In which states what is decided on stands. */
  readonly from: readonly SubmissionState[];
  readonly verb: string;
  readonly decide: (sql: Sql, by: Submitter, read: ReadSubmission, reason: string) => Promise<unknown>;
}

export function approveCommand(host: CommandHost): Command {
  const command = createCommand(host, {
    name: 'approve',
    summary: 'approve what was submitted for a month, and lock it',
    description:
      'Approves what was submitted for a month, by one district or by all branches of a region, and locks it: from then on its records change only for a reason that is given. What has other records than it was submitted with is left, and said.',
    example: 'oblys approve --area 110000000 --month 2025-10',
  });
  return withTarget(command).action((options: DecideOptions) =>
    decideAll(host, 'approve', options, {
      from: ['SUBMITTED', 'SUBMITTED_LATE'],
      verb: 'approved',
      decide: (sql, by, read) => approveSubmission(sql, by, read),
    }),
  );
}

export function returnCommand(host: CommandHost): Command {
  const command = createCommand(host, {
    name: 'return',
    summary: 'send what was submitted for a month back',
    description:
      'Sends what was submitted for a month back to who sent it, for a reason: it counts as not sent until it is submitted anew.',
    example:
      'oblys return --area 117000000 --month 2025-10 --topic appeal --reason "The appeals of Shchuchinsk are missing"',
  });
  return withReason(withTarget(command)).action((options: DecideOptions) =>
    decideAll(host, 'return', options, {
      from: ['SUBMITTED', 'SUBMITTED_LATE'],
      verb: 'returned',
      decide: returnSubmission,
    }),
  );
}

export function reopenCommand(host: CommandHost): Command {
  const command = createCommand(host, {
    name: 'reopen',
    summary: 'take the approval of a month back',
    description: 'Takes approvals of a month back, for a reason: it is open again, and is to be submitted anew.',
    example: 'oblys reopen --area 117000000 --month 2025-10 --topic appeal --reason "Entered twice"',
  });
  return withReason(withTarget(command)).action((options: DecideOptions) =>
    decideAll(host, 'reopen', options, { from: ['APPROVED'], verb: 'reopened', decide: reopenSubmission }),
  );
}

function withTarget(command: Command): Command {
  return command
    .requiredOption('--area <code>', 'a district, or a region with all its branches', parseAreaOption)
    .requiredOption('--month <month>', 'the month, such as 2025-10', parseMonthOption)
    .option('--topic <code>', 'only this topic');
}

function withReason(command: Command): Command {
  return command.requiredOption('--reason <reason>', 'why, without personal data');
}

/** Each in a transaction of its own: what is refused keeps no other from being decided on. */
async function decideAll(
  host: CommandHost,
  name: string,
  { json = false, area, month, topic, reason = '' }: DecideOptions,
  { from, verb, decide }: Decision,
): Promise<void> {
  const { output, withSession } = createContext(host, name, json);
  if (name !== 'approve') readReason(reason);
  const by: Submitter = { name: requester(), within: null };
  const decided: ListedSubmission[] = [];
  const refused: { submission: ListedSubmission; message: string }[] = [];
  await withSession(async ({ database, stopSignal }) => {
    const today = businessDay(new Date());
    const asked = { areaCode: area, from: month, to: month, topic, states: from, within: null, today };
    for (const submission of await listSubmissions(database, asked)) {
      stopSignal.throwIfAborted();
      const read: ReadSubmission = { id: submission.id!, version: submission.version! };
      try {
        await database.transaction('READ COMMITTED', (sql) => decide(sql, by, read, reason));
        decided.push(submission);
      } catch (error) {
        if (!(error instanceof OblysError)) throw error;
        refused.push({ submission, message: error.message });
      }
    }
  });
  output.result(
    {
      [verb]: decided.map(keyOf),
      refused: refused.map(({ submission, message }) => ({ ...keyOf(submission), message })),
    },
    [
      `${month.slice(0, 'YYYY-MM'.length)} of ${area}: ${counted(decided.length, 'submission')} ${verb}.`,
      ...alignColumns(
        decided.map(({ branchCode, branchNames, topic: code }) => [`  ${branchCode}`, branchNames.en, code]),
      ),
      ...refused.map(({ message }) => `  ${message}`),
    ],
  );
  if (refused.length > 0) throw new SubmissionsRefusedError(refused.length, verb);
  if (decided.length === 0) throw new NothingToDecideError(area, month, verb);
}

function keyOf({ id, branchCode, month, topic }: ListedSubmission) {
  return { id, areaCode: branchCode, month, topic };
}
