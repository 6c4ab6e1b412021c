import type { ClientBase } from 'pg';
import { asPeriodLocked } from './period-locked.js';
import type { StatementNames } from './statement-names.js';

export interface QueryOptions {
  /** Whether the same text will be asked again with other values: then a connection plans it once. False unless given. */
  readonly isRepeated?: boolean;
  /** The role that asks: a plan holds for one role, by its policies. */
  readonly as?: string;
}

/**
 * The way sets are read and written: text with $1, $2, … and bound values. Dates come as 'YYYY-MM-DD', numeric and
 * bigint as text, timestamps as Date.
 */
export interface Sql {
  query<Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<Row[]>;
}

export interface CopyTarget {
  table: string;
  /** The columns that are written, in the order of the values of a row; triggers and defaults fill the others. */
  columns: readonly string[];
}

/** A date is given as 'YYYY-MM-DD', numeric as text, bytea as bytes. */
export type CopyValue = string | number | boolean | Uint8Array | null;

/** Rows at hand, or batches of rows that are still to come. */
export type CopyRows = Iterable<readonly CopyValue[]> | AsyncIterable<Iterable<readonly CopyValue[]>>;

/** Statements on one connection. */
export interface ConnectionSql extends Sql {
  /**
   * Writes rows by COPY, the fastest way in; triggers and constraints hold as for any insert. Gives the number of rows.
   */
  copy(target: CopyTarget, rows: CopyRows): Promise<number>;
}

/** Without names every statement is planned each time. A write that meets a locked month is a PeriodLockedError. */
export function sqlOf(client: ClientBase, names?: StatementNames): Sql {
  return {
    query: async <Row>(
      text: string,
      values: readonly unknown[] = [],
      { isRepeated = false, as = '' }: QueryOptions = {},
    ) => {
      const name = isRepeated ? names?.nameOf(`${as}${text}`) : undefined;
      try {
        return (await client.query({ text, values: [...values], ...(name !== undefined && { name }) })).rows as Row[];
      } catch (error) {
        throw asPeriodLocked(error);
      }
    },
  };
}
