import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { developer, DevelopmentIssuer, publicViewer, SignIn } from '@oblys/access';
import { startGateway, type Gateway, type GatewayOptions } from '@oblys/gateway';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';
import { askRaw, knockAtSocket, type RawAnswer } from '../support/raw-requests.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('gateway-rates');
let shared: TestGateway;
let development: DevelopmentIssuer;
let gateway: Gateway;

beforeAll(async () => {
  shared = await startTestGateway();
  development = await DevelopmentIssuer.open(folder);
});

afterEach(() => gateway?.stop());

afterAll(async () => {
  await shared?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function start({ viewer, ...options }: Partial<GatewayOptions>): Promise<void> {
  const { database } = shared;
  const signIn = new SignIn({ database, oidc: null, development, anonymous: viewer ?? publicViewer });
  gateway = await startGateway({ database, port: 0, logger: createRecordingLogger().logger, signIn, ...options });
}

/** The estimated cost of each is 20. */
const measures = '{ measures { code } }';

function ask(query = measures, headers: Record<string, string> = {}, path = '/graphql'): Promise<RawAnswer> {
  const sent = { 'content-type': 'application/json', ...headers };
  return askRaw(gateway.url, { path, method: 'POST', headers: sent, body: JSON.stringify({ query }) });
}

async function bearer(areaCode: string, hours = 1): Promise<Record<string, string>> {
  const token = await development.sign({ role: 'VIEWER', areaCodes: [areaCode] }, hours);
  return { authorization: `Bearer ${token}` };
}

const limited = {
  errors: [
    {
      message: expect.stringMatching(/go on in \d+ s/),
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
    },
  ],
};

function expectLimited({ status, headers, text }: RawAnswer): void {
  expect([status, JSON.parse(text)]).toEqual([429, limited]);
  const { retryAfterSeconds } = JSON.parse(text).errors[0].extensions;
  expect([headers['retry-after'], headers['cache-control']]).toEqual([String(retryAfterSeconds), 'no-store']);
  expect(retryAfterSeconds).toBeGreaterThan(0);
  expect(retryAfterSeconds).toBeLessThanOrEqual(60);
}

const statuses = (answers: readonly RawAnswer[]) => answers.map(({ status }) => status);

describe('the cost of what one caller asks for', () => {
  it('is counted for each who signed in, whatever their token, and for each address of who did not', async () => {
    await start({ rates: { cost: 50 } });
    const [one, oneAgain, other] = [await bearer('117000000'), await bearer('117000000', 2), await bearer('110000000')];
    expect(oneAgain).not.toEqual(one);
    expect(statuses([await ask(measures, one), await ask(measures, oneAgain)])).toEqual([200, 200]);
    expectLimited(await ask(measures, one));
    expectLimited(await ask(measures, oneAgain));
    expect(statuses([await ask(measures, other), await ask(), await ask()])).toEqual([200, 200, 200]);
    expectLimited(await ask());
  });

  it('counts questions that were answered before, once each', async () => {
    await start({ rates: { cost: 5 } });
    const region = '{ region(code: "110000000") { code } }';
    const headers = await bearer('110000000');
    const answers = [];
    for (let count = 0; count < 6; count += 1) answers.push(await ask(region, headers));
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 429]);
    expectLimited(answers[5]!);
  });

  it('holds for streams of events', async () => {
    await start({ rates: { cost: 25 } });
    const headers = { ...(await bearer('110000000')), accept: 'text/event-stream' };
    expect((await ask(measures, headers, '/graphql/stream')).status).toBe(200);
    const { status, headers: told, text } = await ask(measures, headers, '/graphql/stream');
    expect([status, JSON.parse(text)]).toEqual([429, limited]);
    expect(told['retry-after']).toMatch(/^\d+$/);
  });

  it('holds for what is asked over a WebSocket, each operation for itself', async () => {
    await start({ rates: { cost: 45 } });
    const url = `${gateway.url.replace('http', 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl: WebSocket, connectionParams: await bearer('110000000') });
    const asked = (query: string) =>
      new Promise((resolve) =>
        client.subscribe({ query }, { next: resolve, error: resolve, complete: () => undefined }),
      );
    expect(await asked(measures)).toMatchObject({ data: { measures: expect.any(Array) } });
    expect(await asked(measures)).toMatchObject({ data: { measures: expect.any(Array) } });
    expect(await asked(measures)).toMatchObject(limited.errors);
    expect(await asked('subscription { buildMadeCurrent { runId topics { code } } }')).toMatchObject(limited.errors);
    await client.dispose();
  });

  it('counts the bytes of a file before they are read', async () => {
    await start({ rates: { cost: 100 }, viewer: developer });
    const grant = 'createImportUpload(input: { kind: "appeal", fileName: "a.csv", dryRun: true }) { path }';
    const { text } = await ask(`mutation { ${grant} }`);
    const { path } = JSON.parse(text).data.createImportUpload as { path: string };
    const send = (to: string) => askRaw(gateway.url, { path: to, method: 'POST', body: Buffer.alloc(150 * 1024) });
    const { status, headers, text: refusal } = await send(path);
    expect([status, headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect(JSON.parse(refusal)).toMatchObject({
      error: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) },
    });
    // Who has no link is refused for that alone, and pays for nothing.
    expect(statuses([await send('/imports'), await send('/evidence')])).toEqual([403, 403]);
  });

  it('has no end at 0', async () => {
    await start({ rates: { cost: 0, requests: 0 } });
    for (let count = 0; count < 20; count += 1) expect((await ask()).status).toBe(200);
  });
});

describe('the requests of one address', () => {
  const health = (headers: Record<string, string> = {}) => askRaw(gateway.url, { path: '/healthz', headers });

  it('are counted whatever they ask for, and WebSockets too', async () => {
    await start({ rates: { requests: 3 } });
    expect(statuses([await health(), await ask(), await health()])).toEqual([200, 200, 200]);
    expectLimited(await health());
    expectLimited(await ask());
    expect(await knockAtSocket(gateway.url)).toBe(429);
    const { status, text } = await askRaw(gateway.url, { path: '/imports', method: 'POST', body: 'a' });
    expect([status, JSON.parse(text)]).toEqual([
      429,
      { error: { code: 'RATE_LIMITED', message: expect.any(String), retryAfterSeconds: expect.any(Number) } },
    ]);
  });

  it('are those of the connection, whatever a header says that nobody vouches for', async () => {
    await start({ rates: { requests: 2 } });
    const answers = [];
    for (const address of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) {
      answers.push(await health({ 'x-forwarded-for': address, forwarded: `for=${address}`, 'x-real-ip': address }));
    }
    expect(statuses(answers)).toEqual([200, 200, 429]);
  });

  it('are those that a trusted proxy tells, not what its client wrote before', async () => {
    await start({ rates: { requests: 2 }, trustedProxies: ['127.0.0.1'] });
    const by = (address: string) => health({ 'x-forwarded-for': address });
    expect(statuses([await by('203.0.113.1'), await by('203.0.113.1'), await by('203.0.113.1')])).toEqual([
      200, 200, 429,
    ]);
    expect(statuses([await by('203.0.113.2'), await by('198.51.100.9, 203.0.113.1')])).toEqual([200, 429]);
    // One /64 of IPv6 is one caller.
    const v6 = [await by('2001:db8:1:2::1'), await by('2001:db8:1:2:ffff::2'), await by('2001:db8:1:2:3::4')];
    expect(statuses([...v6, await by('2001:db8:1:3::1')])).toEqual([200, 200, 429, 200]);
  });
});
