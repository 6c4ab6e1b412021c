import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database, type Sql } from '@oblys/database';
import { CaptureOffError, refresh } from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, seedRollupsRecords, type Row } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

const asOf = '2025-11-05';
const { burabay, north } = rollupsTree;

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url, poolSize: 12 });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 7);
});

beforeEach(async () => void (await database.query('delete from mark')));

afterEach(async () => {
  await database.query(`delete from monitoring_visit where source_ref like 'capture%'`);
  await database.query(`delete from meeting where source_ref like 'capture%'`);
  await database.query(`delete from appeal where source_ref like 'capture%'`);
  await database.query(`delete from roadmap_item where source_ref like 'capture%'`);
  await database.query(`delete from funded_project where source_ref like 'capture%'`);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

/** What is marked by the work, as `topic branch month`, each once and in order. */
async function markedBy(work: (sql: Sql) => Promise<unknown>): Promise<string[]> {
  await database.query('delete from mark');
  await work(database);
  return listMarks();
}

async function listMarks(): Promise<string[]> {
  const rows = await database.query<{ mark: string }>(
    `select distinct topic || ' ' || branch_code || ' ' || to_char(month, 'YYYY-MM') as mark from mark order by 1`,
  );
  return rows.map(({ mark }) => mark);
}

function appeal(sourceRef: string, more: Row = {}): Row {
  return {
    area_code: burabay,
    source_ref: sourceRef,
    channel: 'ONLINE',
    topic_code: 'other',
    received_on: '2025-03-31',
    ...more,
  };
}

function item(sourceRef: string, more: Row = {}): Row {
  return {
    area_code: burabay,
    source_ref: sourceRef,
    number: '1',
    text: 'Жол жөндеу',
    adopted_on: '2025-01-10',
    starts_on: '2025-02-01',
    due_on: '2025-06-30',
    ...more,
  };
}

async function anyTopicCode(): Promise<string> {
  const [row] = await database.query<{ code: string }>('select code from appeal_topic order by code limit 1');
  return row!.code;
}

async function insertAppeal(sql: Sql, sourceRef: string, more: Row = {}): Promise<void> {
  await insertRows(sql, 'appeal', [appeal(sourceRef, { topic_code: await anyTopicCode(), ...more })]);
}

describe('a written record', () => {
  it('marks the cell it was in and the cell it is in now', async () => {
    expect(await markedBy((sql) => insertAppeal(sql, 'capture'))).toEqual([`appeal ${burabay} 2025-03`]);
    expect(
      await markedBy((sql) => sql.query(`update appeal set received_on = '2025-04-01' where source_ref = 'capture'`)),
    ).toEqual([`appeal ${burabay} 2025-03`, `appeal ${burabay} 2025-04`]);
    expect(
      await markedBy((sql) => sql.query(`update appeal set area_code = $1 where source_ref = 'capture'`, [north])),
    ).toEqual([`appeal ${north} 2025-04`, `appeal ${burabay} 2025-04`].sort());
    expect(await markedBy((sql) => sql.query(`delete from appeal where source_ref = 'capture'`))).toEqual([
      `appeal ${north} 2025-04`,
    ]);
  });

  it('marks the month of receipt when only its outcome changes', async () => {
    await insertAppeal(database, 'capture');
    const closed = `update appeal set outcome = 'POSITIVE', closed_on = '2025-09-01' where source_ref = 'capture'`;
    expect(await markedBy((sql) => sql.query(closed))).toEqual([`appeal ${burabay} 2025-03`]);
  });

  it('marks every month in which a stock enters or leaves, and nothing where no date is', async () => {
    expect(await markedBy((sql) => insertRows(sql, 'roadmap_item', [item('capture')]))).toEqual([
      `roadmap ${burabay} 2025-01`,
      `roadmap ${burabay} 2025-02`,
      `roadmap ${burabay} 2025-07`,
    ]);
    const executed = `update roadmap_item set executed_on = '2025-08-15' where source_ref = 'capture'`;
    expect(await markedBy((sql) => sql.query(executed))).toContain(`roadmap ${burabay} 2025-08`);
  });

  it('marks nothing when what changes is not counted', async () => {
    await insertRows(database, 'roadmap_item', [item('capture')]);
    const reworded = `update roadmap_item set text = 'Басқа мәтін', number = '2' where source_ref = 'capture'`;
    expect(await markedBy((sql) => sql.query(reworded))).toEqual([]);
    expect(await markedBy((sql) => sql.query(`update roadmap_item set due_on = due_on`))).toEqual([]);
  });

  it('marks an amount and a programme that are corrected', async () => {
    const [sector] = await database.query<{ code: string }>('select code from sector limit 1');
    const [kind] = await database.query<{ code: string }>('select code from recipient_kind limit 1');
    const project = {
      area_code: burabay,
      source_ref: 'capture',
      title: 'Жоба',
      recipient_kind_code: kind!.code,
      sector_code: sector!.code,
      funded_on: '2025-05-05',
      amount: '100.00',
    };
    await insertRows(database, 'funded_project', [project]);
    for (const change of ['amount = 100.01', `programme_code = (select code from programme order by code limit 1)`]) {
      expect(
        await markedBy((sql) => sql.query(`update funded_project set ${change} where source_ref = 'capture'`)),
      ).toEqual([`funding ${burabay} 2025-05`]);
    }
  });

  it('leaves no mark when its transaction is rolled back', async () => {
    await database.query('delete from mark');
    const undone = database.transaction('READ COMMITTED', async (sql) => {
      await insertAppeal(sql, 'capture');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await listMarks()).toEqual([]);
  });
});

describe('a report heard at a meeting', () => {
  it('marks the cell of its meeting, alone and when the meeting takes it away', async () => {
    const [kind] = await database.query<{ code: string }>('select code from outreach_kind order by code limit 1');
    const meeting = { area_code: burabay, source_ref: 'capture', kind_code: kind!.code, held_on: '2025-02-02' };
    await insertRows(database, 'meeting', [meeting]);
    const hear = `insert into heard_report (region_code, meeting_id, speaker, speaker_name)
                  select region_code, id, 'AKIM', 'Әкім' from meeting where source_ref = 'capture'`;
    const held = [`meeting ${burabay} 2025-02`];
    expect(await markedBy((sql) => sql.query(hear))).toEqual(held);
    expect(await markedBy((sql) => sql.query(`delete from heard_report where speaker_name = 'Әкім'`))).toEqual(held);
    await database.query(hear);
    expect(await markedBy((sql) => sql.query(`delete from meeting where source_ref = 'capture'`))).toEqual(held);
  });
});

describe('whichever way rows are written', () => {
  const visit = { area_code: burabay, visited_on: '2025-07-07', commission: 'Комиссия' };
  const marked = [`monitoring ${burabay} 2025-07`];

  it('COPY marks', async () => {
    const copied = await markedBy(() =>
      database.withConnection((_client, sql) =>
        sql.copy(
          { table: 'monitoring_visit', columns: ['area_code', 'source_ref', 'visited_on', 'commission'] },
          [1, 2, 3].map((number) => [burabay, `capture-${number}`, '2025-07-07', 'Комиссия']),
        ),
      ),
    );
    expect(copied).toEqual(marked);
  });

  it('an upsert marks what it inserts and what it updates', async () => {
    const upsert = (day: string) => (sql: Sql) =>
      sql.query(
        `insert into monitoring_visit (area_code, source_ref, visited_on, commission) values ($1, 'capture', $2, 'К')
         on conflict (region_code, source_ref) do update set visited_on = excluded.visited_on`,
        [burabay, day],
      );
    expect(await markedBy(upsert('2025-07-07'))).toEqual(marked);
    expect(await markedBy(upsert('2025-08-08'))).toEqual([...marked, `monitoring ${burabay} 2025-08`]);
  });

  it('MERGE marks', async () => {
    await insertRows(database, 'monitoring_visit', [{ ...visit, source_ref: 'capture' }]);
    const merge = `merge into monitoring_visit as visit
                   using (values ('capture', date '2025-09-09')) as given (source_ref, visited_on)
                      on visit.source_ref = given.source_ref
                    when matched then update set visited_on = given.visited_on`;
    expect(await markedBy((sql) => sql.query(merge))).toEqual([...marked, `monitoring ${burabay} 2025-09`]);
  });

  it('a server that applies the changes of another one marks too', async () => {
    const applied = await markedBy(() =>
      database.transaction('READ COMMITTED', async (sql) => {
        await sql.query('set local session_replication_role = replica');
        await sql.query(
          `insert into monitoring_visit (region_code, district_code, branch_code, area_code, source_ref, visited_on, commission)
           select region_code, district_code, branch_code, area_code, 'capture-replica', '2025-07-07', 'К'
             from monitoring_visit where branch_code = $1 limit 1`,
          [burabay],
        );
      }),
    );
    expect(applied).toEqual(marked);
  });

  it('a table emptied at once marks what was counted and what waits, and the next build holds nothing of it', async () => {
    await refresh(database, { asOf });
    await insertRows(database, 'monitoring_visit', [{ ...visit, source_ref: 'capture', visited_on: '2025-07-20' }]);
    await database.query('create table kept as table monitoring_visit');
    const [stored] = await database.query<{ cells: number }>('select count(*)::integer as cells from monitoring_cell');
    const marks = await markedBy((sql) => sql.query('truncate monitoring_visit'));
    expect(marks.length).toBeGreaterThanOrEqual(stored!.cells);
    await refresh(database, { asOf });
    expect(await database.query('select from monitoring_cell')).toEqual([]);
    expect(await database.query('select from monitoring_summary')).toEqual([]);
    await database.query('insert into monitoring_visit select * from kept');
    await database.query('drop table kept');
    await refresh(database, { asOf });
    expect((await database.query('select from monitoring_cell')).length).toBe(stored!.cells);
  });
});

describe('a trigger that is off', () => {
  it.each(['disable trigger', 'enable trigger'])('(%s) stops a refresh that would trust the marks', async (state) => {
    await refresh(database, { asOf });
    await database.query(`alter table appeal ${state} appeal_capture_update`);
    const refused = refresh(database, { asOf });
    await expect(refused).rejects.toThrow(CaptureOffError);
    await expect(refused).rejects.toThrow(/^The trigger appeal_capture_update of appeal is missing or not enabled/);
    await expect(refresh(database, { asOf, full: true })).resolves.toMatchObject({ asOf });
    await database.query('alter table appeal enable always trigger appeal_capture_update');
  });
});

describe('writers beside each other', () => {
  it('never wait on a mark: two imports in opposite order, and single writes between them', async () => {
    const code = await anyTopicCode();
    const months = ['01', '02', '03', '04', '05', '06'];
    const batch = (writer: string, month: string) => (sql: Sql) =>
      sql.query(
        `insert into appeal (area_code, source_ref, channel, topic_code, received_on)
         select $1, 'capture-' || $2 || '-' || $3 || '-' || number, 'ONLINE', $4, ('2025-' || $3 || '-11')::date
           from generate_series(1, 500) as number`,
        [burabay, writer, month, code],
      );
    const waits: string[] = [];
    let isDone = false;
    const watch = (async () => {
      while (!isDone) {
        // Two waits are no mark's, and outlive no statement: `extend`, in which inserts of one table add a page to it,
        // and `object`, in which the notifications of commits are put into their order.
        const waiting = await database.query<{ wait_event: string; query: string }>(
          `select wait_event, query
             from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and wait_event not in ('extend', 'object')`,
        );
        waits.push(...waiting.map(({ wait_event, query }) => `${wait_event}: ${query}`));
        await pause(2);
      }
    })();
    const importing = (writer: string, order: string[]): Promise<void> =>
      database.transaction('READ COMMITTED', async (sql) => {
        for (const month of order) {
          await batch(writer, month)(sql);
          await pause(20);
        }
      });
    const single = async (writer: number): Promise<void> => {
      for (let number = 0; number < 40; number += 1) {
        const received_on = `2025-${months[number % months.length]!}-12`;
        await insertRows(database, 'appeal', [
          appeal(`capture-single-${writer}-${number}`, { topic_code: code, received_on }),
        ]);
      }
    };
    await Promise.all([
      importing('one', months),
      importing('two', [...months].reverse()),
      single(1),
      single(2),
      // Both imports are open while it runs: what it cannot see waits for the next one.
      refresh(database, { asOf }),
    ]);
    isDone = true;
    await watch;
    expect(waits).toEqual([]);
    await refresh(database, { asOf });
    const [counted] = await database.query<{ stored: number; records: number }>(
      `select (select sum(received)::integer from appeal_cell where branch_code = $1) as stored,
              (select count(*)::integer from appeal where branch_code = $1 and received_on <= $2) as records`,
      [burabay, asOf],
    );
    expect(counted!.stored).toBe(counted!.records);
    expect(await listMarks()).toEqual([]);
  });
});
