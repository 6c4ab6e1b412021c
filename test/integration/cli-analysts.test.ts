import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { runCli } from '../support/cli.js';
import { createTestDatabase, demoTemplate, onServer, testServerUrl, type TestDatabase } from '../support/index.js';

const name = `aigul_${randomBytes(4).toString('hex')}`;

let home: TestDatabase;

beforeAll(async () => {
  home = await createTestDatabase({ template: await demoTemplate() });
});

afterAll(async () => {
  await home?.drop();
  await onServer(testServerUrl(), (client) => client.query(`drop role if exists ${name}`));
});

const oblys = (args: string[], settings = {}) => runCli(['analyst', ...args], { DATABASE_URL: home.url, ...settings });

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

describe('oblys analyst', () => {
  let url: string;

  it('create prints a connection string that works, once', async () => {
    expect((await oblys(['list'])).stdout).toBe('There are no logins for analysts: oblys analyst create makes one.\n');
    const { code, stdout, stderr } = await oblys(['create', name, '--area', '117000000', '--days', '30']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    url = stdout.split('\n')[0]!;
    expect(url).toMatch(new RegExp(`^postgresql://${name}:[\\w-]{32}@`));
    const [seen] = await ask(
      url,
      `select count(distinct district_code)::integer as districts, current_setting('statement_timeout') as timeout, current_setting('search_path') as path from appeals`,
    );
    expect(seen).toEqual({ districts: 1, timeout: '5min', path: 'analytics' });
    const { stdout: listed } = await oblys(['list']);
    expect(listed).toMatch(new RegExp(`1 login\\.\\n[^\\n]*\\n  ${name} +analyst +117000000 +.* at .*`));
    expect(listed).not.toContain(new URL(url).password);
  });

  it('refuses names that are taken or none, areas that are not there, and roles that are not for it', async () => {
    for (const [args, refusal] of [
      [['create', name], `There is a user ${name} of the server already`],
      [['create', 'Айгүл'], 'is no name for a login'],
      [['create', 'oblys_reader'], 'is no name for a login'],
      [['create', 'x"; drop table area; --'], 'is no name for a login'],
      [['create', `${name}_b`, '--area', '999999999'], 'There is no area 999999999.'],
      [['create', `${name}_b`, '--role', 'administrator'], 'is no role of a login: analyst or viewer'],
      [['create', `${name}_b`, '--days', '0'], 'is no whole number'],
      [['password', 'nobody'], 'There is no login nobody that is good'],
      [['revoke', 'nobody'], 'There is no login nobody that is good'],
    ] as const) {
      const { code, stdout, stderr } = await oblys([...args]);
      expect({ isRefused: code !== 0, stdout }).toEqual({ isRefused: true, stdout: '' });
      expect(stderr).toMatch(/^oblys: [^\n]*\n$/);
      expect(stderr).toContain(refusal);
    }
  });

  it('password gives another one, and points to the replica where there is one', async () => {
    const replica = 'postgresql://reader:secret@replica.example:5433/oblys';
    const { stdout } = await oblys(['password', name, '--json'], { ANALYTICS_DATABASE_URL: replica });
    const renewed = new URL((JSON.parse(stdout) as { url: string }).url);
    expect(renewed.host).toBe('replica.example:5433');
    expect(renewed.username).toBe(name);
    await expect(ask(url, 'select 1')).rejects.toThrow('password authentication failed');
    const there = Object.assign(new URL(url), { password: renewed.password }).href;
    expect(await ask(there, 'select 1 as one')).toEqual([{ one: 1 }]);
    url = there;
  });

  it('revoke locks it', async () => {
    expect((await oblys(['revoke', name])).stdout).toBe(`The login ${name} is revoked, and 0 sessions of it ended.\n`);
    await expect(ask(url, 'select 1')).rejects.toThrow('is not permitted to log in');
    expect((await oblys(['list'])).stdout).toContain('revoked by');
    expect((await oblys(['password', name])).stderr).toContain('that is good');
  });
});
