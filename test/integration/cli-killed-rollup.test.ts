import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { CliProcess, runCli, stopRunningClis } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 3);
});

afterAll(async () => {
  await stopRunningClis();
  await database?.close();
  await home?.drop();
});

function oblys(...args: string[]) {
  return runCli([...args, '--json'], { DATABASE_URL: home.url });
}

describe('a rollup that is killed in the middle', () => {
  it('leaves the last good build and every mark, and the next one is right to the unit', async () => {
    expect((await oblys('rollup', '--as-of', '2025-11-05')).code).toBe(0);
    const build = await database.query('select * from build order by topic');
    const summaries = await database.query(
      'select * from event_summary order by area_code, grain, period_start, programme_code',
    );
    const event = { area_code: rollupsTree.burabay, title: 'Іс-шара', participants: 7, held_on: '2025-10-31' };
    await insertRows(database, 'programme_event', [{ ...event, source_ref: 'before-the-kill' }]);
    const marks = await database.query('select topic, branch_code, month from mark order by 1, 2, 3');
    expect(marks).not.toEqual([]);

    await database.withConnection(async (_client, sql) => {
      await sql.query('begin');
      // The run has written the topics before this one when it stops here.
      await sql.query('lock table appeal_summary in access exclusive mode');
      const rollup = new CliProcess(['rollup', '--full', '--json'], { DATABASE_URL: home.url });
      await waitFor(async () => {
        const waiting = await database.query(
          `select from pg_locks where not granted and relation = 'appeal_summary'::regclass`,
        );
        return waiting.length > 0;
      });
      await rollup.stop('SIGKILL');
      await sql.query('rollback');
    });

    expect(await database.query('select * from build order by topic')).toEqual(build);
    expect(
      await database.query('select * from event_summary order by area_code, grain, period_start, programme_code'),
    ).toEqual(summaries);
    // PostgreSQL notices the lost process once it writes to it; until then its lock may stand.
    await waitFor(async () => (await oblys('rollup', '--as-of', '2025-11-05')).code === 0);
    const verified = await oblys('verify');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ differences: 0, findings: [] });
    const [held] = await database.query<{ participants: string }>(
      `select participants from event_summary
        where area_code = $1 and grain = 'MONTH' and period_start = '2025-10-01' and programme_code = 'ALL'`,
      [rollupsTree.burabay],
    );
    const [counted] = await database.query<{ participants: string }>(
      `select sum(participants)::text as participants from programme_event
        where branch_code = $1 and held_on between '2025-10-01' and '2025-10-31'`,
      [rollupsTree.burabay],
    );
    expect(held).toEqual(counted);
    expect(await database.query('select from mark')).toEqual([]);
  });

  it('verify fails with one clear line where something differs, and repairs it when told to', async () => {
    await database.query(
      `update appeal_cell set received = received + 1 where ctid = (select min(ctid) from appeal_cell)`,
    );
    const found = await runCli(['verify'], { DATABASE_URL: home.url });
    expect(found.code).toBe(1);
    expect(found.stderr).toMatch(/^oblys: \d+ stored rows? differs? from what the records say\.[^\n]*--repair\.\n$/);
    expect(found.stdout).toMatch(/appeal_cell \(.*\) holds received \d+; the records give received \d+\./);
    expect((await oblys('verify', '--repair')).code).toBe(0);
    expect((await oblys('verify')).code).toBe(0);
  });

  it.each([
    [['rollup', '--from', '2025-06-01', '--to', '2025-01-01'], /2025-06-01\.\.2025-01-01 is reversed/],
    [['rollup', '--from', '1995-01-01', '--to', '1995-02-01'], /before any data: the first data are of 202\d-\d\d/],
    [['rollup', '--from', '2025-01-01'], /name both --from and --to/],
    [['rollup', '--dry-run'], /name --from and --to/],
    [
      ['rollup', '--as-of', '2025-01-01'],
      /an earlier day such as 2025-01-01 is written only as a publication: oblys publish --as-of 2025-01-01/,
    ],
    [['rollup', '--from', '2025-01-01', '--to', '2025-02-01', '--as-of', '2025-03-01'], /leave --as-of out/],
    [['verify', '--topic', 'weather'], /no topic "weather"/],
    [['publish', '--diff', '--area', '110000000', '--as-of', '2025-01-01'], /There is no publication of 110000000/],
  ])('%j is refused in one line', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args, { DATABASE_URL: home.url });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^oblys: [^\n]*\n$/);
    expect(stderr).toMatch(message);
  });

  it('months are counted anew, after a dry run that says how many cells and how long', async () => {
    const range = ['rollup', '--topic', 'appeal', '--from', '2025-01-01', '--to', '2025-03-31'];
    const dry = await runCli([...range, '--dry-run'], { DATABASE_URL: home.url });
    expect(dry.stdout).toMatch(
      /^\d+ cells of 3 months would be counted anew as of 2025-11-05, in about \d+\.\d s\. Nothing was written\./,
    );
    const filled = await runCli(range, { DATABASE_URL: home.url });
    expect(filled.stdout).toMatch(/^3 months counted anew as of 2025-11-05: \d+ cells, 0 rows written\./);
  });
});

async function waitFor(isDone: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await isDone()) return;
    await pause(50);
  }
  throw new Error('It did not come about.');
}
