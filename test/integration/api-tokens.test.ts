import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DevelopmentIssuer, publicViewer, type DevelopmentSignIn } from '@oblys/access';
import { startGateway } from '@oblys/gateway';
import { WebSocket } from 'ws';
import { CliProcess, runCli, stopRunningClis } from '../support/cli.js';
import { createRecordingLogger, seedRecord, startTestGateway, type TestGateway } from '../support/index.js';
import { makeRunFolder } from '../support/run-folder.js';

const akmola = '110000000';
const burabay = '117000000';
const zerendi = '115600000';
const everywhere = '000000000';

const folder = makeRunFolder('api-tokens');
const otherFolder = makeRunFolder('api-tokens-elsewhere');
let development: DevelopmentIssuer;
let gateway: TestGateway;

beforeAll(async () => {
  development = await DevelopmentIssuer.open(folder);
  gateway = await startTestGateway({
    signInBy: { oidc: null, development, anonymous: publicViewer },
    seed: async (database) => {
      await seedRecord(database, 'monitoring_visit', { area_code: burabay, visited_on: '2025-10-07' });
      await seedRecord(database, 'monitoring_visit', { area_code: zerendi, visited_on: '2025-10-08' });
    },
  });
});

afterAll(async () => {
  await stopRunningClis();
  await gateway?.end();
  for (const each of [folder, otherFolder]) rmSync(each, { recursive: true, force: true });
});

beforeEach(() => gateway.database.query('delete from api_token'));

async function ask(token: string | null, query: string, variables = {}, url = gateway.url) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as { data: any; errors?: any[] }) }; // eslint-disable-line @typescript-eslint/no-explicit-any
}

const signIn = (role: DevelopmentSignIn['role'], ...areaCodes: string[]) => development.sign({ role, areaCodes }, 1);

const create = (token: string | null, input: object = {}) =>
  ask(
    token,
    `mutation ($input: CreateApiTokenInput!) {
       createApiToken(input: $input) { token apiToken { id name ownerName role areaCodes expiresAt lastUsedAt } }
     }`,
    { input: { name: 'Nightly extract', ...input } },
  );

const me = '{ me { name role areaCodes signedInBy } monitoringVisits { totalCount } }';
const list = '{ apiTokens { id name ownerName lastUsedAt revokedAt revokedBy } }';
const revoke = 'mutation ($id: ID!) { revokeApiToken(id: $id) { id revokedBy } }';

describe('an API token', () => {
  it('asks in the name of who created it, within its role and areas, until it is revoked', async () => {
    const analyst = await signIn('REGIONAL_ANALYST', akmola);
    const { data } = await create(analyst, { areaCodes: [burabay], role: 'VIEWER', days: 30 });
    const { token, apiToken } = data.createApiToken;
    expect(token).toMatch(/^oblys_[0-9a-f]{32}_[\w-]{43}$/);
    expect(apiToken).toMatchObject({
      name: 'Nightly extract',
      ownerName: 'regional-analyst',
      role: 'VIEWER',
      areaCodes: [burabay],
      lastUsedAt: null,
    });
    expect(Date.parse(apiToken.expiresAt) - Date.now()).toBeGreaterThan(29.9 * 86_400_000);
    expect(await ask(token, me)).toMatchObject({
      status: 200,
      data: {
        me: {
          name: 'regional-analyst (Nightly extract)',
          role: 'VIEWER',
          areaCodes: [burabay],
          signedInBy: 'API_TOKEN',
        },
        monitoringVisits: { totalCount: 1 },
      },
    });
    expect((await ask(analyst, list)).data.apiTokens).toMatchObject([
      { id: apiToken.id, lastUsedAt: expect.any(String), revokedAt: null },
    ]);
    expect((await ask(analyst, revoke, { id: apiToken.id })).data.revokeApiToken).toMatchObject({
      revokedBy: 'regional-analyst',
    });
    expect(await ask(token, me)).toMatchObject({
      status: 401,
      errors: [{ message: 'The API token is refused: it was revoked.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('asks nothing more over a WebSocket that it opened before it was revoked', async () => {
    const analyst = await signIn('REGIONAL_ANALYST', akmola);
    const { token, apiToken } = (await create(analyst)).data.createApiToken;
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const said: string[] = [];
    const say = (message: object) => socket.send(JSON.stringify(message));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const answered = new Promise<void>((resolve) =>
      socket.on('message', (text) => {
        const { type } = JSON.parse(String(text)) as { type: string };
        said.push(type);
        if (type === 'connection_ack') say({ id: '1', type: 'subscribe', payload: { query: me } });
        if (type === 'complete') resolve();
      }),
    );
    socket.once('open', () => say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await answered;
    await ask(analyst, revoke, { id: apiToken.id });
    say({ id: '2', type: 'subscribe', payload: { query: me } });
    expect(await closed).toBe(4401);
    expect(said).toEqual(['connection_ack', 'next', 'complete']);
  });

  it('has the role and the areas of who creates it unless others are given', async () => {
    const { data } = await create(await signIn('CASEWORKER', burabay, zerendi));
    expect(data.createApiToken.apiToken).toMatchObject({ role: 'CASEWORKER', areaCodes: [burabay, zerendi] });
  });

  it('is refused once it has expired', async () => {
    const { data } = await create(await signIn('VIEWER', burabay));
    await gateway.database.query(
      `update api_token set created_at = now() - interval '2 days', expires_at = now() - interval '1 second'`,
    );
    expect(await ask(data.createApiToken.token, me)).toMatchObject({
      status: 401,
      errors: [{ message: 'The API token is refused: it has expired.' }],
    });
  });

  it('is kept as a hash alone, and told apart from another secret of its id', async () => {
    const { data } = await create(await signIn('VIEWER', burabay));
    const { token } = data.createApiToken;
    const secret = token.slice(-43);
    const [row] = await gateway.database.query('select to_jsonb(api_token)::text as text from api_token');
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(JSON.stringify(gateway.log)).not.toContain(secret);
    const other = `${token.slice(0, -43)}${'A'.repeat(43)}`;
    expect(await ask(other, me)).toMatchObject({
      status: 401,
      errors: [{ message: 'The API token is refused: there is no such token.' }],
    });
  });

  it.each<[string, DevelopmentSignIn['role'], string[], object, string, RegExp]>([
    ['a role that is more', 'VIEWER', [burabay], { role: 'DISTRICT_EDITOR' }, 'NOT_ALLOWED', /district-editor is more/],
    ['a role beside', 'CASEWORKER', [burabay], { role: 'REGIONAL_ANALYST' }, 'NOT_ALLOWED', /regional-analyst is more/],
    ['areas beside', 'VIEWER', [burabay], { areaCodes: [zerendi] }, 'NOT_ALLOWED', /area 115600000 is more/],
    ['areas above', 'VIEWER', [burabay], { areaCodes: [akmola] }, 'NOT_ALLOWED', /area 110000000 is more/],
    ['areas that are not there', 'VIEWER', [burabay], { areaCodes: ['999999999'] }, 'NOT_ALLOWED', /999999999 is more/],
    ['such areas by one who sees all', 'VIEWER', [everywhere], { areaCodes: ['999999999'] }, 'NOT_FOUND', /no area/],
    ['no areas', 'VIEWER', [burabay], { areaCodes: [] }, 'INVALID_INPUT', /1 to 500 areas/],
    ['what is no code', 'VIEWER', [burabay], { areaCodes: ["' or true"] }, 'INVALID_INPUT', /' or true/],
    ['no days', 'VIEWER', [burabay], { days: 0 }, 'INVALID_INPUT', /1 to 366 days, and not for 0/],
    ['years', 'VIEWER', [burabay], { days: 367 }, 'INVALID_INPUT', /and not for 367/],
    ['no name', 'VIEWER', [burabay], { name: ' ' }, 'INVALID_INPUT', /from 1 to 100 letters/],
    ['two lines', 'VIEWER', [burabay], { name: 'a\nb' }, 'INVALID_INPUT', /on one line/],
  ])('is not created with %s', async (_what, role, areas, input, code, message) => {
    const { data, errors } = await create(await signIn(role, ...areas), input);
    expect(data.createApiToken).toBeNull();
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }]);
    expect(await gateway.database.query('select from api_token')).toEqual([]);
  });

  it('creates no other, and is created by nobody who did not sign in', async () => {
    const { data } = await create(await signIn('ADMINISTRATOR', everywhere));
    expect((await create(data.createApiToken.token)).errors).toMatchObject([{ extensions: { code: 'NOT_ALLOWED' } }]);
    expect((await create(null)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect((await ask(null, list)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('is listed and revoked by whose it is, and by an administrator of all', async () => {
    const { data } = await create(await signIn('VIEWER', burabay));
    const { id } = data.createApiToken.apiToken;
    for (const other of [await signIn('VIEWER', zerendi), await signIn('ADMINISTRATOR', akmola)]) {
      expect((await ask(other, list)).data.apiTokens).toEqual([]);
      expect((await ask(other, revoke, { id })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    const administrator = await signIn('ADMINISTRATOR', everywhere);
    expect((await ask(administrator, list)).data.apiTokens).toMatchObject([{ id, ownerName: 'viewer' }]);
    for (const id of ['x', '00000000-0000-7000-8000-000000000000']) {
      expect((await ask(administrator, revoke, { id })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    expect((await ask(administrator, revoke, { id })).data.revokeApiToken.revokedBy).toBe('administrator');
  });

  it('does not make answers that another one keeps: each has a tag of its own', async () => {
    const query = `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }) { asOf event { held } } } }`;
    const tagOf = async (token: string) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      return [response.headers.get('cache-control'), response.headers.get('etag')];
    };
    const [one, other] = [await tagOf(await signIn('VIEWER', akmola)), await tagOf(await signIn('VIEWER', burabay))];
    expect(one).not.toEqual(['public', expect.anything()]);
    if (one[1] !== null) expect(one[1]).not.toBe(other[1]);
  });
});

describe('oblys tokens', () => {
  const oblys = (...args: string[]) => runCli(args, { DATABASE_URL: gateway.database.url, OBLYS_DATA_DIR: folder });

  it('creates, lists and revokes', async () => {
    expect((await oblys('tokens', 'list')).stdout).toMatch(/There are no API tokens/);
    const created = await oblys(
      ...['tokens', 'create', 'Extract', '--role', 'viewer', '--area', burabay, '--area', zerendi, '--days', '7'],
      ...['--owner', 'Айгүл'],
    );
    expect(created).toMatchObject({ code: 0, stderr: '' });
    const [token, said] = created.stdout.split('\n');
    expect(said).toMatch(/^It is good until \d{4}-\d\d-\d\d \d\d:\d\d \(Asia\/Almaty\), and shown this once\.$/);
    expect((await ask(token!, me)).data).toMatchObject({
      me: { name: 'Айгүл (Extract)', role: 'VIEWER', areaCodes: [burabay, zerendi] },
      monitoringVisits: { totalCount: 2 },
    });
    const listed = (await oblys('tokens', 'list')).stdout;
    expect(listed).toMatch(/^1 token\.\n {2}token +for +of +role +areas +last used +good until\n/);
    expect(listed).not.toContain(token!.slice(-43));
    const [, id] = /^ {2}(\S{36}) +Extract +Айгүл +viewer +117000000 115600000 /m.exec(listed)!;
    expect(await oblys('tokens', 'revoke', id!)).toMatchObject({
      code: 0,
      stdout: 'The token "Extract" of Айгүл is revoked.\n',
    });
    expect((await oblys('tokens', 'list')).stdout).toMatch(/revoked by /);
    expect((await ask(token!, me)).status).toBe(401);
  });

  it.each([
    [
      ['create', 'x', '--role', 'root', '--area', burabay],
      /"root" is no role: a role is one of viewer, district-editor/,
    ],
    [['create', 'x', '--role', 'public', '--area', burabay], /"public" is no role/],
    [['create', 'x', '--role', 'viewer'], /--area/],
    [['create', 'x', '--role', 'viewer', '--area', '999999999'], /There is no area 999999999/],
    [['create', 'x', '--role', 'viewer', '--area', burabay, '--days', '400'], /"400" is no whole number from 1 to 366/],
    [['revoke', 'x'], /There is no such token/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await oblys('tokens', ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });
});

describe('signing in for development', () => {
  const oblys = (args: string[], env = {}) =>
    runCli(args, { DATABASE_URL: gateway.database.url, OBLYS_DATA_DIR: folder, ...env });

  it('is a command away, as anybody', async () => {
    const { stdout } = await oblys(['token', '--role', 'caseworker', '--area', burabay]);
    expect((await ask(stdout.trim(), me)).data).toMatchObject({
      me: { name: 'caseworker', role: 'CASEWORKER', areaCodes: [burabay], signedInBy: 'DEVELOPMENT' },
      monitoringVisits: { totalCount: 1 },
    });
    const { stdout: whole } = await oblys(['token']);
    expect((await ask(whole.trim(), me)).data).toMatchObject({
      me: { role: 'ADMINISTRATOR', areaCodes: [everywhere] },
      monitoringVisits: { totalCount: 2 },
    });
  });

  it('is refused in production, and where people sign in at a provider', async () => {
    expect(await oblys(['token'], { NODE_ENV: 'production' })).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/Nobody is signed in for development in production/),
    });
    const provider = { OBLYS_OIDC_ISSUER: 'https://id.example.kz', OBLYS_OIDC_AUDIENCE: 'oblys' };
    expect(await oblys(['token'], provider)).toMatchObject({ code: 1, stderr: expect.stringMatching(/at a provider/) });
  });

  it('is nobody’s in production: who does not sign in is the public', async () => {
    for (const [nodeEnv, role] of [
      ['production', 'PUBLIC'],
      ['development', 'ADMINISTRATOR'],
    ] as const) {
      const env = { DATABASE_URL: gateway.database.url, NODE_ENV: nodeEnv, PORT: '0', OBLYS_DATA_DIR: folder };
      const server = new CliProcess(['gateway', '--json'], env);
      const { url } = await server.told({ event: 'serving' });
      expect((await ask(null, '{ me { role } }', {}, String(url))).data).toEqual({ me: { role } });
      await server.stop();
    }
  });

  it('is good by the key of the data folder alone, and no longer than it says', async () => {
    const elsewhere = await DevelopmentIssuer.open(otherFolder);
    const forged = await elsewhere.sign({ role: 'ADMINISTRATOR', areaCodes: [everywhere] }, 1);
    expect(await ask(forged, me)).toMatchObject({
      status: 401,
      errors: [{ message: 'The token is refused: its signature does not fit.' }],
    });
    const ended = await (
      await DevelopmentIssuer.open(folder, () => new Date(Date.now() - 7_200_000))
    ).sign({ role: 'VIEWER', areaCodes: [burabay] }, 1);
    expect((await ask(ended, me)).errors).toMatchObject([{ message: 'The token is refused: it has expired.' }]);
  });

  describe('by the page', () => {
    let url: string;
    let stop: () => Promise<void>;

    beforeAll(async () => {
      const { logger } = createRecordingLogger();
      const page = { provider: null, development };
      const started = await startGateway({ database: gateway.database, port: 0, logger, signInPage: page });
      ({ url, stop } = started);
    });

    afterAll(() => stop?.());

    const post = (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${url}/sign-in/development`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });

    it('gives a token of a role and areas', async () => {
      expect(await (await fetch(`${url}/sign-in`)).json()).toEqual({
        provider: null,
        development: { roles: ['viewer', 'district-editor', 'regional-analyst', 'caseworker', 'administrator'] },
      });
      const response = await post({ role: 'district-editor', areaCodes: [burabay] });
      const { token } = (await response.json()) as { token: string };
      expect((await ask(token, me)).data.me).toMatchObject({ role: 'DISTRICT_EDITOR' });
    });

    it.each([
      ['no role', {}, {}, 400],
      ['the role of the public', { role: 'public', areaCodes: [burabay] }, {}, 400],
      ['no areas', { role: 'viewer', areaCodes: [] }, {}, 400],
      ['a page of another site', { role: 'viewer', areaCodes: [burabay] }, { origin: 'https://evil.example' }, 403],
    ])('refuses %s', async (_what, body, headers, status) => {
      expect((await post(body, headers)).status).toBe(status);
    });

    it('refuses a name that somebody pointed to this machine', async () => {
      const { request } = await import('node:http');
      const status = await new Promise((resolve, reject) => {
        const { hostname, port } = new URL(url);
        const headers = { host: `evil.example:${port}`, 'content-type': 'application/json' };
        const sent = request({ hostname, port, path: '/sign-in/development', method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject);
        sent.end(JSON.stringify({ role: 'administrator', areaCodes: [everywhere] }));
      });
      expect(status).toBe(421);
    });

    it('is not there where there is no development issuer', async () => {
      const response = await fetch(`${gateway.url}/sign-in/development`, { method: 'POST' });
      expect(response.status).toBe(404);
      expect(await (await fetch(`${gateway.url}/sign-in`)).json()).toEqual({ provider: null, development: null });
    });
  });
});
