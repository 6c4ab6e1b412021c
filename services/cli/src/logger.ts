import type { Config } from '@oblys/config';
import { pino } from 'pino';
import type { Logger } from 'pino';
import pretty from 'pino-pretty';

/** Logs go to stderr, so that stdout holds only what a command is asked for: JSON in production, readable lines otherwise. */
export function createLogger({ logLevel, nodeEnv }: Config): Logger {
  if (nodeEnv === 'production') return pino({ level: logLevel }, pino.destination({ dest: 2, sync: true }));
  const colorize = process.stderr.isTTY === true;
  const look = { colorize, singleLine: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' };
  return pino({ level: logLevel }, pretty({ destination: 2, sync: true, ...look }));
}
