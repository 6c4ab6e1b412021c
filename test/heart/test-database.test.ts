import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@oblys/database';
import type { Database } from '@oblys/database';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const { postgresMajor } = globalThis as unknown as { postgresMajor: number };

describe('createTestDatabase', () => {
  let test: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await openDatabase({ url: test.url, poolSize: 1 });
  });

  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  it('is on the PostgreSQL of its jest project', async () => {
    const [row] = await database.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    expect(Math.floor(Number(row?.version) / 10_000)).toBe(postgresMajor);
  });

  it('is migrated', async () => {
    expect(await database.query(`select to_regclass('area') is not null as has_areas`)).toEqual([{ has_areas: true }]);
  });

  it('knows Kazakh letters, whatever the locale of the machine', async () => {
    const [row] = await database.query<{ lower: string; trigrams: string }>(
      `select lower('ҚАЗ') as lower, cardinality(show_trgm('қала')) as trigrams`,
    );
    expect(row).toEqual({ lower: 'қаз', trigrams: 5 });
  });

  it('is apart from every other one', async () => {
    const other = await createTestDatabase();
    try {
      expect(other.url).not.toBe(test.url);
    } finally {
      await other.drop();
    }
  });
});
