import { Command } from 'commander';
import type { CommandHost } from './command.js';
import { demoCommand } from './commands/demo.js';
import { exportCommand } from './commands/export.js';
import { gatewayCommand } from './commands/gateway.js';
import { migrateCommand } from './commands/migrate.js';
import { publishCommand } from './commands/publish.js';
import { reconcileCommand } from './commands/reconcile.js';
import { rollupCommand } from './commands/rollup.js';
import { schedulerCommand } from './commands/scheduler.js';
import { startCommand } from './commands/start.js';
import { verifyCommand } from './commands/verify.js';

const commands = [
  startCommand,
  gatewayCommand,
  schedulerCommand,
  migrateCommand,
  demoCommand,
  rollupCommand,
  reconcileCommand,
  publishCommand,
  verifyCommand,
  exportCommand,
];

export function createProgram(host: CommandHost): Command {
  const program = new Command('oblys')
    .description('A GraphQL data platform for organisations that work through regions and districts.')
    .helpOption('--help', 'show this help')
    .helpCommand(false)
    .addHelpText('after', '\nEach command explains itself:\n  npx pnpm@10 oblys rollup --help')
    .exitOverride()
    .configureOutput({ writeOut: (help) => void host.io.stdout.write(help), writeErr: () => undefined });
  for (const create of commands) program.addCommand(create(host));
  return program;
}
