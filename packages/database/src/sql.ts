import type { ClientBase } from 'pg';

/**
 * The way sets are read and written: text with $1, $2, … and bound values. Dates come as 'YYYY-MM-DD', numeric and
 * bigint as text, timestamps as Date.
 */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface CopyTarget {
  table: string;
  /** The columns that are written, in the order of the values of a row; triggers and defaults fill the others. */
  columns: readonly string[];
}

/** A date is given as 'YYYY-MM-DD', numeric as text, bytea as bytes. */
export type CopyValue = string | number | boolean | Uint8Array | null;

/** Statements on one connection. */
export interface ConnectionSql extends Sql {
  /**
   * Writes rows by COPY, the fastest way in; triggers and constraints hold as for any insert. Gives the number of rows.
   */
  copy(target: CopyTarget, rows: Iterable<readonly CopyValue[]>): Promise<number>;
}

export function sqlOf(client: ClientBase): Sql {
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await client.query(text, [...values])).rows as Row[],
  };
}
