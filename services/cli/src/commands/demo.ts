import { loadDemo } from '@oblys/ingest';
import type { IsoDate } from '@oblys/domain';
import type { Command } from 'commander';
import { yesterday } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseDateOption } from '../command.js';
import { requireMasterKeys } from '../open-persons.js';
import { counted } from '../words.js';

interface DemoOptions {
  json?: boolean;
  until?: IsoDate;
}

export function demoCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'demo',
    summary: 'load the synthetic records of the Akmola region',
    description:
      'Loads made-up records of the Akmola region from 2024-01-01 on, each marked as synthetic. Run again on a later day, it adds only what is new.',
    example: 'oblys demo --until 2025-11-05',
  })
    .option('--until <date>', 'last day of the records; yesterday unless given', parseDateOption)
    .action(async ({ json = false, until = yesterday() }: DemoOptions) => {
      const { output, config, withSession } = createContext(host, 'demo', json);
      const masterKeys = await requireMasterKeys(config);
      const { records, skipped } = await withSession(({ database, interruptible }) =>
        interruptible(() =>
          loadDemo(database, {
            until,
            masterKeys,
            onProgress: ({ table, done, tables }) => output.progress(`${table} (${done} of ${tables} tables)`),
          }),
        ),
      );
      const total = Object.values(records).reduce((sum, count) => sum + count, 0);
      output.result({ until, skipped, total, records }, [
        total === 0
          ? `Nothing to load: the demonstration was loaded until ${until} or later before.`
          : `${counted(total, 'synthetic record')} written, until ${until}.`,
      ]);
    });
}
