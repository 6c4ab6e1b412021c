import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database, type Sql } from '@oblys/database';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedSmallTree, smallTree } from '../support/small-tree.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedSmallTree(database);
}, 60_000);

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

class RolledBack extends Error {}

/** Runs a test's work in a transaction that never commits. */
async function withRollback(work: (sql: Sql) => Promise<void>): Promise<void> {
  await database
    .transaction('READ COMMITTED', async (sql) => {
      await work(sql);
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
}

interface Placed {
  region_code: string;
  district_code: string | null;
  branch_code: string;
  version: number;
}

async function insertEvent(sql: Sql, areaCode: string, heldOn: string): Promise<Placed & { id: string }> {
  const [row] = await sql.query<Placed & { id: string }>(
    `insert into programme_event (area_code, title, held_on, participants, source_ref)
     values ($1, 'Кездесу', $2, 10, $3)
     returning id, region_code, district_code, branch_code, version`,
    [areaCode, heldOn, `test-${areaCode}-${heldOn}`],
  );
  return row!;
}

describe('the place of a record', () => {
  it('is the district that the tree gives on its own date', () =>
    withRollback(async (sql) => {
      expect(await insertEvent(sql, smallTree.kosshyTown, '2021-12-31')).toMatchObject({
        region_code: smallTree.region,
        district_code: smallTree.tselinograd,
        branch_code: smallTree.tselinograd,
      });
      expect(await insertEvent(sql, smallTree.kosshyTown, '2022-01-01')).toMatchObject({
        district_code: smallTree.kosshy,
        branch_code: smallTree.kosshy,
      });
    }));

  it('is the regional office when the area is the region', () =>
    withRollback(async (sql) =>
      expect(await insertEvent(sql, smallTree.region, '2025-01-15')).toMatchObject({
        district_code: null,
        branch_code: smallTree.region,
      }),
    ));

  it('is filled again when the date or the area is corrected, and the version rises', () =>
    withRollback(async (sql) => {
      const { id } = await insertEvent(sql, smallTree.kosshyTown, '2022-01-01');
      const read = async (): Promise<Placed> => {
        const text = `select region_code, district_code, branch_code, version from programme_event where id = $1`;
        return (await sql.query<Placed>(text, [id]))[0]!;
      };
      await sql.query(`update programme_event set held_on = '2021-12-31' where id = $1`, [id]);
      expect(await read()).toMatchObject({ branch_code: smallTree.tselinograd, version: 2 });
      await sql.query(`update programme_event set area_code = $2 where id = $1`, [id, smallTree.burabay]);
      expect(await read()).toMatchObject({ branch_code: smallTree.burabay, version: 3 });
    }));

  it('takes along what hangs on it alone when it is corrected into another region', () =>
    withRollback(async (sql) => {
      await sql.query(
        `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
         values ('710000000', 'REGION', 'CITY', 'Астана қаласы', 'город Астана', 'Astana', false)`,
      );
      await sql.query(`insert into area_parent (area_code, parent_code) values ('710000000', $1)`, [smallTree.country]);
      await sql.query(`insert into outreach_kind values ('primary-meeting', 'Жиналыс', 'Собрание', 'Meeting')`);
      const [meeting] = await sql.query<{ id: string }>(
        `insert into meeting (kind_code, held_on, area_code, source_ref)
         values ('primary-meeting', '2025-01-15', $1, 'test') returning id`,
        [smallTree.burabay],
      );
      await sql.query(
        `insert into heard_report (region_code, meeting_id, speaker, speaker_name) values ($1, $2, 'CHAIR', 'А. Ахметов')`,
        [smallTree.region, meeting!.id],
      );
      await sql.query(`update meeting set area_code = '710000000' where id = $1`, [meeting!.id]);
      const heard = await sql.query(`select region_code from heard_report where meeting_id = $1`, [meeting!.id]);
      expect(heard).toEqual([{ region_code: '710000000' }]);
    }));

  it('cannot be told otherwise by the writer', () =>
    withRollback(async (sql) => {
      const { id } = await insertEvent(sql, smallTree.burabay, '2025-01-15');
      await sql.query(`update programme_event set branch_code = $2 where id = $1`, [id, smallTree.kosshy]);
      const rows = await sql.query(`select branch_code from programme_event where id = $1`, [id]);
      expect(rows).toEqual([{ branch_code: smallTree.burabay }]);
    }));

  it('does not move when the tree changes later', () =>
    withRollback(async (sql) => {
      const { id } = await insertEvent(sql, smallTree.burabay, '2025-01-15');
      await sql.query(`update area_parent set valid_to = '2025-06-01' where area_code = $1`, [smallTree.burabay]);
      const rows = await sql.query(`select branch_code from programme_event where id = $1`, [id]);
      expect(rows).toEqual([{ branch_code: smallTree.burabay }]);
    }));

  it.each([
    ['the country', smallTree.country, /belongs to no region/],
    ['an area that does not exist', '999999999', /belongs to no region/],
  ])('is refused in %s', (_what, areaCode, reason) =>
    withRollback(async (sql) => {
      await expect(insertEvent(sql, areaCode, '2025-01-15')).rejects.toThrow(reason);
    }),
  );
});

describe('the tree of areas', () => {
  it.each([
    [
      'a second parent at one time',
      `insert into area_parent (area_code, parent_code, valid_from) values ('111600000', '117000000', '2024-01-01')`,
      /area_parent_one_at_a_time/,
    ],
    [
      'a circle',
      `update area_parent set parent_code = '117000000' where area_code = '110000000'`,
      /would lie below itself/,
    ],
  ])('refuses %s', (_what, statement, reason) =>
    withRollback(async (sql) => {
      await expect(sql.query(statement)).rejects.toThrow(reason);
    }),
  );
});

describe('the checks of the records', () => {
  const placed = `area_code, source_ref`;
  const place = `'117000000', 'test'`;
  it.each([
    [
      'an outcome without its day',
      `insert into appeal (channel, topic_code, received_on, outcome, ${placed}) values ('ONLINE', 'land', '2025-01-01', 'POSITIVE', ${place})`,
    ],
    [
      'an appeal closed before it was received',
      `insert into appeal (channel, topic_code, received_on, outcome, closed_on, ${placed}) values ('ONLINE', 'land', '2025-01-02', 'POSITIVE', '2025-01-01', ${place})`,
    ],
    [
      'a reception for an appeal that came online',
      `insert into appeal (channel, topic_code, received_on, reception_id, ${placed}) values ('ONLINE', 'land', '2025-01-02', new_id(), ${place})`,
    ],
    [
      'an item due before it starts',
      `insert into roadmap_item (number, text, adopted_on, starts_on, due_on, ${placed}) values ('1', 'x', '2025-01-01', '2025-03-01', '2025-02-28', ${place})`,
    ],
    [
      'a plan item adopted in another year than its plan',
      `insert into commission_plan_item (plan_year, number, text, adopted_on, due_on, ${placed}) values (2025, '1', 'x', '2024-12-31', '2025-03-01', ${place})`,
    ],
    [
      'a project of no money',
      `insert into funded_project (title, recipient_kind_code, sector_code, funded_on, amount, ${placed}) values ('x', 'farm', 'crops', '2025-01-01', 0, ${place})`,
    ],
    [
      'graduates of a course that goes on',
      `insert into course_group (title, started_on, graduates, ${placed}) values ('x', '2025-01-01', 20, ${place})`,
    ],
    [
      'a record without its source',
      `insert into programme_event (title, held_on, participants, area_code, source_ref) values ('x', '2025-01-01', 1, '117000000', '')`,
    ],
  ])('refuse %s', (_what, statement) =>
    withRollback(async (sql) => {
      await sql.query(`insert into appeal_topic values ('land', 'Жер', 'Земля', 'Land') on conflict do nothing`);
      await sql.query(`insert into recipient_kind values ('farm', 'Шаруа', 'КХ', 'Farm') on conflict do nothing`);
      await sql.query(`insert into sector values ('crops', 'Егін', 'Растениеводство', 'Crops') on conflict do nothing`);
      await expect(sql.query(statement)).rejects.toThrow(/violates check constraint/);
    }),
  );

  it('take a source reference once per region and kind', () =>
    withRollback(async (sql) => {
      await insertEvent(sql, smallTree.burabay, '2025-01-15');
      await expect(insertEvent(sql, smallTree.burabay, '2025-01-15')).rejects.toThrow(/programme_event_source_ref_key/);
    }));
});

describe('a publication', () => {
  it.each([
    'update publication set name = name',
    'delete from publication',
    'truncate publication cascade',
    'update publication_figure set figures = figures',
    'delete from publication_figure',
    'truncate publication_figure cascade',
    'update protected_figure set figures = figures',
    'delete from publication_protection',
    'truncate protected_figure',
  ])('is immutable: %s is refused', (statement) =>
    withRollback(async (sql) => {
      await expect(sql.query(statement)).rejects.toThrow(/A publication is immutable/);
    }),
  );
});

describe('new_id', () => {
  it('makes UUIDs of version 7 that sort by their birth', () =>
    withRollback(async (sql) => {
      const [{ first, second } = { first: '', second: '' }] = await sql.query<{ first: string; second: string }>(
        `select new_id() as first, (select new_id() from pg_sleep(0.005)) as second`,
      );
      expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
      expect(first < second).toBe(true);
    }));
});
