import type { Rows } from './statement.js';

/** A connection of a kind's rows that tells more of them than the kind's own does. */
export interface PageShape {
  /** The types of the connection and of its edges. */
  readonly connection: string;
  readonly edge: string;
  /** Fields of the connection that are the same whatever its rows. */
  readonly known: Readonly<Record<string, unknown>>;
  /** Fields of the connection over all of its rows, as SQL of an aggregate. */
  readonly totals: Readonly<Record<string, (rows: Rows) => string>>;
  /** Fields of an edge, as SQL over its row. */
  readonly perRow: Readonly<Record<string, (rows: Rows) => string>>;
}
