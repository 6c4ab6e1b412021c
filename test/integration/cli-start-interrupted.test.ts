import { afterAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { CliProcess, spawnCli, stopRunningClis } from '../support/cli.js';
import { createTestDatabase, onServer } from '../support/postgres.js';

/** Ended in the middle of the work, by a signal or at once: the next start finds nothing half-made. */
describe('oblys start, ended while it works', () => {
  const database = createTestDatabase({ template: 'template0' });
  const start = async () =>
    new CliProcess(['start', '--json'], { DATABASE_URL: (await database).url, OBLYS_SCHEDULER: '0' });

  afterAll(async () => {
    await stopRunningClis();
    await (await database).drop();
  });

  it('rolls back what a SIGINT interrupts, and exits with 130', async () => {
    const process = await start();
    await process.told({ step: 'reference' });
    const { code, stderr } = await process.stop('SIGINT');
    expect({ code, stderr }).toEqual({ code: 130, stderr: 'oblys: Stopped by SIGINT. Nothing unfinished was kept.\n' });
    expect(process.lines().some(({ step }) => step === 'rollups')).toBe(false);
  });

  it('goes on from there after a kill', async () => {
    const killed = await start();
    await killed.told({ step: 'reference' });
    await delay(500); // into the demo, as a rule
    await killed.stop('SIGKILL');
    const process = await start();
    await process.told({ event: 'serving' });
    const report = process.lines().find(({ step }) => step === 'report');
    expect(report?.['summary']).toMatch(/^27 figures: /);
    expect(report?.['verdicts']).not.toContain('MISMATCH');
    expect((await process.stop()).code).toBe(0);
  });

  it('makes up no records where somebody has records of their own', async () => {
    const own = await createTestDatabase();
    try {
      const url = own.url;
      expect((await spawnCli(['migrate'], { DATABASE_URL: url })).code).toBe(0);
      await onServer(url, (client) =>
        client.query(
          `insert into primary_organization (area_code, name, registered_on, source_ref)
           values ('110000000', 'Ұйым', '2024-01-01', 'own-1')`,
        ),
      );
      const process = new CliProcess(['start', '--json'], { DATABASE_URL: url, OBLYS_SCHEDULER: '0' });
      await process.told({ event: 'serving' });
      expect(process.lines().find(({ step }) => step === 'demo')).toMatchObject({ skipped: true, total: 0 });
      expect(process.lines().find(({ step }) => step === 'report')).toMatchObject({ summary: 'none loaded' });
      expect((await process.stop()).code).toBe(0);
    } finally {
      await own.drop();
    }
  });
});
