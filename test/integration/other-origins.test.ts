import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../support/index.js';
import { askRaw, knockAtSocket } from '../support/raw-requests.js';

const origin = 'https://other.example';
const written = 'createImportUpload(input: { kind: "appeal", fileName: "a.csv", dryRun: true }) { path }';
const query = `mutation { ${written} }`;
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway?.end());

it.each([
  ['text/plain', JSON.stringify({ query })],
  ['application/x-www-form-urlencoded', String(new URLSearchParams({ query }))],
  [
    'multipart/form-data; boundary=b',
    `--b\r\ncontent-disposition: form-data; name="query"\r\n\r\n${query}\r\n--b--\r\n`,
  ],
])('a page of another site runs no mutation by %s, which it sends without asking first', async (type, body) => {
  for (const path of ['/graphql', '/graphql/stream', '/imports', '/evidence']) {
    const headers = { origin, 'content-type': type };
    const answer = await askRaw(gateway.url, { path, method: 'POST', headers, body });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  }
});

it.each(['/', '/graphql', '/graphql/stream', '/sign-in', '/metrics', '/evidence/x'])(
  'a page of another site is not let read %s, whether it asks first or not',
  async (path) => {
    for (const method of ['GET', 'OPTIONS']) {
      const asks = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
      const { headers } = await askRaw(gateway.url, { path, method, headers: { origin, ...asks } });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  },
);

describe('a page of an origin that the settings name', () => {
  const named = 'https://app.example';
  let open: TestGateway;

  beforeAll(async () => {
    open = await startTestGateway({ corsOrigins: [named, 'http://localhost:5173'], rates: { requests: 60 } });
  });

  afterAll(() => open?.end());

  const preflight = (path: string, from: string) => {
    const asks = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    return askRaw(open.url, { path, method: 'OPTIONS', headers: { origin: from, ...asks } });
  };
  const allowed = (headers: object) => Object.keys(headers).filter((name) => name.startsWith('access-control-'));

  it.each(['/graphql', '/graphql/stream', '/imports?grant=a', '/evidence?grant=a', '/evidence/a.b'])(
    'may ask %s, which no other may',
    async (path) => {
      const { status, headers, text } = await preflight(path, named);
      expect([status, text]).toEqual([204, '']);
      expect(headers).toMatchObject({
        'access-control-allow-origin': named,
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': expect.stringContaining('authorization,content-type'),
        'access-control-max-age': '600',
        vary: expect.stringContaining('Origin'),
      });
      expect(headers).not.toHaveProperty('access-control-allow-credentials');
      for (const from of [origin, `${named}.kz`, 'http://app.example', `${named}:8443`, 'http://localhost', 'null']) {
        const other = await preflight(path, from);
        expect(allowed(other.headers)).toEqual([]);
        expect(other.headers['vary']).toContain('Origin');
      }
    },
  );

  it.each(['/', '/metrics', '/healthz', '/sign-in', '/graphql/other'])('may not read %s', async (path) => {
    expect(allowed((await preflight(path, named)).headers)).toEqual([]);
    expect(allowed((await askRaw(open.url, { path, headers: { origin: named } })).headers)).toEqual([]);
  });

  it('reads what it is answered, and why it is refused', async () => {
    const headers = { origin: named, 'content-type': 'application/json' };
    const body = JSON.stringify({ query: '{ __typename }' });
    // The second time it is one of the known queries, which are answered without the app.
    for (const path of ['/graphql', '/graphql', '/graphql/stream']) {
      const answer = await askRaw(open.url, { path, method: 'POST', headers, body });
      expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': named } });
      expect(answer.headers['access-control-expose-headers']).toContain('oblys-cost');
    }
    for (const [path, status] of [
      ['/graphql', 400],
      ['/imports', 403],
      ['/evidence', 403],
    ] as const) {
      const answer = await askRaw(open.url, { path, method: 'POST', headers, body: '{' });
      expect(answer).toMatchObject({ status, headers: { 'access-control-allow-origin': named } });
    }
  });

  it('still runs nothing that it sends without asking first', async () => {
    const headers = { origin: named, 'content-type': 'text/plain' };
    const answer = await askRaw(open.url, {
      path: '/graphql',
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    expect(answer.status).toBe(400);
  });

  it('may open a WebSocket and a stream of events, which no other may', async () => {
    expect(await knockAtSocket(open.url, { origin: named })).toBe(101);
    expect(await knockAtSocket(open.url, { origin })).toBe(400);
    const path = `/graphql/stream?${new URLSearchParams({ query: '{ __typename }' })}`;
    expect(await askRaw(open.url, { path, headers: { origin: named } })).toMatchObject({ status: 200 });
    expect(await askRaw(open.url, { path, headers: { origin } })).toMatchObject({ status: 400 });
  });

  it('hears that it asks too much, and is counted when it asks whether it may', async () => {
    const answers = [];
    for (let count = 0; count <= 60; count += 1) answers.push(await preflight('/graphql', named));
    expect(answers.at(-1)).toMatchObject({ status: 429, headers: { 'access-control-allow-origin': named } });
  });
});
