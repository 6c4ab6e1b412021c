import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { isMigrated, migrate, openDatabase } from '@oblys/database';
import type { Database } from '@oblys/database';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let empty: TestDatabase;
let database: Database;

beforeEach(async () => {
  empty = await createTestDatabase({ template: 'template0' });
  database = await openDatabase({ url: empty.url });
});

afterEach(async () => {
  await database?.close();
  await empty?.drop();
});

async function listTables(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select table_name::text as name
       from information_schema.tables
      where table_schema = current_schema
      order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function listRun(): Promise<string[]> {
  const rows = await database.query<{ name: string }>('select name from migrations order by id');
  return rows.map(({ name }) => name);
}

describe('migrate', () => {
  it('runs every migration once, in order, and nothing the second time', async () => {
    expect(await isMigrated(database)).toBe(false);
    const run = await migrate(database);
    expect(run.length).toBeGreaterThan(5);
    expect(await listRun()).toEqual(run);
    expect(await isMigrated(database)).toBe(true);
    expect(await migrate(database)).toEqual([]);
    expect(await listRun()).toEqual(run);
  });

  it('lets one of several processes that come at once do the work, and the others wait for it', async () => {
    const others = await Promise.all([1, 2, 3].map(() => openDatabase({ url: empty.url })));
    try {
      const runs = await Promise.all([database, ...others].map((each) => migrate(each)));
      expect(runs.filter((names) => names.length > 0)).toEqual([await listRun()]);
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });

  it('keeps what ran before one that fails, nothing of that one, and goes on from there', async () => {
    await database.query('create table report_check (in_the_way integer)');
    const printed = jest.spyOn(console, 'log');
    await expect(migrate(database)).rejects.toThrow(/relation "report_check" already exists/);
    expect(printed).not.toHaveBeenCalled();
    const before = await listRun();
    expect(before).toEqual(expect.arrayContaining(['Records1763900300000']));
    expect(before).not.toContain('Reports1763900400000');
    expect(await listTables()).not.toContain('stated_figure');
    await database.query('drop table report_check');
    const rest = await migrate(database);
    expect(rest[0]).toBe('Reports1763900400000');
    expect(await listRun()).toEqual([...before, ...rest]);
  });

  it('can be taken back one by one until nothing is left, and run again', async () => {
    const run = await migrate(database);
    const laid = await listTables();
    for (let left = run.length; left > 0; left -= 1)
      await database.dataSource.undoLastMigration({ transaction: 'each' });
    expect(await listTables()).toEqual(['migrations']);
    const [functions] = await database.query(
      `select count(*)::integer as count
         from pg_proc
        where pronamespace = current_schema::regnamespace
          and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')`,
    );
    expect(functions).toEqual({ count: 0 });
    expect(await migrate(database)).toEqual(run);
    expect(await listTables()).toEqual(laid);
  });
});
