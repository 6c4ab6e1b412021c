import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Database } from '@oblys/database';
import { loadAreas, loadVocabulary, openDatabase } from '@oblys/database';
import type { DemoRecords, DemoTable } from '@oblys/ingest';
import { demoTables, generateDemo, loadDemo } from '@oblys/ingest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { MasterKeys, readIdentities, readTexts } from '@oblys/persons';

// Several loads of some fifty thousand rows, on a machine that may be busy with other tests.
jest.setTimeout(120_000);

const checkpoint = '2025-11-05';
const muchLater = '2026-02-10';

/** The tables whose rows lie in an area; persons, links and texts lie with their records. */
const placedTables = demoTables.filter(
  (table) => !['person', 'heard_report', 'meeting_roadmap_item', 'appeal_text'].includes(table),
);

const masterKeys = MasterKeys.random();

describe('loadDemo', () => {
  let home: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    home = await createTestDatabase();
    database = await openDatabase({ url: home.url });
  });

  afterAll(async () => {
    await database.close();
    await home.drop();
  });

  it('refuses a database without the reference data, and leaves nothing in it', async () => {
    await database.query('delete from area_parent');
    await expect(loadDemo(database, { until: '2024-01-31' })).rejects.toMatchObject({
      code: 'DEMO_REFUSED',
      message: expect.stringContaining('no area 110000000'),
    });
    expect(await countRows('run')).toBe(0);
    await database.transaction('READ COMMITTED', (sql) => loadAreas(sql));
    await database.transaction('READ COMMITTED', (sql) => loadVocabulary(sql));
  });

  it('leaves nothing when its connection is cut', async () => {
    let cut: Promise<unknown> | undefined;
    const loading = loadDemo(database, {
      until: checkpoint,
      onProgress: ({ table }) => {
        if (table === 'monitoring_visit') cut = cutOtherConnections();
      },
    });
    await expect(loading).rejects.toThrow();
    await cut;
    const left = await Promise.all([...demoTables, 'run'].map(countRows));
    expect(left.reduce((sum, count) => sum + count, 0)).toBe(0);
  });

  it('loads what is generated, and once only when asked twice at the same time', async () => {
    const loads = await Promise.all([
      loadDemo(database, { until: checkpoint, masterKeys }),
      loadDemo(database, { until: checkpoint, masterKeys }),
    ]);
    expect(loads.map(({ skipped }) => skipped).sort()).toEqual([false, true]);
    const generated = generateDemo({ until: checkpoint });
    await expectStored(generated);
    expect(loads.find(({ skipped }) => !skipped)?.records).toEqual(countsOf(generated));
    const runs = await database.query('select kind, state, as_of from run');
    expect(runs).toEqual([{ kind: 'DEMO', state: 'SUCCEEDED', as_of: checkpoint }]);
  });

  it('marks every record and person as synthetic', async () => {
    for (const table of [...placedTables, 'person']) {
      const [row] = await database.query(`select count(*)::integer as count from ${table} where not is_synthetic`);
      expect(row).toEqual({ count: 0 });
    }
  });

  it('lies in the branches it was made for, in all of them', async () => {
    const generated = generateDemo({ until: checkpoint });
    const branches = new Set<string>();
    for (const table of placedTables) {
      const stored = await database.query<{ id: string; branch_code: string }>(
        `select id, branch_code from ${table} where region_code = '110000000'`,
      );
      const branchOf = new Map(stored.map((row) => [row.id, row.branch_code]));
      const rows = generated[table] as readonly { id: string; branchCode: string }[];
      expect(rows.filter(({ id, branchCode }) => branchOf.get(id) !== branchCode)).toEqual([]);
      for (const branch of branchOf.values()) branches.add(branch);
    }
    expect(branches.size).toBe(21);
  });

  it('keeps who appeals and what they write sealed, apart from the appeals', async () => {
    const [row] = await database.query<{ appealId: string; personId: string }>(
      `select id as "appealId", person_id as "personId" from appeal where source_ref = 'demo-appeal-2025-03-00123'`,
    );
    const { person, appeal_text: texts } = generateDemo({ until: checkpoint });
    expect(await readIdentities(database, masterKeys, [row!.personId])).toEqual([
      person.find(({ id }) => id === row!.personId)!.identity,
    ]);
    expect(await readTexts(database, masterKeys, [row!.appealId])).toEqual([
      texts.find(({ appealId }) => appealId === row!.appealId)!.text,
    ]);
    expect(await countRows('person_key')).toBe(person.length);
  });

  it('writes nothing the second time, nor for an earlier day', async () => {
    const again = await loadDemo(database, { until: checkpoint, masterKeys });
    const earlier = await loadDemo(database, { until: '2024-06-30' });
    expect([again.skipped, earlier.skipped]).toEqual([true, true]);
    expect(new Set(Object.values(again.records))).toEqual(new Set([0]));
    expect(await countRows('run')).toBe(1);
    for (const table of placedTables) {
      const [row] = await database.query(`select count(*)::integer as count from ${table} where version > 1`);
      expect(row).toEqual({ count: 0 });
    }
  });

  it('extends to a later day: adds what came, tells records what became of them, keeps what people changed', async () => {
    const [corrected] = await database.query<{ id: string }>(
      `update appeal set outcome = 'POSITIVE', closed_on = '2025-11-05'
        where id = (select id from appeal where closed_on is null order by received_on, id limit 1) returning id`,
    );
    const { records, skipped } = await loadDemo(database, { until: muchLater, masterKeys });
    expect(skipped).toBe(false);
    const later = generateDemo({ until: muchLater });
    const appeal = later.appeal.find(({ id }) => id === corrected?.id);
    Object.assign(appeal!, { outcome: 'POSITIVE', closedOn: '2025-11-05' });
    await expectStored(later);
    // Of the 74 that were open one was closed by hand, the others are brought up to date beside those that were added.
    const added = later.appeal.filter(({ receivedOn }) => receivedOn > checkpoint).length;
    expect(records.appeal).toBe(added + 73 + stillOpenOf2024(generateDemo({ until: checkpoint })));
    expect(await countRows('run')).toBe(2);
  });

  it('refuses to extend another edition', async () => {
    await database.query(`update run set outcome = outcome || '{"edition": 0}'`);
    await expect(loadDemo(database, { until: '2026-03-01' })).rejects.toMatchObject({ code: 'DEMO_REFUSED' });
    expect(await countRows('run')).toBe(2);
  });

  /** Every row of every table, with what is known of it. */
  async function expectStored(expected: DemoRecords): Promise<void> {
    for (const table of demoTables) {
      const stored = await database.query<Record<string, unknown>>(`select * from ${table}`);
      const key = keyOf(table);
      const storedByKey = new Map(stored.map((row) => [key(row), row]));
      expect(stored).toHaveLength(expected[table].length);
      const unlike = (expected[table] as readonly object[])
        .map(asColumns)
        .filter((row) => Object.entries(row).some(([name, value]) => storedByKey.get(key(row))?.[name] !== value));
      expect(unlike).toEqual([]);
    }
  }

  async function countRows(table: string): Promise<number> {
    const [row] = await database.query<{ count: number }>(`select count(*)::integer as count from ${table}`);
    return row?.count ?? 0;
  }

  function cutOtherConnections(): Promise<unknown> {
    return database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
  }
});

function countsOf(records: DemoRecords): Record<string, number> {
  return Object.fromEntries(demoTables.map((table) => [table, records[table].length]));
}

function stillOpenOf2024({ appeal }: DemoRecords): number {
  return appeal.filter(({ receivedOn, closedOn }) => receivedOn < '2025-01-01' && closedOn === null).length;
}

/** A generated row as its table has it; what is kept as bytes or is for the generator only left out. */
function asColumns(row: object): Record<string, unknown> {
  const notColumns = ['knownOn', 'identity', ...('appealId' in row ? ['text', 'personId'] : [])];
  return Object.fromEntries(
    Object.entries(row)
      .filter(([field]) => !notColumns.includes(field))
      .map(([field, value]) => [field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value as unknown]),
  );
}

function keyOf(table: DemoTable): (row: Record<string, unknown>) => string {
  if (table === 'meeting_roadmap_item') return (row) => `${String(row.meeting_id)} ${String(row.roadmap_item_id)}`;
  return (row) => String(table === 'appeal_text' ? row.appeal_id : row.id);
}
