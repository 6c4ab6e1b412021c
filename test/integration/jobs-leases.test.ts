import { describe, expect, it } from '@jest/globals';
import { endAttempt } from '@oblys/database';
import type { Job } from '@oblys/jobs';
import { effectJob, takeEffect } from '../support/jobs.js';
import { createLatch, firstNight, SchedulersByHand } from '../support/schedulers-by-hand.js';

const hand = new SchedulersByHand();

describe('leases', () => {
  it('a worker that wakes up late changes nothing: the run is another’s by then', async () => {
    const { open, opened } = createLatch();
    const slow = effectJob({ name: 'slow', timeLimitMs: 600_000_000, run: takeEffect('slow', () => opened) });
    const hanging = await hand.schedule([slow]);
    hand.later(firstNight);
    await hanging.look();
    await hand.heldOpen();
    const [run] = await hand.database.query<{ id: string; token: string }>('select id, token from job_run');
    // By whoever could not reach its connections: the worker knows nothing of it, and still has its transaction.
    await endAttempt(hand.database, {
      runId: run!.id,
      token: run!.token,
      state: 'LOST',
      error: 'It hangs.',
      now: hand.now,
    });
    const other = await hand.schedule([effectJob({ name: 'slow', catchUp: 'NONE' })], { worker: 'two' });
    await hand.finish(other);
    expect(await hand.effects()).toBe(1);
    open();
    await hanging.settled();
    expect(await hand.effects()).toBe(1);
    expect(await hand.runs()).toMatchObject([{ state: 'SUCCEEDED', attempt_count: 2 }]);
    const attempts = await hand.database.query('select number, worker, state from job_run_attempt order by number');
    expect(attempts).toEqual([
      { number: 1, worker: 'one', state: 'LOST' },
      { number: 2, worker: 'two', state: 'SUCCEEDED' },
    ]);
  });

  it('a worker that hangs with its transaction open is cut off, and frees what it holds', async () => {
    const { open, opened } = createLatch();
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
    const hanging = await hand.schedule([effectJob({ name: 'held', run })], { leaseMs: 600_000_000 });
    hand.later(firstNight);
    await hanging.look();
    await hand.heldOpen();
    hand.later('2025-11-14T00:00:00Z');
    await hand.finish(await hand.schedule([effectJob({ name: 'held', catchUp: 'NONE' })], { worker: 'two' }));
    expect(await hand.runs()).toMatchObject([{ state: 'SUCCEEDED', attempt_count: 2 }]);
    open();
    await hanging.settled();
    expect(await hand.effects()).toBe(1);
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
    const scheduler = await hand.schedule([sleeps], { leaseMs: 600_000_000 });
    hand.later(firstNight);
    await scheduler.look();
    await hand.asleep();
    hand.later('2025-11-05T21:20:00Z');
    await scheduler.look(); // ends the first attempt, and begins the second
    await hand.asleep();
    hand.later('2025-11-05T21:25:00Z');
    await scheduler.look();
    await scheduler.settled();
    expect(await hand.runs()).toMatchObject([{ state: 'FAILED', attempt_count: 2 }]);
    const attempts = await hand.database.query<{ state: string; error: string }>(
      'select state, error from job_run_attempt',
    );
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
    const scheduler = await hand.schedule([forEver, effectJob({ name: 'other' })], { leaseMs: 1_500 });
    hand.later(firstNight);
    await scheduler.look();
    while (!isBegun) await hand.database.query('select pg_sleep(0.05)');
    hand.later('2025-11-05T21:20:00Z');
    await scheduler.look();
    const told = async () => (await hand.runs()).map(({ job, state }) => `${job} ${state}`);
    // The other one was begun by the same look, and may still be at it.
    while ((await told()).includes('other RUNNING')) await hand.database.query('select pg_sleep(0.05)');
    expect(await told()).toEqual(['for-ever FAILED', 'other SUCCEEDED']);
    await scheduler.settled();
  });

  it('keeps the error of a failure as it can, also one that goes round in a circle', async () => {
    const circle = new Error('letters \u0000 that PostgreSQL keeps not');
    circle.cause = new Error('the cause', { cause: circle });
    const run: Job['run'] = () => Promise.reject(circle);
    const scheduler = await hand.schedule([effectJob({ name: 'circle', retry: { attempts: 1, pauseMs: 0 }, run })]);
    hand.later(firstNight);
    await hand.finish(scheduler);
    const [failed] = await hand.database.query<{ state: string; error: string }>('select state, error from job_run');
    expect(failed!.state).toBe('FAILED');
    expect(failed!.error).toMatch(/letters \ufffd that[^]*the cause[^]*Circular/);
  });

  it('a lease that is renewed is not lost, however long the run takes', async () => {
    const { open, opened } = createLatch();
    const long = effectJob({ name: 'long', run: takeEffect('long', () => opened) });
    const scheduler = await hand.schedule([long], { leaseMs: 600 });
    hand.later(firstNight);
    await scheduler.look();
    for (let second = 0; second < 8; second += 1) {
      hand.now = new Date(hand.now.getTime() + 250);
      await hand.database.query('select pg_sleep(0.25)');
      await scheduler.look();
    }
    open();
    await hand.finish(scheduler);
    expect(await hand.runs()).toMatchObject([{ state: 'SUCCEEDED', attempt_count: 1 }]);
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
    const [{ open, opened }, { open: begin, opened: begun }] = [createLatch(), createLatch()];
    const scheduler = await hand.schedule([effectJob({ name: 'steps', run: twoSteps(opened, begin) })]);
    hand.later(firstNight);
    await scheduler.look();
    await begun;
    const stopped = scheduler.stop(60_000);
    open();
    await stopped;
    expect(await hand.runs()).toMatchObject([{ state: 'DUE', attempt_count: 1 }]);
    expect(await hand.effects()).toBe(1);
    await hand.finish(await hand.schedule([effectJob({ name: 'steps', run: twoSteps(opened) })], { worker: 'two' }));
    expect(await hand.runs()).toMatchObject([{ state: 'SUCCEEDED', attempt_count: 2 }]);
    const happened = await hand.database.query('select job, count(*)::integer from effect group by job order by job');
    expect(happened).toEqual([
      { job: 'first', count: 1 },
      { job: 'second', count: 1 },
    ]);
    const attempts = await hand.database.query('select state from job_run_attempt order by number');
    expect(attempts).toEqual([{ state: 'HANDED_BACK' }, { state: 'SUCCEEDED' }]);
  });

  it('cuts short what does not finish in time, and hands it back', async () => {
    const sleeps = effectJob({
      name: 'sleeps',
      run: takeEffect('sleeps', async ({ database: own }) => void (await own.query('select pg_sleep(600)'))),
    });
    const scheduler = await hand.schedule([sleeps]);
    hand.later(firstNight);
    await scheduler.look();
    await hand.asleep();
    await scheduler.stop(100);
    expect(await hand.runs()).toMatchObject([{ state: 'DUE', attempt_count: 1 }]);
    expect(await hand.effects()).toBe(0);
  });
});
