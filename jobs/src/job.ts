import type { Database } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';

/** As much of pino as jobs use. */
export interface JobLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** Adds the fields to every entry. */
  child(fields: object): JobLogger;
}

export interface JobContext {
  readonly database: Database;
  readonly logger: JobLogger;
  /** Aborted when the scheduler stops: the job gives up its work, which rolls back. */
  readonly signal: AbortSignal;
}

/** A name, a schedule in the business time zone and one call; a throw is a failed run. */
export interface Job {
  readonly name: string;
  /** Minute, hour, day of month, month, day of week; in Asia/Almaty. */
  readonly schedule: string;
  run(context: JobContext, asOf: IsoDate): Promise<void>;
}
