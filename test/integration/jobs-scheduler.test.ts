import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  cancelJobRun,
  endAttempt,
  openDatabase,
  requestBackfill,
  requestJobRun,
  retryJobRun,
  type Database,
} from '@oblys/database';
import { assertJobs, createJobs, registerJobs, Scheduler, startScheduler, type Job } from '@oblys/jobs';
import { createTestDatabase, type TestDatabase } from '../support/index.js';
import { createEffectTable, effectJob, silentLogger, takeEffect } from '../support/jobs.js';

let testDatabase: TestDatabase;
let database: Database;
let now: Date;
const running: Scheduler[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url });
  await createEffectTable(database);
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

beforeEach(async () => {
  now = new Date('2025-11-05T12:00:00Z'); // 17:00 in Almaty
  for (const table of ['effect', 'job_run', 'job']) await database.query(`delete from ${table}`);
});

afterEach(async () => {
  for (const scheduler of running.splice(0)) await scheduler.stop(0);
});

/** A scheduler that looks when it is told to, by the clock of the test. */
async function schedule(jobs: readonly Job[], { leaseMs = 60_000, worker = 'one' } = {}): Promise<Scheduler> {
  assertJobs(jobs);
  await registerJobs(database, jobs, now);
  const scheduler = new Scheduler({ database, logger: silentLogger, jobs, worker, leaseMs, clock: () => now });
  running.push(scheduler);
  return scheduler;
}

async function finish(...schedulers: Scheduler[]): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    for (const scheduler of schedulers) await scheduler.look();
    for (const scheduler of schedulers) await scheduler.settled();
  }
}

const runs = () =>
  database.query<{ job: string; as_of: string; state: string; trigger: string; attempt_count: number }>(
    'select job, as_of, state, trigger, attempt_count from job_run order by scheduled_for, job',
  );
const effects = async () =>
  (await database.query<{ job: string; as_of: string }>('select job, as_of from effect')).length;
const later = (iso: string) => (now = new Date(iso));
const firstNight = '2025-11-05T21:16:00Z'; // 02:16 of the 6th in Almaty

/** Once a statement of an attempt is under way. */
async function asleep(): Promise<void> {
  const sleeping = `select from pg_stat_activity where state = 'active' and datname = current_database() and application_name like 'oblys run %' and query like '%pg_sleep%'`;
  while ((await database.query(sleeping)).length === 0);
}

/** Once a transaction of an attempt is open and waits. */
async function heldOpen(): Promise<void> {
  const held = `select from pg_stat_activity where state = 'idle in transaction' and application_name like 'oblys run %' and datname = current_database()`;
  while ((await database.query(held)).length === 0);
}

function latch() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('jobs that no scheduler starts with', () => {
  const a = effectJob({ name: 'a' });
  it.each<[string, Job[], string]>([
    ['two of one name', [a, effectJob({ name: 'a' })], 'Two jobs are named a: each name is one job'],
    ['an unknown time zone', [{ ...a, timeZone: 'Asia/Akmola' }], 'The job a: There is no time zone "Asia/Akmola"'],
    ['one that never fires', [{ ...a, schedule: '0 0 30 2 *' }], 'The job a: The schedule "0 0 30 2 *" never fires'],
    ['a need that is not there', [{ ...a, needs: ['b'] }], 'The job a needs b, and there is no such job.'],
    ['one that needs itself', [{ ...a, needs: ['a'] }], 'Jobs need each other in a circle: a needs a.'],
    [
      'a circle',
      [{ ...a, needs: ['c'] }, effectJob({ name: 'b', needs: ['a'] }), effectJob({ name: 'c', needs: ['b'] })],
      'Jobs need each other in a circle: a needs c needs b needs a.',
    ],
    ['no attempt at all', [{ ...a, retry: { attempts: 0, pauseMs: 0 } }], 'The job a: attempts of retry is 0'],
  ])('%s: the reason is told, and nothing is written', async (_what, jobs, reason) => {
    await expect(startScheduler({ database, logger: silentLogger, jobs })).rejects.toThrow(reason);
    expect(await database.query('select name from job')).toEqual([]);
  });

  it('the ones there are can be started', () =>
    expect(() => assertJobs(createJobs({ exportDir: 'open-data', keepRunsDays: 400 }))).not.toThrow());
});

describe('moments that come', () => {
  it('a new job has no moment before it is known', async () => {
    await finish(await schedule([effectJob({ name: 'night', catchUp: 'ALL' })]));
    expect(await runs()).toEqual([]);
  });

  it('a moment makes one run, about the day before by the clocks of its zone', async () => {
    const both = [
      await schedule([effectJob({ name: 'night' })]),
      await schedule([effectJob({ name: 'night' })], { worker: 'two' }),
    ];
    later('2025-11-05T21:15:20Z');
    await finish(...both);
    expect(await runs()).toEqual([
      { job: 'night', as_of: '2025-11-05', state: 'SUCCEEDED', trigger: 'SCHEDULE', attempt_count: 1 },
    ]);
    expect(await effects()).toBe(1);
  });

  it.each([
    ['ALL', ['2025-11-05', '2025-11-06', '2025-11-07', '2025-11-08'], 0],
    ['LATEST', ['2025-11-08'], 3],
    ['NONE', [], 0],
  ] as const)('nights that were missed are caught up: %s', async (catchUp, days, missed) => {
    const scheduler = await schedule([effectJob({ name: 'night', catchUp })]);
    later('2025-11-09T09:00:00Z');
    await finish(scheduler);
    const found = await runs();
    expect(found.map(({ as_of: day }) => day)).toEqual(days);
    expect(found.every(({ trigger }) => trigger === 'CATCH_UP')).toBe(true);
    const [counted] = await database.query('select coalesce(max(missed_count), 0) as missed from job_run');
    expect(counted).toEqual({ missed });
    // Nothing of it comes a second time, also when the clock goes back.
    later('2025-11-07T09:00:00Z');
    await finish(scheduler);
    later('2025-11-09T10:00:00Z');
    await finish(scheduler);
    expect(await runs()).toEqual(found);
  });

  it('a job that catches nothing up does not queue behind itself', async () => {
    const { open, opened } = latch();
    const often = effectJob({
      name: 'often',
      schedule: '*/5 * * * *',
      catchUp: 'NONE',
      run: takeEffect('often', () => opened),
    });
    const scheduler = await schedule([often]);
    for (const minute of ['05', '10', '15']) {
      later(`2025-11-05T12:${minute}:01Z`);
      await scheduler.look();
    }
    expect(await runs()).toHaveLength(1);
    open();
    await scheduler.settled();
    later('2025-11-05T12:20:01Z');
    await finish(scheduler);
    expect(await runs()).toHaveLength(2);
  });
});

describe('jobs that need others', () => {
  const chain = (run?: Job['run']): Job[] => [
    effectJob({ name: 'rollup', retry: { attempts: 2, pauseMs: 60_000 }, ...(run && { run }) }),
    effectJob({ name: 'publication', needs: ['rollup'] }),
    effectJob({ name: 'exports', needs: ['publication'] }),
    effectJob({ name: 'other' }),
  ];

  it('begin once those have succeeded for the day', async () => {
    const scheduler = await schedule(chain());
    later(firstNight);
    await finish(scheduler);
    const order = await database.query<{ job: string }>(
      `select job from effect where job <> 'other' order by happened_at`,
    );
    expect(order.map(({ job }) => job)).toEqual(['rollup', 'publication', 'exports']);
  });

  it('a failure stops what depends on it and nothing else; a retry sets it free', async () => {
    let isBroken = true;
    const run: Job['run'] = (context) =>
      isBroken
        ? Promise.reject(new Error('the disk is full', { cause: new Error('ENOSPC') }))
        : takeEffect('rollup')(context);
    const scheduler = await schedule(chain(run));
    later(firstNight);
    await finish(scheduler);
    expect((await runs()).map(({ job, state }) => `${job} ${state}`)).toEqual([
      'exports DUE',
      'other SUCCEEDED',
      'publication DUE',
      'rollup DUE',
    ]);
    later('2025-11-05T21:18:00Z'); // the pause before the second attempt is over
    await finish(scheduler);
    const failed = await runs();
    expect(failed.map(({ job, state, attempt_count: tried }) => `${job} ${state} ${tried}`)).toEqual([
      'exports BLOCKED 0',
      'other SUCCEEDED 1',
      'publication BLOCKED 0',
      'rollup FAILED 2',
    ]);
    const [rollup] = await database.query<{ id: string; error: string }>(
      `select id, error from job_run where job = 'rollup'`,
    );
    expect(rollup!.error).toMatch(/the disk is full[^]*\[cause\]: Error: ENOSPC/);

    isBroken = false;
    await retryJobRun(database, rollup!.id, 'Айгүл');
    later(new Date(Date.now() + 1_000).toISOString()); // a retry is due by the clock of the database
    await finish(scheduler);
    const ended = (await runs()).filter(({ as_of: day }) => day === '2025-11-05');
    expect(ended.map(({ job, state }) => `${job} ${state}`)).toEqual([
      'exports SUCCEEDED',
      'other SUCCEEDED',
      'publication SUCCEEDED',
      'rollup SUCCEEDED',
    ]);
  });
});

describe('leases', () => {
  it('a worker that wakes up late changes nothing: the run is another’s by then', async () => {
    const { open, opened } = latch();
    const slow = effectJob({ name: 'slow', timeLimitMs: 600_000_000, run: takeEffect('slow', () => opened) });
    const hanging = await schedule([slow]);
    later(firstNight);
    await hanging.look();
    await heldOpen();
    const [run] = await database.query<{ id: string; token: string }>('select id, token from job_run');
    // By whoever could not reach its connections: the worker knows nothing of it, and still has its transaction.
    await endAttempt(database, { runId: run!.id, token: run!.token, state: 'LOST', error: 'It hangs.', now });
    const other = await schedule([effectJob({ name: 'slow', catchUp: 'NONE' })], { worker: 'two' });
    await finish(other);
    expect(await effects()).toBe(1);
    open();
    await hanging.settled();
    expect(await effects()).toBe(1);
    expect(await runs()).toMatchObject([{ state: 'SUCCEEDED', attempt_count: 2 }]);
    const attempts = await database.query('select number, worker, state from job_run_attempt order by number');
    expect(attempts).toEqual([
      { number: 1, worker: 'one', state: 'LOST' },
      { number: 2, worker: 'two', state: 'SUCCEEDED' },
    ]);
  });

  it('a worker that hangs with its transaction open is cut off, and frees what it holds', async () => {
    const { open, opened } = latch();
    const run: Job['run'] = async ({ database: own, once }) => {
      await once('effect', (fence) =>
        own.transaction('READ COMMITTED', async (sql) => {
          await sql.query(`insert into effect (job, scheduled_for, as_of) values ('held', now(), '2025-11-05')`);
          await fence.pass(sql, {});
          await opened; // the fence is passed, its locks are held, and the commit never comes
        }),
      );
      return {};
    };
    const hanging = await schedule([effectJob({ name: 'held', run })], { leaseMs: 600_000_000 });
    later(firstNight);
    await hanging.look();
    await heldOpen();
    later('2025-11-14T00:00:00Z');
    await finish(await schedule([effectJob({ name: 'held', catchUp: 'NONE' })], { worker: 'two' }));
    expect(await runs()).toMatchObject([{ state: 'SUCCEEDED', attempt_count: 2 }]);
    open();
    await hanging.settled();
    expect(await effects()).toBe(1);
  });

  it('a run that takes longer than it may is ended, and its attempts are counted', async () => {
    const sleeps = effectJob({
      name: 'sleeps',
      timeLimitMs: 60_000,
      retry: { attempts: 2, pauseMs: 0 },
      run: async ({ database: own }) => {
        await own.query('select pg_sleep(600)');
        return {};
      },
    });
    const scheduler = await schedule([sleeps], { leaseMs: 600_000_000 });
    later(firstNight);
    await scheduler.look();
    await asleep();
    later('2025-11-05T21:20:00Z');
    await scheduler.look(); // ends the first attempt, and begins the second
    await asleep();
    later('2025-11-05T21:25:00Z');
    await scheduler.look();
    await scheduler.settled();
    expect(await runs()).toMatchObject([{ state: 'FAILED', attempt_count: 2 }]);
    const attempts = await database.query<{ state: string; error: string }>('select state, error from job_run_attempt');
    expect(attempts.map(({ state }) => state)).toEqual(['STUCK', 'STUCK']);
    expect(attempts[0]!.error).toMatch(/^Stuck: it had run .*longer than the job may take, and was ended\.$/);
  });

  it('work that does not give up is left to itself: its worker goes on, and stops when it is told to', async () => {
    let isBegun = false;
    const forEver = effectJob({
      name: 'for-ever',
      timeLimitMs: 60_000,
      retry: { attempts: 1, pauseMs: 0 },
      run: async ({ database: own }) => {
        await own.transaction('READ COMMITTED', async () => {
          isBegun = true;
          await new Promise(() => undefined);
        });
        return {};
      },
    });
    const scheduler = await schedule([forEver, effectJob({ name: 'other' })], { leaseMs: 1_500 });
    later(firstNight);
    await scheduler.look();
    while (!isBegun) await database.query('select pg_sleep(0.05)');
    later('2025-11-05T21:20:00Z');
    await scheduler.look();
    expect((await runs()).map(({ job, state }) => `${job} ${state}`)).toEqual(['for-ever FAILED', 'other SUCCEEDED']);
    await scheduler.settled();
  });

  it('keeps the error of a failure as it can, also one that goes round in a circle', async () => {
    const circle = new Error('letters \u0000 that PostgreSQL keeps not');
    circle.cause = new Error('the cause', { cause: circle });
    const run: Job['run'] = () => Promise.reject(circle);
    const scheduler = await schedule([effectJob({ name: 'circle', retry: { attempts: 1, pauseMs: 0 }, run })]);
    later(firstNight);
    await finish(scheduler);
    const [failed] = await database.query<{ state: string; error: string }>('select state, error from job_run');
    expect(failed!.state).toBe('FAILED');
    expect(failed!.error).toMatch(/letters \ufffd that[^]*the cause[^]*Circular/);
  });

  it('a lease that is renewed is not lost, however long the run takes', async () => {
    const { open, opened } = latch();
    const long = effectJob({ name: 'long', run: takeEffect('long', () => opened) });
    const scheduler = await schedule([long], { leaseMs: 600 });
    later(firstNight);
    await scheduler.look();
    for (let second = 0; second < 8; second += 1) {
      now = new Date(now.getTime() + 250);
      await database.query('select pg_sleep(0.25)');
      await scheduler.look();
    }
    open();
    await finish(scheduler);
    expect(await runs()).toMatchObject([{ state: 'SUCCEEDED', attempt_count: 1 }]);
  });
});

describe('a scheduler that is stopped', () => {
  const twoSteps = (gate: Promise<void>, begin: () => void = () => undefined): Job['run'] => {
    const first = (): Promise<void> => {
      begin();
      return gate;
    };
    return async (context) => {
      await takeEffect('first', first)({ ...context, once: (_step, work) => context.once('first', work) });
      await takeEffect('second')({ ...context, once: (_step, work) => context.once('second', work) });
      return { rows: 2 };
    };
  };

  it('lets the step finish, begins no other, and leaves the rest to the next one', async () => {
    const [{ open, opened }, { open: begin, opened: begun }] = [latch(), latch()];
    const scheduler = await schedule([effectJob({ name: 'steps', run: twoSteps(opened, begin) })]);
    later(firstNight);
    await scheduler.look();
    await begun;
    const stopped = scheduler.stop(60_000);
    open();
    await stopped;
    expect(await runs()).toMatchObject([{ state: 'DUE', attempt_count: 1 }]);
    expect(await effects()).toBe(1);
    await finish(await schedule([effectJob({ name: 'steps', run: twoSteps(opened) })], { worker: 'two' }));
    expect(await runs()).toMatchObject([{ state: 'SUCCEEDED', attempt_count: 2 }]);
    const happened = await database.query('select job, count(*)::integer from effect group by job order by job');
    expect(happened).toEqual([
      { job: 'first', count: 1 },
      { job: 'second', count: 1 },
    ]);
    const attempts = await database.query('select state from job_run_attempt order by number');
    expect(attempts).toEqual([{ state: 'HANDED_BACK' }, { state: 'SUCCEEDED' }]);
  });

  it('cuts short what does not finish in time, and hands it back', async () => {
    const sleeps = effectJob({
      name: 'sleeps',
      run: takeEffect('sleeps', async ({ database: own }) => void (await own.query('select pg_sleep(600)'))),
    });
    const scheduler = await schedule([sleeps]);
    later(firstNight);
    await scheduler.look();
    await asleep();
    await scheduler.stop(100);
    expect(await runs()).toMatchObject([{ state: 'DUE', attempt_count: 1 }]);
    expect(await effects()).toBe(0);
  });
});

describe('what somebody asks for', () => {
  const asked = () => later(new Date(Date.now() + 1_000).toISOString());
  const monthly = (name: string, given: Partial<Job> = {}) => effectJob({ name, schedule: '0 0 1 * *', ...given });

  it('a run of a job, about the day that is named, whatever it needs', async () => {
    const scheduler = await schedule([monthly('one'), monthly('two', { needs: ['one'] })]);
    await requestJobRun(database, { job: 'two', asOf: '2025-10-31', requestedBy: 'Айгүл' });
    asked();
    await finish(scheduler);
    expect((await runs()).filter(({ trigger }) => trigger === 'MANUAL')).toMatchObject([
      { job: 'two', as_of: '2025-10-31', state: 'SUCCEEDED' },
    ]);
    await expect(requestJobRun(database, { job: 'three', requestedBy: 'x' })).rejects.toThrow(
      'There is no job three: there are one, two.',
    );
  });

  it('the end of a run that is under way: it takes no effect', async () => {
    const sleeps = effectJob({
      name: 'sleeps',
      run: takeEffect('sleeps', async ({ database: own }) => void (await own.query('select pg_sleep(600)'))),
    });
    const scheduler = await schedule([sleeps], { leaseMs: 1_500 });
    later(firstNight);
    await scheduler.look();
    await asleep();
    const [run] = await database.query<{ id: string }>('select id from job_run');
    await cancelJobRun(database, run!.id, 'Айгүл');
    await scheduler.settled();
    expect(await runs()).toMatchObject([{ state: 'CANCELLED' }]);
    expect(await effects()).toBe(0);
    await expect(cancelJobRun(database, run!.id, 'x')).rejects.toThrow(/is CANCELLED: only one that is due/);
    await expect(cancelJobRun(database, 'nonsense', 'x')).rejects.toThrow('There is no run nonsense of a job.');
  });

  it('a range of days: what has not succeeded runs, what has is left', async () => {
    const night = effectJob({ name: 'night', catchUp: 'LATEST' });
    const scheduler = await schedule([night]);
    later(firstNight);
    await finish(scheduler);
    const answer = await requestBackfill(database, {
      job: 'night',
      from: '2025-11-01',
      to: '2025-11-05',
      requestedBy: 'x',
    });
    expect(answer).toEqual({ created: 4, repeated: 0, left: 1 });
    now = new Date(Math.max(Date.now() + 1_000, now.getTime()));
    await finish(scheduler);
    const filled = (await runs()).filter(({ as_of: day }) => day <= '2025-11-05');
    expect(filled.map(({ as_of: day, state }) => `${day} ${state}`)).toEqual(
      ['01', '02', '03', '04', '05'].map((day) => `2025-11-${day} SUCCEEDED`),
    );
    await expect(
      requestBackfill(database, { job: 'night', from: '2025-11-05', to: '2025-11-01', requestedBy: 'x' }),
    ).rejects.toThrow('is reversed');
    await expect(
      requestBackfill(database, { job: 'night', from: '2025-11-05', to: '2999-01-01', requestedBy: 'x' }),
    ).rejects.toThrow('ends on a day that is not over');
    const [succeeded] = await database.query<{ id: string }>(`select id from job_run where as_of = '2025-11-05'`);
    await expect(retryJobRun(database, succeeded!.id, 'x')).rejects.toThrow(
      'is SUCCEEDED: ask for a new run of its day instead',
    );
  });
});

describe('runs of one lane', () => {
  let atOnce = 0;
  let most = 0;
  let order: string[] = [];
  const inLane = (name: string, priority: number) =>
    effectJob({
      name,
      priority,
      lane: 'summaries',
      run: async () => {
        order.push(name);
        most = Math.max(most, (atOnce += 1));
        await database.query('select pg_sleep(0.1)');
        atOnce -= 1;
        return {};
      },
    });
  const jobs = [inLane('low', 0), inLane('high', 10), inLane('middle', 5)];

  beforeEach(() => {
    [order, most] = [[], 0];
  });

  it('go on one at a time, the one that matters more first', async () => {
    const scheduler = await schedule(jobs);
    later(firstNight);
    await finish(scheduler);
    expect(order).toEqual(['high', 'middle', 'low']);
    expect(most).toBe(1);
  });

  it('go on one at a time, also where three schedulers would take them at one moment', async () => {
    const schedulers = [];
    for (const worker of ['one', 'two', 'three']) schedulers.push(await schedule(jobs, { worker }));
    later(firstNight);
    while (order.length < jobs.length) await Promise.all(schedulers.map((scheduler) => scheduler.look()));
    await Promise.all(schedulers.map((scheduler) => scheduler.settled()));
    expect(order.sort()).toEqual(['high', 'low', 'middle']);
    expect(most).toBe(1);
  });
});
