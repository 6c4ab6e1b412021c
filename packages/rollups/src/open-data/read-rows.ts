import type { Sql } from '@oblys/database';

/** As many as cost one round trip; more would only take memory. */
const rowsAtOnce = 2_000;

/** The rows of a query by a cursor, so that neither side ever holds all of them. Inside of a transaction; one at a time. */
export async function* readRows<Row>(sql: Sql, query: string, values: readonly unknown[]): AsyncGenerator<Row> {
  await sql.query(`declare open_data no scroll cursor for ${query}`, values);
  let rows: Row[];
  do {
    rows = await sql.query<Row>(`fetch ${rowsAtOnce} from open_data`);
    yield* rows;
  } while (rows.length === rowsAtOnce);
  await sql.query('close open_data');
}
