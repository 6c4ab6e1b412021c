import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  loadAreas,
  loadVocabulary,
  migrate,
  openDatabase,
  openEmbeddedServer,
  requestBackfill,
  type Database,
  type EmbeddedServer,
} from '@oblys/database';
import { addDays } from '@oblys/domain';
import { loadDemo } from '@oblys/ingest';
import { createJobs, startScheduler, type RunningScheduler } from '@oblys/jobs';
import { refresh, verify } from '@oblys/rollups';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataFolder } from '../support/embedded.js';
import { jobSettings, silentLogger } from '../support/jobs.js';
import { PortForward } from '../support/port-forward.js';

const demoUntil = '2025-08-31';
const chain = ['nightly-rollup', 'nightly-publication', 'nightly-verify', 'reconcile-reports', 'data-quality'];

describe('PostgreSQL restarted in the middle of a chain', () => {
  const folder = new DataFolder();
  let server: EmbeddedServer;
  let forward: PortForward;
  let database: Database;
  let scheduler: RunningScheduler;

  beforeAll(async () => {
    server = await openEmbeddedServer(folder.options);
    forward = await PortForward.open(Number(new URL(server.url).port));
    const url = new URL(server.url);
    url.port = String(forward.port);
    database = await openDatabase({ url: url.toString() });
    await migrate(database);
    await database.transaction('READ COMMITTED', async (sql) => {
      await loadAreas(sql);
      await loadVocabulary(sql);
    });
    await loadDemo(database, { until: demoUntil });
    await refresh(database, { asOf: demoUntil });
    const jobs = createJobs(jobSettings(folder.root));
    scheduler = await startScheduler({ database, jobs, logger: silentLogger });
  }, 120_000);

  afterAll(async () => {
    await scheduler?.stop();
    await database?.close();
    await forward?.close();
    await server?.release();
    await folder.remove();
  });

  const states = async (night: string): Promise<string[]> => {
    const rows = await database.query<{ state: string }>('select state from job_run where as_of = $1', [night]);
    return rows.map(({ state }) => state);
  };

  const restart = async (awayMs: number): Promise<number> => {
    await server.release();
    await sleep(awayMs);
    server = await openEmbeddedServer(folder.options);
    forward.toPort = Number(new URL(server.url).port);
    return performance.now();
  };

  it.each([
    ['at once', 0],
    ['after three seconds', 3_000],
  ])(
    'which comes back %s: jobs go on by themselves, and the chain completes',
    async (_when, awayMs) => {
      const night = addDays(demoUntil, awayMs === 0 ? 1 : 2);
      await database.query('update funded_project set amount = amount + 1');
      for (const job of chain) await requestBackfill(database, { job, from: night, to: night, requestedBy: 'test' });
      while (!(await states(night)).includes('RUNNING')) await sleep(5);
      const backAtMs = await restart(awayMs);

      let resumedAtMs: number | null = null;
      for (;;) {
        const now = await states(night).catch((): string[] => []);
        // Something of the chain goes on or has ended that had not when the server went away.
        const [again] = await database
          .query<{ any: boolean }>(
            `select exists (
                    select from job_run_attempt as attempt
                      join job_run on job_run.id = attempt.run_id
                     where job_run.as_of = $1 and attempt.started_at > pg_postmaster_start_time()
                  ) as any`,
            [night],
          )
          .catch(() => [{ any: false }]);
        if (again!.any) resumedAtMs ??= performance.now();
        if (now.length === chain.length && now.every((state) => state === 'SUCCEEDED')) break;
        if (performance.now() - backAtMs > 120_000) throw new Error(`The chain does not end: ${now.join(', ')}`);
        await sleep(50);
      }
      const resumedAfterMs = Math.round(resumedAtMs! - backAtMs);
      process.stdout.write(
        `PostgreSQL was away for ${awayMs} ms; jobs went on ${resumedAfterMs} ms after its return.\n`,
      );
      expect(await verify(database)).toMatchObject({ differences: 0 });
      const left = await database.query(`select from run where state = 'RUNNING'`);
      expect(left).toEqual([]);
      const cutShort = await database.query<{ state: string; error: string }>(
        `select attempt.state, attempt.error
           from job_run_attempt as attempt
           join job_run on job_run.id = attempt.run_id
          where job_run.as_of = $1 and attempt.state <> 'SUCCEEDED'`,
        [night],
      );
      // A server that goes away is no fault of the job's: it is taken up again at once, without the pause after a failure.
      expect(cutShort.filter(({ state }) => state !== 'LOST')).toEqual([]);
      expect(cutShort.length).toBeGreaterThan(0);
    },
    240_000,
  );
});
