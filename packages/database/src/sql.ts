/**
 * The way sets are read and written: text with $1, $2, … and bound values. Dates come as 'YYYY-MM-DD', numeric and
 * bigint as text, timestamps as Date.
 */
export interface Sql {
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}
