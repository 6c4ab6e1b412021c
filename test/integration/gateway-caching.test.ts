import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DevelopmentIssuer, publicViewer, SignIn, type ViewerScope } from '@oblys/access';
import { openDatabase, type Database, type Role } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import { refresh } from '@oblys/rollups';
import { parse, print } from 'graphql';
import { createRecordingLogger, seedRecord, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';
import { makeRunFolder } from '../support/run-folder.js';

const burabay = '117000000';
const atbasar = '113800000';
const asOf = '2025-11-05';
const now = () => new Date('2025-11-20T06:00:00Z');
const year = 'period: { grain: YEAR, start: "2025-01-01" }';
const stored = `{ region(code: "110000000") { name summary(${year}) { asOf source provenance { runId recordCount } monitoring { visits } roadmap { planned } } } }`;
let gateway: TestGateway;
let other: Database;

beforeAll(async () => {
  gateway = await startTestGateway({
    now,
    seed: async (database) => {
      await seedRecord(database, 'roadmap_item', { area_code: burabay });
      await refresh(database, { asOf });
    },
  });
  other = await openDatabase({ url: gateway.database.url });
});

afterAll(async () => {
  await other?.close();
  await gateway?.end();
});

beforeEach(() => {
  gateway.statements.length = 0;
});

interface Tagged {
  status: number;
  tag: string | null;
  cacheControl: string | null;
  text: string;
}

async function post(
  query: string,
  { tag, variables, url = gateway.url }: { tag?: string; variables?: unknown; url?: string } = {},
): Promise<Tagged> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(tag !== undefined && { 'if-none-match': tag }) },
    body: JSON.stringify({ query, variables }),
  });
  return read(response);
}

async function read(response: Response): Promise<Tagged> {
  const { status, headers } = response;
  return { status, tag: headers.get('etag'), cacheControl: headers.get('cache-control'), text: await response.text() };
}

const summaryStatements = () => gateway.statements.filter((text) => text.includes('/* stored:'));
const visit = (source: string, area = burabay) =>
  other.query(
    `insert into monitoring_visit (area_code, source_ref, visited_on, commission) values ($1, $2, '2025-02-02', 'К')`,
    [area, source],
  );
const visits = async () => JSON.parse((await post(stored)).text).data.region.summary.monitoring.visits as number;

/** Until what was told has been heard. */
const heard = () => new Promise((resolve) => setTimeout(resolve, 300));

describe('an answer of stored figures', () => {
  it('has a tag, and is not sent again to who has it', async () => {
    const first = await post(stored);
    expect(first).toMatchObject({
      status: 200,
      tag: expect.stringMatching(/^W\/"[\w-]{27}"$/),
      cacheControl: 'private, no-cache',
    });
    gateway.statements.length = 0;
    const again = await post(stored, { tag: `"x", ${first.tag}` });
    expect(again).toEqual({ status: 304, tag: first.tag, cacheControl: 'private, no-cache', text: '' });
    expect(gateway.statements.map((text) => /\/\* (\S+) /.exec(text)?.[1])).toEqual(['gateway:version']);
    const byGet = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query: stored })}`, {
      headers: { 'apollo-require-preflight': '1', 'if-none-match': first.tag! },
    });
    expect(byGet.status).toBe(304);
  });

  it('has another tag after a build, and after a change of the areas', async () => {
    const first = await post(stored);
    await visit('tag');
    expect((await post(stored, { tag: first.tag! })).status).toBe(304);
    await refresh(other, { asOf });
    const second = await post(stored, { tag: first.tag! });
    expect(second.status).toBe(200);
    expect(second.tag).not.toBe(first.tag);
    await other.query(`update area set name_ru = name_ru || '!' where code = $1`, [burabay]);
    expect((await post(stored, { tag: second.tag! })).status).toBe(200);
    await other.query(`update area set name_ru = rtrim(name_ru, '!') where code = $1`, [burabay]);
  });

  it('has another tag for other words, variables and as-of days', async () => {
    const query = `query ($d: Date) { region(code: "110000000") { summary(${year}, asOf: $d) { roadmap { planned } } } }`;
    const tags = [await post(query), await post(query, { variables: { d: asOf } }), await post(stored)].map(
      ({ tag }) => tag,
    );
    expect(tags).not.toContain(null);
    expect(new Set(tags).size).toBe(3);
  });
});

describe('any other answer', () => {
  it.each([
    [
      'counted for another day',
      `{ region(code: "110000000") { summary(${year}, asOf: "2025-11-10") { roadmap { planned } } } }`,
    ],
    [
      'counted for a day that the operation itself gives',
      `query ($d: Date = "2025-11-10") { region(code: "110000000") { summary(${year}, asOf: $d) { roadmap { planned } } } }`,
    ],
    [
      "counted in today's tree",
      `{ region(code: "110000000") { summary(${year}, tree: CURRENT) { roadmap { planned } } } }`,
    ],
    [
      'stored and live at once',
      `{ region(code: "110000000") { a: summary(${year}) { roadmap { planned } } b: summary(${year}, asOf: "2025-11-10") { roadmap { planned } } } }`,
    ],
    ['that says whether changes wait', `{ region(code: "110000000") { summary(${year}) { provenance { isStale } } } }`],
    [
      'with records beside it',
      `{ region(code: "110000000") { summary(${year}) { roadmap { planned } } roadmapItems { totalCount } } }`,
    ],
    ['without figures', `{ region(code: "110000000") { code } }`],
    [
      'with an error',
      `{ region(code: "110000000") { summary(${year}) { funding(programme: "жоқ") { projectsFunded } } } }`,
    ],
    ['to a document that is none', `{ region`],
  ])('%s has no tag and is not to be kept', async (_what, query) => {
    expect(await post(query)).toMatchObject({ tag: null, cacheControl: 'no-store' });
  });
});

describe('an answer to who signed in', () => {
  const folder = makeRunFolder('gateway-caching');
  const hash = createHash('sha256')
    .update(print(parse(stored)))
    .digest('hex');
  const json = { 'content-type': 'application/json' };
  const byPost = { method: 'POST', headers: json, body: JSON.stringify({ query: stored }) };
  const byHash = { method: 'POST', headers: json, body: JSON.stringify({ documentId: `sha256:${hash}` }) };
  const byGet = { headers: { 'apollo-require-preflight': '1' } };
  const getUrl = `/graphql?${new URLSearchParams({ query: stored })}`;
  let signed: Gateway;
  let token: string;

  beforeAll(async () => {
    const development = await DevelopmentIssuer.open(folder, now);
    token = await development.sign({ role: 'REGIONAL_ANALYST', areaCodes: ['110000000'] }, 1);
    const { logger } = createRecordingLogger();
    const { database } = gateway;
    const manifest = join(folder, 'trusted.json');
    writeFileSync(manifest, JSON.stringify({ [hash]: print(parse(stored)) }));
    signed = await startGateway({
      ...{ database, port: 0, logger, now, compilesAtOnce: true },
      signIn: new SignIn({ database, oidc: null, development, anonymous: publicViewer }),
      trustedDocuments: { mode: 'accept', file: manifest },
    });
  });

  afterAll(async () => {
    await signed?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['by POST', '/graphql', byPost],
    ['by POST once the query is known', '/graphql', byPost],
    ['by the hash of a trusted document', '/graphql', byHash],
    ['by GET', getUrl, byGet],
  ])('is kept by nobody, asked for %s', async (_how, path, options) => {
    const ask = async (headers: Record<string, string>) => {
      const response = await fetch(`${signed.url}${path}`, { ...options, headers: { ...options.headers, ...headers } });
      return { ...(await read(response)), vary: response.headers.get('vary') };
    };
    const anybody = await ask({});
    expect(anybody).toMatchObject({ status: 200, tag: expect.any(String), cacheControl: 'private, no-cache' });
    const mine = await ask({ authorization: `Bearer ${token}`, 'if-none-match': anybody.tag! });
    expect(mine).toMatchObject({ status: 200, tag: null, cacheControl: 'no-store' });
    expect(JSON.parse(mine.text).errors).toBeUndefined();
    expect([anybody.vary, mine.vary]).toEqual(['Authorization', 'Authorization']);
  });

  it.each(['/graphql', '/graphql/stream', '/imports', '/evidence', '/evidence/x'])(
    'is kept by nobody where %s refuses it',
    async (path) => {
      for (const authorization of ['Bearer x', `Bearer ${token}`]) {
        const method = path === '/evidence/x' ? 'GET' : 'POST';
        const { status, headers } = await fetch(`${signed.url}${path}`, { method, headers: { authorization } });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(headers.get('cache-control')).toMatch(/^(private, )?no-store$/);
      }
    },
  );
});

describe('the cache of summaries', () => {
  it('answers from memory until the next build', async () => {
    const before = await visits();
    gateway.statements.length = 0;
    expect(await visits()).toBe(before);
    expect(summaryStatements()).toEqual([]);
    await visit('cache');
    expect(await visits()).toBe(before);
    await refresh(other, { asOf });
    expect(await visits()).toBe(before + 1);
    expect(summaryStatements().length).toBeGreaterThan(0);
  });

  it('says at once that a change waits for what it gives', async () => {
    const stale = `{ region(code: "110000000") { summary(${year}) { monitoring { visits provenance { isStale } } } } }`;
    const isStale = async () =>
      JSON.parse((await post(stale)).text).data.region.summary.monitoring.provenance.isStale as boolean;
    expect([await isStale(), await isStale()]).toEqual([false, false]);
    await visit('stale');
    expect(await isStale()).toBe(true);
    await refresh(other, { asOf });
    expect(await isStale()).toBe(false);
  });

  it('is emptied by what a build tells, whoever tells it', async () => {
    await visits();
    await other.query(`select pg_notify('oblys_build', '')`);
    await heard();
    gateway.statements.length = 0;
    await visits();
    expect(summaryStatements().length).toBeGreaterThan(0);
  });

  it('is right after the connection that listens was lost, and keeps nothing meanwhile', async () => {
    const before = await visits();
    await visit('lost');
    await other.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'oblys gateway listen'`,
    );
    await refresh(other, { asOf });
    expect(await visits()).toBe(before + 1);
    await heard();
    expect([await visits(), await visits()]).toEqual([before + 1, before + 1]);
    gateway.statements.length = 0;
    await visits();
    expect(summaryStatements()).toEqual([]);
  });

  it('is bypassed by a gateway that cannot listen, and by one whose cache is off', async () => {
    const { logger } = createRecordingLogger();
    for (const options of [{ listenUrl: 'postgres://nobody@127.0.0.1:1/none' }, { summaryCache: false }]) {
      const without = await startGateway({ database: gateway.database, port: 0, logger, now, ...options });
      try {
        await post(stored, { url: without.url });
        gateway.statements.length = 0;
        await post(stored, { url: without.url });
        expect(summaryStatements().length).toBeGreaterThan(0);
      } finally {
        await without.stop();
      }
    }
  });

  it('and tags give no viewer what only another may see', async () => {
    const { logger } = createRecordingLogger();
    // One process, and so one cache, that is asked by one viewer and then by another.
    const viewer: { name: string; role: Role; scope: ViewerScope } = {
      name: 'atbasar',
      role: 'ADMINISTRATOR',
      scope: 'WHOLE_TREE',
    };
    const shared = await startGateway({ database: gateway.database, port: 0, logger, now, viewer });
    try {
      const ask = `{ burabay: district(code: "${burabay}") { summary(${year}) { appeal { received withheld { reason } } } } atbasar: district(code: "${atbasar}") { summary(${year}) { appeal { received } } } }`;
      const all = await post(ask, { url: shared.url });
      viewer.scope = { areaCodes: [atbasar] };
      const some = await post(ask, { url: shared.url, tag: all.tag! });
      expect(some.status).toBe(200);
      expect(some.tag).not.toBe(all.tag);
      expect(JSON.parse(all.text).data.burabay.summary.appeal).toMatchObject({ received: expect.any(Number) });
      expect(JSON.parse(some.text).data.burabay.summary.appeal).toMatchObject({
        received: null,
        withheld: expect.arrayContaining([{ reason: 'NOT_ALLOWED' }]),
      });
      expect((await post(ask, { url: shared.url, tag: some.tag! })).status).toBe(304);
    } finally {
      await shared.stop();
    }
  });
});
