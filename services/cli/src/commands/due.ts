import { InvalidInputError, type IsoDate } from '@oblys/domain';
import { listSubmissionRules, setSubmissionRule, type SubmissionRule } from '@oblys/rollups';
import type { Command } from 'commander';
import {
  createCommand,
  createCommandGroup,
  createContext,
  parseAreaOption,
  wholeNumberFrom,
  type CommandHost,
} from '../command.js';
import { parseMonthOption } from '../month-option.js';
import { alignColumns } from '../words.js';

export function dueCommand(host: CommandHost): Command {
  const text = {
    name: 'due',
    summary: 'show or set what is to be sent each month',
    description: 'Shows or sets which topics are to be sent for each month, by whom and by when.',
    example: 'oblys due list --area 110000000',
  };
  return createCommandGroup(host, text, [listCommand(host), setCommand(host)]);
}

function listCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'list',
    summary: 'list what is to be sent each month',
    description: 'Lists what is to be sent for each month: of all regions, and what a region asks otherwise.',
    example: 'oblys due list --area 110000000',
  })
    .option('--area <code>', 'what holds for this region', parseAreaOption)
    .action(async ({ json = false, area }: { json?: boolean; area?: string }) => {
      const { output, withSession } = createContext(host, 'due list', json);
      const rules = await withSession(({ database }) => listSubmissionRules(database, area));
      output.result(rules, ruleLines(rules));
    });
}

interface SetOptions {
  json?: boolean;
  area?: string;
  by: string;
  day: number;
  grace: number;
  from?: IsoDate;
  /** False for --no-send. */
  send: boolean;
}

function setCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'set',
    summary: 'set what is to be sent of a topic',
    description:
      'Sets whether a topic is to be sent for each month, and by when: of one region, or of all that have nothing of their own. What was due of months that were submitted stays.',
    example: 'oblys due set appeal --area 110000000 --day 10 --from 2027-01',
  })
    .argument('<topic>', 'the topic')
    .option('--area <code>', 'only this region; all unless given', parseAreaOption)
    .option('--by <whom>', 'district or office, of the region itself', 'district')
    .option('--day <day>', 'the day of the following month by which it is to be sent', wholeNumberFrom(1, 28), 5)
    .option('--grace <days>', 'so many days later it is no longer late but missing', wholeNumberFrom(0, 366), 10)
    .option('--from <month>', 'from this month on; from the first one unless given', parseMonthOption)
    .option('--no-send', 'it is not to be sent')
    .action(async (topic: string, { json = false, area, by, day, grace, from, send }: SetOptions) => {
      const sentBy = by.toUpperCase();
      if (sentBy !== 'DISTRICT' && sentBy !== 'OFFICE') {
        throw new InvalidInputError(`"${by}" sends nothing: it is district or office.`);
      }
      const { output, withSession } = createContext(host, 'due set', json);
      const rule = {
        topic,
        regionCode: area ?? null,
        sentBy,
        isDue: send,
        dueDay: day,
        graceDays: grace,
        from: from ?? null,
      } as const;
      const rules = await withSession(({ database }) =>
        database.transaction('READ COMMITTED', async (sql) => {
          await setSubmissionRule(sql, rule);
          return listSubmissionRules(sql, area);
        }),
      );
      output.result(rule, ruleLines(rules.filter((each) => each.topic === topic)));
    });
}

function ruleLines(rules: readonly SubmissionRule[]): string[] {
  if (rules.length === 0) return ['Nothing is to be sent.'];
  return alignColumns([
    ['topic', 'area', 'sent by', 'due by day', 'missing after', 'from', 'until'],
    ...rules.map((rule) => [
      rule.topic,
      rule.regionCode ?? 'all regions',
      rule.sentBy === 'DISTRICT' ? 'each district' : 'its office',
      rule.isDue ? String(rule.dueDay) : 'not due',
      rule.isDue ? `${rule.graceDays} days more` : '-',
      rule.from?.slice(0, 'YYYY-MM'.length) ?? '-',
      rule.to?.slice(0, 'YYYY-MM'.length) ?? '-',
    ]),
  ]);
}
