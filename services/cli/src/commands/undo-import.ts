import { undoImport } from '@oblys/ingest';
import { listErasures } from '@oblys/persons';
import type { Command } from 'commander';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { openErasureList } from '../open-persons.js';
import { requester } from '../requester.js';
import { counted } from '../words.js';

export function undoImportCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'undo-import',
    summary: 'take an import back whole',
    description:
      'Takes an import back, in one transaction: what it created goes, what it changed is again as it was before. It is refused where somebody changed those records since, or other records name them.',
    example: 'oblys undo-import 019a2194-2edf-7b10-9d6c-3f1f2a7c8e55',
  })
    .argument('<id>', 'the import, as oblys imports names it')
    .option('--reason <reason>', 'why records of locked months are changed; without it they stand')
    .action(async (importId: string, { json = false, reason }: { json?: boolean; reason?: string }) => {
      const { output, config, withSession } = createContext(host, 'undo-import', json);
      output.progress('taking the import back');
      const undone = await withSession(async ({ database, interruptible }) => {
        const taken = await interruptible(() => undoImport(database, { importId, undoneBy: requester(), reason }));
        await listErasures(database, openErasureList(config));
        return taken;
      });
      const { fileName, kind, removed, restored } = undone;
      output.result(undone, [
        `${fileName} is undone: ${counted(removed, 'record')} of ${kind} removed, ${counted(restored, 'record')} as before.`,
      ]);
    });
}
