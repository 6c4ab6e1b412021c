import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadAreas, loadVocabulary, openDatabase, requestBackfill, type Database } from '@oblys/database';
import { addDays } from '@oblys/domain';
import { loadDemo, loadReport, readReport, seedReport } from '@oblys/ingest';
import { refresh, verify } from '@oblys/rollups';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { makeRunFolder } from '../support/run-folder.js';
import { createRandom } from '../support/random.js';

/** How many nights a worker is killed in: 3 show it, OBLYS_KILLS=50 is the whole proof. */
const killCount = Number(process.env['OBLYS_KILLS'] || 3);
const seed = Number(process.env['OBLYS_KILLS_SEED'] || 50);
const leaseMs = 1_500;
const demoUntil = '2025-08-31';

const chain = [
  'nightly-rollup',
  'nightly-publication',
  'nightly-verify',
  'reconcile-reports',
  'data-quality',
  'open-data-export',
];

describe(`a worker killed at ${killCount} random moments of the nightly chain`, () => {
  let testDatabase: TestDatabase;
  let database: Database;
  const processes: ChildProcess[] = [];
  const exportDir = makeRunFolder('open-data');

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = await openDatabase({ url: testDatabase.url });
    const report = await readReport(seedReport);
    await database.transaction('READ COMMITTED', async (sql) => {
      await loadAreas(sql);
      await loadVocabulary(sql);
      await loadReport(sql, report);
    });
    await loadDemo(database, { until: demoUntil });
    await refresh(database, { asOf: demoUntil });
  }, 120_000);

  afterAll(async () => {
    for (const each of processes) each.kill('SIGKILL');
    await database?.close();
    await testDatabase?.drop();
    rmSync(exportDir, { recursive: true, force: true });
  });

  const startWorker = async (): Promise<ChildProcess> => {
    const script = join(import.meta.dirname, '..', 'support', 'scheduler-process.js');
    const child = spawn(process.execPath, [script, testDatabase.url, String(leaseMs), exportDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    processes.push(child);
    await once(child.stdout!, 'data');
    return child;
  };

  const beginNight = async (night: string): Promise<void> => {
    // Something of every topic's tables changes, so that the night has work to do.
    await database.query(
      `update funded_project set amount = amount + 1 where id in (select id from funded_project order by id limit 500)`,
    );
    await database.query(
      `update roadmap_item set executed_on = $1::date where executed_on is null and starts_on < $1::date and withdrawn_on is null and id in (select id from roadmap_item where executed_on is null order by id limit 1)`,
      [night],
    );
    for (const job of chain) await requestBackfill(database, { job, from: night, to: night, requestedBy: 'test' });
  };

  const runsOf = (night: string) =>
    database.query<{ job: string; state: string; error: string | null }>(
      'select job, state, error from job_run where as_of = $1 order by job',
      [night],
    );

  /** Waits for the chain, and gives how long it took; throws once a run has failed for good. */
  const finishNight = async (night: string): Promise<void> => {
    for (const endAtMs = performance.now() + 120_000; ;) {
      const runs = await runsOf(night);
      const failed = runs.find(({ state }) => state === 'FAILED' || state === 'CANCELLED');
      if (failed) throw new Error(`${failed.job} of ${night} ${failed.state}: ${failed.error}`);
      if (runs.length === chain.length && runs.every(({ state }) => state === 'SUCCEEDED')) return;
      if (performance.now() > endAtMs) throw new Error(`The night ${night} does not end: ${JSON.stringify(runs)}`);
      await sleep(20);
    }
  };

  const runningOn = (worker: ChildProcess) =>
    database.query<{ job: string }>(
      `select job_run.job
         from job_lease
         join job_run on job_run.id = job_lease.run_id and job_run.token = job_lease.token
        where job_lease.worker like '%:' || $1::text and job_run.state = 'RUNNING'
        order by 1`,
      [String(worker.pid)],
    );

  it(
    'completes each night, with figures right to the unit, and leaves nothing RUNNING',
    async () => {
      const { below } = createRandom(seed);
      let night = demoUntil;
      let worker = await startWorker();
      let chainMs = Infinity;
      // The first is slower than those that follow, whose moments would lie behind their end.
      for (let undisturbed = 0; undisturbed < 2; undisturbed += 1) {
        night = addDays(night, 1);
        const begunAtMs = performance.now();
        await beginNight(night);
        await finishNight(night);
        chainMs = Math.min(chainMs, performance.now() - begunAtMs);
      }

      const killedAt: Record<string, number> = {};
      let tooLate = 0;
      for (let kill = 0; kill < killCount; kill += 1) {
        night = addDays(night, 1);
        await beginNight(night);
        await sleep(below(Math.ceil(chainMs * 0.9)));
        if ((await runsOf(night)).every(({ state }) => state === 'SUCCEEDED')) {
          // A night that was over sooner than those before: no moment of its chain, so that another night has one.
          expect((tooLate += 1)).toBeLessThanOrEqual(Math.ceil(killCount / 5));
          chainMs *= 0.9;
          kill -= 1;
          continue;
        }
        // Held still, so that what runs at this moment is still running when it dies.
        worker.kill('SIGSTOP');
        let running = await runningOn(worker);
        // Between two runs of the chain nothing runs: the next moment at which something does is the one.
        while (running.length === 0 && (await runsOf(night)).some(({ state }) => state === 'DUE')) {
          worker.kill('SIGCONT');
          await sleep(5 + below(20));
          worker.kill('SIGSTOP');
          running = await runningOn(worker);
        }
        worker.kill('SIGKILL');
        if (running.length === 0) throw new Error(`Nothing was running at kill ${kill + 1}: it proves nothing.`);
        for (const { job } of running) killedAt[job] = (killedAt[job] ?? 0) + 1;
        await once(worker, 'exit');
        worker = await startWorker();
        await finishNight(night);

        const { differences } = await verify(database);
        expect({ night, differences }).toEqual({ night, differences: 0 });
        const [left] = await database.query<Record<string, number>>(
          `select (select count(*)::integer from job_run where state = 'RUNNING') as runs,
                  (select count(*)::integer from job_run_attempt where state = 'RUNNING') as attempts,
                  (select count(*)::integer from job_lease) as leases,
                  (select count(*)::integer from run where state = 'RUNNING') as work,
                  (select count(*)::integer from publication where as_of = $1 and name = 'nightly') as publications,
                  (select count(distinct as_of)::integer from build where as_of = $1) as builds`,
          [night],
        );
        expect(left).toEqual({ runs: 0, attempts: 0, leases: 0, work: 0, publications: 1, builds: 1 });
      }
      const [attempts] = await database.query<{ lost: number; steps: number; twice: number }>(
        `select (select count(*)::integer from job_run_attempt where state = 'LOST') as lost`,
      );
      expect(attempts!.lost).toBeGreaterThanOrEqual(killCount);
      process.stdout.write(
        `${killCount} kills (seed ${seed}), ${tooLate} nights over too soon for one, the chain of a night takes ${Math.round(chainMs)} ms: killed while running ` +
          `${Object.entries(killedAt)
            .map(([job, count]) => `${job} ${count}`)
            .join(', ')}; ${attempts!.lost} attempts lost and taken over, every night complete, no differences.\n`,
      );
    },
    60_000 + killCount * 60_000,
  );
});
