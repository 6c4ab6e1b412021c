import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { InvalidInputError, NotFoundError } from '@oblys/domain';
import {
  answerSummaries,
  CheckFailedError,
  compileCells,
  getTopic,
  latestBuild,
  refresh,
  RefreshUnderWayError,
  topics,
  verify,
  type RefreshResult,
} from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, seedRollupsRecords, type Row } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

const asOf = '2025-11-05';

// Each test has a database of its own; two test runs beside each other on two cores take their time.
jest.setTimeout(60_000);

let seeded: TestDatabase;
let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  seeded = await createTestDatabase();
  const seeding = await openDatabase({ url: seeded.url });
  await seedRollupsTree(seeding);
  await seedRollupsRecords(seeding, 7);
  await seeding.close();
});

afterAll(async () => await seeded?.drop());

beforeEach(async () => {
  home = await createTestDatabase({ template: new URL(seeded.url).pathname.slice(1) });
  database = await openDatabase({ url: home.url });
});

afterEach(async () => {
  await database?.close();
  await home?.drop();
});

function event(sourceRef: string, more: Row): Row {
  return { area_code: rollupsTree.burabay, source_ref: sourceRef, title: 'Іс-шара', held_on: asOf, ...more };
}

async function eventsOfBurabay(): Promise<unknown> {
  const ask = {
    areaCode: rollupsTree.burabay,
    level: 'DISTRICT',
    from: '2025-11-01',
    to: '2025-11-30',
    grain: 'MONTH',
    start: '2025-11-01',
    asOf: null,
    programmeCode: null,
  } as const;
  const [answer] = await answerSummaries(database, getTopic('event'), [ask]);
  return answer!.values['held'];
}

interface RunRow {
  state: string;
  as_of: string;
  error: string | null;
}

async function listRuns(): Promise<RunRow[]> {
  return database.query<RunRow>(`select state, as_of, error from run where kind = 'ROLLUP' order by started_at, id`);
}

function writtenBy({ topics: refreshed }: RefreshResult): Record<string, number> {
  const changed = refreshed.filter(({ written }) => written > 0);
  return Object.fromEntries(changed.map(({ topic, written }) => [topic, written]));
}

describe('refresh', () => {
  it('writes nothing when run twice', async () => {
    const first = await refresh(database, { asOf });
    expect(Object.keys(writtenBy(first))).toEqual(topics.map(({ code }) => code));
    const second = await refresh(database, { asOf });
    expect(writtenBy(second)).toEqual({});
    const touched = await database.query(
      `select count(*)::integer as rows from appeal_summary where run_id <> $1 union all
       select count(*)::integer from reporting_cell where run_id <> $1`,
      [first.runId],
    );
    expect(touched).toEqual([{ rows: 0 }, { rows: 0 }]);
    const build = await latestBuild(database);
    expect(build).toMatchObject({ asOf, runId: second.runId });
    expect((await listRuns()).map(({ state }) => state)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  it('rewrites the rows above a corrected record, and no others', async () => {
    await refresh(database, { asOf });
    await insertRows(database, 'programme_event', [event('late', { participants: 5, programme_code: 'womens-wing' })]);
    const { runId, topics: refreshed } = await refresh(database, { asOf });
    // One cell; month, quarter, half-year and year of district, region and country, as total and for the programme.
    expect(writtenBy({ runId, asOf, topics: refreshed })).toEqual({ event: 1 + 3 * 4 * 2 });
    const [counted] = await database.query(
      `select count(*)::integer as rows, count(distinct area_code)::integer as areas from event_summary where run_id = $1`,
      [runId],
    );
    expect(counted).toEqual({ rows: 24, areas: 3 });
  });

  it('takes away what no record says any more', async () => {
    await refresh(database, { asOf });
    const before = (await eventsOfBurabay()) as number;
    await insertRows(database, 'programme_event', [event('gone', { participants: 5, held_on: '2025-11-02' })]);
    await refresh(database, { asOf });
    expect(await eventsOfBurabay()).toBe(before + 1);
    await database.query(`delete from programme_event where source_ref = 'gone'`);
    await refresh(database, { asOf });
    expect(await eventsOfBurabay()).toBe(before);
    await database.query('delete from appeal');
    await refresh(database, { asOf });
    const left = await database.query(
      `select count(*)::integer as cells, (select count(*)::integer from appeal_summary) as summaries from appeal_cell`,
    );
    expect(left).toEqual([{ cells: 0, summaries: 0 }]);
  });

  it('builds anew what was built with another definition, or before changes were marked', async () => {
    await refresh(database, { asOf });
    await database.query(`update build set definition_version = 'before marks' where topic in ('event', 'roadmap')`);
    await database.query(`update event_summary set held = held + 1`);
    const { topics: refreshed } = await refresh(database, { asOf });
    const modes = Object.fromEntries(refreshed.map(({ topic, mode }) => [topic, mode]));
    expect(modes).toMatchObject({ event: 'REBUILT', roadmap: 'REBUILT', appeal: 'UNMARKED' });
    expect(refreshed.find(({ topic }) => topic === 'event')!.written).toBeGreaterThan(0);
    expect(refreshed.find(({ topic }) => topic === 'roadmap')!.written).toBe(0);
  });

  it('counts everything in full without trusting marks, distinct counts among it, and writes what differs alone', async () => {
    await refresh(database, { asOf });
    const { runId } = await refresh(database, { asOf, rebuild: true });
    await database.query('alter table meeting disable trigger user');
    await database.query(`update meeting set organization_id = null where branch_code = $1`, [rollupsTree.burabay]);
    await database.query(
      `update meeting set attendees = attendees + 1 where source_ref = (select min(source_ref) from meeting)`,
    );
    await database.query('alter table meeting enable trigger user');
    const { topics: refreshed } = await refresh(database, { asOf, full: true });
    expect(refreshed.every(({ mode }) => mode === 'FULL')).toBe(true);
    expect(refreshed.filter(({ written }) => written > 0).map(({ topic }) => topic)).toEqual(['meeting']);
    const [reached] = await database.query<{ rows: number; kept: number }>(
      `select count(*) filter (where area_code = $1 and organizations_reached > 0)::integer as rows,
              count(*) filter (where run_id = $2)::integer as kept
         from meeting_summary`,
      [rollupsTree.burabay, runId],
    );
    expect(reached).toMatchObject({ rows: 0 });
    await database.query('alter table meeting enable always trigger meeting_capture_update');
    const verified = await verify(database);
    expect(verified.differences).toBe(0);
  });

  it('builds what an empty database says: nothing, known to be so', async () => {
    await refresh(database, { asOf });
    for (const { recordTable } of topics) await database.query(`truncate ${recordTable} cascade`);
    const { topics: refreshed } = await refresh(database, { asOf });
    expect(refreshed.every(({ mode, cells }) => mode === 'MARKED' && cells === 0)).toBe(true);
    const left = await database.query(
      `select (select count(*)::integer from meeting_summary) + (select count(*)::integer from roadmap_summary)
                + (select count(*)::integer from reporting_cell) as rows`,
    );
    expect(left).toEqual([{ rows: 0 }]);
    expect(await latestBuild(database)).toMatchObject({ asOf });
    expect(await eventsOfBurabay()).toBeNull();
  });

  it('tells listeners once the build is there for them to read', async () => {
    const heard = await database.withConnection(async (client, sql) => {
      await sql.query('listen oblys_build');
      const told = new Promise<string | undefined>((resolve) =>
        client.once('notification', ({ payload }) => resolve(payload)),
      );
      const { runId } = await refresh(database, { asOf });
      const payload = JSON.parse((await told) ?? '') as unknown;
      await sql.query('unlisten oblys_build');
      return { payload, runId };
    });
    expect(heard.payload).toEqual({ runId: heard.runId, asOf });
  });

  it('builds single topics again for the day of the current build only', async () => {
    await refresh(database, { asOf });
    const again = await refresh(database, { asOf, topics: ['appeal', 'event', 'appeal'] });
    expect(again.topics.map(({ topic }) => topic)).toEqual(['appeal', 'event']);
    await expect(refresh(database, { asOf: '2025-11-06', topics: ['appeal'] })).rejects.toThrow(
      'The current build is as of 2025-11-05 (commissionPlan among others), so appeal cannot be built for 2025-11-06 alone',
    );
  });

  it('tells of its progress, topic by topic', async () => {
    const told: string[] = [];
    await refresh(database, {
      asOf,
      topics: ['faction', 'election'],
      onProgress: ({ topic, step, done, total }) => told.push(`${topic} ${step} ${done}/${total}`),
    });
    expect(told).toEqual([
      'faction CELLS 1/4',
      'election CELLS 2/4',
      'faction SUMMARIES 3/4',
      'election SUMMARIES 4/4',
    ]);
  });

  it.each([
    ['an as-of day that has not come', { asOf: '2999-12-31' }, InvalidInputError, /2999-12-31 has not come: today is/],
    ['a day that does not exist', { asOf: '2025-02-29' }, InvalidInputError, /"2025-02-29" is no date/],
    [
      'a topic that does not exist',
      { asOf, topics: ['roads'] },
      NotFoundError,
      /The topics are: organization, meeting/,
    ],
    ['no topic at all', { asOf, topics: [] }, InvalidInputError, /name at least one/],
  ])('refuses %s, and leaves no run', async (_what, options, kind, message) => {
    const refused = refresh(database, options);
    await expect(refused).rejects.toThrow(kind);
    await expect(refused).rejects.toThrow(message);
    expect(await listRuns()).toEqual([]);
  });
});

describe('a failing refresh', () => {
  /** Runs a refresh that should fail after a build of the day, and shows that the build stayed. */
  async function expectLastBuildStays(fail: () => Promise<unknown>, message: RegExp): Promise<void> {
    const build = await latestBuild(database);
    const held = await eventsOfBurabay();
    await insertRows(database, 'programme_event', [event('unseen', { participants: 5 })]);
    await expect(fail()).rejects.toThrow(message);
    expect(await latestBuild(database)).toEqual(build);
    expect(await eventsOfBurabay()).toBe(held);
    const runs = await listRuns();
    expect(runs.at(-1)).toMatchObject({ state: 'FAILED', error: expect.stringMatching(message) });
    await database.query(`delete from programme_event where source_ref = 'unseen'`);
  }

  it('names topic, area, period and values of a figure that cannot be, and keeps the last good build', async () => {
    await refresh(database, { asOf });
    await database.query('alter table programme_event drop constraint programme_event_participants_check');
    const row = event('impossible', { participants: -100_000, held_on: '2025-11-03' });
    await insertRows(database, 'programme_event', [row]);
    const failing = refresh(database, { asOf });
    await expect(failing).rejects.toThrow(CheckFailedError);
    await expectLastBuildStays(
      () => refresh(database, { asOf }),
      /^Check of event failed: participants >= 0 does not hold for area \d{9}, HALF_YEAR of 2025-07-01, programme ALL: participants is -\d+\. \d+ more rows fail\. The last good build stays current\.$/,
    );
  });

  it('says where its sums and the count of the records part', async () => {
    await refresh(database, { asOf });
    // A planted fault: the statements that build see one record more than the check does.
    const hidden = { candidate_count: 99, winner_name: 'Үміткер', won_by_nominee: false, held_on: '2025-05-01' };
    const row = { area_code: rollupsTree.burabay, source_ref: 'hidden', ...hidden };
    await insertRows(database, 'akim_election', [row]);
    await database.query('alter table akim_election rename to akim_election_all');
    await database.query(
      `create view akim_election as
       select * from akim_election_all where candidate_count <> 99 or current_query() not like '%check:%'`,
    );
    await expectLastBuildStays(
      () => refresh(database, { asOf, full: true }),
      /^Check of election failed: held of region 110000000 in the YEAR of 2025-01-01 is \d+, and the count of its records is \d+\./,
    );
  });

  it('says where a recounted cell and the count of its records part, and where a region is not the sum of its branches', async () => {
    await refresh(database, { asOf });
    // Planted faults: what is written to the build is not what was counted.
    await database.query(
      `create function interfere() returns trigger language plpgsql as $$ begin new.held := new.held + 1; return new; end $$`,
    );
    const interfere = (table: string, when: string): Promise<unknown> =>
      database.query(
        `create trigger interfere before insert or update on ${table} for each row when (${when}) execute function interfere()`,
      );
    await interfere('election_cell', `new.branch_code = '${rollupsTree.burabay}'`);
    const hidden = { candidate_count: 2, winner_name: 'Үміткер', won_by_nominee: false, held_on: '2025-05-01' };
    const row = { area_code: rollupsTree.burabay, source_ref: 'election', ...hidden };
    await insertRows(database, 'akim_election', [row]);
    await expectLastBuildStays(
      () => refresh(database, { asOf }),
      /^Check of election failed: held of branch 117000000 of region 110000000 in the MONTH of 2025-05-01 is \d+, and the count of its records is \d+\./,
    );
    await database.query('drop trigger interfere on election_cell');
    await interfere('election_summary', `new.area_code = '${rollupsTree.north}' and new.grain = 'MONTH'`);
    await expectLastBuildStays(
      () => refresh(database, { asOf }),
      /^Check of election failed: held of region 110000000 in the MONTH of 2025-05-01 is \d+, and the sum of its branches is \d+\./,
    );
  });

  it('refuses a date that opens centuries, and names topic and branch', async () => {
    await refresh(database, { asOf });
    await insertRows(database, 'programme_event', [event('typo', { participants: 5, held_on: '0225-11-03' })]);
    await expectLastBuildStays(
      () => refresh(database, { asOf }),
      /^Check of event failed: a record of branch 117000000 is dated 0225-11, before 1991-01-01\. Correct the date/,
    );
  });

  it('stops between two steps when told to', async () => {
    await refresh(database, { asOf });
    const stop = new AbortController();
    const onProgress = ({ done }: { done: number }): void => {
      if (done === 20) stop.abort(new Error('The process is stopping.'));
    };
    await expectLastBuildStays(
      () => refresh(database, { asOf, onProgress, signal: stop.signal }),
      /^The process is stopping\.$/,
    );
  });

  it('that loses its connection leaves the last good build, and the next one runs', async () => {
    await refresh(database, { asOf });
    await expectLastBuildStays(
      () =>
        whileHeld('appeal_summary', async (pid) => {
          const refreshing = refresh(database, { asOf, full: true });
          const refused = expect(refreshing).rejects.toThrow();
          await database.query('select pg_terminate_backend($1)', [await pid()]);
          await refused;
          return refreshing;
        }),
      /terminat/i,
    );
    await refresh(database, { asOf });
    expect((await listRuns()).map(({ state }) => state)).toEqual(['SUCCEEDED', 'FAILED', 'SUCCEEDED']);
  });

  it('whose process died is found by the next one', async () => {
    await database.query(`insert into run (kind, state, as_of) values ('ROLLUP', 'RUNNING', $1)`, [asOf]);
    await refresh(database, { asOf });
    expect(await listRuns()).toEqual([
      { state: 'FAILED', as_of: asOf, error: 'The process or its connection ended before the run did.' },
      { state: 'SUCCEEDED', as_of: asOf, error: null },
    ]);
  });
});

describe('records written while a refresh runs', () => {
  it('wait for the next one: all figures are of one moment', async () => {
    const letter = { kind: 'LETTER', counterpart_code: 'akimat', subject: 'Хат', sent_on: '2025-11-01' };
    const { running } = await whileHeld('appeal_summary', async (pid) => {
      const refreshing = refresh(database, { asOf, full: true });
      await pid();
      const row = { area_code: rollupsTree.burabay, source_ref: 'meanwhile', ...letter };
      await insertRows(database, 'correspondence', [row]);
      return { running: refreshing };
    });
    await expect(running).resolves.toMatchObject({ asOf });
    expect(writtenBy(await refresh(database, { asOf }))).toEqual({ correspondence: expect.any(Number) });
  });
});

describe('a second refresh', () => {
  it('is refused while one runs, which goes on undisturbed', async () => {
    const refreshing = await whileHeld('appeal_summary', async (pid) => {
      const running = refresh(database, { asOf });
      await pid();
      const second = refresh(database, { asOf });
      await expect(second).rejects.toThrow(RefreshUnderWayError);
      await expect(second).rejects.toThrow(
        /^Another refresh of the rollups is under way \(run [0-9a-f-]{36}, since 20/,
      );
      return { running };
    });
    await expect(refreshing.running).resolves.toMatchObject({ asOf });
    expect((await listRuns()).map(({ state }) => state)).toEqual(['SUCCEEDED']);
  });
});

/**
 * Holds a table while work runs, so that a refresh stops at it; `pid` waits until one does, and gives the process of
 * its connection.
 */
async function whileHeld<T>(table: string, work: (pid: () => Promise<number>) => Promise<T>): Promise<T> {
  const waiting = async (): Promise<number> => {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      const [lock] = await database.query<{ pid: number }>(
        'select pid from pg_locks where not granted and relation = $1::regclass',
        [table],
      );
      if (lock !== undefined) return lock.pid;
      await pause(25);
    }
    throw new Error(`No refresh came to wait for ${table}.`);
  };
  return database.withConnection(async (_client, sql) => {
    await sql.query('begin');
    try {
      await sql.query(`lock table ${table} in access exclusive mode`);
      return await work(waiting);
    } finally {
      await sql.query('rollback');
    }
  });
}

describe('compileCells', () => {
  it('recounts the marked cells alone, as a full count has them', async () => {
    const mark = [rollupsTree.north, rollupsTree.burabay, '2025-10-01'];
    const found = await database.transaction('REPEATABLE READ', async (sql) => {
      await sql.query(`select set_config('oblys.as_of', $1, true)`, [asOf]);
      await sql.query(
        'create temporary table marked_cell (region_code text, branch_code text, month date) on commit drop',
      );
      await sql.query('insert into marked_cell values ($1, $2, $3)', mark);
      const counts: unknown[] = [];
      for (const topic of topics) {
        await sql.query(compileCells(topic, `${topic.recordTable}_full`));
        await sql.query(compileCells(topic, `${topic.recordTable}_marked`, 'marked_cell'));
        const [full] = await sql.query(
          `select count(*)::integer as cells, coalesce(jsonb_agg(cell order by cell), '[]') as content
             from ${topic.recordTable}_full as cell
            where region_code = $1 and branch_code = $2 and month = $3`,
          mark,
        );
        const [marked] = await sql.query(
          `select count(*)::integer as cells, coalesce(jsonb_agg(cell order by cell), '[]') as content
             from ${topic.recordTable}_marked as cell`,
        );
        expect(marked).toEqual(full);
        counts.push(full!['cells']);
      }
      return counts;
    });
    expect(found.filter((cells) => (cells as number) > 0).length).toBeGreaterThan(10);
  });
});
