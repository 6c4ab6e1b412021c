import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CatalogueDocument,
  CreateFundedProjectDocument,
  documentHash,
  FundedProjectsDocument,
  GraphQLAnswerError,
  isGatewayError,
  NotGraphQLError,
  RegionYearDocument,
  ReportPageDocument,
  request,
  requestAnswer,
  RequestError,
  UnreachableError,
} from '@oblys/client';
import { parse } from 'graphql';
import { findFreePort } from '../support/cli.js';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const year = { code: '110000000', start: '2025-01-01' };
let gateway: TestGateway;
let url: string;
let other: Server | undefined;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => new Date('2025-11-20T06:00:00Z') });
  url = `${gateway.url}/graphql`;
});

afterEach(() => {
  other?.closeAllConnections();
  other?.close();
});

afterAll(() => gateway?.end());

/** The URL of a server that is no gateway. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  other = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

async function failureOf(asked: Promise<unknown>): Promise<unknown> {
  const answer = await asked.catch((error: unknown) => ({ error }));
  if (answer instanceof Object && 'error' in answer) return answer.error;
  throw new Error(`An error was expected, and the answer was ${JSON.stringify(answer)}`);
}

describe('request', () => {
  it('gives the data', async () => {
    const { measures } = await request(url, CatalogueDocument, { locale: 'EN' });
    expect(measures.find(({ code }) => code === 'roadmap.planned')).toMatchObject({ valueType: 'COUNT' });
    expect((await request(url, CatalogueDocument)).measures).toHaveLength(measures.length);
  });

  it('throws what a gateway refuses, by its codes, with nothing of the data', async () => {
    const error = await failureOf(request(url, RegionYearDocument, { ...year, asOf: '2999-12-31' }));
    expect(error).toBeInstanceOf(GraphQLAnswerError);
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({
      name: 'GraphQLAnswerError',
      codes: ['AS_OF_IN_FUTURE'],
      message: expect.stringContaining('2999-12-31'),
      url,
      status: 200,
      data: { region: null },
    });
    expect(await failureOf(request(url, RegionYearDocument, { ...year, asOf: 'today' }))).toMatchObject({
      codes: ['BAD_USER_INPUT'],
      status: 400,
      data: null,
    });
  });

  it('tells each fault of an input', async () => {
    const input = {
      area: '117000000',
      title: ' ',
      recipientKind: 'farm',
      sector: 'none',
      fundedOn: '2025-11-03',
      amount: '1.00',
    };
    const error = await failureOf(request(url, CreateFundedProjectDocument, { input, idempotencyKey: 'faults' }));
    if (!(error instanceof GraphQLAnswerError)) throw error;
    const faults = error.errors.flatMap(({ extensions }) => extensions.faults ?? []);
    expect(faults.map(({ path, code }) => [path.join('.'), code])).toEqual([
      ['input.title', 'EMPTY'],
      ['input.sector', 'UNKNOWN'],
    ]);
  });

  it('throws what failed within the gateway', async () => {
    const error = await whileMissing('report', () => failureOf(request(url, ReportPageDocument)));
    expect(error).toMatchObject({ codes: ['INTERNAL_SERVER_ERROR'], errors: [{ path: ['reports'] }] });
  });

  it('says that nothing answers', async () => {
    const away = `http://127.0.0.1:${await findFreePort()}/graphql`;
    const error = await failureOf(request(away, CatalogueDocument));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ name: 'UnreachableError', url: away });
    expect((error as Error).message).toMatch(
      /^No answer from http:\/\/127\.0\.0\.1:\d+\/graphql: connect ECONNREFUSED/,
    );
    expect(await failureOf(request('localhost/graphql', CatalogueDocument))).toMatchObject({
      message: 'No answer from localhost/graphql: Invalid URL',
    });
  });

  it('says that an answer broke off', async () => {
    const broken = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{ "data": {');
      setTimeout(() => response.destroy(), 50);
    });
    expect(await failureOf(request(broken, CatalogueDocument))).toBeInstanceOf(UnreachableError);
  });

  it('says that another page answers', async () => {
    const error = await failureOf(request(gateway.url, CatalogueDocument));
    expect(error).toBeInstanceOf(NotGraphQLError);
    expect(error).toMatchObject({
      name: 'NotGraphQLError',
      status: 404,
      contentType: 'text/html; charset=utf-8',
      body: expect.stringContaining('<html'),
      message: expect.stringMatching(/ answered 404 with text\/html; .* Is it the URL of the API, such as /),
    });
  });

  it.each([
    [502, 'text/html', '<h1>Bad Gateway</h1>'],
    [200, 'text/plain', ''],
    [200, 'application/json', '{ "ok": true }'],
    [200, 'application/json', 'null'],
    [200, 'application/json', '7'],
    [200, 'application/json', '{ "data": null }'],
    [400, 'application/json', '{ "errors": "no" }'],
    [401, 'application/json', '{ "errors": [null, { "message": "no code" }] }'],
  ])('says that %i with %s %s is no answer of GraphQL', async (status, type, body) => {
    const elsewhere = await serve((_request, response) =>
      response.writeHead(status, { 'content-type': type }).end(body),
    );
    expect(await failureOf(request(elsewhere, CatalogueDocument))).toMatchObject({
      name: 'NotGraphQLError',
      status,
      body,
    });
  });

  it('is given up by its signal, for the reason of it', async () => {
    const silent = await serve(() => undefined);
    const signal = AbortSignal.timeout(100);
    expect(await failureOf(request(silent, CatalogueDocument, {}, { signal }))).toMatchObject({ name: 'TimeoutError' });
    const given = failureOf(request(silent, CatalogueDocument, {}, { signal: AbortSignal.abort() }));
    expect(await given).toMatchObject({ name: 'AbortError' });
  });

  it('sends headers of its own beside those of GraphQL over HTTP', async () => {
    const seen = await serve(({ method, headers }, response) => {
      const { accept, authorization } = headers;
      response.end(JSON.stringify({ data: { method, type: headers['content-type'], accept, authorization } }));
    });
    const headers = { authorization: 'Bearer of nothing' };
    expect(await request(seen, CatalogueDocument, {}, { headers })).toEqual({
      method: 'POST',
      type: 'application/json',
      accept: 'application/graphql-response+json, application/json',
      authorization: 'Bearer of nothing',
    });
  });
});

describe('requestAnswer', () => {
  it('gives data and errors side by side', async () => {
    const { data, errors, status } = await requestAnswer(url, RegionYearDocument, { ...year, asOf: '2999-12-31' });
    expect(data?.region).toBeNull();
    expect(errors.map(({ extensions, path }) => [extensions.code, path?.[0]])).toEqual([['AS_OF_IN_FUTURE', 'region']]);
    expect(status).toBe(200);
    const whole = await requestAnswer(url, FundedProjectsDocument, { first: 1 });
    expect(whole).toMatchObject({ data: { fundedProjects: { totalCount: 0 } }, errors: [] });
  });
});

describe('documentHash', () => {
  it('refuses a document that no gateway trusts', () => {
    expect(() => documentHash(parse('{ measures { code } }'))).toThrow(TypeError);
  });
});

describe('isGatewayError', () => {
  it('takes nothing for an error of a gateway that has no code', () => {
    const errors = [
      null,
      'no',
      {},
      { message: 'no' },
      { message: 'no', extensions: null },
      { extensions: { code: 'A' } },
    ];
    expect(errors.filter(isGatewayError)).toEqual([]);
    expect(isGatewayError({ message: 'yes', extensions: { code: 'NOT_FOUND' } })).toBe(true);
  });
});

/** What is asked while a table is not where the gateway looks for it. */
async function whileMissing<T>(table: string, ask: () => Promise<T>): Promise<T> {
  await gateway.database.query(`alter table ${table} rename to ${table}_hidden`);
  try {
    return await ask();
  } finally {
    await gateway.database.query(`alter table ${table}_hidden rename to ${table}`);
  }
}
