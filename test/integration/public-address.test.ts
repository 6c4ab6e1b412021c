import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DevelopmentIssuer, developer, publicViewer, SignIn } from '@oblys/access';
import { startGateway } from '@oblys/gateway';
import { CliProcess, runCli, stopRunningClis } from '../support/cli.js';
import { createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';
import { askRaw, knockAtSocket } from '../support/raw-requests.js';
import { makeRunFolder } from '../support/run-folder.js';

const folder = makeRunFolder('public-address');
const others = ['0.0.0.0', '::'];
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(async () => {
  await stopRunningClis();
  await gateway?.end();
  rmSync(folder, { recursive: true, force: true });
});

const signInOf = (options: Partial<ConstructorParameters<typeof SignIn>[0]>) =>
  new SignIn({ database: gateway.database, oidc: null, development: null, anonymous: publicViewer, ...options });

describe('a gateway that others reach', () => {
  const start = (options: Partial<Parameters<typeof startGateway>[0]>) =>
    startGateway({ database: gateway.database, port: 0, logger: createRecordingLogger().logger, ...options });

  it.each(others)('on %s does not start where anybody is a developer, or signs in as one', async (host) => {
    const development = await DevelopmentIssuer.open(folder);
    const refused = { code: 'PUBLIC_ADDRESS', message: expect.stringContaining(host) };
    await expect(start({ host })).rejects.toMatchObject(refused);
    await expect(start({ host, signIn: signInOf({ anonymous: developer }) })).rejects.toMatchObject(refused);
    await expect(start({ host, signIn: signInOf({ development }) })).rejects.toMatchObject(refused);
    const signInPage = { provider: null, development };
    await expect(start({ host, signIn: signInOf({}), signInPage })).rejects.toMatchObject(refused);
  });

  it.each(others)('on %s is asked by any name, as the public', async (host) => {
    const open = await start({ host, signIn: signInOf({}) });
    try {
      const url = `http://127.0.0.1:${open.port}`;
      const body = '{ "query": "{ me { role } measures { code } }" }';
      const headers = { host: 'oblys.example.kz', 'content-type': 'application/json' };
      const { status, text } = await askRaw(url, { path: '/graphql', method: 'POST', headers, body });
      expect([status, JSON.parse(text).data.me]).toEqual([200, { role: 'PUBLIC' }]);
    } finally {
      await open.stop();
    }
  });
});

describe.each(['gateway', 'start'])('oblys %s', (command) => {
  const env = (more: Record<string, string>) => ({
    DATABASE_URL: gateway.database.url,
    OBLYS_DATA_DIR: folder,
    ...more,
  });

  it.each(others)('names all that is to be set before it listens on %s', async (OBLYS_HOST) => {
    const { code, stdout, stderr } = await runCli([command], env({ OBLYS_HOST }));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^oblys: OBLYS_OIDC_ISSUER is nothing; .*OBLYS_MASTER_KEYS is nothing; [^\n]*\n$/);
  });

  it('says that an address is none of this machine', async () => {
    const { code, stderr } = await runCli([command], env({ OBLYS_HOST: '192.0.2.1', NODE_ENV: 'production' }));
    expect([code, stderr]).toEqual([2, 'oblys: OBLYS_HOST is "192.0.2.1"; expected an address of this machine.\n']);
  });
});

describe('oblys gateway on every address', () => {
  it('serves in production, where who does not sign in is the public', async () => {
    const process = new CliProcess(['gateway', '--json'], {
      DATABASE_URL: gateway.database.url,
      OBLYS_DATA_DIR: join(folder, 'production'),
      OBLYS_HOST: '0.0.0.0',
      NODE_ENV: 'production',
    });
    const { url } = await process.told({ event: 'serving' });
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    const answered = await askRaw(String(url).replace('localhost', '127.0.0.1'), { path: '/sign-in' });
    expect(JSON.parse(answered.text)).toEqual({ provider: null, development: null });
    expect((await process.stop()).code).toBe(0);
  });
});

describe('a gateway of this machine', () => {
  const misdirected = { message: expect.stringContaining('another host'), code: 'BAD_REQUEST' };

  it.each(['/', '/graphql?query={measures{code}}', '/graphql/stream', '/healthz', '/metrics'])(
    'is not asked by a name that somebody points to it: %s',
    async (path) => {
      const headers = { host: 'evil.example', 'apollo-require-preflight': '1' };
      const { status, text } = await askRaw(gateway.url, { path, headers });
      const { message, code } = misdirected;
      expect([status, JSON.parse(text)]).toEqual([421, { errors: [{ message, extensions: { code } }] }]);
    },
  );

  it.each(['/imports', '/evidence?grant=a', '/sign-in/development'])('nor by what is sent to %s', async (path) => {
    const headers = { host: `127.0.0.1.evil.example:4000`, 'content-type': 'application/json' };
    const { status, text } = await askRaw(gateway.url, { path, method: 'POST', headers, body: '{}' });
    expect([status, JSON.parse(text)]).toEqual([421, { error: misdirected }]);
  });

  it('nor by a question that it has answered before, nor by a WebSocket', async () => {
    const body = '{ "query": "{ region(code: \\"110000000\\") { code } }" }';
    const ask = (host: string) =>
      askRaw(gateway.url, {
        path: '/graphql',
        method: 'POST',
        headers: { host, 'content-type': 'application/json' },
        body,
      });
    for (const host of ['localhost', 'LOCALHOST:4000', '127.0.0.1', '[::1]:1', 'localhost']) {
      expect((await ask(host)).status).toBe(200);
    }
    expect((await ask('evil.example')).status).toBe(421);
    expect(await knockAtSocket(gateway.url, { host: 'evil.example' })).toBe(421);
    expect(await knockAtSocket(gateway.url, { host: 'localhost' })).toBe(101);
  });

  it('is asked by the address that people type, through a proxy, where nobody is a developer', async () => {
    const named = { publicUrl: 'https://oblys.example.kz/platform', database: gateway.database, port: 0 };
    const { logger } = createRecordingLogger();
    const headers = { host: 'oblys.example.kz' };
    for (const [signIn, status] of [
      [signInOf({}), 200],
      [signInOf({ anonymous: developer }), 421],
    ] as const) {
      const behind = await startGateway({ ...named, logger, signIn });
      try {
        expect((await askRaw(behind.url, { path: '/healthz', headers })).status).toBe(status);
      } finally {
        await behind.stop();
      }
    }
  });
});
