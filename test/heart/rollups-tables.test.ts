import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { expectedTables, topics } from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

const expected = topics.flatMap((topic) => expectedTables(topic));

describe('the migrations', () => {
  it.each(expected.map((table) => [table.table, table] as const))(
    'lay %s with the columns and the key that its topic is compiled to',
    async (name, { key, columns }) => {
      const laid = await database.query(
        `select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as "isNotNull"
           from pg_attribute
          where attrelid = $1::regclass
            and attnum > 0
            and not attisdropped
          order by attnum`,
        [name],
      );
      expect(laid).toEqual(columns.map((column) => ({ ...column, isNotNull: true })));
      const [index] = await database.query<{ columns: string[] }>(
        `select array(
                  select attname::text
                    from unnest(indkey::smallint[]) with ordinality as position (number, ordinal)
                    join pg_attribute on attrelid = indrelid and attnum = position.number
                   order by position.ordinal
                ) as columns
           from pg_index
          where indrelid = $1::regclass
            and indisprimary`,
        [name],
      );
      expect(index!.columns).toEqual(key.map((column) => column.name));
    },
  );

  it('lay a cell and a summary table for no other topic', async () => {
    const laid = await database.query<{ name: string }>(
      `select table_name::text as name
         from information_schema.tables
        where table_schema = current_schema
          and (table_name like '%\\_cell' or table_name like '%\\_summary')
          and table_name not in ('reporting_cell', 'submission_cell')`,
    );
    expect(laid.map(({ name }) => name).sort()).toEqual(expected.map(({ table }) => table).sort());
  });

  it('say of every one of these tables what it holds', async () => {
    const silent = await database.query(
      `select name from unnest($1::text[]) as name where obj_description(name::regclass, 'pg_class') is null`,
      [[...expected.map(({ table }) => table), 'reporting_cell', 'submission_cell']],
    );
    expect(silent).toEqual([]);
  });
});
