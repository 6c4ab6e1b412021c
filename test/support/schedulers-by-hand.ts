import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { assertJobs, registerJobs, Scheduler, type Job } from '@oblys/jobs';
import { createEffectTable, silentLogger } from './jobs.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

/** 02:16 of the 6th in Almaty: the first night after a test has begun. */
export const firstNight = '2025-11-05T21:16:00Z';

interface RunShown {
  job: string;
  as_of: string;
  state: string;
  trigger: string;
  attempt_count: number;
}

/** Schedulers that look when they are told to, by a clock of the test, on a database of its own. */
export class SchedulersByHand {
  database!: Database;
  /** What the clock of all of them shows. */
  now = new Date();
  private testDatabase!: TestDatabase;
  private readonly running: Scheduler[] = [];

  constructor() {
    beforeAll(async () => {
      this.testDatabase = await createTestDatabase();
      this.database = await openDatabase({ url: this.testDatabase.url });
      await createEffectTable(this.database);
    });
    beforeEach(async () => {
      this.now = new Date('2025-11-05T12:00:00Z'); // 17:00 in Almaty
      for (const table of ['effect', 'job_run', 'job']) await this.database.query(`delete from ${table}`);
    });
    afterEach(async () => {
      for (const scheduler of this.running.splice(0)) await scheduler.stop(0);
    });
    afterAll(async () => {
      await this.database?.close();
      await this.testDatabase?.drop();
    });
  }

  later(iso: string): void {
    this.now = new Date(iso);
  }

  async schedule(jobs: readonly Job[], { leaseMs = 60_000, worker = 'one' } = {}): Promise<Scheduler> {
    const { database, running } = this;
    assertJobs(jobs);
    await registerJobs(database, jobs, this.now);
    const clock = () => this.now;
    const scheduler = new Scheduler({ database, logger: silentLogger, jobs, worker, leaseMs, clock });
    running.push(scheduler);
    return scheduler;
  }

  /** Until nothing is left that could go on at this moment. */
  async finish(...schedulers: Scheduler[]): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      for (const scheduler of schedulers) await scheduler.look();
      for (const scheduler of schedulers) await scheduler.settled();
    }
  }

  runs(): Promise<RunShown[]> {
    return this.database.query(
      'select job, as_of, state, trigger, attempt_count from job_run order by scheduled_for, job',
    );
  }

  /** How many rows of `effect` there are. */
  async effects(): Promise<number> {
    return (await this.database.query('select from effect')).length;
  }

  /** Once a statement of an attempt sleeps. */
  async asleep(): Promise<void> {
    await this.untilActivity(`state = 'active' and query like '%pg_sleep%'`);
  }

  /** Once a transaction of an attempt is open and waits. */
  async heldOpen(): Promise<void> {
    await this.untilActivity(`state = 'idle in transaction'`);
  }

  private async untilActivity(condition: string): Promise<void> {
    const found = `select from pg_stat_activity where datname = current_database() and application_name like 'oblys run %' and ${condition}`;
    while ((await this.database.query(found)).length === 0);
  }
}

/** What waits, until somebody opens it. */
export function createLatch(): { open(): void; opened: Promise<void> } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}
