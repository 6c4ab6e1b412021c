import type { Config } from '@oblys/config';
import { pino } from 'pino';
import type { Logger, LoggerOptions } from 'pino';
import pretty from 'pino-pretty';
import { errorForLog, withoutSecrets } from './errors-for-logs.js';

/** Logs go to stderr, so that stdout holds only what a command is asked for: JSON in production, readable lines otherwise. */
export function createLogger({ logLevel, nodeEnv }: Config): Logger {
  const options: LoggerOptions = {
    level: logLevel,
    serializers: { err: (error: unknown) => errorForLog(error) },
    hooks: { streamWrite: withoutSecrets },
  };
  if (nodeEnv === 'production') return pino(options, pino.destination({ dest: 2, sync: true }));
  const colorize = process.stderr.isTTY === true;
  const look = { colorize, singleLine: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' };
  return pino(options, pretty({ destination: 2, sync: true, ...look }));
}
