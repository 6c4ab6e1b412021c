import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createApiToken, developer, DevelopmentIssuer, publicViewer, SignIn } from '@oblys/access';
import { startGateway, type Gateway } from '@oblys/gateway';
import { WebSocket } from 'ws';
import { createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';
import { askRaw, type RawAnswer } from '../support/raw-requests.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('bad-tokens');
const most = 3;
let shared: TestGateway;
let development: DevelopmentIssuer;
let good: { readonly development: string; readonly api: string };
let gateway: Gateway;

beforeAll(async () => {
  shared = await startTestGateway();
  development = await DevelopmentIssuer.open(folder);
  const { token } = await shared.database.transaction('READ COMMITTED', (sql) =>
    createApiToken(
      sql,
      developer,
      { subject: 'a', name: 'a' },
      { name: 'a', role: 'VIEWER', areaCodes: ['110000000'], days: 1 },
    ),
  );
  good = { development: await development.sign({ role: 'VIEWER', areaCodes: ['110000000'] }, 1), api: token };
});

afterEach(() => gateway?.stop());

afterAll(async () => {
  await shared?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function start(now = new Date()): Promise<void> {
  const { database } = shared;
  const issuer = await DevelopmentIssuer.open(folder, () => now);
  gateway = await startGateway({
    database,
    port: 0,
    logger: createRecordingLogger().logger,
    signIn: new SignIn({ database, oidc: null, development: issuer, anonymous: publicViewer }),
    rates: { badTokens: most },
    trustedProxies: ['127.0.0.1'],
  });
}

function ask(token: string | null, address = '203.0.113.1', path = '/graphql'): Promise<RawAnswer> {
  return askRaw(gateway.url, {
    path,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': address,
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: '{ "query": "{ me { role } }" }',
  });
}

const wrongSecret = () => `${good.api.slice(0, -43)}${'x'.repeat(43)}`;
const unknown = () => good.api.replace(/_[0-9a-f]{32}_/, `_${randomUUID().replaceAll('-', '')}_`);
const wrongSignature = () => `${good.development.slice(0, -8)}AAAAAAAA`;

async function showBad(tokens = [wrongSecret(), unknown(), wrongSignature(), 'x']): Promise<void> {
  const statuses = [];
  for (const token of tokens) statuses.push((await ask(token)).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
}

describe('an address that shows too many tokens that nobody was given', () => {
  it('waits, and hears of a good token what it hears of a bad one', async () => {
    await start();
    await showBad();
    const answers = [await ask(good.api), await ask(good.development), await ask(wrongSecret()), await ask('y')];
    const told = answers.map(({ status, headers, text }) => {
      expect(headers['retry-after']).toMatch(/^(5\d|60)$/);
      return [status, text.replaceAll(/\b(5\d|60)\b/g, 'n')];
    });
    expect(new Set(told.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(JSON.parse(answers[0]!.text)).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) } }],
    });
    expect((await ask(good.api, '203.0.113.1', '/graphql/stream')).status).toBe(429);
  });

  it('keeps nobody else out, nor who shows none', async () => {
    await start();
    await showBad();
    expect((await ask(good.api, '203.0.113.2')).status).toBe(200);
    expect((await ask(good.development, '203.0.113.2')).status).toBe(200);
    expect((await ask(null)).status).toBe(200);
  });

  it('is refused by WebSocket too, and what it shows there is counted', async () => {
    await start();
    const knock = (authorization: string) =>
      new Promise<{ code: number; reason: string }>((resolve, reject) => {
        const headers = { 'x-forwarded-for': '203.0.113.1' };
        const url = `${gateway.url.replace('http', 'ws')}/graphql`;
        const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
        socket.once('error', reject);
        socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
        socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
      });
    for (let count = 0; count < most; count += 1) expect((await knock('Bearer x')).code).toBe(4401);
    expect((await knock('Bearer x')).code).toBe(4429);
    expect(await knock(`Bearer ${good.api}`)).toMatchObject({ code: 4429, reason: expect.stringMatching(/^Too many/) });
    expect((await ask(good.api)).status).toBe(429);
  });

  it('does not wait for tokens that were given out once, and are good no more', async () => {
    await start(new Date(Date.now() + 2 * 3_600_000));
    for (let count = 0; count < most + 3; count += 1) expect((await ask(good.development)).status).toBe(401);
    expect((await ask(good.api)).status).toBe(200);
  });

  it('waits also when it shows many at once', async () => {
    await start();
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(wrongSecret())));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(most);
    expect((await ask(good.api)).status).toBe(429);
  });
});
