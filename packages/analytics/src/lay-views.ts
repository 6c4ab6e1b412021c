import { createHash } from 'node:crypto';
import { advisoryLocks, type Database, type Sql } from '@oblys/database';
import { quoted, type AnalyticsView, type TablesRead } from './views/analytics-view.js';
import { analyticsViews } from './views/index.js';

/**
 * Lays the views of the schema `analytics` where they are not as this version has them; gives whether it did. They
 * follow from the topics and not from a migration, so that a new measure is a column without one. A migration that
 * changes a column which a view reads drops the view, and this lays it again.
 */
export function layViews(database: Database): Promise<boolean> {
  return database.transaction('READ COMMITTED', async (sql) => {
    await sql.query('/* analytics:lock */ select pg_advisory_xact_lock($1)', [advisoryLocks.migration]);
    if (await areLaid(sql)) return false;
    for (const name of await listLaid(sql)) await sql.query(`drop view if exists analytics.${name} cascade`);
    await sql.query('revoke all on all tables in schema public from oblys_analytics');
    for (const statement of statements) await sql.query(statement);
    return true;
  });
}

/** What its columns are read from is told to the owner alone; everybody of the group reads the view. */
function compileView({ name, says, columns, select }: AnalyticsView): string[] {
  return [
    `create view analytics.${name} (${columns.map((column) => column.name).join(', ')}) as\n${select}`,
    `comment on view analytics.${name} is ${quoted(says)}`,
    ...columns.map((column) => `comment on column analytics.${name}.${column.name} is ${quoted(column.says)}`),
    `alter view analytics.${name} owner to oblys_analytics`,
    `grant select on analytics.${name} to oblys_analyst`,
  ];
}

function compileGrants(views: readonly AnalyticsView[]): string[] {
  const read = new Map<string, Set<string> | 'ALL'>();
  for (const [table, columns] of views.flatMap(({ reads }) => Object.entries<TablesRead[string]>(reads))) {
    const known = read.get(table) ?? new Set<string>();
    if (columns === 'ALL' || known === 'ALL') read.set(table, 'ALL');
    else read.set(table, new Set([...known, ...columns]));
  }
  return [...read].map(
    ([table, columns]) =>
      `grant select${columns === 'ALL' ? '' : ` (${[...columns].sort().join(', ')})`} on ${table} to oblys_analytics`,
  );
}

const laid = [...compileGrants(analyticsViews), ...analyticsViews.flatMap(compileView)];

const edition = createHash('sha256').update(laid.join('\n')).digest('hex').slice(0, 16);

const says = `Records, figures and dimensions for analysts (kk: Талдаушыларға арналған деректер; ru: Данные для аналитиков): read only, without persons. Edition ${edition}.`;

const statements = [...laid, `comment on schema analytics is ${quoted(says)}`];

async function areLaid(sql: Sql): Promise<boolean> {
  const [schema] = await sql.query<{ says: string | null }>(
    `/* analytics:edition */ select obj_description('analytics'::regnamespace, 'pg_namespace') as says`,
  );
  return schema?.says === says && (await listLaid(sql)).length === analyticsViews.length;
}

async function listLaid(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(`/* analytics:views */
select relname::text as name
  from pg_class
 where relnamespace = 'analytics'::regnamespace
   and relkind = 'v'`);
  return rows.map(({ name }) => name);
}
