import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase, openIncident, type Database } from '@oblys/database';
import { CliProcess, runCli, stopRunningClis } from '../support/cli.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { seedSmallTree, smallTree } from '../support/small-tree.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

let testDatabase: TestDatabase;
let database: Database;
let mailServer: TestMailServer;
let hooks: WebhookReceiver;
let env: Record<string, string>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url });
  await seedSmallTree(database);
  mailServer = await startMailServer();
  hooks = await startWebhookReceiver();
  env = {
    DATABASE_URL: testDatabase.url,
    OBLYS_SMTP_URL: mailServer.url,
    OBLYS_MAIL_FROM: 'Oblys <oblys@example.kz>',
    OBLYS_PUBLIC_URL: 'https://oblys.example.kz',
  };
});

beforeEach(async () => {
  await database.query('truncate incident, alert_recipient, delivery');
  mailServer.received.length = 0;
  hooks.calls.length = 0;
  hooks.answers.clear();
});

afterAll(async () => {
  await stopRunningClis();
  await hooks?.close();
  await mailServer?.close();
  await database?.close();
  await testDatabase?.drop();
});

const alerts = (...args: string[]) => runCli(['alerts', ...args], env);

async function add(...args: string[]): Promise<string> {
  const { stdout, stderr } = await alerts('add', '--json', ...args);
  if (stderr !== '') throw new Error(stderr);
  return (JSON.parse(stdout) as { id: string }).id;
}

const overdue = () =>
  openIncident(database, {
    key: 'freshness:roadmap',
    kind: 'FRESHNESS',
    severity: 'WARNING',
    title: { kk: 'Кешікті', ru: 'Просрочено', en: 'Roadmap: figures are overdue' },
    detail: 'since six',
    linkPath: '/explorer',
    at: new Date('2025-11-07T01:00:00Z'),
  });

describe('oblys alerts', () => {
  it('adds, lists, tries and removes a mailbox', async () => {
    const added = await alerts(
      'add',
      '--mail',
      'a@example.kz',
      '--locale',
      'ru',
      '--area',
      smallTree.region,
      '--digest',
    );
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(
      /^a@example\.kz is told alerts and the weekly digest of 110000000, in ru \(recipient (\S+)\)\.\nTry it: oblys alerts test \1\n$/,
    );
    const id = /recipient (\S+)\)/.exec(added.stdout)![1]!;
    expect((await alerts('test', id)).stdout).toBe('a@example.kz has taken a test message.\n');
    expect(mailServer.received.map(({ to, mail }) => [to, mail.subject])).toEqual([
      [['a@example.kz'], '[Oblys] Пробное сообщение'],
    ]);
    await overdue();
    expect((await alerts()).stdout).toBe(
      `1 incident open:
  freshness:roadmap  WARNING  since 2025-11-07 06:00 Asia/Almaty  Roadmap: figures are overdue
1 recipient:
  ${id}  a@example.kz  ru  110000000  alerts and the weekly digest  1 waiting
`,
    );
    expect((await alerts('remove', id)).stdout).toBe('a@example.kz is told nothing any more.\n');
    expect((await alerts()).stdout).toContain('Nobody is told.');
    expect(await alerts('remove', id)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`no recipient ${id}`),
    });
  });

  it('says why a message did not arrive', async () => {
    hooks.answers.set('/broken', (_call, response) => response.writeHead(500).end());
    const id = await add('--webhook', hooks.urlOf('/broken'));
    const { code, stderr } = await alerts('test', id);
    expect([code, stderr]).toEqual([1, `oblys: The webhook at ${new URL(hooks.urlOf('/')).host} answered 500.\n`]);
    expect(hooks.calls).toMatchObject([{ body: { what: 'TEST', text: '[Oblys] Сынақ хабарламасы' } }]);
  });

  it.each([
    [['add'], 'give one of the two'],
    [['add', '--mail', 'a@example.kz', '--webhook', 'http://example.kz'], 'give one of the two'],
    [['add', '--mail', 'a@example.kz, b@example.kz'], '"a@example.kz, b@example.kz" is no mail address'],
    [['add', '--webhook', 'https://u:hunter2@example.kz'], 'has a name and password in its address'],
    [['add', '--mail', 'a@example.kz', '--area', '999999999'], 'There is no area 999999999'],
    [['add', '--mail', 'a@example.kz', '--locale', 'de'], '"de" is no language of ours: kk, ru or en.'],
    [['test', 'x'], 'There is no recipient x'],
    [['mute'], 'Too many arguments'],
  ])('refuses %j', async (args, reason) => {
    const { code, stdout, stderr } = await alerts(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('hunter2');
    expect(await database.query('select from alert_recipient')).toEqual([]);
  });

  it('refuses a mailbox where no mail can be sent', async () => {
    const without = { ...env, OBLYS_SMTP_URL: '', OBLYS_MAIL_FROM: '' };
    expect(await runCli(['alerts', 'add', '--mail', 'a@example.kz'], without)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('No mail can be sent to a@example.kz: set OBLYS_SMTP_URL and OBLYS_MAIL_FROM'),
    });
  });
});

describe('oblys scheduler', () => {
  it('sends what waits, and stops when it is asked to', async () => {
    const id = await add('--webhook', hooks.urlOf('/hook'), '--locale', 'en');
    const scheduler = new CliProcess(['scheduler', '--json'], env);
    await scheduler.told({ event: 'scheduling' });
    await overdue();
    while (hooks.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(hooks.calls[0]).toMatchObject({
      key: expect.stringMatching(new RegExp(`^incident:[0-9a-f-]{36}:opened:${id}$`)),
      body: { what: 'OPENED', incident: { url: 'https://oblys.example.kz/explorer' } },
    });
    expect(await scheduler.stop()).toMatchObject({ code: 0 });
    // The nightly rollup it caught up meanwhile may have ended the incident, which is a second message.
    expect((await alerts()).stdout).toMatch(/alerts {2}(1 waiting; )?[12] sent/);
  });
});
