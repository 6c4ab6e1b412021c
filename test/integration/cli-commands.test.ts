import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCli, stopRunningClis } from '../support/cli.js';
import { createTestDatabase, onServer } from '../support/postgres.js';

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

  it('quality checks every rule, or those of a topic, and tells what is open, new and resolved', async () => {
    const first = (await oblys('quality', '--as-of', '2025-11-05')) as { rules: { rule: string }[]; open: number };
    expect(first.rules.length).toBeGreaterThan(50);
    expect(first.open).toBeGreaterThan(0);
    expect(first.rules).toContainEqual(expect.objectContaining({ rule: 'funding.amount-out-of-line', open: 0 }));
    expect(await oblys('quality', '--as-of', '2025-11-05')).toMatchObject({ open: first.open, opened: 0, resolved: 0 });
    await onServer((await database).url, (client) =>
      client.query(`insert into funded_project
          (area_code, source_ref, title, recipient_kind_code, sector_code, funded_on, amount)
        select '117000000', 'twice-' || number, 'Twice', 'farm', 'crops', '2025-11-03', 700000
          from generate_series(1, 2) as number`),
    );
    const again = await oblys('quality', '--as-of', '2025-11-05', '--topic', 'funding');
    expect(again).toMatchObject({ opened: 1, rules: { length: 3 } });
  });

  it('findings lists them, of a rule, a state and an area', async () => {
    const found = await oblys('findings', '--rule', 'funding.duplicate', '--area', '117000000');
    expect(found).toMatchObject({
      total: 1,
      findings: [
        {
          rule: 'funding.duplicate',
          state: 'OPEN',
          recordCount: 2,
          message: '2 records (2025-11-03) differ in nothing but what their source calls them.',
        },
      ],
    });
    expect(await oblys('findings', '--rule', 'funding.duplicate', '--state', 'resolved')).toEqual({
      total: 0,
      findings: [],
    });
    const { stdout } = await runCli(['findings', '--limit', '1', '--state', 'all'], {
      DATABASE_URL: (await database).url,
    });
    expect(stdout).toMatch(
      /^\d+ findings\.\n {2}warning +\S+ +open +\d{9} .+\n {2}and \d+ more; --limit shows them\n$/,
    );
  });

  it.each([
    [['findings', '--rule', 'funding.none'], /funding\.none.*funding\.duplicate/],
    [['findings', '--state', 'closed'], /"closed" is none of open, acknowledged, resolved and all/],
    [['findings', '--limit', '0'], /"0" is no whole number from 1/],
    [['quality', '--topic', 'weather'], /weather.*roadmap/],
    [['quality', '--as-of', '2999-01-01'], /2999-01-01/],
  ])('refuses %j in one line', async (args, words) => {
    const { code, stdout, stderr } = await runCli(args, { DATABASE_URL: (await database).url });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
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
      // A server that is busy ends a session a moment after its client went away.
      for (const end = Date.now() + 30_000; ; await sleep(100)) {
        const { rows } = await client.query(
          `select application_name, query from pg_stat_activity
            where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
        );
        if (rows.length > 0 && Date.now() < end) continue;
        expect(rows).toEqual([]);
        return;
      }
    });
  });
});
