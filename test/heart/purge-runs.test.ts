import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { failRun, openDatabase, purgeRuns, startRun, succeedRun, type Database, type Fence } from '@oblys/database';
import { InvalidInputError } from '@oblys/domain';
import { loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import { publish, refresh, topics, verify } from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

jest.setTimeout(60_000);

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 7);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

const now = new Date('2027-06-01T00:00:00Z');
const old = '2026-01-01T00:00:00Z';

const listRuns = async (): Promise<string[]> =>
  (await database.query<{ id: string }>('select id from run order by id')).map(({ id }) => id);

async function age(...ids: string[]): Promise<void> {
  await database.query(
    `update run
        set started_at = $2::timestamptz + (started_at - (select min(started_at) from run)),
            finished_at = finished_at - (started_at - $2::timestamptz)
      where id = any ($1::uuid[])`,
    [ids, old],
  );
}

async function addRun(how: 'SUCCEEDED' | 'FAILED' | 'RUNNING' = 'SUCCEEDED'): Promise<string> {
  const id = await startRun(database, 'VERIFY', '2025-11-05');
  if (how === 'SUCCEEDED') await succeedRun(database, id, {});
  if (how === 'FAILED') await failRun(database, id, new Error('It had to.'));
  return id;
}

/** How every table names its runs, and how many of the runs it names are gone. */
async function lostRuns(): Promise<Record<string, number>> {
  const tables = [
    ...topics
      .map(({ code }) => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
      .flatMap((topic) => [`${topic}_summary`, `${topic}_cell`]),
    ...['reporting_cell', 'build', 'publication', 'reconciliation', 'finding'],
  ];
  const lost: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await database.query<{ named: number; lost: number }>(
      `select count(*)::integer as named, (count(*) filter (where run.id is null))::integer as lost
         from ${table} as naming
         left join run on run.id = naming.run_id`,
    );
    expect([table, row!.named > 0]).toEqual([table, true]);
    lost[table] = row!.lost;
  }
  return lost;
}

describe('purgeRuns', () => {
  it('keeps every run that a figure, a build, a publication, a verdict or a finding names, however old', async () => {
    const built = await refresh(database, { asOf: '2025-11-05' });
    const event = { area_code: rollupsTree.burabay, title: 'Іс-шара', participants: 7, held_on: '2025-10-31' };
    await insertRows(database, 'programme_event', [{ ...event, source_ref: 'after-the-build' }]);
    const changed = await refresh(database, { asOf: '2025-11-05' });
    await publish(database, { areaCode: rollupsTree.north, asOf: '2025-11-05' });
    await database.query(
      `insert into programme (code, name_kk, name_ru, name_en)
       select code, code, code, code from unnest(array['zher-amanaty', 'qaryzsyz-qogam']) as programme (code)`,
    );
    await loadReport(database, await readReport(seedReport));
    await reconcile(database, { all: true });
    await database.query(
      `update appeal_cell set received = received + 1 where ctid = (select min(ctid) from appeal_cell)`,
    );
    await verify(database, { repair: true });
    const idle = [await addRun(), await addRun('FAILED')];
    const all = await listRuns();
    expect(new Set([built.runId, changed.runId]).size).toBe(2);
    await age(...all);

    const { runs, keptSince } = await purgeRuns(database, { keepDays: 400, now });
    expect(keptSince).toEqual(new Date('2026-04-27T00:00:00Z'));
    const left = await listRuns();
    expect(runs).toBe(all.length - left.length);
    expect(left).toEqual(expect.arrayContaining([built.runId, changed.runId]));
    for (const id of idle) expect(left).not.toContain(id);
    expect(new Set(Object.values(await lostRuns()))).toEqual(new Set([0]));
    expect((await verify(database)).differences).toBe(0);
  });

  describe('of runs that nothing names', () => {
    beforeEach(() =>
      database.query(
        `delete from run where kind = 'VERIFY' and id not in (select run_id from finding union select resolved_by_run_id from finding where resolved_by_run_id is not null)`,
      ),
    );

    it('deletes those that began before the days to keep, to the instant', async () => {
      const [first, second] = [await addRun(), await addRun('FAILED')];
      await database.query('update run set started_at = $2 where id = $1', [first, '2027-05-01T23:59:59.999999Z']);
      await database.query('update run set started_at = $2 where id = $1', [second, '2027-05-02T00:00:00Z']);
      const before = await listRuns();
      expect(await purgeRuns(database, { keepDays: 30, now })).toMatchObject({ runs: 1 });
      expect(await listRuns()).toEqual(before.filter((id) => id !== first));
    });

    it('keeps what has not ended, and what says how far the demonstration is loaded', async () => {
      const running = await addRun('RUNNING');
      await age(running);
      await database.query(
        `insert into run (kind, state, started_at, finished_at) values ('DEMO', 'SUCCEEDED', $1, $1)`,
        [old],
      );
      const before = await listRuns();
      expect(await purgeRuns(database, { keepDays: 30, now })).toMatchObject({ runs: 0 });
      expect(await listRuns()).toEqual(before);
    });

    it('finds whatever table names a run, also one that is new', async () => {
      const run = await addRun();
      await age(run);
      await database.query('create table later_kind (made_by uuid not null references run (id))');
      await database.query('insert into later_kind (made_by) values ($1)', [run]);
      expect(await purgeRuns(database, { keepDays: 30, now })).toMatchObject({ runs: 0 });
      await database.query('drop table later_kind');
      expect(await purgeRuns(database, { keepDays: 30, now })).toMatchObject({ runs: 1 });
    });

    it('deletes nothing when its fence throws, or when it is told to stop', async () => {
      await age(await addRun());
      const before = await listRuns();
      const seen: unknown[] = [];
      const fence: Fence = {
        jobRunId: 'any',
        pass: async (sql, outcome) => {
          seen.push({ outcome, left: await sql.query('select count(*)::integer as runs from run') });
          throw new Error('Another worker has taken over.');
        },
      };
      await expect(purgeRuns(database, { keepDays: 30, now, fence })).rejects.toThrow('Another worker has taken over.');
      expect(seen).toEqual([{ outcome: expect.objectContaining({ runs: 1 }), left: [{ runs: before.length - 1 }] }]);
      const signal = AbortSignal.abort(new Error('Told to stop.'));
      await expect(purgeRuns(database, { keepDays: 30, now, signal })).rejects.toThrow('Told to stop.');
      expect(await listRuns()).toEqual(before);
    });

    it('takes more than one batch of them', async () => {
      await database.query(
        `insert into run (kind, state, started_at, finished_at)
         select 'VERIFY', 'SUCCEEDED', $1::timestamptz + each * interval '1 second', $1::timestamptz + each * interval '1 second'
           from generate_series(1, 20001) as each`,
        [old],
      );
      expect(await purgeRuns(database, { keepDays: 30, now })).toMatchObject({ runs: 20_001 });
      expect(await purgeRuns(database, { keepDays: 30, now })).toMatchObject({ runs: 0 });
    });

    it('keeps all where more days are to be kept than there have been', async () => {
      await age(await addRun());
      expect(await purgeRuns(database, { keepDays: 999_999_999, now })).toMatchObject({ runs: 0 });
    });

    it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses to keep %p days', async (keepDays) => {
      await expect(purgeRuns(database, { keepDays, now })).rejects.toThrow(InvalidInputError);
    });
  });

  it('has an index on every column that a deleted run is looked for in, but that of the builds', async () => {
    const unindexed = await database.query(
      `select reference.conrelid::regclass::text as "table", attribute.attname as "column"
         from pg_constraint as reference
         join pg_attribute as attribute
           on attribute.attrelid = reference.conrelid
          and attribute.attnum = reference.conkey[1]
        where reference.contype = 'f'
          and reference.confrelid = 'run'::regclass
          and not exists (
            select
              from pg_index as index
             where index.indrelid = reference.conrelid
               and index.indkey[0] = attribute.attnum
          )`,
    );
    // One row for each topic.
    expect(unindexed).toEqual([{ table: 'build', column: 'run_id' }]);
  });
});
