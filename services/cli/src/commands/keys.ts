import { countWrapped, newMasterKey, rotateKeys } from '@oblys/persons';
import type { Command } from 'commander';
import { createCommand, createCommandGroup, createContext, type CommandHost } from '../command.js';
import { openMasterKeys, requireMasterKeys } from '../open-persons.js';
import { alignColumns, counted, formatCount } from '../words.js';

export function keysCommand(host: CommandHost): Command {
  const text = {
    name: 'keys',
    summary: 'make, show and rotate the master keys',
    description: 'What is known of a person is sealed by a key of that person, and these are wrapped by a master key.',
    example: 'oblys keys status',
  };
  return createCommandGroup(host, text, [newCommand(host), statusCommand(host), rotateCommand(host)]);
}

function newCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'new',
    summary: 'make a master key',
    description:
      'Prints a new master key and keeps it nowhere: set it, first among the keys, and keep it apart from backups.',
    example: 'oblys keys new',
  }).action(({ json = false }: { json?: boolean }) => {
    const key = newMasterKey();
    createContext(host, 'keys new', json).output.result({ key }, [key]);
  });
}

function statusCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'status',
    summary: 'show by which master keys those of persons are wrapped',
    description: 'Shows how many keys of persons each master key wraps, by its fingerprint. No key is shown.',
    example: 'oblys keys status',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, config, withSession } = createContext(host, 'keys status', json);
    const keys = await openMasterKeys(config);
    const wrapped = await withSession(({ database }) => countWrapped(database));
    const current = keys?.currentId ?? null;
    const lines = wrapped.map(({ masterKeyId, persons }) => [
      masterKeyId,
      counted(persons, 'person'),
      masterKeyId === current ? 'current' : keys?.has(masterKeyId) === true ? 'at hand' : 'not at hand',
    ]);
    if (lines.length === 0) lines.push([current ?? 'There is no master key, and nobody whose key it would wrap.']);
    output.result({ current, wrapped }, alignColumns(lines));
  });
}

function rotateCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'rotate',
    summary: 'wrap the keys of persons by the current master key',
    description:
      'Wraps by the first of the master keys what the others wrapped. Afterwards the others are needed for older backups alone. Interrupted, it goes on where it was.',
    example: 'oblys keys rotate',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, config, withSession } = createContext(host, 'keys rotate', json);
    const keys = await requireMasterKeys(config);
    const rotated = await withSession(({ database, interruptible }) =>
      interruptible(() => rotateKeys(database, keys, (done) => output.progress(`${formatCount(done)} keys`))),
    );
    const line =
      rotated === 0
        ? `Every key is wrapped by ${keys.currentId} already.`
        : `${counted(rotated, 'key')} of persons wrapped by ${keys.currentId}.`;
    output.result({ rotated, current: keys.currentId }, [line]);
  });
}
