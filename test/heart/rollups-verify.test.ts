import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { InvalidInputError, NotFoundError } from '@oblys/domain';
import { backfill, CheckFailedError, estimateBackfill, latestBuild, refresh, verify } from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

const asOf = '2025-11-05';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 11);
});

beforeEach(async () => void (await refresh(database, { asOf, rebuild: true })));

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

async function countOpenFindings(): Promise<number> {
  return (await database.query('select from finding where resolved_at is null')).length;
}

describe('verify', () => {
  it('finds nothing in a build that is right', async () => {
    const { differences, findings, topics } = await verify(database);
    expect({ differences, findings }).toEqual({ differences: 0, findings: [] });
    expect(topics.every(({ compared, waiting }) => compared > 0 && waiting === 0)).toBe(true);
  });

  it.each([
    [
      'a cell',
      `update appeal_cell set received = received + 1 where ctid = (select min(ctid) from appeal_cell)`,
      /^appeal_cell .*received \d+/,
    ],
    [
      'a summary',
      `update roadmap_summary set executed = executed + 1 where ctid = (select min(ctid) from roadmap_summary)`,
      /^roadmap_summary .*executed \d+; its cells add up to executed \d+\./,
    ],
    [
      'a reporting month that is gone',
      `delete from reporting_cell where ctid = (select min(ctid) from reporting_cell)`,
      /^reporting_cell .*holds no row; the records give record_count \d+\./,
    ],
    [
      'a row that nothing says',
      `insert into faction_summary select '199999999', grain, period_start, 5, run_id from faction_summary limit 1`,
      /^faction_summary .*199999999.*holds sessions_held 5; its cells add up to none\./,
    ],
  ])('names %s that was changed behind its back, repairs it, and is clean again', async (_what, tamper, message) => {
    await database.query(tamper);
    const found = await verify(database);
    expect(found.differences).toBeGreaterThan(0);
    expect(found.findings.map((finding) => finding.message)).toContainEqual(expect.stringMatching(message));
    expect(await countOpenFindings()).toBe(found.findings.length);
    const repaired = await verify(database, { repair: true });
    expect(repaired.repairedByRunId).not.toBeNull();
    expect((await verify(database)).differences).toBe(0);
    expect(await countOpenFindings()).toBe(0);
  });

  it('finds a write that left no mark', async () => {
    await database.query('alter table correspondence disable trigger correspondence_capture_insert');
    const letter = { kind: 'LETTER', counterpart_code: 'akimat', subject: 'Хат', sent_on: '2025-10-01' };
    await insertRows(database, 'correspondence', [
      { area_code: rollupsTree.burabay, source_ref: 'unmarked', ...letter },
    ]);
    await database.query('alter table correspondence enable always trigger correspondence_capture_insert');
    await refresh(database, { asOf });
    const { findings } = await verify(database, { topics: ['correspondence'] });
    expect(findings.map(({ areaCode, periodStart }) => [areaCode, periodStart])).toContainEqual([
      rollupsTree.burabay,
      '2025-10-01',
    ]);
    expect((await verify(database, { repair: true })).repairedByRunId).not.toBeNull();
  });

  it('leaves what waits for the next refresh to it', async () => {
    await insertRows(database, 'monitoring_visit', [
      { area_code: rollupsTree.burabay, source_ref: 'waits', visited_on: '2025-09-09', commission: 'Комиссия' },
    ]);
    const { differences, topics } = await verify(database);
    expect(differences).toBe(0);
    expect(topics.find(({ topic }) => topic === 'monitoring')?.waiting).toBe(1);
  });
});

describe('a failed check', () => {
  it('keeps the last good build and every mark, and stores the rows that fail until a build is right', async () => {
    const build = await latestBuild(database);
    await database.query('alter table programme_event drop constraint programme_event_participants_check');
    const row = { area_code: rollupsTree.burabay, title: 'Іс-шара', held_on: '2025-11-03', participants: -1_000_000 };
    await insertRows(database, 'programme_event', [{ ...row, source_ref: 'impossible' }]);
    const marks = await database.query('select topic, branch_code, month from mark order by 1, 2, 3');
    await expect(refresh(database, { asOf })).rejects.toThrow(CheckFailedError);
    expect(await latestBuild(database)).toEqual(build);
    expect(await database.query('select topic, branch_code, month from mark order by 1, 2, 3')).toEqual(marks);
    const [run] = await database.query<{ id: string; outcome: object }>(
      `select id, outcome from run where state = 'FAILED' order by started_at desc limit 1`,
    );
    const findings = await database.query<{ topic: string; area_code: string; grain: string }>(
      `select topic, area_code, grain from finding where run_id = $1 and kind = 'CHECK' and resolved_at is null`,
      [run!.id],
    );
    // Burabay, its region and the country, in four grains.
    expect(findings).toHaveLength(12);
    expect(run!.outcome).toEqual({ code: 'CHECK_FAILED', findings: 12 });
    await database.query(`delete from programme_event where source_ref = 'impossible'`);
    await refresh(database, { asOf });
    expect(await countOpenFindings()).toBe(0);
  });
});

describe('backfill', () => {
  const range = { topics: ['appeal', 'roadmap'], from: '2025-03-10', to: '2025-05-02' };

  it('says first how many cells it would count, and writes nothing', async () => {
    const before = await database.query('select * from appeal_summary order by area_code, grain, period_start');
    const { cells, months, topics, estimatedMs } = await estimateBackfill(database, range);
    const [counted] = await database.query<{ cells: number }>(
      `select (select count(distinct (branch_code, month))::integer from appeal_cell where month between '2025-03-01' and '2025-05-31') as cells`,
    );
    expect(topics.find(({ topic }) => topic === 'appeal')?.cells).toBe(counted!.cells);
    expect(months).toBe(3);
    expect(cells).toBeGreaterThan(counted!.cells);
    expect(estimatedMs).toBeGreaterThan(0);
    expect(await database.query('select * from appeal_summary order by area_code, grain, period_start')).toEqual(
      before,
    );
    expect(await database.query('select from backfill')).toEqual([]);
  });

  it('goes on after the month where it was stopped', async () => {
    await database.query('alter table appeal disable trigger appeal_capture_insert');
    await database.query(
      `insert into appeal (area_code, source_ref, channel, topic_code, received_on)
       select $1, 'unmarked', 'ONLINE', min(code), '2025-04-04' from appeal_topic`,
      [rollupsTree.burabay],
    );
    await database.query('alter table appeal enable always trigger appeal_capture_insert');
    const stop = new AbortController();
    const stopped = backfill(database, {
      ...range,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 1) stop.abort(new Error('The process is stopping.'));
      },
    });
    await expect(stopped).rejects.toThrow('The process is stopping.');
    const months: string[] = [];
    const resumed = await backfill(database, { ...range, onProgress: ({ month }) => months.push(month) });
    expect(resumed).toMatchObject({ resumedAfter: '2025-03-01', months: 3 });
    expect(months).toEqual(['2025-04-01', '2025-05-01']);
    expect((await verify(database, { topics: ['appeal'] })).differences).toBe(0);
    expect((await backfill(database, range)).resumedAfter).toBeNull();
  });

  it.each([
    [
      'an unknown topic',
      { ...range, topics: ['weather'] },
      NotFoundError,
      /no topic "weather"\. The topics are: organization,/,
    ],
    ['a reversed range', { ...range, from: '2025-06-01' }, InvalidInputError, /2025-06-01\.\.2025-05-02 is reversed/],
    [
      'a range before any data',
      { ...range, from: '1995-01-01', to: '1995-12-31' },
      InvalidInputError,
      /before any data: the first data are of \d{4}-\d\d/,
    ],
    [
      'months after the build',
      { ...range, to: '2025-12-31' },
      InvalidInputError,
      /ends in 2025-12, and the current build in 2025-11/,
    ],
  ])('refuses %s', async (_what, options, kind, message) => {
    for (const asked of [backfill, estimateBackfill]) {
      const refused = asked(database, options);
      await expect(refused).rejects.toThrow(kind);
      await expect(refused).rejects.toThrow(message);
    }
  });
});
