import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCodes, startGateway } from '@oblys/gateway';
import { askGateway, createRecordingLogger, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

let gateway: TestGateway;
let dashboardDir: string;

beforeAll(async () => {
  dashboardDir = mkdtempSync(join(tmpdir(), '.oblys-тақта-'));
  writeFileSync(join(dashboardDir, 'index.html'), '<title>Тақта</title>');
  writeFileSync(join(dashboardDir, 'app.js'), 'export {};');
  gateway = await startTestGateway({ dashboardDir });
});

afterAll(async () => {
  await gateway?.end();
  rmSync(dashboardDir, { recursive: true, force: true });
});

const graphqlHeaders = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

const post = (body: string, headers: Record<string, string> = graphqlHeaders) =>
  fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });

describe('health', () => {
  it('is alive, and ready once figures are built', async () => {
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    const unready = await fetch(`${gateway.url}/readyz`);
    expect(unready.status).toBe(503);
    expect(await unready.json()).toEqual({
      status: 'not ready',
      reasons: ['No figures have been built yet; run `oblys rollup`.'],
    });
    const [run] = await gateway.database.query<{ id: string }>(
      `insert into run (kind, state, finished_at) values ('ROLLUP', 'SUCCEEDED', now()) returning id`,
    );
    await gateway.database.query(
      `insert into build (topic, as_of, run_id, definition_version) values ('event', '2025-11-05', $1, 'x')`,
      [run?.id],
    );
    const ready = await fetch(`${gateway.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('is not ready without migrations, and without a database', async () => {
    const other = await startTestGateway();
    try {
      await other.database.query(`delete from migrations`);
      expect(await (await fetch(`${other.url}/readyz`)).json()).toMatchObject({
        reasons: ['The database lacks migrations of this version; run `oblys migrate`.'],
      });
      await other.database.close();
      const response = await fetch(`${other.url}/readyz`);
      expect([response.status, await response.json()]).toEqual([
        503,
        { status: 'not ready', reasons: ['The database cannot be reached.'] },
      ]);
      expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    } finally {
      await other.end();
    }
  });
});

describe('the dashboard', () => {
  it.each(['/', '/reports/1'])('answers %s with its page', async (path) => {
    const response = await fetch(`${gateway.url}${path}`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toMatch('text/html');
    expect(await response.text()).toContain('Тақта');
  });

  it('serves its files and nothing above its folder', async () => {
    expect(await (await fetch(`${gateway.url}/app.js`)).text()).toBe('export {};');
    const above = await fetch(`${gateway.url}/..%2f..%2fetc%2fpasswd`, { headers: { accept: 'application/json' } });
    expect(await above.text()).not.toContain('root:');
  });
});

describe('a request that cannot be answered', () => {
  it.each([
    ['{ "query": ', 400, 'BAD_REQUEST'],
    ['[]', 400, 'BAD_REQUEST'],
    ['{}', 400, 'BAD_REQUEST'],
    ['{ "query": "{ regions" }', 400, 'GRAPHQL_PARSE_FAILED'],
    ['{ "query": "{ planets { code } }" }', 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['{ "query": "query ($c: ID!) { region(code: $c) { code } }", "variables": { "c": [] } }', 400, 'BAD_USER_INPUT'],
    ['{ "query": "query A { measures { code } } query B { measures { code } }" }', 400, 'OPERATION_RESOLUTION_FAILURE'],
    [`{ "query": "${'x'.repeat(1024 * 1024)}" }`, 413, 'PAYLOAD_TOO_LARGE'],
  ])('%.60s… is refused with %i %s', async (body, status, code) => {
    const response = await post(body);
    const text = await response.text();
    expect(text).toContain(code);
    expect([response.status, JSON.parse(text).errors[0].extensions]).toMatchObject([status, { code }]);
    expect(text).not.toMatch(/node_modules|\.js:|at /);
  });

  it('has status 200 in plain JSON where the request was GraphQL, and its own where it was not', async () => {
    const headers = { 'content-type': 'application/json' };
    const statusOf = async (body: string) => (await post(body, headers)).status;
    expect(await statusOf('{ "query": "{ planets { code } }" }')).toBe(200);
    expect(await statusOf('{}')).toBe(400);
  });

  it('may have come from another site without asking first', async () => {
    const response = await post('{"query":"{ measures { code } }"}', { 'content-type': 'text/plain' });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: unknown[] }).errors).toMatchObject([
      { extensions: { code: 'BAD_REQUEST' } },
    ]);
  });

  it('shows a date that does not exist as the fault of the asker', async () => {
    const { errors } = await gateway.ask(`{ roadmapItems { edges { node { status(asOf: "2025-02-30") } } } }`);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('2025-02-30'), extensions: { code: expect.any(String) } },
    ]);
    expect(Object.keys(errorCodes)).toContain(errors?.[0]?.extensions.code);
  });

  it('hides what goes wrong with us behind an id, and logs it whole', async () => {
    await gateway.database.query(`alter table akim_election rename to akim_election_hidden`);
    try {
      gateway.log.length = 0;
      const { errors } = await gateway.ask(`{ akimElections { totalCount } }`);
      const { errorId } = errors?.[0]?.extensions ?? {};
      expect(errors).toMatchObject([
        {
          message: `Something went wrong on our side; error ${errorId}.`,
          path: ['akimElections'],
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ]);
      expect(JSON.stringify(errors)).not.toMatch(/akim_election|select|stack/);
      const [entry] = gateway.log.filter(({ level }) => level === 'error');
      expect(entry?.args[0]).toMatchObject({ errorId, err: { message: expect.stringContaining('akim_election') } });
    } finally {
      await gateway.database.query(`alter table akim_election_hidden rename to akim_election`);
    }
  });
});

describe('startGateway', () => {
  it('says which port is taken and what to do', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    try {
      const { logger } = createRecordingLogger();
      await expect(startGateway({ database: gateway.database, port, logger })).rejects.toMatchObject({
        code: 'PORT_TAKEN',
        message: expect.stringMatching(new RegExp(`^Port ${port} on 127.0.0.1 is taken .* PORT `)),
      });
    } finally {
      await new Promise((resolve) => holder.close(resolve));
    }
  });

  it('greets in words where there is no dashboard', async () => {
    const { logger } = createRecordingLogger();
    const bare = await startGateway({ database: gateway.database, port: 0, logger });
    try {
      const response = await fetch(`${bare.url}/`);
      expect(response.headers.get('content-type')).toMatch('text/plain');
      expect(await response.text()).toContain('POST /graphql');
      expect((await fetch(`${bare.url}/reports`)).status).toBe(404);
    } finally {
      await bare.stop();
    }
  });
});

describe('stop', () => {
  it('answers what is in flight, takes nothing new, and does not wait for idle connections', async () => {
    const { logger, log } = createRecordingLogger();
    const stopping = await startGateway({ database: gateway.database, port: 0, logger, stopTimeoutMs: 60_000 });
    const agent = new Agent({ keepAlive: true });
    await getWith(agent, `${stopping.url}/healthz`);
    const lock = await holdLock('programme_event');
    const inFlight = askGateway(stopping.url, `{ programmeEvents { totalCount } }`);
    await waitForLockedStatement();
    const stopped = stopping.stop();
    await expect(fetch(`${stopping.url}/healthz`)).rejects.toThrow();
    await lock.release();
    expect(await inFlight).toEqual({ data: { programmeEvents: { totalCount: 0 } } });
    await stopped;
    // A connection that had to be cut off at the deadline would be told of.
    expect(log.filter(({ level }) => level === 'warn')).toEqual([]);
    await stopping.stop();
    agent.destroy();
  });

  it('cuts off what takes too long', async () => {
    const { logger, log } = createRecordingLogger();
    const stopping = await startGateway({ database: gateway.database, port: 0, logger, stopTimeoutMs: 200 });
    const lock = await holdLock('programme_event');
    const inFlight = askGateway(stopping.url, `{ programmeEvents { totalCount } }`).catch((error: Error) => error);
    await waitForLockedStatement();
    await stopping.stop();
    await lock.release();
    expect(await inFlight).toMatchObject({ message: 'fetch failed' });
    expect(log.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

function getWith(agent: Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => response.resume().once('end', resolve))
      .once('error', reject)
      .end();
  });
}

/** Makes every read of a table wait until it is released. */
async function holdLock(table: string): Promise<{ release(): Promise<void> }> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let held: () => void = () => undefined;
  const isHeld = new Promise<void>((resolve) => (held = resolve));
  const work = gateway.database.transaction('READ COMMITTED', async (sql) => {
    await sql.query(`lock table ${table} in access exclusive mode`);
    held();
    await released;
  });
  await isHeld;
  return {
    release: async () => {
      release();
      await work;
    },
  };
}

async function waitForLockedStatement(): Promise<void> {
  for (;;) {
    const waiting = await gateway.database.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
