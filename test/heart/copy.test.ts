import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { openDatabase } from '@oblys/database';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

describe('copy', () => {
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await createTestDatabase();
    database = await openDatabase({ url: home.url });
    await database.query(
      `create table copied (number integer primary key, text text, on_day date, amount numeric(18, 2), bytes bytea, flag boolean)`,
    );
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  const target = { table: 'copied', columns: ['number', 'text', 'on_day', 'amount', 'bytes', 'flag'] };

  it('writes every character, null apart from its letters, dates, money and bytes as given', async () => {
    const texts = ['қала ә\tі', 'one\nline\r\nmore', '\\N', '\\', '', 'a"b,c', 'x\\.\ny'];
    const rows = texts.map((text, number) => [number, text, '2025-11-05', '1848000000.10', bytes, number % 2 === 0]);
    const written = await database.transaction('READ COMMITTED', (sql) =>
      sql.copy(target, [...rows, [99, null, null, null, null, null]]),
    );
    expect(written).toBe(rows.length + 1);
    const stored = await database.query<{ text: string }>('select * from copied order by number');
    expect(stored.map(({ text }) => text)).toEqual([...texts, null]);
    expect(stored[1]).toEqual({
      number: 1,
      text: texts[1],
      on_day: '2025-11-05',
      amount: '1848000000.10',
      bytes: Buffer.from(bytes),
      flag: false,
    });
    expect(stored.at(-1)).toEqual({ number: 99, text: null, on_day: null, amount: null, bytes: null, flag: null });
  });

  it('writes nothing of no rows', async () =>
    expect(await database.transaction('READ COMMITTED', (sql) => sql.copy(target, []))).toBe(0));

  it('leaves nothing when a row is refused, and the connection as good as before', async () => {
    await database.query('delete from copied');
    const rows = [1, 2, 2].map((number) => [number, 'twice', null, null, null, null]);
    const copying = database.transaction('READ COMMITTED', (sql) => sql.copy(target, rows));
    await expect(copying).rejects.toMatchObject({ code: '23505' });
    expect(await database.query('select number from copied')).toEqual([]);
  });

  it('ends with the error that the making of a row throws', async () => {
    function* rows() {
      yield [1, 'made', null, null, null, null];
      throw new RangeError('no more rows');
    }
    const copying = database.transaction('READ COMMITTED', (sql) => sql.copy(target, rows()));
    await expect(copying).rejects.toThrow('no more rows');
    expect(await database.query('select number from copied')).toEqual([]);
  });
});

const bytes = new Uint8Array([0, 9, 10, 92, 255]);
