import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway } from '@oblys/gateway';
import { askGateway, createRecordingLogger, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => new Date('2025-11-20T06:00:00Z') });
});

afterAll(() => gateway?.end());

const year = 'period: { grain: YEAR, start: "2025-01-01" }';
const ofAkmola = (selection: string) => `{ region(code: "110000000") { ${selection} } }`;

const idOf = (text: string) => Buffer.from(text).toString('base64url');

/** A short document that opens up to two to the power of its fragments. */
function doubling(count: number): string {
  const fragments = Array.from({ length: count }, (_, index) => {
    const below = `{ regions(first: 1) { edges { node { ...F${index + 1} } } } }`;
    return `fragment F${index} on Region { a: country ${below} b: country ${below} }`;
  });
  return `${ofAkmola('...F0')} ${fragments.join(' ')} fragment F${count} on Region { code }`;
}

describe('bad input', () => {
  it.each([
    [`{ region(code: "\\u0000") { code } }`, 'INVALID_INPUT'],
    [`{ region(code: "") { code } }`, 'INVALID_INPUT'],
    [`{ area(code: "1100000000") { code } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(filter: { programme: { eq: "a\\u0000b" } }) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(filter: { programme: { eq: "' or true --" } }) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(filter: { fundedOn: { from: "0000-01-01" } }) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(filter: { region: "1100000٠0" }) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(first: 2147483647) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(first: 2147483648) { totalCount } }`, 'GRAPHQL_VALIDATION_FAILED'],
    [ofAkmola(`summary(${year}) { funding(programme: "\\u0000") { amount { amount } } }`), 'NOT_FOUND'],
    [ofAkmola(`summary(${year}, asOf: "9999-12-31") { roadmap { planned } }`), 'AS_OF_IN_FUTURE'],
    [ofAkmola(`summaries(grain: MONTH, from: "0001-01-01", to: "9999-12-31") { asOf }`), 'INVALID_INPUT'],
    [`{ node(id: "\\u0000") { id } }`, 'INVALID_NODE_ID'],
    [`{ report(id: "UmVwb3J0OjoxMjM") { id } }`, 'INVALID_NODE_ID'],
    [`{ node(id: "${idOf('ReportCheck::01900000-0000-7000-8000-000000000000')}") { id } }`, 'INVALID_NODE_ID'],
    [`{ node(id: "${idOf('Region:110000000:110000000')}") { id } }`, 'INVALID_NODE_ID'],
    [`{ node(id: "${idOf('Appeal::01900000-0000-7000-8000-000000000000')}") { id } }`, 'INVALID_NODE_ID'],
    [`query A { ...F } fragment F on Query { ...F }`, 'GRAPHQL_VALIDATION_FAILED'],
    [`mutation { anything }`, 'GRAPHQL_VALIDATION_FAILED'],
    [`subscription { anything }`, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s is refused with %s', async (query, code) => {
    const { errors } = await gateway.ask(query);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it.each([
    ofAkmola(
      `summaries(grain: YEAR, from: "9999-01-01", to: "9999-12-31") { period { end } roadmap { planned } coverage { expected } }`,
    ),
    ofAkmola(
      `summary(period: { grain: YEAR, start: "0001-01-01" }, asOf: "0001-01-01") { roadmap { planned } coverage { expected } }`,
    ),
    `{ appeals(filter: { receivedOn: { from: "0001-01-01", to: "9999-12-31" } }) { totalCount } }`,
    `{ appeals { edges { node { status(asOf: "9999-12-31") } } } }`,
  ])('%s lies at the edge and is answered', async (query) => {
    const { data, errors } = await gateway.ask(query);
    expect(errors).toBeUndefined();
    expect(data).toBeDefined();
  });

  it.each([
    ['one field again and again', `{ measures { ${'code '.repeat(19_000)} } }`, /101 times the field "code".*100/],
    [
      'a field of objects again and again',
      `{ ${'measures { code } '.repeat(4_000)} }`,
      /101 times the field "measures".*100/,
    ],
    ['many tokens', `{ ${'measures { code } '.repeat(20_000)} }`, /20001 tokens/],
    ['fragments that double', doubling(20), /20001 fields/],
    [
      'deep nesting',
      ofAkmola('country { regions { edges { node { '.repeat(100) + 'code' + ' } } } }'.repeat(100)),
      /251 brackets/,
    ],
    ['nesting beyond the stack', '{ a '.repeat(9_000) + '} '.repeat(9_000), /251 brackets/],
  ])('%s is refused before it takes any time', async (_what, query, message) => {
    // Checked as it stands, each of them would block the process for longer than a test may take, or for ever.
    const { errors } = await gateway.ask(query);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toMatch(message);
  });

  it('says too much where the database does', async () => {
    const { logger } = createRecordingLogger();
    const { database } = gateway;
    const lenient = await startGateway({ database, port: 0, logger, limits: { aliases: 2_000 } });
    const { errors } = await askGateway(
      lenient.url,
      ofAkmola(Array.from({ length: 1_700 }, (_, index) => `a${index}: country { code }`).join(' ')),
    );
    await lenient.stop();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('names a long text by its beginning', async () => {
    const { errors } = await gateway.ask(`{ node(id: "${'x'.repeat(100_000)}") { id } }`);
    expect(errors?.[0]?.message.length).toBeLessThan(300);
  });

  it('leaves no trace in the log of errors', () => {
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
