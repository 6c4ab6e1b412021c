import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadAreas, loadVocabulary, openDatabase, type Database } from '@oblys/database';
import { refresh } from '@oblys/rollups';
import { CliProcess, runCli, stopRunningClis, type CliResult } from '../support/cli.js';
import { seedRecord } from '../support/gateway-records.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url });
  await database.transaction('READ COMMITTED', (sql) => loadAreas(sql));
  await database.transaction('READ COMMITTED', (sql) => loadVocabulary(sql));
  await seedRecord(database, 'roadmap_item', { area_code: '117000000' });
  await refresh(database, { asOf: '2025-11-05' });
});

afterAll(async () => {
  await stopRunningClis();
  await database?.close();
  await testDatabase?.drop();
});

const oblys = (...args: string[]): Promise<CliResult> => runCli(args, { DATABASE_URL: testDatabase.url });

async function oblysJson<Told>(...args: string[]): Promise<Told> {
  const { code, stdout, stderr } = await oblys(...args, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Told;
}

interface ToldRun {
  id: string;
  job: string;
  asOf: string;
  state: string;
  trigger: string;
  attempts: number;
  requestedBy: string | null;
  tries: { number: number; state: string }[];
  steps: { step: string; outcome: object }[];
}

/** `oblys scheduler` for as long as the work takes. */
async function whileScheduling<T>(work: (scheduler: CliProcess) => Promise<T>): Promise<T> {
  const scheduler = new CliProcess(['scheduler', '--json'], {
    DATABASE_URL: testDatabase.url,
    OBLYS_LOG_LEVEL: 'silent',
  });
  await scheduler.told({ event: 'scheduling' });
  try {
    return await work(scheduler);
  } finally {
    await scheduler.stop();
  }
}

const noScheduler = 'No scheduler is connected to this database: start one with oblys scheduler, or oblys start.';

describe('before a scheduler has started', () => {
  it('jobs says that there are none, and that nobody runs them', async () => {
    expect(await oblys('jobs')).toEqual({ code: 0, stdout: `There are no jobs yet.\n${noScheduler}\n`, stderr: '' });
    expect(await oblysJson('jobs')).toEqual([]);
  });

  it('job run says why there is nothing to run', async () => {
    expect(await oblys('job', 'run', 'nightly-rollup')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'oblys: There is no job nightly-rollup: no scheduler has started on this database yet.\n',
    });
  });
});

describe('beside a scheduler', () => {
  it('jobs lists them, with the moment of each in the business zone', async () => {
    await whileScheduling(async () => {
      const { stdout } = await oblys('jobs');
      expect(stdout).toMatch(/^ {2}job +schedule +zone +next \(Asia\/Almaty\) +last day /);
      expect(stdout).toMatch(
        /^ {2}nightly-verify +15 2 \* \* \* +Asia\/Almaty +\d{4}-\d\d-\d\d 02:15 +- +never ran +- +never +nightly-rollup$/m,
      );
      expect(stdout).not.toContain(noScheduler);
      expect(await oblysJson('jobs')).toContainEqual(
        expect.objectContaining({ name: 'nightly-rollup', lastRun: null, needs: [] }),
      );
    });
  });

  it('job run --wait follows a run until it has succeeded, and runs shows all of it', async () => {
    await whileScheduling(async (scheduler) => {
      const told = await oblys('job', 'run', 'nightly-rollup', '--as-of', '2025-11-06', '--wait');
      expect(told).toEqual({ code: 0, stdout: expect.any(String), stderr: '' });
      expect(told.stdout).toMatch(
        /^nightly-rollup 2025-11-06 is due \(run \S+\)\nnightly-rollup 2025-11-06 succeeded, \d+\.\d s, \d+ rows, \d+ cells, \d+ checks \(run \S+\)\n$/,
      );
      const [, id] = /\(run (\S+)\)/.exec(told.stdout)!;
      expect(await oblysJson('runs', id!)).toMatchObject({
        id,
        state: 'SUCCEEDED',
        trigger: 'MANUAL',
        requestedBy: expect.stringContaining(' at '),
        tries: [{ number: 1, state: 'SUCCEEDED', worker: expect.stringMatching(`:${scheduler.pid}$`) }],
        steps: [{ step: 'refresh', outcome: { topics: expect.any(Array) } }],
        error: null,
      });
      const { stdout } = await oblys('runs', id!);
      expect(stdout).toMatch(/^nightly-rollup of 2025-11-06: succeeded\.$/m);
      expect(stdout).toMatch(/^ {2}trigger +manual, asked for by .+ at .+$/m);
      expect(stdout).toMatch(/^Steps done\n {2}refresh +\d{4}-\d\d-\d\d \d\d:\d\d Asia\/Almaty +\{.*"topics":\[/m);
    });
  });

  it('runs --follow tells how a run of another process begins and ends', async () => {
    await whileScheduling(async () => {
      const follower = new CliProcess(['runs', '--follow', '--json'], { DATABASE_URL: testDatabase.url });
      await listening();
      const { id } = await oblysJson<ToldRun>('job', 'run', 'reconcile-reports');
      await follower.told({ id, state: 'SUCCEEDED' });
      expect(follower.lines().filter((line) => line['id'] === id)).toMatchObject([
        { job: 'reconcile-reports', state: 'RUNNING', attempts: 1 },
        { job: 'reconcile-reports', state: 'SUCCEEDED', attempts: 1 },
      ]);
      expect(await follower.stop('SIGINT')).toMatchObject({ code: 0, stderr: '' });
    });
  });

  it('a run that fails is told in full, ends --wait with 1, and is tried again by job retry', async () => {
    const id = await whileScheduling(async () => {
      // Once is enough, or it would be tried for minutes.
      await database.query(`update job set attempts_at_most = 1 where name = 'nightly-rollup'`);
      await database.query('alter table run rename column outcome to hidden');
      const { code, stdout, stderr } = await oblys('job', 'run', 'nightly-rollup', '--wait');
      expect(code).toBe(1);
      expect(stdout).toMatch(/nightly-rollup \S+ failed, \d+\.\d s: .*outcome.* \(run \S+\)\n$/);
      expect(stderr).toMatch(/^oblys: nightly-rollup \S+ is failed \(.*outcome.*\)\. All of it: oblys runs \S+\n$/);
      return /oblys runs (\S+)/.exec(stderr)![1]!;
    }).finally(() => database.query('alter table run rename column hidden to outcome'));
    const failed = await oblys('runs', id);
    expect(failed.stdout).toMatch(/^Attempts\n {2}1 {2}failed .*\n {5}.*outcome/m);
    expect(failed.stdout).toMatch(/^Error\n {2}.*outcome.*\n {6}at /m);
    expect(await oblysJson<{ total: number }>('runs', '--state', 'failed')).toMatchObject({ total: 1, runs: [{ id }] });
    await whileScheduling(async () => {
      const retried = await oblysJson<ToldRun>('job', 'retry', id, '--wait');
      expect(retried).toMatchObject({ id, state: 'SUCCEEDED', attempts: 2 });
      const { code, stderr } = await oblys('job', 'retry', id);
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `oblys: Run ${id} is SUCCEEDED: ask for a new run of its day instead.\n`,
      });
    });
  });

  it('job backfill --wait sees to it that each day of a range has its run', async () => {
    await whileScheduling(async () => {
      const args = ['job', 'backfill', 'nightly-publication', '--from', '2025-11-02', '--to', '2025-11-04', '--wait'];
      const filled = await oblysJson<{ runs: ToldRun[] }>(...args);
      expect(filled).toMatchObject({ created: 3, repeated: 0, left: 0 });
      expect(filled.runs.map(({ asOf, state, trigger }) => [asOf, state, trigger])).toEqual([
        ['2025-11-02', 'SUCCEEDED', 'BACKFILL'],
        ['2025-11-03', 'SUCCEEDED', 'BACKFILL'],
        ['2025-11-04', 'SUCCEEDED', 'BACKFILL'],
      ]);
      expect(await oblysJson(...args)).toEqual({ created: 0, repeated: 0, left: 3, runs: [] });
      const { stdout } = await oblys('runs', '--job', 'nightly-publication', '--limit', '2');
      expect(stdout).toMatch(/^3 runs\.\n {2}run +moment \(Asia\/Almaty\) +job /);
      expect(stdout).toMatch(/2025-11-05 02:15 +nightly-publication +2025-11-04 +backfill +succeeded +1 +\d+\.\d s/);
      expect(stdout).toMatch(/\n {2}and 1 more; --limit shows them\n$/);
    });
  });
});

describe('without a scheduler', () => {
  it('a run stays due, is told why, and is cancelled', async () => {
    const { stdout } = await oblys('job', 'run', 'nightly-verify', '--as-of', '2025-11-05');
    expect(stdout).toMatch(new RegExp(`^nightly-verify 2025-11-05 is due \\(run \\S+\\)\n${noScheduler}\n$`));
    const [, id] = /\(run (\S+)\)/.exec(stdout)!;
    const cancelled = await oblys('job', 'cancel', id!);
    expect(cancelled).toMatchObject({ code: 0, stdout: `nightly-verify 2025-11-05 is cancelled (run ${id})\n` });
    expect(await oblysJson('runs', id!)).toMatchObject({
      error: expect.stringMatching(/^Cancelled by .+ at .+\.$/),
      tries: [],
      worker: null,
    });
    expect(await oblys('job', 'cancel', id!)).toEqual({
      code: 1,
      stdout: '',
      stderr: `oblys: Run ${id} is CANCELLED: only one that is due, blocked or running can be cancelled.\n`,
    });
  });

  it('--wait tells after some seconds that nobody takes it, and stops when asked to', async () => {
    const waiting = new CliProcess(['job', 'run', 'nightly-verify', '--wait'], { DATABASE_URL: testDatabase.url });
    await waiting.wrote('stderr', noScheduler);
    const { code, stderr } = await waiting.stop('SIGINT');
    expect(code).toBe(1);
    expect(stderr).toMatch(/\noblys: Stopped waiting; the run goes on\. .*: oblys runs --follow \S+\n$/);
  });

  it('runs tells what a run that is due waits for', async () => {
    await database.query(`update job set needs = '{nightly-import}' where name = 'nightly-verify'`);
    await oblysJson('job', 'backfill', 'nightly-verify', '--from', '2026-11-01', '--to', '2026-11-01');
    const { runs } = await oblysJson<{ runs: ToldRun[] }>('runs', '--job', 'nightly-verify', '--state', 'due');
    const { id } = runs.find(({ trigger }) => trigger === 'BACKFILL')!;
    const { stdout } = await oblys('runs', id);
    expect(stdout).toMatch(/^ {2}waits for +nightly-import to have succeeded for that day or a later one$/m);
  });
});

describe('what cannot be asked', () => {
  const nobody = '01900000-0000-7000-8000-000000000000';

  it.each([
    [
      ['job', 'run', 'sleep'],
      /no job sleep: there are data-quality, import-files, nightly-publication, nightly-rollup,/,
    ],
    [['job', 'run', 'nightly-rollup', '--as-of', '2999-01-01'], /2999-01-01 has not come in Asia\/Almaty/],
    [['job', 'run', 'nightly-rollup', '--as-of', 'soon'], /soon/],
    [['job', 'backfill', 'nightly-rollup', '--from', '2025-11-02'], /'--to <date>' not specified/],
    [['job', 'backfill', 'nightly-rollup', '--from', '2025-11-02', '--to', '2025-11-01'], /is reversed/],
    [['job', 'backfill', 'refresh-changes', '--from', '2025-01-01', '--to', '2025-11-01'], /more than 1000 moments/],
    [['job', 'cancel', nobody], /no run 01900000-\S+ of a job: the newest are \S+ \(\S+\), /],
    [['job', 'retry', 'x'], /no run x of a job: the newest are/],
    [['job', 'stop', nobody], /There is no oblys job stop: it takes run, cancel, retry, backfill\./],
    [['job'], /Missing required argument 'what'/],
    [['runs', 'x'], /no run x of a job: the newest are/],
    [['runs', '--follow', nobody], /no run 01900000/],
    [['runs', '--job', 'sleep'], /no job sleep: there are/],
    [['runs', '--state', 'open'], /"open" is none of due, running, blocked, succeeded, failed or cancelled/],
    [['runs', '--limit', '0'], /"0" is no whole number/],
    [['runs', '--follow', '--job', 'nightly-rollup'], /leave them out/],
  ])('oblys %j is refused in one line', async (args, words) => {
    const { code, stdout, stderr } = await oblys(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/^oblys: [^\n]*\n$/);
  });
});

/** Waits for the connection that `oblys runs --follow` hears the database on. */
async function listening(): Promise<void> {
  for (;;) {
    const found = await database.query(
      `select pid from pg_stat_activity
        where datname = current_database()
          and application_name = 'oblys runs listen'
          and state = 'idle'
          and query like '/* job:%'`,
    );
    if (found.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
