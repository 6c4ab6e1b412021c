import type { Sql } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { compiledPeriods, expectedTables, selectCells, selectSummaries, withDay, type Topic } from '@oblys/rollups';
import { assertSame } from './same-data.js';

/**
 * The same content as materialized views, as one would lay them by hand: the cells of a topic, and the summaries over
 * them, each with the unique index that a concurrent refresh needs.
 */
export async function createViews(connection: Sql, topics: readonly Topic[], asOf: IsoDate): Promise<void> {
  const sql = withDay(connection, asOf);
  await sql.query(compiledPeriods.replace('create temporary table', 'create table').replace(' on commit drop', ''));
  for (const topic of topics) {
    const [cells, summaries] = viewsOf(topic);
    await sql.query(`create materialized view ${cells!.name} as ${selectCells(topic)}`);
    await sql.query(`create unique index on ${cells!.name} (${cells!.key.join(', ')})`);
    await sql.query(`create materialized view ${summaries!.name} as ${selectSummaries(topic, cells!.name)}`);
    await sql.query(`create unique index on ${summaries!.name} (${summaries!.key.join(', ')})`);
    await sql.query(`analyze ${cells!.name}`);
    await sql.query(`analyze ${summaries!.name}`);
  }
}

export async function refreshViews(sql: Sql, topic: Topic): Promise<void> {
  for (const { name } of viewsOf(topic)) await sql.query(`refresh materialized view concurrently ${name}`);
}

export async function assertViewsAreSummaries(sql: Sql, topic: Topic): Promise<void> {
  for (const { name, table, columns } of viewsOf(topic)) {
    const listed = columns.join(', ');
    await assertSame(sql, `${name} and ${table}`, `select ${listed} from ${name}`, `select ${listed} from ${table}`);
  }
}

function viewsOf(topic: Topic): { name: string; table: string; key: string[]; columns: string[] }[] {
  return expectedTables(topic).map(({ table, key, columns }) => ({
    name: `${table}_view`,
    table,
    key: key.map(({ name }) => name),
    columns: columns.map(({ name }) => name).filter((name) => name !== 'run_id'),
  }));
}
