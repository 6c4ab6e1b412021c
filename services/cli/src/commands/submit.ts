import { businessDay, type IsoDate } from '@oblys/domain';
import { submitMonth } from '@oblys/rollups';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseAreaOption } from '../command.js';
import { parseMonthOption } from '../month-option.js';
import { requester } from '../requester.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface SubmitOptions {
  json?: boolean;
  area: string;
  month: IsoDate;
  topic?: string[];
  nil?: boolean;
  note?: string;
}

export function submitCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'submit',
    summary: 'send a month of a district, or of the office of a region',
    description:
      'Sends topics of a month as they stand, with the number of their records: all that is due, or those that are named. A topic without a record is refused unless --nil says that there was nothing. What was sent can be sent again until it is approved, where records came or went since.',
    example: 'oblys submit --area 117000000 --month 2025-10 --topic appeal',
  })
    .requiredOption('--area <code>', 'the district, or the region for its office', parseAreaOption)
    .requiredOption('--month <month>', 'the month, such as 2025-10', parseMonthOption)
    .option('--topic <code...>', 'only these topics; all that are due unless given')
    .option('--nil', 'there was nothing of the topics without a record')
    .option('--note <note>', 'what the region should know')
    .action(async ({ json = false, area, month, topic, nil = false, note }: SubmitOptions) => {
      const { output, withSession } = createContext(host, 'submit', json);
      const asked = { areaCode: area, month, topics: topic, isNil: nil, note, today: businessDay(new Date()) };
      const sent = await withSession(({ database }) =>
        database.transaction('READ COMMITTED', (sql) => submitMonth(sql, { name: requester(), within: null }, asked)),
      );
      output.result(sent, [
        `${month.slice(0, 'YYYY-MM'.length)} of ${area}: ${counted(sent.length, 'topic')} submitted.`,
        ...alignColumns(
          sent.map(({ topic: code, recordCount }) => [
            `  ${code}`,
            recordCount === 0 ? 'nothing' : `${formatCount(recordCount)} ${recordCount === 1 ? 'record' : 'records'}`,
          ]),
        ),
      ]);
    });
}
