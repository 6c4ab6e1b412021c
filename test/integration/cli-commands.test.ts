import { afterAll, describe, expect, it } from '@jest/globals';
import { runCli, stopRunningClis } from '../support/cli.js';
import { createTestDatabase, onServer } from '../support/index.js';

/** One after the other on one database, without a `start`: the way of a larger installation. */
describe('the commands of oblys, one by one', () => {
  const database = createTestDatabase({ template: 'template0' });
  const oblys = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli([...args, '--json'], { DATABASE_URL: (await database).url });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    return JSON.parse(stdout) as unknown;
  };

  afterAll(async () => {
    await stopRunningClis();
    await (await database).drop();
  });

  it('migrate lays the tables and the reference, once', async () => {
    expect(await oblys('migrate')).toMatchObject({ reference: { updated: 0, unchanged: 0 } });
    expect(await oblys('migrate')).toMatchObject({ migrations: [], reference: { inserted: 0, updated: 0 } });
  });

  it('demo loads records until a day, once', async () => {
    expect(await oblys('demo', '--until', '2025-11-05')).toMatchObject({ until: '2025-11-05', skipped: false });
    expect(await oblys('demo', '--until', '2025-11-05')).toMatchObject({ skipped: true, total: 0 });
  });

  it('rollup builds every topic, or the one that is named', async () => {
    const built = (await oblys('rollup', '--as-of', '2025-11-05')) as { topics: { topic: string }[] };
    expect(built).toMatchObject({ asOf: '2025-11-05', topics: { length: 15 } });
    expect(await oblys('rollup', '--as-of', '2025-11-05', '--topic', 'roadmap', '--full')).toMatchObject({
      topics: [{ topic: 'roadmap', written: 0 }],
    });
  });

  it('rollup names the topics when an unknown one is asked for', async () => {
    const { code, stdout, stderr } = await runCli(['rollup', '--topic', 'weather'], {
      DATABASE_URL: (await database).url,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^oblys: .*weather.*roadmap[^\n]*\n$/);
  });

  it('refuses a day that has not come, in one line', async () => {
    const { code, stderr } = await runCli(['rollup', '--as-of', '2999-01-01'], { DATABASE_URL: (await database).url });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^oblys: .*2999-01-01[^\n]*\n$/) });
  });

  it('reconcile has nothing to do before a report is loaded', async () => {
    expect(await oblys('reconcile')).toEqual([]);
  });

  it('publish keeps a day once, and once more under another name', async () => {
    const args = ['publish', '--area', '110000000', '--as-of', '2025-11-05'];
    const first = (await oblys(...args)) as { publicationId: string };
    expect(first).toMatchObject({ created: true });
    expect(await oblys(...args)).toMatchObject({ created: false, publicationId: first.publicationId });
    expect(await oblys(...args, '--name', 'amended')).toMatchObject({ created: true });
    const { code, stderr } = await runCli(['publish', '--area', '999999999'], { DATABASE_URL: (await database).url });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/^oblys: .*999999999[^\n]*\n$/);
  });

  it('goes past a pooler where one is named, and asks through it where many ask', async () => {
    const closed = 'postgres://oblys@127.0.0.1:1/oblys';
    const env = { DATABASE_URL: closed, DATABASE_DIRECT_URL: (await database).url };
    expect((await runCli(['rollup', '--as-of', '2025-11-05'], env)).code).toBe(0);
    const { code, stderr } = await runCli(['gateway'], env);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^oblys: No PostgreSQL answers at \S+:1\/oblys /),
    });
  });

  it('starts no embedded server where DATABASE_URL names one, and leaves no connection behind', async () => {
    await onServer((await database).url, async (client) => {
      const { rows } = await client.query(
        `select application_name from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      );
      expect(rows).toEqual([]);
    });
  });
});
