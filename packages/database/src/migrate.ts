import { advisoryLocks } from './advisory-locks.js';
import type { Database } from './database.js';

/**
 * Brings the schema up to date, each migration in a transaction of its own; two processes never migrate at once.
 * Gives the names of the migrations that were run, none when the schema was current.
 */
export async function migrate(database: Database): Promise<string[]> {
  return database.withConnection(async (_client, sql) => {
    await sql.query('select pg_advisory_lock($1)', [advisoryLocks.migration]);
    try {
      const done = await database.dataSource.runMigrations({ transaction: 'each' });
      return done.map((migration) => migration.name);
    } finally {
      await sql.query('select pg_advisory_unlock($1)', [advisoryLocks.migration]);
    }
  });
}

/** Whether every migration of this version has run. Changes nothing. */
export async function isMigrated(database: Database): Promise<boolean> {
  // TypeORM makes its table when asked, also in a database that was only looked at.
  const [table] = await database.query<{ found: boolean }>(
    `/* migrate:is-laid */ select to_regclass('migrations') is not null as found`,
  );
  if (table?.found !== true) return false;
  return !(await database.dataSource.showMigrations());
}
