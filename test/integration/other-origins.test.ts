import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestGateway, type TestGateway } from '../support/index.js';
import { askRaw } from '../support/raw-requests.js';

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
