import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { DevelopmentIssuer, publicViewer } from '@oblys/access';
import { listAuditEvents } from '@oblys/database';
import { WebSocket } from 'ws';
import { startTestGateway, type TestGateway } from '../support/index.js';
import { askRaw } from '../support/raw-requests.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('audit-addresses');
/** What a caller says of itself, and what the proxy that is trusted adds. */
const forwarded = '192.0.2.1, 2001:DB8:0::7';
const asked = '2001:db8::7';
let development: DevelopmentIssuer;
let trusting: TestGateway;
let trustingNobody: TestGateway;

beforeAll(async () => {
  development = await DevelopmentIssuer.open(folder);
  const signInBy = { oidc: null, development, anonymous: publicViewer };
  trusting = await startTestGateway({ signInBy, trustedProxies: ['127.0.0.1'] });
  trustingNobody = await startTestGateway({ signInBy });
});

afterAll(async () => {
  await trusting?.end();
  await trustingNobody?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** One that nobody has shown yet. */
let hours = 0;
const newToken = () => development.sign({ role: 'ADMINISTRATOR', areaCodes: ['000000000'] }, ++hours);

async function originOfNewest({ database }: TestGateway, action: string) {
  const [event] = await listAuditEvents(database, { action, limit: 1 });
  return event?.origin;
}

function post({ url }: TestGateway, path: string, token: string, query: string, proxied = forwarded) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-forwarded-for': proxied };
  return askRaw(url, { path, method: 'POST', headers, body: JSON.stringify({ query }) });
}

it.each(['/graphql', '/graphql/stream'])('the audit has who asked for %s by a proxy that is trusted', async (path) => {
  expect((await post(trusting, path, await newToken(), '{ me { name } }')).status).toBe(200);
  expect(await originOfNewest(trusting, 'SIGN_IN')).toMatchObject({ address: asked, forwardedFor: forwarded });
  expect((await post(trusting, path, 'x', '{ me { name } }', '192.0.2.9')).status).toBe(401);
  expect(await originOfNewest(trusting, 'REFUSE')).toMatchObject({ address: '192.0.2.9' });
});

it('the audit has who opened a WebSocket by a proxy that is trusted', async () => {
  const authorization = `Bearer ${await newToken()}`;
  const headers = { 'x-forwarded-for': '192.0.2.44' };
  const socket = new WebSocket(`${trusting.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  await new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
    socket.once('message', resolve);
  });
  socket.close();
  expect(await originOfNewest(trusting, 'SIGN_IN')).toMatchObject({ address: '192.0.2.44' });
});

it('the audit has who wrote by a proxy that is trusted', async () => {
  const create = 'mutation { createApiToken(input: { name: "x", role: VIEWER }) { apiToken { id } } }';
  await post(trusting, '/graphql', await newToken(), create);
  expect(await originOfNewest(trusting, 'CREATE_TOKEN')).toMatchObject({ address: asked });
});

it('the audit has no address where the proxy tells none', async () => {
  expect((await post(trusting, '/graphql', await newToken(), '{ me { name } }', 'somebody')).status).toBe(200);
  const origin = await originOfNewest(trusting, 'SIGN_IN');
  expect(origin).toMatchObject({ forwardedFor: 'somebody' });
  expect(origin).not.toHaveProperty('address');
});

it('the audit has who is connected where no proxy is trusted', async () => {
  expect((await post(trustingNobody, '/graphql', await newToken(), '{ me { name } }')).status).toBe(200);
  expect(await originOfNewest(trustingNobody, 'SIGN_IN')).toMatchObject({
    address: '127.0.0.1',
    forwardedFor: forwarded,
  });
});
