import { ConfigError } from '@oblys/config';
import { OblysError } from '@oblys/domain';
import { CommanderError } from 'commander';
import { messageForLog } from './errors-for-logs.js';
import { InterruptedError } from './interruption.js';

export interface Failure {
  /** One line: what is wrong and what to do. */
  readonly line: string;
  readonly exitCode: number;
}

export const exitCodes = {
  failed: 1,
  /** The command line or the settings cannot be used as given; nothing was begun. */
  misused: 2,
} as const;

/** Domain errors that mean the command was asked for something impossible. All others are failures. */
const misuseCodes: ReadonlySet<string> = new Set(['CONFIG_INVALID', 'INVALID_INPUT', 'NOT_FOUND', 'AS_OF_IN_FUTURE']);

/** What PostgreSQL and the system report by code, in words; none of them leaves half of a transaction behind. */
const systemFailures: Readonly<Record<string, string>> = {
  '40001': 'Another process changed the same rows meanwhile; nothing was kept. Run the command again.',
  '40P01': 'Another process waited for the same rows; nothing was kept. Run the command again.',
  '42501': 'The database role lacks a right it needs. Grant it, or use the owner of the database in DATABASE_URL.',
  '42P01': 'The database lacks a table of this version. Run `oblys migrate`, then the command again.',
  '42703': 'The database lacks a column of this version. Run `oblys migrate`, then the command again.',
  '53100': 'The disk of the database is full; nothing was kept. Free some space, then run the command again.',
  '53300': 'The database takes no more connections. Close some, or raise its max_connections.',
  '57014': 'The database cancelled the work; nothing was kept. Run the command again.',
  '57P01': 'The database server was stopped; nothing was kept. Start it, then run the command again.',
  '57P02': 'The database server crashed; nothing was kept. See its log, then run the command again.',
  '57P03': 'The database server is starting up or shutting down. Run the command again in a moment.',
  ECONNREFUSED: 'The database server takes no connections. Start it, or correct DATABASE_URL.',
  ECONNRESET: 'The connection to the database was lost; nothing was kept. Run the command again.',
  ENOSPC: 'The disk is full; nothing was kept. Free some space, then run the command again.',
};

/** The one place where an error becomes the line and the exit code of a command. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof InterruptedError) {
    return { line: `${error.message} Nothing unfinished was kept.`, exitCode: error.exitCode };
  }
  if (error instanceof CommanderError) return { line: usageLine(error), exitCode: exitCodes.misused };
  if (error instanceof ConfigError || error instanceof OblysError) {
    const exitCode = misuseCodes.has(error.code) ? exitCodes.misused : exitCodes.failed;
    return { line: oneLine(error.message), exitCode };
  }
  const code = systemCode(error);
  const known = code === undefined ? undefined : systemFailures[code];
  const message = oneLine(error instanceof Error ? messageForLog(error) : String(error));
  if (known !== undefined) return { line: `${known} (${message})`, exitCode: exitCodes.failed };
  const line = `Unexpected failure: ${withStop(message)} Set OBLYS_LOG_LEVEL=debug to see where it comes from.`;
  return { line, exitCode: exitCodes.failed };
}

function usageLine({ message }: CommanderError): string {
  const text = oneLine(message.replace(/^error: /, '')).replace(/ \((Did you mean .*\?)\)$/, '. $1');
  return `${withStop(text.charAt(0).toUpperCase() + text.slice(1))} Add --help to see what it takes.`;
}

/** TypeORM wraps what the driver threw; a connection tried at several addresses fails with all of their errors. */
function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError, errors } = error as { code?: unknown; driverError?: unknown; errors?: unknown[] };
  if (typeof code === 'string') return code;
  return systemCode(driverError ?? errors?.[0]);
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

function withStop(text: string): string {
  return /[.!?)]$/.test(text) ? text : `${text}.`;
}
