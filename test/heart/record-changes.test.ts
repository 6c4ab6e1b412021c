import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { loadAreas, loadVocabulary, openDatabase } from '@oblys/database';
import { seedRecord } from '../support/gateway-records.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { writtenKinds } from '../support/mutations.js';

const akmola = '110000000';
const burabay = '117000000';
const kostanay = '390000000';
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url });
  await database.transaction('READ COMMITTED', (sql) => loadAreas(sql));
  await database.transaction('READ COMMITTED', (sql) => loadVocabulary(sql));
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

function changesOf(id: string): Promise<Record<string, unknown>[]> {
  return database.query(
    `select region_code, record_table, version, change, changed_by, old_values, new_values
       from record_change
      where record_id = $1
      order by version`,
    [id],
  );
}

describe('the history of records', () => {
  it.each(writtenKinds.map(({ table }) => table).filter((table) => table !== 'faction_session'))(
    'keeps what an update of %s changed and what a delete took',
    async (table) => {
      const id = await seedRecord(database, table, { area_code: burabay });
      await database.query(`update ${table} set source_ref = 'corrected' where id = $1`, [id]);
      await database.query(`delete from ${table} where id = $1`, [id]);
      const changes = await changesOf(id);
      expect(changes).toMatchObject([
        {
          record_table: table,
          region_code: akmola,
          version: 2,
          change: 'UPDATED',
          new_values: { source_ref: 'corrected' },
        },
        { version: 3, change: 'DELETED', old_values: { area_code: burabay, source_ref: 'corrected' }, new_values: {} },
      ]);
      expect(Object.keys(changes[0]?.['old_values'] as object)).toEqual(['source_ref']);
    },
  );

  it('keeps who writes, and an insert only where that is told', async () => {
    const untold = await seedRecord(database, 'faction', { area_code: burabay });
    const id = await database.transaction('READ COMMITTED', async (sql) => {
      await sql.query(`select set_config('oblys.changed_by', 'Айгүл', true)`);
      return seedRecord(sql, 'faction', { area_code: burabay, name: 'Фракция' });
    });
    await database.query(`update faction set member_count = member_count + 1`);
    expect(await changesOf(id)).toMatchObject([
      { change: 'CREATED', changed_by: 'Айгүл', new_values: { name: 'Фракция', member_count: '5' } },
      { change: 'UPDATED', changed_by: null, old_values: { member_count: '5' }, new_values: { member_count: '6' } },
    ]);
    expect((await changesOf(untold)).map(({ change }) => change)).toEqual(['UPDATED']);
  });

  it('goes with a record to another region', async () => {
    const id = await seedRecord(database, 'facility', { area_code: burabay });
    await database.query(`update facility set name = 'Мектеп' where id = $1`, [id]);
    await database.query(`update facility set area_code = $1 where id = $2`, [kostanay, id]);
    expect(await changesOf(id)).toMatchObject([
      { region_code: kostanay, version: 2 },
      { region_code: kostanay, version: 3, old_values: { region_code: akmola, district_code: burabay } },
    ]);
  });

  it('takes no square of the rows for many of them, after a plan that was made for one', async () => {
    await database.query(
      `insert into programme_event (area_code, title, held_on, participants, source_ref)
       select $1, 'Жәрмеңке', '2025-02-01', 1, 'bulk-' || number from generate_series(1, 20000) as number`,
      [burabay],
    );
    await database.withConnection(async (_client, sql) => {
      await sql.query(`update programme_event set participants = 2 where source_ref = 'bulk-1'`);
      const plans = await sql.query<Record<string, string>>(
        `explain (analyze, costs off) update programme_event set participants = 3`,
      );
      const own = plans
        .map((line) => Object.values(line)[0])
        .find((line) => line?.includes('programme_event_history_update'));
      // A nested loop compares 400 million pairs, which takes minutes; a join by hash about two seconds.
      expect(Number(/time=([\d.]+)/.exec(String(own))?.[1])).toBeLessThan(30_000);
    });
    const [kept] = await database.query(
      `select count(*)::integer as count
         from record_change
        where record_id in (select id from programme_event where source_ref like 'bulk-%')`,
    );
    expect(kept).toEqual({ count: 20_001 });
  });
});
