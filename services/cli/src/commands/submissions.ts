import { businessDay, type IsoDate } from '@oblys/domain';
import { listSubmissions } from '@oblys/rollups';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption } from '../command.js';
import { lastMonth, parseMonthOption } from '../month-option.js';
import { submissionLines } from '../submission-lines.js';

interface SubmissionsOptions {
  json?: boolean;
  area?: string;
  month?: IsoDate;
  topic?: string;
}

export function submissionsCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'submissions',
    summary: 'show what was to be sent for a month, and what came',
    description:
      'Shows how each branch stands with each topic of a month: not due, due, late, missing, submitted, sent late, approved or returned. Of one district it shows when, by whom and with how many records.',
    example: 'oblys submissions --area 110000000 --month 2025-10',
  })
    .option('--area <code>', 'only this region or district', parseAreaOption)
    .option('--month <month>', 'the month, such as 2025-10; the last that is over unless given', parseMonthOption)
    .option('--topic <code>', 'only this topic')
    .action(async ({ json = false, area, month = lastMonth(), topic }: SubmissionsOptions) => {
      const { output, withSession } = createContext(host, 'submissions', json);
      const today = businessDay(new Date());
      const listed = await withSession(({ database }) =>
        listSubmissions(database, { areaCode: area, from: month, to: month, topic, within: null, today }),
      );
      output.result(listed, submissionLines(listed, month));
    });
}
