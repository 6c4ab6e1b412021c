import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { ColumnType } from './columns.js';

/** The first day of the month of a date. Over a timestamp without zone, since date_trunc of a date would shift with the session's zone. */
export function monthOf(date: string): string {
  return `date_trunc('month', (${date})::timestamp)::date`;
}

/**
 * The as-of day of the transaction (see setAsOf), read once and handed to parallel workers: `create table … as` takes no
 * bound values.
 */
export const asOfDay = `(select current_setting('oblys.as_of')::date)`;

/** The same SQL with the day written out, for the planner: of an unknown day it thinks that a third of all records lie before. */
export function withDay(sql: Sql, asOf: IsoDate): Sql {
  return { query: (text, values) => sql.query(text.replaceAll(asOfDay, `date '${asOf}'`), values) };
}

/** Counts rows or sums a value, over the rows that fulfil the condition. */
export function aggregate(value: string | null, where: string | null): string {
  const filter = where === null ? '' : ` filter (where ${where})`;
  return value === null ? `count(*)${filter}` : `coalesce(sum(${value})${filter}, 0)`;
}

/** The type that aggregates of a column come in. */
export function sumType(type: ColumnType): ColumnType {
  return type === 'integer' ? 'bigint' : type;
}

/** Items one below the other, the separator at the end of each line but the last. */
export function stacked(items: readonly string[], indent: number, separator = ','): string {
  return items.join(`${separator}\n${' '.repeat(indent)}`);
}

/** Conditions one below the other, `and` aligned under `where`. */
export function conjunction(conditions: readonly string[], indent: number): string {
  return conditions.join(`\n${' '.repeat(indent)}and `);
}
