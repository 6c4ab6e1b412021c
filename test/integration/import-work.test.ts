import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { getImportKind, importFile, openTableFile, undoImport } from '@oblys/ingest';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testMasterKeys } from '../support/master-keys.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { makeRunFolder } from '../support/run-folder.js';
import { referenceTemplate } from '../support/shared-templates.js';

const folder = makeRunFolder('import-work');
const headings = 'Reference;Area;Received on;Channel;Topic;ФИО;Телефон;Туған жылы;Текст обращения';
let created: TestDatabase;
let database: Database;

beforeAll(async () => {
  created = await createTestDatabase({ template: await referenceTemplate() });
  // One connection, so that all that was counted is what it did.
  database = await openDatabase({ url: created.url, poolSize: 1 });
});

afterAll(async () => {
  await database?.close();
  await created?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function write(rows: number): string {
  const path = join(folder, `${rows}.csv`);
  const rowOf = (_each: unknown, index: number): string =>
    `${rows}-${index};Burabay;05.11.2025;Online;Ecology;Айгүл ${index};+7 70155 ${10_000 + index};1980;Өтініш ${index}`;
  writeFileSync(path, [headings, ...Array.from({ length: rows }, rowOf)].join('\n'));
  return path;
}

async function take(path: string) {
  return importFile(database, {
    ...{ kind: getImportKind('appeal'), file: await openTableFile(path), locale: 'EN', importedBy: 'test' },
    ...{ mayWritePersons: true, openMasterKeys: () => Promise.resolve(testMasterKeys) },
  });
}

/** How many rows of tables were read meanwhile, by index or by scan; those of temporary tables are not counted. */
async function countRead(work: () => Promise<unknown>): Promise<number> {
  const soFar = async (): Promise<number> => {
    await database.query('select pg_stat_force_next_flush()');
    const [counted] = await database.query<{ read: number }>(
      `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as read from pg_stat_user_tables`,
    );
    return counted!.read;
  };
  const before = await soFar();
  await work();
  return (await soFar()) - before;
}

describe('the rows of tables that are read for a row of a file with persons', () => {
  const most = 60;

  it.each([1_200, 2_400])(
    'are no more for %d rows, whether it comes, comes again or is undone at once',
    async (rows) => {
      const path = write(rows);
      let importId: string | null = null;
      const read = {
        import: await countRead(async () => ({ importId } = await take(path))),
        again: await countRead(() => take(path)),
        undo: await countRead(() => undoImport(database, { importId: importId!, undoneBy: 'test' })),
      };
      expect(importId).not.toBeNull();
      for (const count of Object.values(read)) expect(count).toBeGreaterThan(rows);
      for (const count of Object.values(read)) expect(count / rows).toBeLessThan(most);
    },
  );
});
