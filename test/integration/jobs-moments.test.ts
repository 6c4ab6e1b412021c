import { beforeEach, describe, expect, it } from '@jest/globals';
import { retryJobRun } from '@oblys/database';
import { assertJobs, createJobs, startScheduler, type Job } from '@oblys/jobs';
import { jobSettings, effectJob, silentLogger, takeEffect } from '../support/jobs.js';
import { createLatch, firstNight, SchedulersByHand } from '../support/schedulers-by-hand.js';

const hand = new SchedulersByHand();

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
    await expect(startScheduler({ database: hand.database, logger: silentLogger, jobs })).rejects.toThrow(reason);
    expect(await hand.database.query('select name from job')).toEqual([]);
  });

  it('the ones there are can be started', () =>
    expect(() => assertJobs(createJobs(jobSettings('open-data')))).not.toThrow());
});

describe('moments that come', () => {
  it('a new job has no moment before it is known', async () => {
    await hand.finish(await hand.schedule([effectJob({ name: 'night', catchUp: 'ALL' })]));
    expect(await hand.runs()).toEqual([]);
  });

  it('a moment makes one run, about the day before by the clocks of its zone', async () => {
    const both = [
      await hand.schedule([effectJob({ name: 'night' })]),
      await hand.schedule([effectJob({ name: 'night' })], { worker: 'two' }),
    ];
    hand.later('2025-11-05T21:15:20Z');
    await hand.finish(...both);
    expect(await hand.runs()).toEqual([
      { job: 'night', as_of: '2025-11-05', state: 'SUCCEEDED', trigger: 'SCHEDULE', attempt_count: 1 },
    ]);
    expect(await hand.effects()).toBe(1);
  });

  it.each([
    ['ALL', ['2025-11-05', '2025-11-06', '2025-11-07', '2025-11-08'], 0],
    ['LATEST', ['2025-11-08'], 3],
    ['NONE', [], 0],
  ] as const)('nights that were missed are caught up: %s', async (catchUp, days, missed) => {
    const scheduler = await hand.schedule([effectJob({ name: 'night', catchUp })]);
    hand.later('2025-11-09T09:00:00Z');
    await hand.finish(scheduler);
    const found = await hand.runs();
    expect(found.map(({ as_of: day }) => day)).toEqual(days);
    expect(found.every(({ trigger }) => trigger === 'CATCH_UP')).toBe(true);
    const [counted] = await hand.database.query('select coalesce(max(missed_count), 0) as missed from job_run');
    expect(counted).toEqual({ missed });
    // Nothing of it comes a second time, also when the clock goes back.
    hand.later('2025-11-07T09:00:00Z');
    await hand.finish(scheduler);
    hand.later('2025-11-09T10:00:00Z');
    await hand.finish(scheduler);
    expect(await hand.runs()).toEqual(found);
  });

  it('a job that catches nothing up does not queue behind itself', async () => {
    const { open, opened } = createLatch();
    const often = effectJob({
      name: 'often',
      schedule: '*/5 * * * *',
      catchUp: 'NONE',
      run: takeEffect('often', () => opened),
    });
    const scheduler = await hand.schedule([often]);
    for (const minute of ['05', '10', '15']) {
      hand.later(`2025-11-05T12:${minute}:01Z`);
      await scheduler.look();
    }
    expect(await hand.runs()).toHaveLength(1);
    open();
    await scheduler.settled();
    hand.later('2025-11-05T12:20:01Z');
    await hand.finish(scheduler);
    expect(await hand.runs()).toHaveLength(2);
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
    const scheduler = await hand.schedule(chain());
    hand.later(firstNight);
    await hand.finish(scheduler);
    const order = await hand.database.query<{ job: string }>(
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
    const scheduler = await hand.schedule(chain(run));
    hand.later(firstNight);
    await hand.finish(scheduler);
    expect((await hand.runs()).map(({ job, state }) => `${job} ${state}`)).toEqual([
      'exports DUE',
      'other SUCCEEDED',
      'publication DUE',
      'rollup DUE',
    ]);
    hand.later('2025-11-05T21:18:00Z'); // the pause before the second attempt is over
    await hand.finish(scheduler);
    const failed = await hand.runs();
    expect(failed.map(({ job, state, attempt_count: tried }) => `${job} ${state} ${tried}`)).toEqual([
      'exports BLOCKED 0',
      'other SUCCEEDED 1',
      'publication BLOCKED 0',
      'rollup FAILED 2',
    ]);
    const [rollup] = await hand.database.query<{ id: string; error: string }>(
      `select id, error from job_run where job = 'rollup'`,
    );
    expect(rollup!.error).toMatch(/the disk is full[^]*\[cause\]: Error: ENOSPC/);

    isBroken = false;
    await retryJobRun(hand.database, rollup!.id, 'Айгүл');
    hand.later(new Date(Date.now() + 1_000).toISOString()); // a retry is due by the clock of the database
    await hand.finish(scheduler);
    const ended = (await hand.runs()).filter(({ as_of: day }) => day === '2025-11-05');
    expect(ended.map(({ job, state }) => `${job} ${state}`)).toEqual([
      'exports SUCCEEDED',
      'other SUCCEEDED',
      'publication SUCCEEDED',
      'rollup SUCCEEDED',
    ]);
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
        await hand.database.query('select pg_sleep(0.1)');
        atOnce -= 1;
        return {};
      },
    });
  const jobs = [inLane('low', 0), inLane('high', 10), inLane('middle', 5)];

  beforeEach(() => {
    [order, most] = [[], 0];
  });

  it('go on one at a time, the one that matters more first', async () => {
    const scheduler = await hand.schedule(jobs);
    hand.later(firstNight);
    await hand.finish(scheduler);
    expect(order).toEqual(['high', 'middle', 'low']);
    expect(most).toBe(1);
  });

  it('go on one at a time, also where three schedulers would take them at one moment', async () => {
    const schedulers = [];
    for (const worker of ['one', 'two', 'three']) schedulers.push(await hand.schedule(jobs, { worker }));
    hand.later(firstNight);
    while (order.length < jobs.length) await Promise.all(schedulers.map((scheduler) => scheduler.look()));
    await Promise.all(schedulers.map((scheduler) => scheduler.settled()));
    expect(order.sort()).toEqual(['high', 'low', 'middle']);
    expect(most).toBe(1);
  });
});
