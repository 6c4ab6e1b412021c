import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '@oblys/database';
import type { Database } from '@oblys/database';
import { loadReport, readReport, seedReport } from '@oblys/ingest';
import { jobs, JobRunner, nightlyRollupJob, startScheduler } from '@oblys/jobs';
import type { Job, JobLogger } from '@oblys/jobs';
import { createTestDatabase, demoTemplate } from '../support/index.js';
import type { TestDatabase } from '../support/index.js';

const silent = () => undefined;
const logger: JobLogger = { info: silent, warn: silent, error: silent, child: () => logger };

describe('the scheduler', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase({ template: await demoTemplate() });
    database = await openDatabase({ url: testDatabase.url });
    const report = await readReport(seedReport);
    await database.transaction('READ COMMITTED', (sql) => loadReport(sql, report));
  });

  afterAll(async () => {
    await database?.close();
    await testDatabase?.drop();
  });

  const runsOf = () =>
    database.query<{ kind: string; state: string; as_of: string }>(
      `select kind, state, as_of from run where kind in ('ROLLUP', 'RECONCILE') order by started_at, id`,
    );

  it('nightly-rollup builds the summaries as of its day, then reconciles the reports', async () => {
    const runner = new JobRunner(nightlyRollupJob, { database, logger, signal: new AbortController().signal });
    expect(await runner.run('2025-11-05')).toBe('SUCCEEDED');
    expect(await runsOf()).toMatchObject([
      { kind: 'ROLLUP', state: 'SUCCEEDED', as_of: '2025-11-05' },
      { kind: 'RECONCILE', state: 'SUCCEEDED' },
    ]);
    const builds = await database.query<{ as_of: string }>('select as_of from build');
    expect(builds).toEqual(Array(15).fill({ as_of: '2025-11-05' }));
    const verdicts = await database.query<{ verdict: string }>('select distinct verdict from figure_verdict');
    expect(verdicts.map(({ verdict }) => verdict).sort()).toEqual(['CONSISTENT', 'MATCH', 'WITHIN_ROUNDING']);
  });

  it('a run that the stopping scheduler cuts short changes nothing', async () => {
    const stopping = new AbortController();
    const stopAtOnce: Job = {
      ...nightlyRollupJob,
      run: (context, asOf) => {
        const running = nightlyRollupJob.run(context, asOf);
        stopping.abort(new Error('The scheduler stops.'));
        return running;
      },
    };
    const runner = new JobRunner(stopAtOnce, { database, logger, signal: stopping.signal });
    expect(await runner.run('2025-11-04')).toBe('ABORTED');
    const [build] = await database.query<{ as_of: string }>('select distinct as_of from build');
    expect(build).toEqual({ as_of: '2025-11-05' });
  });

  it('runs the jobs at their times in Asia/Almaty, until it is stopped', async () => {
    const scheduler = await startScheduler({ database, logger });
    const [nightly] = scheduler.jobs;
    expect(jobs).toEqual([nightlyRollupJob]);
    expect(nightly?.nextRunAt?.toISOString()).toMatch(/T21:15:00\.000Z$/); // 02:15 at UTC+5
    await scheduler.stop();
  });

  it('runs a job that is due, as of the business day before, and waits for it when stopped', async () => {
    const days: string[] = [];
    const everySecond: Job = {
      name: 'every-second',
      schedule: '* * * * * *',
      run: async ({ database: given }, asOf) => {
        await given.query('select pg_sleep(0.2)');
        days.push(asOf);
      },
    };
    const scheduler = await startScheduler({ database, logger, jobs: [everySecond] });
    while (days.length === 0) await database.query('select pg_sleep(0.05)');
    await scheduler.stop();
    const count = days.length;
    const [row] = await database.query<{ day: string }>(
      `select (now() at time zone 'Asia/Almaty')::date - 1 as day from pg_sleep(1.2)`,
    );
    expect(days).toEqual(Array(count).fill(row?.day));
  });
});
