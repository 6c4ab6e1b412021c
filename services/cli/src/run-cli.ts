import type { Config, Environment } from '@oblys/config';
import { CommanderError } from 'commander';
import { stackForLog, withoutSecrets } from './errors-for-logs.js';
import { describeFailure, exitCodes } from './failure.js';
import type { Interruption } from './interruption.js';
import type { Io, TextStream } from './io.js';
import { createProgram } from './program.js';

export interface CliOptions {
  readonly io: Io;
  readonly interruption: Interruption;
  /** The settings; those of the process and of its `.env` unless given. */
  readonly environment?: Environment;
}

/** Runs one command line; gives the exit code, having told a failure in one line on stderr. */
export async function runCli(args: readonly string[], { io, interruption, environment }: CliOptions): Promise<number> {
  let config: Config | undefined;
  const { stdout, stderr } = withoutSecretsOn(io);
  const host = { io: { stdout, stderr }, interruption, environment, onConfig: (read: Config) => (config = read) };
  const program = await createProgram(host, args[0]);
  try {
    if (args.length === 0) {
      stderr.write(program.helpInformation());
      return exitCodes.misused;
    }
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    const { line, exitCode } = describeFailure(error);
    stderr.write(`oblys: ${line}\n`);
    if (config?.logLevel === 'debug' || config?.logLevel === 'trace') stderr.write(`${stackForLog(error)}\n`);
    return exitCode;
  }
}

/** What is asked for goes to stdout as it is, a token too; stderr is read and kept by whoever looks after the machine. */
function withoutSecretsOn({ stdout, stderr }: Io): Io {
  const masked: TextStream = {
    get isTTY() {
      return stderr.isTTY;
    },
    get columns() {
      return stderr.columns;
    },
    write: (text) => stderr.write(withoutSecrets(text)),
  };
  return { stdout, stderr: masked };
}
