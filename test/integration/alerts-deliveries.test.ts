import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  addRecipient,
  closeIncident,
  openDatabase,
  openIncident,
  type Database,
  type IncidentReport,
  type Recipient,
} from '@oblys/database';
import type { Locale } from '@oblys/domain';
import { createSender, startDeliverer, type Deliverer, type DelivererOptions, type JobLogger } from '@oblys/jobs';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { seedSmallTree, smallTree } from '../support/small-tree.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const secret = '0123456789abcdef0123456789abcdef';
const from = { name: 'Oblys', address: 'oblys@example.kz' };
const key = 'job-failed:nightly-rollup';

let testDatabase: TestDatabase;
let database: Database;
let mailServer: TestMailServer;
let hooks: WebhookReceiver;
let deliverers: Deliverer[] = [];
let log: { level: string; message: string }[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url });
  await seedSmallTree(database);
  mailServer = await startMailServer();
  hooks = await startWebhookReceiver();
});

beforeEach(async () => {
  await database.query('truncate incident, alert_recipient, delivery');
  mailServer.received.length = 0;
  mailServer.refusal = null;
  hooks.calls.length = 0;
  hooks.answers.clear();
  log = [];
});

afterEach(async () => {
  await Promise.all(deliverers.map((deliverer) => deliverer.stop()));
  deliverers = [];
});

afterAll(async () => {
  await hooks?.close();
  await mailServer?.close();
  await database?.close();
  await testDatabase?.drop();
});

function start(more: Partial<DelivererOptions> = {}): Deliverer {
  const at = (level: string) => (_fields: object, message: string) => void log.push({ level, message });
  const logger: JobLogger = { info: at('info'), warn: at('warn'), error: at('error'), child: () => logger };
  const deliverer = startDeliverer({
    database,
    logger,
    mail: { smtpUrl: mailServer.url, from },
    webhookSecret: secret,
    publicUrl: 'https://oblys.example.kz',
    timeoutMs: 1_000,
    ...more,
    pace: { pollMs: 50, firstPauseMs: 100, stopTimeoutMs: 200, ...more.pace },
  });
  deliverers.push(deliverer);
  return deliverer;
}

function add(address: string, locale: Locale = 'EN', areaCode: string | null = null): Promise<Recipient> {
  const channel = address.startsWith('http') ? 'WEBHOOK' : 'MAIL';
  return addRecipient(database, { channel, address, locale, areaCode, wantsAlerts: true, wantsDigest: false });
}

function failed(more: Partial<IncidentReport> = {}): IncidentReport {
  return {
    key,
    kind: 'JOB_FAILED',
    severity: 'CRITICAL',
    title: { kk: 'Түнгі есептеу орындалмады', ru: 'Ночной расчёт не выполнен', en: 'The nightly rollup failed' },
    detail: 'The disk is <full> & "slow".',
    linkPath: '/explorer?query=%7Bjobs%7D',
    ...more,
  };
}

/** Until it is so, and not for ever. */
async function until(isSo: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  for (const end = performance.now() + timeoutMs; performance.now() < end; await delay(20)) if (await isSo()) return;
  throw new Error(`It was not so within ${timeoutMs} ms.`);
}

async function states(): Promise<Record<string, number>> {
  const rows = await database.query<{ state: string; count: number }>(
    'select state, count(*)::integer as count from delivery group by state',
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

const allSent = (count: number) => async () => (await states())['SENT'] === count;

describe('startDeliverer', () => {
  it('tells each recipient once of an incident and once of its end, with three deliverers at once', async () => {
    for (let index = 0; index < 3; index += 1) start();
    for (const path of ['/a', '/b', '/c']) await add(hooks.urlOf(path));
    for (const name of ['a', 'b', 'c']) await add(`${name}@example.kz`);
    const keys = ['one', 'two', 'three', 'four'];
    for (let times = 0; times < 5; times += 1)
      for (const each of keys) await openIncident(database, failed({ key: each }));
    for (let times = 0; times < 5; times += 1) for (const each of keys) await closeIncident(database, each);
    await until(allSent(6 * 2 * keys.length));
    await delay(300);
    expect(hooks.calls).toHaveLength(3 * 2 * keys.length);
    expect(mailServer.received).toHaveLength(3 * 2 * keys.length);
    expect(new Set(hooks.calls.map((call) => call.key)).size).toBe(hooks.calls.length);
    for (const path of ['/a', '/b', '/c']) {
      for (const each of keys) {
        const told = hooks.calls.filter(({ path: to, body }) => to === path && body.incident.key === each);
        expect(told.map(({ body }) => body.what)).toEqual(['OPENED', 'CLOSED']);
      }
    }
  });

  it('signs what it posts, so that its receiver can tell who sent it', async () => {
    start();
    await add(hooks.urlOf('/signed'), 'KK', smallTree.region);
    const { id } = await openIncident(database, failed({ areaCode: smallTree.burabay }));
    await until(allSent(1));
    const [call] = hooks.calls;
    expect(call!.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Oblys' });
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call!.headers['oblys-signature']))!;
    expect(signature).toBe(createHmac('sha256', secret).update(`${seconds}.${call!.text}`).digest('hex'));
    expect(Math.abs(Date.now() / 1000 - Number(seconds))).toBeLessThan(60);
    expect(call!.body).toEqual({
      what: 'OPENED',
      idempotencyKey: call!.key,
      text: '[Oblys] Ескерту: Түнгі есептеу орындалмады',
      incident: {
        id,
        key,
        kind: 'JOB_FAILED',
        severity: 'CRITICAL',
        title: 'Түнгі есептеу орындалмады',
        detail: 'The disk is <full> & "slow".',
        areaCode: smallTree.burabay,
        runId: null,
        openedAt: expect.any(String),
        closedAt: null,
        url: 'https://oblys.example.kz/explorer?query=%7Bjobs%7D',
      },
    });
  });

  it('repeats what failed with growing pauses and the same key, until it is taken', async () => {
    start();
    hooks.answers.set('/flaky', (_call, response) => response.writeHead(hooks.calls.length < 4 ? 503 : 204).end());
    await add(hooks.urlOf('/flaky'));
    await openIncident(database, failed());
    await until(allSent(1));
    expect(new Set(hooks.calls.map((call) => call.key)).size).toBe(1);
    expect(new Set(hooks.calls.map(({ text }) => text)).size).toBe(1);
    const times = hooks.calls.map(({ atMs }) => atMs);
    const pauses = times.slice(1).map((at, index) => at - times[index]!);
    expect(pauses).toHaveLength(3);
    for (const [index, least] of [100, 200, 400].entries()) expect(pauses[index]).toBeGreaterThanOrEqual(least);
  });

  it('serves all others at once while some hang and some fail', async () => {
    for (let index = 0; index < 2; index += 1) start({ timeoutMs: 8_000 });
    for (let index = 0; index < 30; index += 1) {
      hooks.answers.set(`/hangs/${index}`, () => undefined);
      await add(hooks.urlOf(`/hangs/${index}`));
    }
    hooks.answers.set('/fails', (_call, response) => response.writeHead(500).end());
    await add(hooks.urlOf('/fails'));
    for (const path of ['/well', '/too']) await add(hooks.urlOf(path));
    await add('a@example.kz');
    const begun = performance.now();
    for (const each of ['one', 'two', 'three']) await openIncident(database, failed({ key: each }));
    await until(allSent(9));
    expect(performance.now() - begun).toBeLessThan(4_000);
    // Of each that hangs one call is open, not three.
    expect(hooks.calls.filter(({ path }) => path.startsWith('/hangs'))).toHaveLength(30);
  });

  it('gives up when it has tried for long enough, and says so', async () => {
    start({ pace: { pollMs: 20, firstPauseMs: 20, giveUpAfterMs: 300 } });
    hooks.answers.set('/never', (_call, response) => response.writeHead(500).end());
    await add(hooks.urlOf('/never'));
    await openIncident(database, failed());
    await until(async () => (await states())['GIVEN_UP'] === 1);
    const calls = hooks.calls.length;
    expect(calls).toBeGreaterThan(2);
    await delay(200);
    expect(hooks.calls).toHaveLength(calls);
    const [row] = await database.query('select last_error, attempts from delivery');
    const { host } = new URL(hooks.urlOf('/'));
    expect(row).toEqual({ last_error: `The webhook at ${host} answered 500.`, attempts: calls });
    expect(log).toContainEqual({ level: 'error', message: 'a delivery was given up: the recipient was not told' });
  });

  it('goes nowhere else when it is told to', async () => {
    start({ pace: { giveUpAfterMs: 0 } });
    hooks.answers.set('/moved', (_call, response) => response.writeHead(307, { location: hooks.urlOf('/else') }).end());
    await add(hooks.urlOf('/moved'));
    await openIncident(database, failed());
    await until(async () => (await states())['GIVEN_UP'] === 1);
    const [row] = await database.query<{ last_error: string }>('select last_error from delivery');
    expect(row!.last_error).toMatch(/answered 307, to go elsewhere, which is not done\.$/);
    expect(hooks.calls.map(({ path }) => path)).toEqual(['/moved']);
  });

  it.each([
    ['/hangs', 'did not answer within 0.3 s.'],
    ['/closed', 'cannot be reached ('],
  ])('says what is wrong with %s', async (path, reason) => {
    start({ timeoutMs: 300, pace: { giveUpAfterMs: 0 } });
    hooks.answers.set('/hangs', () => undefined);
    hooks.answers.set('/closed', (_call, response) => response.destroy());
    await add(hooks.urlOf(path));
    await openIncident(database, failed());
    await until(async () => (await states())['GIVEN_UP'] === 1);
    const [row] = await database.query<{ last_error: string }>('select last_error from delivery');
    expect(row!.last_error).toContain(`The webhook at 127.0.0.1:${new URL(hooks.urlOf('/')).port} ${reason}`);
  });

  it('sends again, under the same key, what a killed deliverer had sent and not noted', async () => {
    await add(hooks.urlOf('/kills'));
    const child = spawn(process.execPath, [
      join(import.meta.dirname, '..', 'support', 'deliverer-process.js'),
      testDatabase.url,
      '1000',
    ]);
    const killed = new Promise<string | null>((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    hooks.answers.set('/kills', (_call, response) => {
      // It has arrived; whether its sender hears of that is what this is about.
      if (hooks.calls.length === 1) child.kill('SIGKILL');
      else response.end();
    });
    await openIncident(database, failed());
    expect(await killed).toBe('SIGKILL');
    expect(await states()).toEqual({ WAITING: 1 });
    start();
    await until(allSent(1));
    expect(hooks.calls).toHaveLength(2);
    expect(hooks.calls[1]!.key).toBe(hooks.calls[0]!.key);
    expect(hooks.calls[1]!.text).toBe(hooks.calls[0]!.text);
  });

  it('holds no transaction open while it sends', async () => {
    start({ timeoutMs: 5_000 });
    hooks.answers.set('/hangs', () => undefined);
    await add(hooks.urlOf('/hangs'));
    await openIncident(database, failed());
    await until(() => hooks.calls.length === 1);
    await delay(1_000);
    const open = await database.query(
      `select from pg_stat_activity
        where datname = current_database()
          and xact_start < clock_timestamp() - interval '500 milliseconds'`,
    );
    expect(open).toEqual([]);
  });

  it('gives back what it is sending when it stops, for the next one to send at once', async () => {
    const first = start({ timeoutMs: 30_000 });
    hooks.answers.set('/once', (_call, response) => void (hooks.calls.length > 1 && response.end()));
    await add(hooks.urlOf('/once'));
    await openIncident(database, failed());
    await until(() => hooks.calls.length === 1);
    const begun = performance.now();
    await first.stop();
    expect(performance.now() - begun).toBeLessThan(2_000);
    start();
    await until(allSent(1), 5_000);
    expect(hooks.calls).toHaveLength(2);
  });
});

describe('mail', () => {
  it.each([
    ['KK', 'Ескерту', 'Түнгі есептеу орындалмады', 'Шұғыл', 'Шешілді', 'kk-KZ'],
    ['RU', 'Внимание', 'Ночной расчёт не выполнен', 'Срочно', 'Устранено', 'ru-RU'],
    ['EN', 'Alert', 'The nightly rollup failed', 'Urgent', 'Resolved', 'en-GB'],
  ] as const)(
    'says in %s what is wrong, since when and where to look',
    async (locale, opened, title, urgent, closed, tag) => {
      start();
      await add('айгүл@example.kz'.replace('айгүл', 'aigul'), locale);
      await openIncident(database, failed({ at: new Date('2025-11-07T01:00:00Z') }));
      await closeIncident(database, key);
      await until(allSent(2));
      const [first, second] = mailServer.received;
      expect(first).toMatchObject({ from: 'oblys@example.kz', to: ['aigul@example.kz'] });
      expect(first!.mail.subject).toBe(`[Oblys] ${opened}: ${title}`);
      expect(first!.mail.from).toEqual({ name: 'Oblys', address: 'oblys@example.kz' });
      for (const text of [
        urgent,
        title,
        'The disk is <full> & "slow".',
        '06:00',
        'https://oblys.example.kz/explorer',
      ]) {
        expect(first!.mail.text).toContain(text);
      }
      expect(first!.mail.html).toContain(`<html lang="${tag}">`);
      expect(first!.mail.html).toContain('The disk is &#60;full&#62; &#38; &#34;slow&#34;.');
      expect(second!.mail.subject).toBe(`[Oblys] ${closed}: ${title}`);
      // Readers of mail show the end below the beginning.
      expect(second!.mail.inReplyTo).toBe(first!.mail.messageId);
      expect(first!.mail.messageId).toMatch(/^<[0-9a-f]{40}@example\.kz>$/);
    },
  );

  it('has the same Message-ID at each repeat', async () => {
    const { id } = await add('a@example.kz');
    const sender = createSender({ mail: { smtpUrl: mailServer.url, from }, webhookSecret: null, publicUrl: '' });
    const test = { channel: 'MAIL', address: 'a@example.kz', locale: 'KK', what: 'TEST', payload: {} } as const;
    for (let times = 0; times < 2; times += 1) await sender.send({ ...test, idempotencyKey: `test:${id}` });
    const [first, second] = mailServer.received;
    expect(second!.mail.messageId).toBe(first!.mail.messageId);
  });

  it('takes nothing of a title for a header of its own', async () => {
    start();
    await add('a@example.kz');
    const evil = 'Roadmap\r\nBcc: spy@example.kz\r\nX-Evil: yes\u2028\r\n\r\n<script>alert(1)</script>';
    await openIncident(database, failed({ title: evil, detail: evil }));
    await until(allSent(1));
    const [{ raw, to, mail }] = mailServer.received as [(typeof mailServer.received)[0]];
    expect(to).toEqual(['a@example.kz']);
    const headers = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(headers).not.toMatch(/^(bcc|x-evil):/im);
    expect(mail.headers.map((header) => header.key)).not.toEqual(expect.arrayContaining(['bcc']));
    expect(mail.subject).toBe('[Oblys] Alert: Roadmap Bcc: spy@example.kz X-Evil: yes <script>alert(1)</script>');
    expect(mail.html).not.toContain('<script>');
  });

  it('is repeated when the server turns it away, and says what the server said', async () => {
    mailServer.refusal = 'Try later';
    start();
    await add('a@example.kz');
    await openIncident(database, failed());
    await until(async () => (await database.query('select from delivery where last_error is not null')).length > 0);
    const [row] = await database.query<{ last_error: string }>('select last_error from delivery');
    expect(row!.last_error).toMatch(/^The mail server 127\.0\.0\.1:\d+ did not take it: 451 Try later/);
    mailServer.refusal = null;
    await until(allSent(1));
  });

  it('that nobody can send waits, with the reason', async () => {
    start({ mail: null });
    await add('a@example.kz');
    await openIncident(database, failed());
    await until(async () => (await database.query('select from delivery where last_error is not null')).length > 0);
    const [row] = await database.query('select state, last_error from delivery');
    expect(row).toEqual({
      state: 'WAITING',
      last_error: 'No mail can be sent: OBLYS_SMTP_URL and OBLYS_MAIL_FROM are not set.',
    });
  });
});
