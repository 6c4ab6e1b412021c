import { describeFinding, findQualityRule, listFindings, type ListedFinding } from '@oblys/rollups';
import { InvalidArgumentError, type Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption, parseLimitOption } from '../command.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface FindingsOptions {
  json?: boolean;
  rule?: string;
  state?: StateOption;
  area?: string;
  limit: number;
}

export function findingsCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'findings',
    summary: 'list what checks of data quality found',
    description:
      'Lists findings of the checks of data quality, the heaviest first: those that are open, unless another state is asked for.',
    example: 'oblys findings --rule funding.amount-out-of-line --area 110000000',
  })
    .option('--rule <code>', 'only findings of this rule')
    .option('--state <state>', 'open, acknowledged, resolved, or all; open unless given', parseStateOption)
    .option('--area <code>', 'only findings of this region, district or exact area', parseAreaOption)
    .option('--limit <count>', 'how many at most; 50 unless given', parseLimitOption, 50)
    .action(async ({ json = false, rule, state = 'OPEN', area, limit }: FindingsOptions) => {
      const { output, withSession } = createContext(host, 'findings', json);
      const { findings, total } = await withSession(({ database }) =>
        listFindings(database, { rule, state: state === 'ALL' ? undefined : state, areaCode: area, limit }),
      );
      const told = findings.map((finding) => ({ ...finding, message: messageOf(finding) }));
      output.result({ total, findings: told }, linesOf(told, total));
    });
}

const stateOptions = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'ALL'] as const;
type StateOption = (typeof stateOptions)[number];

function parseStateOption(text: string): StateOption {
  const state = stateOptions.find((option) => option === text.toUpperCase());
  if (state === undefined) throw new InvalidArgumentError(`"${text}" is none of open, acknowledged, resolved and all.`);
  return state;
}

/** Empty where the rule that found it is no more. */
function messageOf({ rule: code, details }: ListedFinding): string {
  const rule = findQualityRule(code);
  return rule === null ? '' : describeFinding(rule, details, 'EN');
}

function linesOf(findings: readonly (ListedFinding & { message: string })[], total: number): string[] {
  if (total === 0) return ['No finding of this kind.'];
  const more = total - findings.length;
  return [
    `${counted(total, 'finding')}.`,
    ...alignColumns(
      findings.map(({ severity, rule, state, areaCode, areaName, message }) => [
        `  ${severity.toLowerCase()}`,
        rule,
        state.toLowerCase(),
        `${areaCode} ${areaName}`,
        message,
      ]),
    ),
    ...(more > 0 ? [`  and ${formatCount(more)} more; --limit shows them`] : []),
  ];
}
