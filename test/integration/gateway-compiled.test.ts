import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findWorkspaceRoot } from '@oblys/config';
import { startGateway } from '@oblys/gateway';
import { createRecordingLogger, seedRecord, startTestGateway, type TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
const now = () => new Date('2025-11-05T06:00:00Z');
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    now,
    compilesAtOnce: false,
    summaryCache: false,
    seed: async (database) => {
      await seedRecord(database, 'appeal', { area_code: burabay });
    },
  });
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

/** The first answer is graphql-js's own, those that follow come by compiled functions. */
async function askAgain(query: string, variables?: Record<string, unknown>): Promise<unknown[]> {
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(await gateway.ask(query, variables));
  return answers;
}

const questions: [what: string, query: string, variables?: Record<string, unknown>][] = [
  ['a tree', '{ regions(first: 3) { edges { cursor node { code name(locale: RU) districts { totalCount } } } } }'],
  ['one row by a variable', 'query ($code: ID!) { region(code: $code) { id name } }', { code: akmola }],
  [
    'what is left out and what is not',
    'query ($is: Boolean!) { region(code: "110000000") { code @include(if: $is) name @skip(if: $is) } }',
    { is: true },
  ],
  ['an interface', '{ area(code: "117000000") { __typename code ... on District { region { code } } } }'],
  [
    'the same field twice',
    '{ one: region(code: "110000000") { a: name(locale: KK) b: name(locale: EN) } two: region(code: "390000000") { name } }',
  ],
  [
    'computed fields',
    `{ appeals { edges { node { id status(asOf: "2025-11-01") version updatedAt area { name } } } } }`,
  ],
  [
    'figures',
    '{ region(code: "110000000") { summary(period: { grain: YEAR, start: "2025-01-01" }) { source appeal { received withheld { measure reason } } } } }',
  ],
  ['the schema', '{ __schema { queryType { name } } __type(name: "Region") { kind } }'],
  ['a wrong argument', '{ regions(first: -1) { totalCount } }'],
  ['a variable that is missing', 'query ($code: ID!) { region(code: $code) { name } }'],
  [
    'a part that fails beside one that does not',
    '{ region(code: "1") { code } other: region(code: "110000000") { code } }',
  ],
  [
    'a part of a list that fails',
    '{ region(code: "110000000") { summary(period: { grain: YEAR, start: "2025-01-01" }, asOf: "2999-01-01") { source } } }',
  ],
  ['an operation that is not there', 'query A { __typename } query B { __typename }'],
];

describe('a query that comes again', () => {
  it.each(questions.map(([what, query, variables = {}]) => [what, query, variables] as const))(
    'is answered as it was: %s',
    async (_what, query, variables) => {
      const [first, ...others] = await askAgain(query, variables);
      expect(Object.keys(first as object).length).toBeGreaterThan(0);
      for (const other of others) expect(other).toEqual(first);
    },
  );

  it('is answered as it was, with conditions within conditions in its variables', async () => {
    const query = `query ($filter: AppealFilter) { appeals(filter: $filter) { edges { node { status } } } }`;
    const filter = { or: [{ not: { channel: { eq: 'ONLINE' } } }, { and: [{ receivedOn: { from: '2025-01-01' } }] }] };
    const answers = await askAgain(query, { filter });
    expect(answers[0]).toMatchObject({ data: { appeals: { edges: [{}] } } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('is answered by what the rows now say', async () => {
    const query = `{ appeals { totalCount edges { node { version } } } }`;
    const [, before] = (await askAgain(query)) as { data: { appeals: { totalCount: number } } }[];
    await seedRecord(gateway.database, 'appeal', { area_code: burabay });
    expect(((await gateway.ask(query)) as typeof before)!.data.appeals.totalCount).toBe(
      before!.data.appeals.totalCount + 1,
    );
  });

  it('goes by the variables that it comes with', async () => {
    const query =
      'query ($first: Int, $locale: Locale) { regions(first: $first) { edges { node { name(locale: $locale) } } } }';
    const names = async (first: number, locale: string): Promise<string[]> => {
      const { regions } = await gateway.askData(query, { first, locale });
      return regions.edges.map(({ node }: { node: { name: string } }) => node.name);
    };
    for (let time = 0; time < 3; time += 1) {
      expect(await names(2, 'KK')).toEqual(['Абай облысы', 'Ақмола облысы']);
      expect(await names(1, 'RU')).toEqual(['область Абай']);
    }
  });

  it('costs as many statements as the first time', async () => {
    const query = '{ regions(first: 4) { edges { node { name districts { edges { node { name } } } } } } }';
    await askAgain(query);
    expect(gateway.statements).toHaveLength(4);
  });
});

describe('an answer that PostgreSQL writes', () => {
  const accepted = [
    undefined,
    '*/*',
    'application/json',
    'application/graphql-response+json, application/json;q=0.9',
    'text/html, application/json;q=0.5',
    'image/png',
  ];

  async function post(body: object, accept: string | undefined, url = gateway.url): Promise<[number, object, string]> {
    const headers = { 'content-type': 'application/json', ...(accept !== undefined && { accept }) };
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
    const shown = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
    return [response.status, shown, await response.text()];
  }

  it.each(accepted)('has the headers that Apollo Server gives: accept %s', async (accept) => {
    const body = { query: `{ regions(first: 2) { edges { node { name } } } } # ${accept}` };
    const [first, ...others] = [await post(body, accept), await post(body, accept), await post(body, accept)];
    for (const [status, headers, text] of others) {
      expect([status, headers]).toEqual([first![0], { ...first![1], 'content-length': expect.anything() }]);
      expect(text.endsWith('\n')).toBe(true);
      expect(JSON.parse(text)).toEqual(JSON.parse(first![2]));
    }
  });

  it('is that of the operation which is named', async () => {
    const query = 'query A { region(code: "110000000") { code } } query B { region(code: "390000000") { code } }';
    for (let time = 0; time < 4; time += 1) {
      for (const [operationName, code] of [
        ['A', '110000000'],
        ['B', '390000000'],
      ]) {
        const [, , text] = await post({ query, operationName }, undefined);
        expect(JSON.parse(text)).toEqual({ data: { region: { code } } });
      }
    }
  });

  it('is written with the words of people as they are', async () => {
    const text = `"Тырнақша" \\ 'апостроф' \n\t\u0001 😀 </script>`;
    const id = await seedRecord(gateway.database, 'funded_project', { area_code: burabay, title: text });
    const query = `query ($id: ID!) { node(id: $id) { ... on FundedProject { title amount { amount currency __typename } fundedOn programme { name } history { totalCount edges { cursor } } } __typename } }`;
    const globalId = Buffer.from(`FundedProject:${akmola}:${id}`).toString('base64url');
    const answers = await askAgain(query, { id: globalId });
    expect(answers[3]).toMatchObject({ data: { node: { title: text, programme: null, __typename: 'FundedProject' } } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('takes page by page what the program takes page by page', async () => {
    const query = `query ($first: Int, $after: String, $last: Int, $before: String) {
      regions(first: $first, after: $after, last: $last, before: $before) {
        totalCount edges { cursor node { id code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`;
    let after: string | null = null;
    let [seen, pages] = [0, 0];
    for (let hasNextPage = true; hasNextPage; pages += 1) {
      const answers: unknown[] = await askAgain(query, { first: 6, after });
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      const { regions } = (answers[3] as { data: { regions: Page } }).data;
      seen += regions.edges.length;
      hasNextPage = regions.pageInfo.hasNextPage;
      after = regions.pageInfo.endCursor;
    }
    expect([seen, pages]).toEqual([20, 4]);
    for (const variables of [{ first: 0 }, { last: 2, before: after }, { first: 3, before: after }]) {
      const answers = await askAgain(query, variables);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
    }
  });

  it('is refused for its cost by the variables that it comes with', async () => {
    const { logger } = createRecordingLogger();
    const frugal = await startGateway({ database: gateway.database, port: 0, logger, limits: { cost: 50 } });
    try {
      const query = 'query ($first: Int) { regions(first: $first) { edges { node { code } } } }';
      for (let time = 0; time < 4; time += 1) {
        const [, , text] = await post({ query, variables: { first: 3 } }, undefined, frugal.url);
        expect(JSON.parse(text).data.regions.edges).toHaveLength(3);
        const [, , refused] = await post({ query, variables: { first: 400 } }, undefined, frugal.url);
        expect(JSON.parse(refused).errors[0].extensions.code).toBe('LIMIT_EXCEEDED');
      }
    } finally {
      await frugal.stop();
    }
  });

  it('is given for the hash of a trusted document, and for no other where those alone are run', async () => {
    const { logger } = createRecordingLogger();
    const file = join(findWorkspaceRoot(), 'schema', 'trusted-documents.json');
    const trustedDocuments = { mode: 'require', file } as const;
    const strict = await startGateway({ database: gateway.database, port: 0, logger, trustedDocuments });
    const documents = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const [hash] = Object.entries(documents).find(([, text]) => text.startsWith('query FundedProjects('))!;
    try {
      for (let time = 0; time < 4; time += 1) {
        const [, , text] = await post({ documentId: `sha256:${hash}` }, undefined, strict.url);
        expect(JSON.parse(text).data.fundedProjects.edges).toHaveLength(1);
        const [, , refused] = await post({ query: '{ regions { totalCount } }' }, undefined, strict.url);
        expect(JSON.parse(refused).errors[0].extensions.code).toBe('DOCUMENT_NOT_TRUSTED');
      }
    } finally {
      await strict.stop();
    }
  });

  it('is given whole for a question that is long, and to others when one goes away in the middle of its own', async () => {
    const short = '{ region(code: "110000000") { code } }';
    for (let time = 0; time < 3; time += 1) await post({ query: short }, undefined);
    const [, , text] = await post({ query: `${short} #${'-'.repeat(100_000)}` }, undefined);
    expect(JSON.parse(text)).toEqual({ data: { region: { code: akmola } } });
    const socket = connect(gateway.port, '127.0.0.1');
    const head =
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n';
    await new Promise<void>((resolve) => socket.write(`${head}{"query":`, () => resolve()));
    socket.destroy();
    expect(JSON.parse((await post({ query: short }, undefined))[2])).toEqual({ data: { region: { code: akmola } } });
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is given for a question that begins with the mark of UTF-8', async () => {
    const body = `\uFEFF${JSON.stringify({ query: '{ region(code: "110000000") { code } }' })}`;
    for (let time = 0; time < 4; time += 1) {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
      expect(await response.json()).toEqual({ data: { region: { code: akmola } } });
    }
  });

  it('is given for no larger question than any other', async () => {
    const { logger } = createRecordingLogger();
    const narrow = await startGateway({ database: gateway.database, port: 0, logger, limits: { bodyBytes: 1_000 } });
    const query = '{ region(code: "110000000") { code } }';
    try {
      for (let time = 0; time < 3; time += 1) expect((await post({ query }, undefined, narrow.url))[0]).toBe(200);
      const [status, , text] = await post({ query, padding: '-'.repeat(1_000) }, undefined, narrow.url);
      expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    } finally {
      await narrow.stop();
    }
  });

  it('has no more time than any other', async () => {
    const { logger, log } = createRecordingLogger();
    const hasty = await startGateway({
      database: gateway.database,
      port: 0,
      logger,
      limits: { requestTimeoutMs: 1_000 },
    });
    const body = { query: '{ region(code: "110000000") { code } }' };
    try {
      for (let time = 0; time < 3; time += 1) expect((await post(body, undefined, hasty.url))[2]).toContain(akmola);
      await gateway.database.transaction('READ COMMITTED', async (sql) => {
        await sql.query('lock table area in access exclusive mode');
        gateway.statements.length = 0;
        const [, , text] = await post(body, undefined, hasty.url);
        expect(JSON.parse(text).errors[0].extensions.code).toBe('QUERY_TOO_COMPLEX');
        // What is tried again after it finds that the time is up, and asks the database for nothing.
        expect(gateway.statements).toHaveLength(1);
      });
      expect(log.filter(({ level }) => level === 'error')).toEqual([]);
    } finally {
      await hasty.stop();
    }
  });
});

interface Page {
  edges: unknown[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe('a mutation that comes again', () => {
  it('writes once each time', async () => {
    const query = `mutation ($input: CreateAppealInput!) { createAppeal(input: $input) { version } }`;
    const input = { area: burabay, channel: 'ONLINE', topic: 'roads', receivedOn: '2025-02-01' };
    const count = async (): Promise<number> => (await gateway.askData('{ appeals { totalCount } }')).appeals.totalCount;
    const before = await count();
    expect(await askAgain(query, { input })).toEqual(Array(4).fill({ data: { createAppeal: { version: 1 } } }));
    expect(await count()).toBe(before + 4);
  });
});
