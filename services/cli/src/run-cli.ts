import type { Config, Environment } from '@oblys/config';
import { CommanderError } from 'commander';
import { describeFailure, exitCodes } from './failure.js';
import type { Interruption } from './interruption.js';
import type { Io } from './io.js';
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
  const host = { io, interruption, environment, onConfig: (read: Config) => (config = read) };
  const program = await createProgram(host, args[0]);
  try {
    if (args.length === 0) {
      io.stderr.write(program.helpInformation());
      return exitCodes.misused;
    }
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    const { line, exitCode } = describeFailure(error);
    io.stderr.write(`oblys: ${line}\n`);
    if (config?.logLevel === 'debug' || config?.logLevel === 'trace') io.stderr.write(`${stackOf(error)}\n`);
    return exitCode;
  }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\nCaused by: ${stackOf(error.cause)}`;
}
