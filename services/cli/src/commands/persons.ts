import { erasePerson, listOverdue, purgePersons } from '@oblys/persons';
import type { Command } from 'commander';
import { businessDay, InvalidInputError, isRecordId } from '@oblys/domain';
import { createCommand, createCommandGroup, createContext, wholeNumberFrom, type CommandHost } from '../command.js';
import { openErasureList } from '../open-persons.js';
import { requester } from '../requester.js';
import { counted } from '../words.js';

export function personsCommand(host: CommandHost): Command {
  const text = {
    name: 'persons',
    summary: 'erase persons whom appeals and cases are about',
    description:
      'Erasing destroys the key of a person: what is known of them can be read nowhere any more, in no copy and no backup. Their appeals and cases stay, and every figure.',
    example: 'oblys persons erase 018cc40d-a1b5-7ece-852f-4f2426cdb7a5 --reason "Asked for it on 3 November"',
  };
  return createCommandGroup(host, text, [eraseCommand(host), purgeCommand(host)]);
}

function eraseCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'erase',
    summary: 'erase a person for ever',
    example: 'oblys persons erase 018cc40d-a1b5-7ece-852f-4f2426cdb7a5 --reason "Asked for it on 3 November"',
  })
    .argument('<id>', 'of the person')
    .requiredOption('--reason <text>', 'why; it is kept, so name nobody')
    .action(async (personId: string, { json = false, reason }: { json?: boolean; reason: string }) => {
      if (!isRecordId(personId)) throw new InvalidInputError(`"${personId}" is no id of a person.`);
      const { output, config, withSession } = createContext(host, 'persons erase', json);
      const list = openErasureList(config);
      const erasure = await withSession(({ database }) =>
        erasePerson(database, list, { personId, erasedBy: requester(), reason }),
      );
      output.result(erasure, [
        `Person ${personId} is erased since ${erasure.erasedAt}.`,
        `The list of erasures ${list.file} has it too: keep it apart from backups of the database.`,
      ]);
    });
}

interface PurgeOptions {
  json?: boolean;
  months?: number;
  dryRun?: boolean;
}

function purgeCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'purge',
    summary: 'erase the persons who are kept no longer',
    description:
      'Erases each person all of whose appeals and cases were closed longer ago than persons are kept (OBLYS_KEEP_PERSONS_MONTHS, or --months).',
    example: 'oblys persons purge --months 60 --dry-run',
  })
    .option('--months <months>', 'for how long persons are kept', wholeNumberFrom(1, 1200))
    .option('--dry-run', 'tell how many it would be, and erase nobody')
    .action(async ({ json = false, months, dryRun = false }: PurgeOptions) => {
      const { output, config, withSession } = createContext(host, 'persons purge', json);
      const keepMonths = months ?? config.keepPersonsMonths;
      if (keepMonths === null) {
        throw new InvalidInputError('Persons are kept without end: set OBLYS_KEEP_PERSONS_MONTHS, or give --months.');
      }
      const due = { keepMonths, today: businessDay(new Date()) };
      const list = openErasureList(config);
      const persons = await withSession(async ({ database, stopSignal }) =>
        dryRun
          ? (await listOverdue(database, due)).length
          : purgePersons(database, list, { ...due, erasedBy: requester(), signal: stopSignal }),
      );
      output.result({ persons, dryRun }, [`${counted(persons, 'person')} ${dryRun ? 'would be erased' : 'erased'}.`]);
    });
}
