import { resolve } from 'node:path';
import type { Config, Environment } from '@oblys/config';
import { loadConfig } from '@oblys/config';
import { Command, InvalidArgumentError } from 'commander';
import { assertAreaCode, InvalidInputError, locales, parseIsoDate } from '@oblys/domain';
import type { IsoDate, Locale } from '@oblys/domain';
import type { Interruption } from './interruption.js';
import type { Io } from './io.js';
import { Output } from './output.js';
import { openSession, withSession } from './session.js';
import type { OpenSession, Session, SessionOptions } from './session.js';

/** What a command works with, beside its own options. */
export interface CommandContext {
  readonly config: Config;
  readonly output: Output;
  readonly interruption: Interruption;
  /** A session of this command, its progress shown. */
  withSession<T>(work: (session: Session) => Promise<T>, options?: Pick<SessionOptions, 'needsTables'>): Promise<T>;
  openSession(options: Pick<SessionOptions, 'needsTables' | 'onProgress'>): Promise<OpenSession>;
}

/** What the process gives to all commands. */
export interface CommandHost {
  readonly io: Io;
  readonly interruption: Interruption;
  readonly environment?: Environment | undefined;
  /** Told once the settings are read: from then on a failure may be shown with its stack. */
  onConfig(config: Config): void;
}

export interface CommandText {
  readonly name: string;
  readonly summary: string;
  /** Full sentences for --help, when the summary leaves a question. */
  readonly description?: string;
  /** What one would type after `npx pnpm@10`. */
  readonly example: string;
}

/** A command with the options that all have; `act` gets the settings and its own options. */
export function createCommand(host: CommandHost, text: CommandText): Command {
  return createBareCommand(host, text).option('--json', 'machine-readable output on stdout');
}

/** A command that is only the name of several others. It has no options: it would take those of the others for its own. */
export function createCommandGroup(host: CommandHost, text: CommandText, commands: readonly Command[]): Command {
  const group = createBareCommand(host, text).helpCommand(false);
  for (const command of commands) group.addCommand(command);
  const names = commands.map((command) => command.name()).join(', ');
  return group
    .allowExcessArguments()
    .argument('<what>', names)
    .action((what: string) => {
      throw new InvalidInputError(`There is no oblys ${text.name} ${what}: it takes ${names}. Add --help to see more.`);
    });
}

function createBareCommand(host: CommandHost, text: CommandText): Command {
  return new Command(text.name)
    .summary(text.summary)
    .description(text.description ?? `${text.summary}.`)
    .helpOption('--help', 'show this help')
    .addHelpText('after', `\nExample:\n  npx pnpm@10 ${text.example}`)
    .exitOverride()
    .configureOutput({ writeOut: (help) => void host.io.stdout.write(help), writeErr: () => undefined });
}

export function createContext(host: CommandHost, command: string, json: boolean): CommandContext {
  const config = loadConfig(host.environment);
  host.onConfig(config);
  const output = new Output(host.io, json);
  const onProgress = (line: string) => output.progress(line);
  const given = { config, command, stopSignal: host.interruption.signal, onProgress };
  return {
    config,
    output,
    interruption: host.interruption,
    withSession: (work, options = {}) => withSession({ ...given, ...options }, work),
    openSession: (options) => openSession({ ...given, ...options }),
  };
}

/** Reads a value of an option with a function of the domain; what that refuses is a mistake on the command line. */
function parsedWith<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message);
    }
  };
}

export const parseDateOption = parsedWith((text): IsoDate => parseIsoDate(text));

export const parseAreaOption = parsedWith((text) => {
  assertAreaCode(text);
  return text;
});

/** Absolute; a relative one starts where the command was typed. */
export const parseFolderOption = parsedWith((text) => {
  if (text.trim() === '') throw new InvalidInputError('The name of a folder is empty.');
  return resolve(text);
});

/** Absolute; a relative one starts where the command was typed. */
export const parseFileOption = parsedWith((text) => {
  if (text.trim() === '') throw new InvalidInputError('The name of a file is empty.');
  return resolve(text);
});

export function parseLocaleOption(text: string): Locale {
  const locale = locales.find((each) => each === text.toUpperCase());
  if (locale === undefined) throw new InvalidArgumentError(`"${text}" is no language of ours: kk, ru or en.`);
  return locale;
}

const limitAtMost = 100_000;

/** Reads a whole number within bounds. */
export function wholeNumberFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`"${text}" is no whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** How many rows a list has at most. */
export const parseLimitOption = wholeNumberFrom(1, limitAtMost);
