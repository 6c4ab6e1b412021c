import { requestJobRun, type Database } from '@oblys/database';
import { registerJobs, type Job, type JobContext, type JobLogger, type JobSettings } from '@oblys/jobs';
import { join } from 'node:path';
import { testMasterKeys } from './master-keys.js';

const silent = () => undefined;

/** What all jobs are made with: open data goes into the folder, and no files wait in it. */
export function jobSettings(folder: string): JobSettings {
  return {
    exportDir: folder,
    importDir: join(folder, 'imports'),
    importLocale: 'KK',
    keepRunsDays: 400,
    keepPersonsMonths: null,
    analyticsDatabaseUrl: null,
    erasuresFile: join(folder, 'erasures.jsonl'),
    openMasterKeys: () => Promise.resolve(testMasterKeys),
  };
}

/** A logger that nobody reads. */
export const silentLogger: JobLogger = { info: silent, warn: silent, error: silent, child: () => silentLogger };

/** A job that writes a row of `effect` in the transaction that passes the fence. */
export function effectJob(given: Partial<Job> & Pick<Job, 'name'>): Job {
  return {
    titles: { kk: given.name, ru: given.name, en: given.name },
    schedule: '15 2 * * *',
    catchUp: 'LATEST',
    retry: { attempts: 3, pauseMs: 0 },
    timeLimitMs: 3_600_000,
    run: takeEffect(given.name),
    ...given,
  };
}

/** The work of a job that writes one row of `effect`. */
export function takeEffect(job: string, before: (context: JobContext) => Promise<void> = () => Promise.resolve()) {
  return async (context: JobContext) => {
    await context.once('effect', (fence) =>
      context.database.transaction('REPEATABLE READ', async (sql) => {
        await before(context);
        await sql.query('insert into effect (job, scheduled_for, as_of) values ($1, $2, $3)', [
          job,
          context.scheduledFor,
          context.asOf,
        ]);
        await fence.pass(sql, { job });
        return { job };
      }),
    );
    return { rows: 1 };
  };
}

/** What the jobs of a test write: more than one row of a moment is an effect that happened twice. */
export async function createEffectTable(database: Database): Promise<void> {
  await database.query(
    'create table effect (job text not null, scheduled_for timestamptz not null, as_of date not null, happened_at timestamptz not null default clock_timestamp())',
  );
}

/** A run of a job for a fence to belong to; gives its id. */
export async function createJobRun(database: Database): Promise<string> {
  const job = effectJob({ name: 'any' });
  await registerJobs(database, [job], null);
  return requestJobRun(database, { job: job.name, requestedBy: 'test' });
}
