import type { Sql } from './sql.js';

/** What keeps work from taking effect once it is no longer its caller's to do, for another worker took it over. */
export interface Fence {
  /** The run of a job that the work belongs to. */
  readonly jobRunId: string;
  /**
   * Last in the transaction that takes effect: throws, and so rolls all of it back, where the work is another's by now.
   * What it writes itself (that a step is done, and its outcome) is there if and only if the effect is.
   */
  pass(sql: Sql, outcome: unknown): Promise<void>;
}
