import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { logicalDate, ticksBetween } from '@oblys/domain';
import { registerJobs, Scheduler, type Job } from '@oblys/jobs';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { createEffectTable, effectJob, silentLogger, takeEffect } from '../support/jobs.js';
import { createRandom } from '../support/random.js';

/** How many times the schedulers wake: 300 show it, OBLYS_TICKS=10000 is the whole proof. */
const tickCount = Number(process.env['OBLYS_TICKS'] || 300);
const seed = Number(process.env['OBLYS_TICKS_SEED'] || 20_240_301);

const timeZone = 'Asia/Almaty';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Every schedule there is of: nights, a time that comes twice on 2024-03-01, hours, a month, a zone of its own. */
const defined: readonly Job[] = [
  effectJob({ name: 'night', schedule: '15 2 * * *', catchUp: 'ALL' }),
  effectJob({ name: 'late-evening', schedule: '30 23 * * *', catchUp: 'ALL' }),
  effectJob({ name: 'after-night', schedule: '15 2 * * *', catchUp: 'ALL', needs: ['night'] }),
  effectJob({ name: 'six-hourly', schedule: '0 */6 * * *', catchUp: 'ALL', timeZone: 'America/New_York' }),
  effectJob({ name: 'latest-night', schedule: '0 3 * * *', catchUp: 'LATEST' }),
  effectJob({ name: 'monthly', schedule: '0 0 1 * *', catchUp: 'ALL' }),
  effectJob({
    name: 'unsteady',
    schedule: '45 2 * * *',
    catchUp: 'ALL',
    retry: { attempts: 50, pauseMs: 0 },
    run: takeEffect('unsteady', ({ scheduledFor }) =>
      // Fails before it takes effect, now and then.
      Math.random() < 0.3 ? Promise.reject(new Error(`no luck at ${scheduledFor.toISOString()}`)) : Promise.resolve(),
    ),
  }),
];

/** The clock may jump by a month while a run goes on, which is stuck for no one. */
const jobs = defined.map((job) => ({ ...job, timeLimitMs: 10_000 * dayMs }));

describe(`three schedulers for ${tickCount} ticks of a simulated clock`, () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = await openDatabase({ url: testDatabase.url });
    await createEffectTable(database);
  });

  afterAll(async () => {
    await database?.close();
    await testDatabase?.drop();
  });

  it(
    'each due run takes effect exactly once, and none is lost',
    async () => {
      const { below } = createRandom(seed);
      const random = () => below(1_000_000) / 1_000_000;
      const begin = new Date('2024-02-20T00:00:00Z');
      let clock = begin;
      let furthest = begin;
      const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ url: testDatabase.url })));
      await registerJobs(database, jobs, begin);
      const schedulers = opened.map(
        (own, index) =>
          new Scheduler({
            database: own,
            logger: silentLogger,
            jobs,
            worker: `simulated ${index + 1}`,
            leaseMs: 20 * dayMs,
            clock: () => clock,
          }),
      );
      const halfway = Math.floor(tickCount / 2);
      let jumps = 0;
      for (let tick = 0; tick < tickCount; tick += 1) {
        const dice = random();
        let stepMs = random() * 20 * 60_000;
        if (dice < 0.001 || tick === halfway)
          stepMs = 31 * dayMs; // a month of nights missed
        else if (dice < 0.011)
          stepMs = -random() * 3 * dayMs; // the clock is put back
        else if (dice < 0.021) stepMs = random() * 2 * dayMs;
        if (Math.abs(stepMs) > hourMs) jumps += 1;
        clock = new Date(clock.getTime() + stepMs);
        if (clock > furthest) furthest = clock;
        // Some miss the tick, the others look at the same moment.
        const awake = schedulers.filter(() => random() < 0.8);
        await Promise.all(awake.map((scheduler) => scheduler.look()));
      }
      clock = new Date(furthest.getTime() + 1);
      await finish(database, schedulers);

      const unfinished = await database.query(
        `select job, scheduled_for, state, attempt_count, error from job_run where state <> 'SUCCEEDED' order by scheduled_for limit 5`,
      );
      expect(unfinished).toEqual([]);

      const expected = jobs
        .filter(({ catchUp }) => catchUp === 'ALL')
        .flatMap(({ name, schedule, timeZone: zone = timeZone }) =>
          ticksBetween({ expression: schedule, timeZone: zone }, begin, clock).ticks.map(
            (at) => `${name} ${at.toISOString()} about ${logicalDate(at, zone)}`,
          ),
        )
        .sort();
      const effects = await database.query<{ job: string; scheduled_for: Date; as_of: string }>('select * from effect');
      const happened = effects.map((row) => `${row.job} ${row.scheduled_for.toISOString()} about ${row.as_of}`);
      expect(happened.filter((what) => !what.startsWith('latest-night')).sort()).toEqual(expected);

      // One stands for all that were missed: no moment is without a run, none is in two.
      const [latest] = await database.query<{ moments: number; runs: number; effects: number }>(
        `select sum(1 + missed_count)::integer as moments, count(*)::integer as runs,
                (select count(*)::integer from effect where job = 'latest-night') as effects
           from job_run where job = 'latest-night'`,
      );
      const nights = ticksBetween({ expression: '0 3 * * *', timeZone }, begin, clock).count;
      expect(latest).toMatchObject({ moments: nights, effects: latest!.runs });

      const states = await database.query('select state, count(*)::integer from job_run group by state');
      expect(states).toEqual([{ state: 'SUCCEEDED', count: happened.length }]);
      const [attempts] = await database.query<{ failed: number; workers: number; months: number }>(
        `select count(*) filter (where state = 'FAILED')::integer as failed, count(distinct worker)::integer as workers,
                (select count(*)::integer from job_run where trigger = 'CATCH_UP') as months
           from job_run_attempt`,
      );
      expect(attempts!.failed).toBeGreaterThan(0);
      expect(attempts!.workers).toBe(3);
      expect(jumps).toBeGreaterThan(0);
      expect(furthest.getTime()).toBeGreaterThan(new Date('2024-03-02T00:00:00Z').getTime());
      process.stdout.write(
        `${tickCount} ticks of three schedulers (seed ${seed}): ${begin.toISOString()} to ${furthest.toISOString()}, ${jumps} jumps of the clock, ` +
          `${happened.length} runs, each took effect once; ${attempts!.months} caught up, ${attempts!.failed} attempts failed and were repeated.\n`,
      );
      for (const own of opened) await own.close();
    },
    20 * 60_000,
  );
});

/** Until nothing is left to do: what failed is tried again, what waits for others goes on. */
async function finish(database: Database, schedulers: readonly Scheduler[]): Promise<void> {
  for (;;) {
    await Promise.all(schedulers.map((scheduler) => scheduler.look()));
    await Promise.all(schedulers.map((scheduler) => scheduler.settled()));
    const [open] = await database.query<{ count: number }>(
      `select count(*)::integer as count from job_run where state in ('DUE', 'RUNNING', 'BLOCKED')`,
    );
    if (open!.count === 0) return;
  }
}
