import type { Database, Fence, JobCatchUp } from '@oblys/database';
import type { IsoDate, LocalizedText } from '@oblys/domain';

/** As much of pino as jobs use. */
export interface JobLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** Adds the fields to every entry. */
  child(fields: object): JobLogger;
}

/** What a run counted; the history of runs shows it. */
export interface JobCounts {
  /** Rows written, or read where it writes none. */
  readonly rows?: number;
  /** Cells of the rollups that were counted. */
  readonly cells?: number;
  /** Checks that were made. */
  readonly checks?: number;
}

export interface JobContext {
  /** Connections of this attempt alone, which whoever takes the run over cuts off. */
  readonly database: Database;
  readonly logger: JobLogger;
  /** Aborted when the run is another's by now, was cancelled, or the scheduler stops: give up, and roll back. */
  readonly signal: AbortSignal;
  /** The logical date: the same at every attempt, however late. */
  readonly asOf: IsoDate;
  readonly scheduledFor: Date;
  /**
   * A step of the run, done once however often the run is tried: the work passes the fence in the transaction that
   * takes effect, which notes there that the step is done. A later attempt gets the outcome that was noted.
   * @param work its outcome is kept as JSON
   */
  once<Outcome>(step: string, work: (fence: Fence) => Promise<Outcome>): Promise<Outcome>;
}

/** What is done at its times, on one of any number of machines, and takes effect once. */
export interface Job {
  /** Unique; names it in commands, in the API, and where another job needs it. */
  readonly name: string;
  readonly titles: LocalizedText;
  /** Minute, hour, day of month, month, day of week. */
  readonly schedule: string;
  /** By whose clocks the schedule goes and days begin; Asia/Almaty unless given. */
  readonly timeZone?: string;
  /** Names of the jobs that must have succeeded for the logical date, or a later one, before a run begins. */
  readonly needs?: readonly string[];
  /** At most one run of a lane goes on at a time; each job has its own unless given. */
  readonly lane?: string;
  /**
   * Of two that wait for a lane the higher one goes first, unless two schedulers look at the same moment: one of them
   * passes over what the other has in its hands. 0 unless given.
   */
  readonly priority?: number;
  /** What becomes of moments that passed while no scheduler ran. */
  readonly catchUp: JobCatchUp;
  /** How many attempts may fail, and how long after the first that failed the next begins; after each further one twice as long. */
  readonly retry: { readonly attempts: number; readonly pauseMs: number };
  /** An attempt that takes longer is stuck, and is ended. */
  readonly timeLimitMs: number;
  /** A run should have succeeded so long after its moment. */
  readonly deadlineMs?: number;
  /** One call of what does the work; a throw is an attempt that failed. */
  run(context: JobContext): Promise<JobCounts>;
}
