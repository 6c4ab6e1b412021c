import { Command } from 'commander';
import type { CommandHost } from './command.js';
import { migrateCommand } from './commands/migrate.js';

const commands = [migrateCommand];

export function createProgram(host: CommandHost): Command {
  const program = new Command('oblys')
    .description('A GraphQL data platform for organisations that work through regions and districts.')
    .helpOption('--help', 'show this help')
    .helpCommand(false)
    .addHelpText('after', '\nEach command explains itself:\n  npx pnpm@10 oblys migrate --help')
    .exitOverride()
    .configureOutput({ writeOut: (help) => void host.io.stdout.write(help), writeErr: () => undefined });
  for (const create of commands) program.addCommand(create(host));
  return program;
}
