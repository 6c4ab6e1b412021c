import { describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import type { Job, JobContext, JobLogger } from './job.js';
import { JobRunner } from './job-runner.js';

describe('JobRunner', () => {
  it('hands the as-of day to the job and tells that it succeeded', async () => {
    const days: string[] = [];
    const { runner, lines } = createRunner((_context, asOf) => Promise.resolve(void days.push(asOf)));
    expect(await runner.run('2025-11-05')).toBe('SUCCEEDED');
    expect(days).toEqual(['2025-11-05']);
    expect(lines).toMatchObject([{ level: 'info', asOf: '2025-11-05', message: 'succeeded' }]);
  });

  it('counts a throw as a failure, and runs again the next time', async () => {
    let attempts = 0;
    const { runner, lines } = createRunner(() => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error('the disk is full')) : Promise.resolve();
    });
    expect(await runner.run('2025-11-05')).toBe('FAILED');
    expect(await runner.run('2025-11-06')).toBe('SUCCEEDED');
    expect(lines).toMatchObject([{ level: 'error', err: { message: 'the disk is full' } }, { level: 'info' }]);
  });

  it('begins nothing while the run before is at work', async () => {
    let finish: () => void = () => undefined;
    let begun = 0;
    const { runner, lines } = createRunner(() => {
      begun += 1;
      return new Promise((resolve) => (finish = resolve));
    });
    const first = runner.run('2025-11-05');
    expect(await runner.run('2025-11-06')).toBe('OVERLAPPED');
    finish();
    expect(await first).toBe('SUCCEEDED');
    expect(begun).toBe(1);
    expect(lines[0]).toMatchObject({ level: 'warn', asOf: '2025-11-06' });
    const third = runner.run('2025-11-07');
    finish();
    expect(await third).toBe('SUCCEEDED');
  });

  it('tells a run that the stopping scheduler cut short from one that failed', async () => {
    const stopping = new AbortController();
    const { runner } = createRunner(({ signal }) => {
      stopping.abort();
      return Promise.reject(signal.reason as Error);
    }, stopping.signal);
    expect(await runner.run('2025-11-05')).toBe('ABORTED');
    await runner.settled();
  });

  it('begins nothing once the scheduler stops', async () => {
    let begun = 0;
    const { runner } = createRunner(() => Promise.resolve(void (begun += 1)), AbortSignal.abort());
    expect(await runner.run('2025-11-05')).toBe('ABORTED');
    expect(begun).toBe(0);
  });
});

/** The runner does not touch the database; the job's own tests run on a real one. */
function createRunner(run: Job['run'], signal: AbortSignal = new AbortController().signal) {
  const lines: Record<string, unknown>[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, message, ...fields });
  const logger: JobLogger = { info: at('info'), warn: at('warn'), error: at('error'), child: () => logger };
  const context: JobContext = { database: undefined as unknown as Database, logger, signal };
  return { runner: new JobRunner({ name: 'probe', schedule: '* * * * *', run }, context), lines };
}
