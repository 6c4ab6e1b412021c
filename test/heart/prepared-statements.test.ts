import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { createTestDatabase } from '../support/postgres.js';

let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
});

afterAll(() => testDatabase?.drop());

const double = 'select $1::integer * 2 as doubled';

async function onOneConnection<T>(
  options: { isPrepared?: boolean },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ url: testDatabase.url, poolSize: 1, ...options });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function preparedStatements(database: Database): Promise<string[]> {
  const rows = await database.query<{ statement: string }>('select statement from pg_prepared_statements');
  return rows.map(({ statement }) => statement);
}

describe('a statement that is repeated', () => {
  it('is kept by its connection under one name, and answers by its values', async () => {
    await onOneConnection({}, async (database) => {
      for (const number of [1, 2, 3]) {
        const rows = await database.query(double, [number], { isRepeated: true });
        expect(rows).toEqual([{ doubled: number * 2 }]);
      }
      await database.query('select 1');
      expect(await preparedStatements(database)).toEqual([double]);
    });
  });

  it('is planned each time where names are off', async () => {
    await onOneConnection({ isPrepared: false }, async (database) => {
      expect(await database.query(double, [2], { isRepeated: true })).toEqual([{ doubled: 4 }]);
      expect(await preparedStatements(database)).toEqual([]);
    });
  });

  it('is answered again after it failed, and after a table that it reads has changed', async () => {
    await onOneConnection({}, async (database) => {
      const quotient = 'select 10 / $1::integer as quotient';
      await expect(database.query(quotient, [0], { isRepeated: true })).rejects.toThrow('division by zero');
      expect(await database.query(quotient, [5], { isRepeated: true })).toEqual([{ quotient: 2 }]);
      const names = 'select json_agg(name) as found from changing';
      await database.query(`create table changing as select 'а'::text as name`);
      expect(await database.query(names, [], { isRepeated: true })).toEqual([{ found: ['а'] }]);
      await database.query(`alter table changing add column other integer, alter column name type varchar(9)`);
      expect(await database.query(names, [], { isRepeated: true })).toEqual([{ found: ['а'] }]);
    });
  });
});
