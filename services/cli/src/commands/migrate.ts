import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { layTables } from '../steps/lay-tables.js';
import { describeProtected } from '../steps/protect-persons.js';
import { alignColumns, counted, formatCount } from '../words.js';

export function migrateCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'migrate',
    summary: 'bring the tables and the reference data up to date',
    description:
      'Runs the migrations that have not run yet, each in a transaction, and loads the areas and vocabularies that the project carries. Run twice, it changes nothing.',
    example: 'oblys migrate',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, config, withSession } = createContext(host, 'migrate', json);
    const laid = await withSession(
      ({ database, interruptible }) =>
        interruptible(() => layTables(database, config, (text) => output.progress(text))),
      { needsTables: false },
    );
    const { inserted, updated, unchanged } = laid.reference;
    const persons = describeProtected(laid.persons);
    output.result(
      laid,
      alignColumns([
        [
          'migrations',
          laid.migrations.length === 0 ? 'current' : `${counted(laid.migrations.length, 'migration')} run`,
        ],
        ['views', laid.areViewsNew ? 'laid anew' : 'current'],
        [
          'reference',
          [`${formatCount(inserted)} rows inserted`, `${updated} updated`, `${unchanged} unchanged`].join(', '),
        ],
        ...(persons === null ? [] : [['persons', persons]]),
      ]),
    );
  });
}
