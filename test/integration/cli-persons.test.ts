import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { MasterKeys, newMasterKey, readIdentities } from '@oblys/persons';
import { runCli } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { referenceTemplate } from '../support/shared-templates.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('cli-persons');
const [first, second] = [newMasterKey(), newMasterKey()];
let testDatabase: TestDatabase;
let database: Database;

const oblys = (args: string[], env: Record<string, string> = {}) =>
  runCli(args, { DATABASE_URL: testDatabase.url, OBLYS_DATA_DIR: folder, OBLYS_MASTER_KEYS: first, ...env });

const identitiesBy = async (...keys: string[]) => {
  const [someone] = await database.query<{ id: string }>(
    `select id from person join person_key on person_id = id where wrapped_key is not null order by id limit 1`,
  );
  return { id: someone!.id, found: await readIdentities(database, MasterKeys.parse(keys), [someone!.id]) };
};

beforeAll(async () => {
  testDatabase = await createTestDatabase({ template: await referenceTemplate() });
  database = await openDatabase({ url: testDatabase.url, poolSize: 2 });
  expect(await oblys(['demo', '--until', '2024-03-31'])).toMatchObject({ code: 0, stderr: '' });
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('oblys keys', () => {
  it('makes a key, and keeps it nowhere', async () => {
    const { stdout } = await oblys(['keys', 'new']);
    expect(() => MasterKeys.parse([stdout.trim()])).not.toThrow();
  });

  it('shows by which keys those of persons are wrapped, and wraps them anew', async () => {
    const [before, after] = [first, second].map((key) => MasterKeys.parse([key]).currentId);
    expect((await oblys(['keys', 'status'])).stdout).toMatch(new RegExp(`^ *${before} +[\\d,]+ persons +current\n$`));
    const both = { OBLYS_MASTER_KEYS: `${second},${first}` };
    expect((await oblys(['keys', 'status'], both)).stdout).toMatch(new RegExp(`^ *${before} .* at hand\n$`));
    expect((await oblys(['keys', 'rotate'], both)).stdout).toMatch(
      new RegExp(`^[\\d,]+ keys of persons wrapped by ${after}\\.\n$`),
    );
    expect((await oblys(['keys', 'rotate'], both)).stdout).toBe(`Every key is wrapped by ${after} already.\n`);
    expect((await oblys(['keys', 'status'])).stdout).toMatch(new RegExp(`^ *${after} .* not at hand\n$`));
    expect((await identitiesBy(second)).found).toEqual([expect.any(Object)]);
    expect(await oblys(['keys', 'rotate'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(new RegExp(`^oblys: The key of this person is wrapped by the master key ${after}`)),
    });
    expect(await oblys(['keys', 'rotate'], { OBLYS_MASTER_KEYS: `${first},${second}` })).toMatchObject({ code: 0 });
  });

  it.each([
    [{ OBLYS_MASTER_KEYS: 'secret words' }, 2, /OBLYS_MASTER_KEYS is \*\*\*; expected keys of 32 bytes/],
    [{ OBLYS_MASTER_KEYS: '', OBLYS_MASTER_KEYS_FILE: '/no/such/file' }, 1, /The file of master keys cannot be read/],
    [{ OBLYS_MASTER_KEYS: '', NODE_ENV: 'production' }, 1, /There is no master key.*set OBLYS_MASTER_KEYS/],
  ])('is told of settings %j, and shows no key', async (env, code, message) => {
    const result = await oblys(['keys', 'rotate'], env as Record<string, string>);
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) });
    expect(result.stderr).not.toContain('secret words');
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('oblys persons', () => {
  it('erases a person for ever, as the list beside the database has it', async () => {
    const { id } = await identitiesBy(first);
    const erased = await oblys(['persons', 'erase', id, '--reason', 'Asked for it']);
    expect(erased).toMatchObject({ code: 0, stderr: '' });
    expect(erased.stdout).toMatch(new RegExp(`^Person ${id} is erased since .*\nThe list of erasures `));
    expect(await readIdentities(database, MasterKeys.parse([first]), [id])).toEqual([null]);
    const list = join(folder, 'erasures.jsonl');
    expect(JSON.parse(readFileSync(list, 'utf8'))).toMatchObject({ personId: id, reason: 'Asked for it' });
    // A backup of before is restored.
    await database.query('delete from person_key where person_id = $1', [id]);
    await database.query(
      `insert into person_key (person_id, region_code, wrapped_key) select id, region_code, $2 from person where id = $1`,
      [id, MasterKeys.parse([first]).wrap(id, Buffer.alloc(32))],
    );
    expect((await oblys(['migrate'])).stdout).toMatch(/persons +1 person erased once more/);
    expect((await oblys(['migrate'])).stdout).not.toMatch(/persons/);
    expect(await readIdentities(database, MasterKeys.parse([first]), [id])).toEqual([null]);
  });

  it('erases those who are kept no longer, once it is told for how long', async () => {
    expect(await oblys(['persons', 'purge'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Persons are kept without end/),
    });
    const would = await oblys(['persons', 'purge', '--dry-run'], { OBLYS_KEEP_PERSONS_MONTHS: '12' });
    const [, count] = /^([\d,]+) persons would be erased\.\n$/.exec(would.stdout)!;
    expect(Number(count!.replace(',', ''))).toBeGreaterThan(10);
    expect((await oblys(['persons', 'purge', '--months', '12'])).stdout).toBe(`${count} persons erased.\n`);
    expect((await oblys(['persons', 'purge', '--months', '12', '--dry-run'])).stdout).toBe(
      '0 persons would be erased.\n',
    );
  });

  it.each([
    [['persons', 'erase', 'somebody', '--reason', 'x'], 2, /"somebody" is no id of a person/],
    [
      ['persons', 'erase', '01900000-0000-7000-8000-000000000000', '--reason', 'x'],
      2,
      /There is no person 01900000-0000-7000-8000-000000000000/,
    ],
    [['persons', 'erase', '01900000-0000-7000-8000-000000000000'], 2, /--reason/],
    [['persons', 'purge', '--months', '0'], 2, /no whole number from 1 to 1200/],
  ])('refuses %j in one line', async (args, code, message) => {
    const result = await oblys(args);
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(message) });
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
