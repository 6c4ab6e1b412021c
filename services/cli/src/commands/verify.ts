import { verify, type Finding, type Verification } from '@oblys/rollups';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { describeBuildProgress } from '../describe-progress.js';
import { DifferencesFoundError } from '../errors.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface VerifyOptions {
  json?: boolean;
  topic?: string[];
  repair?: boolean;
}

export function verifyCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'verify',
    summary: 'count everything once more and compare with what is stored',
    description:
      'Counts every cell and summary of the current build from all records, in one snapshot, and compares row by row and to the unit. Rows that differ are named and kept as findings, and the command fails; with --repair everything is built anew where anything differs.',
    example: 'oblys verify --repair',
  })
    .option('--topic <code>', 'only this topic; may be given several times', (value, before: string[] = []) => [
      ...before,
      value,
    ])
    .option('--repair', 'build everything anew where anything differs')
    .action(async ({ json = false, topic: topics, repair }: VerifyOptions) => {
      const { output, withSession, interruption } = createContext(host, 'verify', json);
      const verified = await withSession(({ database, interruptible }) =>
        interruptible(() =>
          verify(database, {
            topics,
            repair,
            signal: interruption.signal,
            onProgress: (progress) => output.progress(describeBuildProgress(progress)),
          }),
        ),
      );
      output.result(verified, linesOf(verified));
      if (verified.differences > 0 && verified.repairedByRunId === null) {
        throw new DifferencesFoundError(verified.differences);
      }
    });
}

const shownAtMost = 10;

function linesOf({ asOf, topics, differences, findings, repairedByRunId }: Verification): string[] {
  const compared = topics.reduce((sum, topic) => sum + topic.compared, 0);
  const waiting = topics.reduce((sum, topic) => sum + topic.waiting, 0);
  const all = `${counted(compared, 'row')} compared with the records as of ${asOf}`;
  const shown = findings.slice(0, shownAtMost).map(({ message }: Finding) => `  ${message}`);
  const more = differences - shown.length;
  return [
    differences === 0 ? `${all}: all are right.` : `${all}: ${counted(differences, 'row')} differ.`,
    ...(waiting === 0 ? [] : [`${counted(waiting, 'cell')} changed since and wait for the next refresh.`]),
    ...shown,
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : []),
    ...(repairedByRunId === null ? [] : [`Everything was built anew (run ${repairedByRunId}).`]),
    ...alignColumns(
      topics
        .filter((topic) => topic.differences > 0)
        .map((topic) => [`  ${topic.topic}`, `${formatCount(topic.differences)} of ${counted(topic.compared, 'row')}`]),
    ),
  ];
}
