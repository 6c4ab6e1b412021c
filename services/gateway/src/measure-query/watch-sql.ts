import type { Sql } from '@oblys/database';

/** What statements have cost so far. */
export interface SqlCost {
  statements: number;
  /** From sending each to having its rows, added up, in milliseconds. */
  sqlMs: number;
  /** Rows that came from the database. */
  rowsReturned: number;
}

/** What one measure query cost, as `extensions.measureQueries` tells it. */
export interface MeasureQueryCost extends SqlCost {
  source: string;
  /** Stored summaries that answered. */
  storedRowsRead: number;
  /** Records that figures counted live rest on; one that several figures rest on counts for each. */
  recordsCounted: number;
}

/** The same database, with what its statements cost. */
export function watchSql(database: Sql): { sql: Sql; cost: () => SqlCost } {
  const cost: SqlCost = { statements: 0, sqlMs: 0, rowsReturned: 0 };
  const sql: Sql = {
    query: async <Row>(text: string, values?: readonly unknown[]) => {
      const began = performance.now();
      const rows = await database.query<Row>(text, values);
      cost.statements += 1;
      cost.sqlMs += performance.now() - began;
      cost.rowsReturned += rows.length;
      return rows;
    },
  };
  return { sql, cost: () => ({ ...cost, sqlMs: Math.round(cost.sqlMs * 10) / 10 }) };
}
