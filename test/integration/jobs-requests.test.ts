import { describe, expect, it } from '@jest/globals';
import { cancelJobRun, requestBackfill, requestJobRun, retryJobRun } from '@oblys/database';
import type { Job } from '@oblys/jobs';
import { effectJob, takeEffect } from '../support/jobs.js';
import { firstNight, SchedulersByHand } from '../support/schedulers-by-hand.js';

const hand = new SchedulersByHand();

describe('what somebody asks for', () => {
  const asked = () => hand.later(new Date(Date.now() + 1_000).toISOString());
  const monthly = (name: string, given: Partial<Job> = {}) => effectJob({ name, schedule: '0 0 1 * *', ...given });

  it('a run of a job, about the day that is named, whatever it needs', async () => {
    const scheduler = await hand.schedule([monthly('one'), monthly('two', { needs: ['one'] })]);
    await requestJobRun(hand.database, { job: 'two', asOf: '2025-10-31', requestedBy: 'Айгүл' });
    asked();
    await hand.finish(scheduler);
    expect((await hand.runs()).filter(({ trigger }) => trigger === 'MANUAL')).toMatchObject([
      { job: 'two', as_of: '2025-10-31', state: 'SUCCEEDED' },
    ]);
    await expect(requestJobRun(hand.database, { job: 'three', requestedBy: 'x' })).rejects.toThrow(
      'There is no job three: there are one, two.',
    );
  });

  it('the end of a run that is under way: it takes no effect', async () => {
    const sleeps = effectJob({
      name: 'sleeps',
      run: takeEffect('sleeps', async ({ database: own }) => void (await own.query('select pg_sleep(600)'))),
    });
    const scheduler = await hand.schedule([sleeps], { leaseMs: 1_500 });
    hand.later(firstNight);
    await scheduler.look();
    await hand.asleep();
    const [run] = await hand.database.query<{ id: string }>('select id from job_run');
    await cancelJobRun(hand.database, run!.id, 'Айгүл');
    await scheduler.settled();
    expect(await hand.runs()).toMatchObject([{ state: 'CANCELLED' }]);
    expect(await hand.effects()).toBe(0);
    await expect(cancelJobRun(hand.database, run!.id, 'x')).rejects.toThrow(/is CANCELLED: only one that is due/);
    await expect(cancelJobRun(hand.database, 'nonsense', 'x')).rejects.toThrow('There is no run nonsense of a job.');
  });

  it('a range of days: what has not succeeded runs, what has is left', async () => {
    const night = effectJob({ name: 'night', catchUp: 'LATEST' });
    const scheduler = await hand.schedule([night]);
    hand.later(firstNight);
    await hand.finish(scheduler);
    const answer = await requestBackfill(hand.database, {
      job: 'night',
      from: '2025-11-01',
      to: '2025-11-05',
      requestedBy: 'x',
    });
    expect(answer).toEqual({ created: 4, repeated: 0, left: 1 });
    hand.now = new Date(Math.max(Date.now() + 1_000, hand.now.getTime()));
    await hand.finish(scheduler);
    const filled = (await hand.runs()).filter(({ as_of: day }) => day <= '2025-11-05');
    expect(filled.map(({ as_of: day, state }) => `${day} ${state}`)).toEqual(
      ['01', '02', '03', '04', '05'].map((day) => `2025-11-${day} SUCCEEDED`),
    );
    await expect(
      requestBackfill(hand.database, { job: 'night', from: '2025-11-05', to: '2025-11-01', requestedBy: 'x' }),
    ).rejects.toThrow('is reversed');
    await expect(
      requestBackfill(hand.database, { job: 'night', from: '2025-11-05', to: '2999-01-01', requestedBy: 'x' }),
    ).rejects.toThrow('ends on a day that is not over');
    const [succeeded] = await hand.database.query<{ id: string }>(`select id from job_run where as_of = '2025-11-05'`);
    await expect(retryJobRun(hand.database, succeeded!.id, 'x')).rejects.toThrow(
      'is SUCCEEDED: ask for a new run of its day instead',
    );
  });
});
