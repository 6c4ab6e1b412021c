import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultLimits, findWorkspaceRoot } from '@oblys/config';
import { costHeader, hashOfDocument, startGateway } from '@oblys/gateway';
import type { Gateway, GatewayOptions } from '@oblys/gateway';
import { createRecordingLogger, startTestGateway } from '../support/index.js';
import type { GraphQLAnswer, TestGateway } from '../support/index.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

interface Answered extends GraphQLAnswer {
  status: number;
  headers: Headers;
}

async function post(body: unknown, { url }: Pick<Gateway, 'url'> = gateway): Promise<Answered> {
  const headers = { 'content-type': 'application/json' };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return answered(await fetch(`${url}/graphql`, { method: 'POST', headers, body: text }));
}

async function get(parameters: Record<string, string>, { url }: Pick<Gateway, 'url'> = gateway): Promise<Answered> {
  const search = new URLSearchParams(parameters);
  return answered(await fetch(`${url}/graphql?${search}`, { headers: { 'apollo-require-preflight': '1' } }));
}

async function answered(response: Response): Promise<Answered> {
  const answer = (await response.json()) as GraphQLAnswer;
  return { status: response.status, headers: response.headers, ...answer };
}

const codesOf = ({ errors }: GraphQLAnswer) => errors?.map(({ extensions }) => extensions.code);

/** Another gateway over the same database, for as long as the test asks it. */
async function withGateway<T>(options: Partial<GatewayOptions>, ask: (other: Gateway) => Promise<T>): Promise<T> {
  const { logger } = createRecordingLogger();
  const other = await startGateway({ database: gateway.database, port: 0, logger, ...options });
  try {
    return await ask(other);
  } finally {
    await other.stop();
  }
}

const codes = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const aliases = (count: number) =>
  `{ ${codes(count)
    .map((name) => `${name}: __typename`)
    .join(' ')} }`;
const districts = '{ regions { edges { node { districts { edges { node { code } } } } } } }';
const filtered = 'query ($filter: AppealFilter) { appeals(filter: $filter) { totalCount } }';
/** A short document that opens up to two to the power of its fragments. */
function doubling(count: number): string {
  const fragments = codes(count).map((name, index) => {
    const below = `{ regions { edges { node { ...c${index + 1} } } } }`;
    return `fragment ${name} on Region { a: country ${below} b: country ${below} }`;
  });
  return `{ region(code: "110000000") { ...c0 } } ${fragments.join(' ')} fragment c${count} on Region { code }`;
}

const nested = (levels: number): string => '{"not":'.repeat(levels) + '{}' + '}'.repeat(levels);

/** What is still held: garbage is cleared away first. */
function usedMiB(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

describe('a request beyond a limit', () => {
  it.each<[string, string | object, object]>([
    ['a body too large', { query: 'x'.repeat(2 ** 20) }, { limit: 'bodyBytes', most: 2 ** 20, measured: 2 ** 20 + 12 }],
    [
      'a document too long',
      { query: `{ ${'code '.repeat(20_000)} }` },
      { limit: 'tokens', most: 20_000, measured: 20_001 },
    ],
    ['a document of one huge list', { query: `{ a(b: [${'1 '.repeat(100_000)}]) }` }, { limit: 'tokens' }],
    ['brackets in a document', { query: '{ a '.repeat(9_000) }, { limit: 'nesting', most: 250, measured: 251 }],
    ['brackets in a list value', { query: `{ a(b: ${'['.repeat(9_000)}` }, { limit: 'nesting' }],
    ['brackets in the JSON', `{"query":"{ measures { code } }","extensions":${nested(20_000)}}`, { limit: 'nesting' }],
    [
      'a filter nested deep in variables',
      `{"query":"${filtered}","variables":{"filter":${nested(20_000)}}}`,
      { limit: 'nesting' },
    ],
    [
      'levels of fields',
      { query: '{ a '.repeat(101) + '} '.repeat(101) },
      { limit: 'depth', most: 100, measured: 101 },
    ],
    ['fields', { query: doubling(16) }, { limit: 'fields', most: 20_000, measured: 20_001 }],
    ['10,000 aliases', { query: aliases(6_000) }, { limit: 'aliases', most: 500, measured: 6_000 }],
    [
      'one field again and again',
      { query: `{ ${'measures { code } '.repeat(101)} }` },
      { limit: 'repeats', most: 100, measured: 101 },
    ],
    [
      'values in variables',
      { query: filtered, variables: { filter: { or: codes(20_000) } } },
      { limit: 'variables', measured: 20_002 },
    ],
    [
      'cost',
      {
        query: districts.replaceAll('regions', 'regions(first: 500)').replaceAll('districts', 'districts(first: 500)'),
      },
      { limit: 'cost', most: 200_000, measured: 251_001 },
    ],
  ])('%s is refused before any SQL, with the limit and what was measured', async (_what, body, expected) => {
    const { status, errors } = await post(body);
    const [error] = errors ?? [];
    expect(errors).toHaveLength(1);
    expect(error?.extensions).toMatchObject({
      code: status === 413 ? 'PAYLOAD_TOO_LARGE' : 'LIMIT_EXCEEDED',
      ...expected,
    });
    expect(error?.message).toContain(String(error?.extensions.measured));
    expect(error?.message).toContain(String(error?.extensions.most));
    expect([400, 413]).toContain(status);
    expect(gateway.statements).toEqual([]);
  });
});

describe('a request by GET', () => {
  it.each([
    ['a document', { query: `{ ${'a { '.repeat(300)}` }],
    ['variables', { query: '{ measures { code } }', variables: nested(260) }],
  ])('beyond a limit is refused, however many other parameters hide %s', async (_what, parameters) => {
    const search = `${'a&'.repeat(1_000)}${new URLSearchParams(parameters)}`;
    const headers = { 'apollo-require-preflight': '1' };
    const { status, errors } = await answered(await fetch(`${gateway.url}/graphql?${search}`, { headers }));
    expect([status, errors?.[0]?.extensions]).toMatchObject([400, { code: 'LIMIT_EXCEEDED', limit: 'nesting' }]);
    expect(gateway.statements).toEqual([]);
  });
});

describe('what is no question', () => {
  it.each<[string, string | object, string]>([
    ['malformed JSON', '{ "query": "{ measures', 'BAD_REQUEST'],
    ['a batch', [{ query: '{ measures { code } }' }], 'BAD_REQUEST'],
    ['an empty batch', [], 'BAD_REQUEST'],
    ['a query that is no text', { query: 5 }, 'BAD_REQUEST'],
    ['variables that are no object', { query: '{ measures { code } }', variables: [1] }, 'BAD_REQUEST'],
    ['a wrong type', { query: '{ regions(first: "ten") { totalCount } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown field', { query: '{ regions { planets } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'circular fragments',
      { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a variable of another type', { query: filtered, variables: { filter: { receivedOn: 5 } } }, 'BAD_USER_INPUT'],
    ['an unknown field of a variable', { query: filtered, variables: { filter: { planet: 5 } } }, 'BAD_USER_INPUT'],
    [
      'a filter deeper than filters go',
      { query: filtered, variables: { filter: JSON.parse(nested(20)) } },
      'INVALID_INPUT',
    ],
    ['a bad cursor', { query: '{ regions(after: "nowhere") { totalCount } }' }, 'INVALID_CURSOR'],
    ['a page of a million', { query: '{ regions(first: 1000000) { totalCount } }' }, 'INVALID_INPUT'],
    [
      'a persisted query of another hash',
      { query: '{ measures { code } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
      'BAD_REQUEST',
    ],
    [
      'a persisted query of another version',
      { extensions: { persistedQuery: { version: 2, sha256Hash: 'a' } } },
      'BAD_REQUEST',
    ],
  ])('%s is refused before any SQL', async (_what, body, code) => {
    expect(codesOf(await post(body))).toEqual([code]);
    expect(gateway.statements).toEqual([]);
  });

  it('with thousands of faults in its variables is told of no more than fifty', async () => {
    const { errors } = await post({ query: filtered, variables: { filter: { or: codes(5_000) } } });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(errors?.length).toBeLessThanOrEqual(51);
    expect(gateway.statements).toEqual([]);
  });

  it('sent by another site is refused: it comes without a preflight', async () => {
    const url = `${gateway.url}/graphql`;
    const body = '{"query":"{ measures { code } }"}';
    const posted = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body });
    const got = await fetch(`${url}?query={measures{code}}`);
    for (const response of [posted, got]) {
      expect([response.status, codesOf(await answered(response))]).toEqual([400, ['BAD_REQUEST']]);
    }
    expect((await get({ query: '{ measures { code } }' })).errors).toBeUndefined();
  });

  it('leaves the process healthy, its memory bounded and its log without an error', async () => {
    const hostile = [
      { query: aliases(6_000) },
      { query: '{ a '.repeat(9_000) },
      { query: filtered, variables: { filter: { or: codes(20_000) } } },
      `{"query":"${filtered}","variables":{"filter":${nested(20_000)}}}`,
      { query: `{ ${'measures { code } '.repeat(4_000)} }` },
      { query: `{ a(b: [${'1 '.repeat(100_000)}]) }` },
    ];
    const ask = async (rounds: number): Promise<number> => {
      for (let round = 0; round < rounds; round += 1) await Promise.all(hostile.map((body) => post(body)));
      return usedMiB();
    };
    const before = await ask(5);
    expect((await ask(20)) - before).toBeLessThan(50);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('the cost of an operation', () => {
  it('is told with the answer, by the sizes of its pages and the topics of its summaries', async () => {
    const costOf = async (query: string, variables = {}) => (await post({ query, variables })).headers.get(costHeader);
    const told = (estimate: number) => `estimate=${estimate}, most=${defaultLimits.cost}`;
    expect(await costOf('{ regions { edges { node { code } } } }')).toBe(told(1 + 50));
    expect(await costOf('{ regions(last: 3) { totalCount edges { node { code } } } }')).toBe(told(1 + 5 + 3));
    expect(await costOf('query ($n: Int) { regions(first: $n) { edges { node { code } } } }', { n: 7 })).toBe(
      told(1 + 7),
    );
    expect(await costOf(districts)).toBe(told(1 + 50 * (1 + 1 + 50)));
    const summaries = (to: string) =>
      `{ region(code: "110000000") { summaries(grain: MONTH, from: "2025-01-01", to: "${to}") { roadmap { planned } } } }`;
    expect(await costOf(summaries('2025-01-31'))).toBe(told(1 + 1 + 5));
    expect(await costOf(summaries('2025-12-31'))).toBe(told(1 + 12 * (1 + 5)));
    expect(await costOf('{ measures { code } }')).toBe(told(20));
    expect(await costOf('{ ...F } fragment F on Query { regions(first: 2) { ... { edges { node { code } } } } }')).toBe(
      told(3),
    );
  });

  it('counts the letters that figures are looked for in, however often', async () => {
    const suggest = (count: number) =>
      `query ($text: String!) { ${codes(count)
        .map((name) => `${name}: suggestFigures(input: { text: $text }) { suggestions { value } }`)
        .join(' ')} }`;
    const variables = { text: 'а'.repeat(60_000) };
    const [once, often] = [await post({ query: suggest(1), variables }), await post({ query: suggest(4), variables })];
    expect([once.errors, once.headers.get(costHeader)]).toEqual([undefined, `estimate=60021, most=200000`]);
    expect(codesOf(often)).toEqual(['LIMIT_EXCEEDED']);
  });

  it('has a limit that is a setting', async () => {
    await withGateway({ limits: { cost: 10 } }, async (other) => {
      expect(
        (await post({ query: '{ regions(first: 9) { edges { node { code } } } }' }, other)).errors,
      ).toBeUndefined();
      expect(codesOf(await post({ query: '{ regions(first: 10) { edges { node { code } } } }' }, other))).toEqual([
        'LIMIT_EXCEEDED',
      ]);
    });
  });
});

describe('the time of a request', () => {
  it('is the statement timeout of each statement, and no other connection setting', async () => {
    gateway.limitStatements.length = 0;
    await gateway.askData('{ regions { totalCount } }');
    expect(gateway.limitStatements).toEqual([
      expect.stringMatching(/^begin; set local statement_timeout = \d+; set local role oblys_everywhere_reader$/),
      'commit',
    ]);
    const [, ms] = / = (\d+);/.exec(gateway.limitStatements[0]!)!;
    expect(Number(ms)).toBeGreaterThan(10_000);
    expect(Number(ms)).toBeLessThanOrEqual(defaultLimits.requestTimeoutMs);
    const [shown] = await gateway.database.query<{ timeout: string }>(
      `select current_setting('statement_timeout') as timeout`,
    );
    expect(shown?.timeout).toBe('0');
  });

  it('ends with an error that says so, however many statements it takes', async () => {
    await whileLocked('programme_event', () =>
      withGateway({ limits: { requestTimeoutMs: 300 } }, async (other) => {
        const startedAt = performance.now();
        expect(codesOf(await post({ query: '{ programmeEvents { totalCount } }' }, other))).toEqual([
          'QUERY_TOO_COMPLEX',
        ]);
        expect(performance.now() - startedAt).toBeLessThan(5_000);
      }),
    );
    expect((await post({ query: '{ programmeEvents { totalCount } }' })).data).toEqual({
      programmeEvents: { totalCount: 0 },
    });
  });

  it('is over when the client goes away: its statement is cancelled', async () => {
    await whileLocked('programme_event', async () => {
      const client = new AbortController();
      const asked = fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ programmeEvents { totalCount } }' }),
        signal: client.signal,
      }).catch((error: Error) => error.name);
      await waitForWaiting((count) => count === 1);
      client.abort();
      expect(await asked).toBe('AbortError');
      const abortedAt = performance.now();
      await waitForWaiting((count) => count === 0);
      expect(performance.now() - abortedAt).toBeLessThan(3_000);
    });
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
    expect((await post({ query: '{ programmeEvents { totalCount } }' })).data).toEqual({
      programmeEvents: { totalCount: 0 },
    });
  });
});

describe('automatic persisted queries', () => {
  const query = '{ measures { topic { code } } }';
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };

  it('are asked for by their hash once they have been sent with it', async () => {
    expect(codesOf(await post({ extensions }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect((await post({ query, extensions })).errors).toBeUndefined();
    expect((await post({ extensions })).data.measures.length).toBeGreaterThan(40);
    expect((await get({ extensions: JSON.stringify(extensions) })).data.measures.length).toBeGreaterThan(40);
  });

  it('are kept while there is room, the least used go first', async () => {
    await withGateway({ persistedQueriesBytes: 2 * query.length }, async (other) => {
      await post({ query, extensions }, other);
      for (const name of codes(3)) {
        const another = query.replace('measures', `${name}: measures`);
        const hash = createHash('sha256').update(another).digest('hex');
        await post({ query: another, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }, other);
      }
      expect(codesOf(await post({ extensions }, other))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    });
  });

  it('can be turned off', async () => {
    await withGateway({ persistedQueriesBytes: 0 }, async (other) =>
      expect(codesOf(await post({ extensions }, other))).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED']),
    );
  });
});

describe('trusted documents', () => {
  const file = join(findWorkspaceRoot(), 'schema', 'trusted-documents.json');
  const manifest = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
  const [hash, document] = manifest.find(([, text]) => text.startsWith('query Catalogue')) ?? ['', ''];
  const isAnswered = ({ data }: GraphQLAnswer) => data?.measures.length > 40;

  it('are each of schema/operations, by the hash of what GraphQL prints', () => {
    const operations = readdirSync(join(findWorkspaceRoot(), 'schema', 'operations'));
    expect(manifest).toHaveLength(operations.length);
    for (const [each, text] of manifest)
      expect(hashOfDocument(`# a comment\n${text.replaceAll('\n', ' \n ')}`)).toBe(each);
  });

  it.each(['accept', 'require'] as const)('are run by their hash, in each of its places, under %s', async (mode) => {
    await withGateway({ trustedDocuments: { mode, file } }, async (other) => {
      expect(isAnswered(await post({ documentId: `sha256:${hash}` }, other))).toBe(true);
      expect(isAnswered(await post({ documentId: hash, variables: { locale: 'EN' } }, other))).toBe(true);
      const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
      expect(isAnswered(await post({ extensions }, other))).toBe(true);
      expect(isAnswered(await get({ documentId: hash }, other))).toBe(true);
      expect(isAnswered(await get({ extensions: JSON.stringify(extensions) }, other))).toBe(true);
      expect(isAnswered(await post({ query: document }, other))).toBe(true);
      expect(codesOf(await post({ documentId: 'sha256:0' }, other))).toEqual(['DOCUMENT_NOT_TRUSTED']);
    });
  });

  it('are the only ones under require, however they are written', async () => {
    await withGateway({ trustedDocuments: { mode: 'require', file } }, async (other) => {
      expect(isAnswered(await post({ query: `# ours\n${document.replaceAll('\n', ', ')}` }, other))).toBe(true);
      for (const body of [
        { query: '{ measures { code } }' },
        { query: '{ measures' },
        { query: '{ __schema { types { name } } }' },
        { query: '{ measures { code } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
        { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } },
        {},
      ]) {
        expect(await post(body, other)).toMatchObject({
          status: 400,
          errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }],
        });
      }
      expect(codesOf(await get({ query: '{ measures { code } }' }, other))).toEqual(['DOCUMENT_NOT_TRUSTED']);
    });
    await withGateway({ trustedDocuments: { mode: 'accept', file } }, async (other) =>
      expect(isAnswered(await post({ query: '{ measures { code } }' }, other))).toBe(true),
    );
  });

  it('keep a gateway from starting when the manifest says what is not so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'oblys-trusted-'));
    try {
      const forged = join(folder, 'forged.json');
      writeFileSync(forged, JSON.stringify({ [hash]: '{ measures { code } }' }));
      for (const each of [forged, join(folder, 'none.json')]) {
        const started = withGateway({ trustedDocuments: { mode: 'require', file: each } }, async () => undefined);
        await expect(started).rejects.toMatchObject({
          code: 'TRUSTED_DOCUMENTS_UNUSABLE',
          message: expect.stringContaining(each),
        });
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('introspection', () => {
  it('can be turned off', async () => {
    const query = '{ __schema { queryType { name } } }';
    expect((await post({ query })).data.__schema.queryType.name).toBe('Query');
    await withGateway({ introspection: false }, async (other) => {
      expect(codesOf(await post({ query }, other))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
      expect((await post({ query: '{ measures { __typename } }' }, other)).errors).toBeUndefined();
    });
  });
});

/** Every read of the table waits meanwhile. */
async function whileLocked<T>(table: string, work: () => Promise<T>): Promise<T> {
  return gateway.database.transaction('READ COMMITTED', async (sql) => {
    await sql.query(`lock table ${table} in access exclusive mode`);
    return work();
  });
}

async function waitForWaiting(isEnough: (count: number) => boolean): Promise<void> {
  for (;;) {
    const waiting = await gateway.database.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (isEnough(waiting.length)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
