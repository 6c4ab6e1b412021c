#!/usr/bin/env node
import { stackForLog, withoutSecrets } from './errors-for-logs.js';
import { describeFailure, exitCodes } from './failure.js';
import { Interruption } from './interruption.js';
import { onLauncherGone } from './launchers.js';
import { runCli } from './run-cli.js';

const interruption = new Interruption();
onLauncherGone(() => {
  if (!interruption.signal.aborted) interruption.request('SIGTERM'); // else they only end before us
});
// Node would tell of what nobody caught with all that hangs on it, as the row that PostgreSQL refused.
process.on('uncaughtException', (error) => {
  const { line } = describeFailure(error);
  process.stderr.write(withoutSecrets(`oblys: ${line}\n${stackForLog(error)}\n`));
  process.exit(exitCodes.failed);
});
// Whoever reads our output may leave before we are done; that is no reason to fail.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const exitCode = await runCli(process.argv.slice(2), { io: process, interruption });
// Whatever a library still holds open must not keep a finished command from ending.
process.exit(exitCode);
