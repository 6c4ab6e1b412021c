import type { IsoDate } from '@oblys/domain';
import { checkQuality, type QualityCheck, type RuleOutcome } from '@oblys/rollups';
import type { Command } from 'commander';
import { yesterday } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseDateOption } from '../command.js';
import { describeBuildProgress } from '../describe-progress.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface QualityOptions {
  json?: boolean;
  asOf?: IsoDate;
  topic?: string[];
}

export function qualityCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'quality',
    summary: 'check the records by the rules of data quality',
    description:
      'Checks the records of all regions by the rules of data quality, in one snapshot: days that cannot be, amounts out of line with their district, records entered twice, months not reported, and more. What is found is kept as findings; what is found no more is resolved. Findings are no failure of the command.',
    example: 'oblys quality --topic funding',
  })
    .option('--as-of <date>', 'day whose end is looked at; yesterday unless given', parseDateOption)
    .option(
      '--topic <code>',
      'only this topic, or reporting; may be given several times',
      (value, before: string[] = []) => [...before, value],
    )
    .action(async ({ json = false, asOf = yesterday(), topic: topics }: QualityOptions) => {
      const { output, withSession, interruption } = createContext(host, 'quality', json);
      const checked = await withSession(({ database, interruptible }) =>
        interruptible(() =>
          checkQuality(database, {
            asOf,
            topics,
            signal: interruption.signal,
            onProgress: (progress) => output.progress(describeBuildProgress(progress)),
          }),
        ),
      );
      output.result(checked, linesOf(checked));
    });
}

function linesOf({ asOf, rules, open, opened, resolved }: QualityCheck): string[] {
  const told = rules.filter((rule) => rule.open + rule.acknowledged + rule.resolved > 0);
  const quiet = rules.length - told.length;
  return [
    `${counted(rules.length, 'rule')} checked as of ${asOf}: ${formatCount(open)} open, ${formatCount(opened)} of them new, ${formatCount(resolved)} resolved.`,
    ...(told.length === 0 ? [] : alignColumns([headings, ...told.map(columnsOf)])),
    ...(quiet === 0 ? [] : [`${counted(quiet, 'rule')} found nothing.`]),
  ];
}

const headings = ['  rule', 'severity', 'open', 'new', 'acknowledged', 'resolved'];

function columnsOf({ rule, severity, open, opened, acknowledged, resolved }: RuleOutcome): string[] {
  return [`  ${rule}`, severity.toLowerCase(), ...[open, opened, acknowledged, resolved].map(formatCount)];
}
