import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OidcVerifier, publicViewer } from '@oblys/access';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type CryptoKey } from 'jose';
import { WebSocket } from 'ws';
import { seedRecord, startTestGateway, type TestGateway } from '../support/index.js';
import { audience, OidcServer } from '../support/oidc-server.js';

const burabay = '117000000';
const zerendi = '115600000';

let provider: OidcServer;
let gateway: TestGateway;
let claims: Record<string, unknown>;
let skewed = 0;

beforeAll(async () => {
  provider = await OidcServer.start({ claimsOf: () => claims });
  const oidc = new OidcVerifier({
    issuer: provider.issuer,
    audience,
    claims: { role: 'oblys_role', areas: 'oblys_areas' },
    clockSkewSeconds: 60,
    keysCooldownMs: 0,
    keysMaxAgeMs: 1_000,
    now: () => new Date(Date.now() + skewed),
  });
  gateway = await startTestGateway({
    // More bad tokens than an address may show.
    rates: { badTokens: 0 },
    signInBy: { oidc, development: null, anonymous: publicViewer },
    seed: async (database) => {
      await seedRecord(database, 'programme_event', { area_code: burabay, held_on: '2025-10-07' });
      await seedRecord(database, 'programme_event', { area_code: zerendi, held_on: '2025-10-08' });
    },
  });
});

afterAll(async () => {
  await gateway?.end();
  await provider?.stop();
});

beforeEach(() => {
  claims = { oblys_role: 'district-editor', oblys_areas: [burabay], preferred_username: 'Айгүл' };
  skewed = 0;
});

const whoAsks = '{ me { name role areaCodes signedInBy expiresAt } }';
const me = '{ me { name role areaCodes signedInBy expiresAt } programmeEvents { totalCount } }';

async function post(authorization: string | null, query = me) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization !== null && { authorization }) },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** What a token of the provider says, to be signed by it or by others. */
function payload(more: Record<string, unknown> = {}) {
  const now = Math.floor(Date.now() / 1000);
  return { iss: provider.issuer, aud: audience, sub: 'aigul', iat: now, exp: now + 300, ...claims, ...more };
}

async function expectRefused(token: string, message: RegExp): Promise<void> {
  const { status, headers, body } = await post(`Bearer ${token}`);
  expect({ status, body }).toEqual({
    status: 401,
    body: { errors: [{ message: expect.stringMatching(message), extensions: { code: 'UNAUTHENTICATED' } }] },
  });
  expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
}

describe('a token of the provider', () => {
  it('tells who asks, what they may and which areas are theirs', async () => {
    const { status, body } = await post(`Bearer ${await provider.tokenOfProgram()}`);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        data: {
          me: {
            name: 'Айгүл',
            role: 'DISTRICT_EDITOR',
            areaCodes: [burabay],
            signedInBy: 'OIDC',
            expiresAt: expect.stringMatching(/Z$/),
          },
          programmeEvents: { totalCount: 1 },
        },
      },
    });
  });

  it('is asked for of nobody who wants what the public may', async () => {
    const { status, body } = await post(null, whoAsks);
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: { me: { name: 'public', role: 'PUBLIC', areaCodes: [], signedInBy: null, expiresAt: null } } },
    });
  });

  it('is asked for of who wants more than the public may', async () => {
    const { status, body } = await post(null);
    expect({ status, body }).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });

  it.each([
    ['a list that holds roles of other programs too', { oblys_role: ['offline_access', 'VIEWER'] }, 'VIEWER'],
    ['none of ours', { oblys_role: 'root' }, 'PUBLIC'],
    ['none', { oblys_role: undefined }, 'PUBLIC'],
    ['one that is called public', { oblys_role: 'public' }, 'PUBLIC'],
  ])('gives the role of %s', async (_what, more, role) => {
    const { body } = await post(`Bearer ${await provider.sign(payload(more))}`, whoAsks);
    expect(body.data.me).toMatchObject({ role });
  });

  it('sees no records where it names no areas, and all that lies below those that it names', async () => {
    const count = async (areas: unknown) => {
      const { body } = await post(`Bearer ${await provider.sign(payload({ oblys_areas: areas }))}`);
      return body.data.programmeEvents.totalCount;
    };
    expect(await count(undefined)).toBe(0);
    expect(await count([])).toBe(0);
    expect(await count('110000000')).toBe(2);
    expect(await count(`${burabay} ${zerendi}`)).toBe(2);
    expect(await count(['000000000'])).toBe(2);
  });

  it('is good within the clock skew and no further', async () => {
    const token = await provider.sign(payload());
    skewed = 330_000;
    expect((await post(`Bearer ${token}`)).status).toBe(200);
    skewed = 370_000;
    await expectRefused(token, /it has expired/);
    skewed = -70_000;
    await expectRefused(await provider.sign(payload({ nbf: Math.floor(Date.now() / 1000) })), /it is not good yet/);
  });

  it('is good by a new key of the provider at once, and by one that was taken back for a moment only', async () => {
    const before = await provider.tokenOfProgram();
    expect((await post(`Bearer ${before}`)).status).toBe(200);
    await provider.rotate();
    expect((await post(`Bearer ${await provider.tokenOfProgram()}`)).status).toBe(200);
    await expectRefused(before, /it is signed by a key that its issuer does not have/);
  });
});

describe('a token that is forged', () => {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

  it.each<[string, () => string | Promise<string>, RegExp]>([
    ['for another platform', () => provider.sign(payload({ aud: 'https://other.example' })), /not for this platform/],
    ['for nobody', () => provider.sign(payload({ aud: undefined })), /not for this platform/],
    ['of another issuer', () => provider.sign(payload({ iss: 'https://id.example' })), /tokens of its issuer/],
    ['of an issuer that begins alike', () => provider.sign(payload({ iss: `${provider.issuer}.evil` })), /its issuer/],
    ['of the development issuer', () => provider.sign(payload({ iss: 'urn:oblys:development' })), /of its issuer/],
    ['that has expired', () => provider.sign(payload({ exp: Math.floor(Date.now() / 1000) - 90 })), /has expired/],
    ['without an end', () => provider.sign(payload({ exp: undefined })), /it has no end/],
    ['without a subject', () => provider.sign(payload({ sub: undefined })), /it speaks for nobody/],
    ['of two roles', () => provider.sign(payload({ oblys_role: ['viewer', 'administrator'] })), /several roles/],
    ['with areas that are none', () => provider.sign(payload({ oblys_areas: [`' or true --`] })), /no codes of areas/],
    [
      'without a signature, by alg none',
      () => `${encode({ alg: 'none' })}.${encode(payload())}.`,
      /in a way that is not/,
    ],
    ['by alg None', () => `${encode({ alg: 'None' })}.${encode(payload())}.`, /in a way that is not/],
    [
      'by the public key, taken for a secret',
      async () => {
        const spki = await exportSPKI((await importJWK(provider.publicKey(), 'RS256')) as CryptoKey);
        const told = `${encode({ alg: 'HS256', kid: provider.publicKey().kid })}.${encode(payload())}`;
        return `${told}.${createHmac('sha256', spki).update(told).digest('base64url')}`;
      },
      /in a way that is not taken/,
    ],
    [
      'by a key of its own under the name of the right one',
      async () => {
        const { privateKey } = await generateKeyPair('RS256', { extractable: true });
        return provider.sign(payload(), { key: await exportJWK(privateKey) });
      },
      /its signature does not fit/,
    ],
    [
      'by a key that it brings along',
      async () => {
        const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
        const jwk = await exportJWK(publicKey);
        return provider.sign(payload(), { key: await exportJWK(privateKey), header: { jwk, kid: 'own' } });
      },
      /a key that its issuer does not have/,
    ],
    [
      'by a key that lies elsewhere',
      async () => {
        const { privateKey } = await generateKeyPair('RS256', { extractable: true });
        const header = { jku: 'http://127.0.0.1:1/keys', kid: '../../etc/passwd' };
        return provider.sign(payload(), { key: await exportJWK(privateKey), header });
      },
      /a key that its issuer does not have/,
    ],
    [
      'by other words under a good signature',
      async () => {
        const [head, , signature] = (await provider.sign(payload())).split('.');
        return `${head}.${encode(payload({ oblys_role: 'administrator' }))}.${signature}`;
      },
      /its signature does not fit/,
    ],
    [
      'whose signature lacks its end',
      async () => (await provider.sign(payload())).slice(0, -20),
      /its signature does not fit/,
    ],
    [
      'of a critical header that nobody knows',
      () => `${encode({ alg: 'RS256', crit: ['x'], x: 1 })}.${encode(payload())}.AAAA`,
      /in a way that is not taken/,
    ],
    ['that is no token', () => 'x.y.z', /it is no token/],
    ['of an API token that is none', () => `oblys_${'0'.repeat(32)}_${'A'.repeat(43)}`, /there is no such token/],
    ['of another form', () => 'oblys_1', /there is no such token/],
  ])('%s is refused, and shows nothing', async (_what, make, message) => {
    await expectRefused(await make(), message);
  });

  it.each([
    ['Basic QWxhZGRpbjpvcGVu', /no bearer token/],
    ['Bearer', /no bearer token/],
    ['Bearer a b', /no bearer token/],
    [`Bearer ${'x'.repeat(9_000)}`, /no bearer token/],
  ])('is no way in as %.20s', async (authorization, message) => {
    const { status, body } = await post(authorization);
    expect({ status, message: body.errors[0].message }).toEqual({
      status: 401,
      message: expect.stringMatching(message),
    });
  });
});

describe('the provider', () => {
  afterEach(() => provider.rotate());

  it('may be away: nobody is let in, the gateway stays up, and it goes on once the provider is back', async () => {
    const verifier = new OidcVerifier({
      issuer: provider.issuer,
      audience,
      claims: { role: 'oblys_role', areas: 'oblys_areas' },
      clockSkewSeconds: 0,
    });
    const token = await provider.sign(payload());
    provider.goDown();
    await expect(verifier.verify(token)).rejects.toMatchObject({
      code: 'SIGN_IN_UNAVAILABLE',
      message: `The sign-in provider ${provider.issuer} cannot be reached (it answered 503); try again in a moment.`,
    });
    expect((await post(null, whoAsks)).status).toBe(200);
    await provider.rotate();
    expect(await verifier.verify(await provider.sign(payload()))).toMatchObject({ role: 'DISTRICT_EDITOR' });
  });

  it('has to be the one that was set', async () => {
    const verifier = new OidcVerifier({
      issuer: provider.issuer.replace('localhost', '127.0.0.1'),
      audience,
      claims: { role: 'oblys_role', areas: 'oblys_areas' },
      clockSkewSeconds: 0,
    });
    await expect(verifier.verify(await provider.sign(payload()))).rejects.toThrow(
      /it calls itself "http:\/\/localhost/,
    );
  });
});

describe('what stays open', () => {
  const subscription = JSON.stringify({
    id: '1',
    type: 'subscribe',
    payload: { query: 'subscription { buildMadeCurrent { __typename } }' },
  });

  /** How the gateway takes what a client says first. */
  function connect(params: object): Promise<{ acknowledged: boolean; code?: number; reason?: string }> {
    return new Promise((resolve) => {
      const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: params })));
      socket.on('message', (text) => {
        if (!String(text).includes('connection_ack')) return;
        socket.send(subscription);
        resolve({ acknowledged: true });
        socket.close();
      });
      socket.on('close', (code, reason) => resolve({ acknowledged: false, code, reason: String(reason) }));
    });
  }

  it('is let in over a WebSocket by what the client says first, or not at all', async () => {
    expect(await connect({ authorization: `Bearer ${await provider.sign(payload())}` })).toEqual({
      acknowledged: true,
    });
    expect(await connect({ authorization: 'Bearer x.y.z' })).toEqual({
      acknowledged: false,
      code: 4401,
      reason: 'The token is refused: it is no token.',
    });
    expect(await connect({ authorization: 7 })).toMatchObject({ acknowledged: false, code: 4403 });
  });

  it('is let in as a stream of events by its header, or not at all', async () => {
    const { status } = await fetch(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x.y.z', accept: 'text/event-stream' },
      body: JSON.stringify({ query: '{ me { name } }' }),
    });
    expect(status).toBe(401);
  });
});
