import type { Config } from '@oblys/config';
import { pino } from 'pino';
import type { Logger } from 'pino';
import pretty from 'pino-pretty';

/** Logs go to stderr, so that stdout holds only what a command is asked for: JSON in production, readable lines otherwise. */
export function createLogger({ logLevel, nodeEnv }: Config): Logger {
  if (nodeEnv === 'production') return pino({ level: logLevel }, pino.destination({ dest: 2, sync: true }));
  const colorize = process.stderr.isTTY === true;
  const options = { destination: 2, sync: true, colorize, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' };
  return pino({ level: logLevel }, pretty(options));
}
