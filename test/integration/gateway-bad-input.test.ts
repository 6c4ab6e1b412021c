import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ now: () => new Date('2025-11-20T06:00:00Z') });
});

afterAll(() => gateway?.end());

const year = 'period: { grain: YEAR, start: "2025-01-01" }';
const ofAkmola = (selection: string) => `{ region(code: "110000000") { ${selection} } }`;

describe('bad input', () => {
  it.each([
    [`{ region(code: "\\u0000") { code } }`, 'INVALID_INPUT'],
    [`{ region(code: "") { code } }`, 'INVALID_INPUT'],
    [`{ area(code: "1100000000") { code } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(filter: { programme: "a\\u0000b" }) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(filter: { programme: "' or true --" }) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(filter: { fundedOn: { from: "0000-01-01" } }) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(filter: { region: "1100000٠0" }) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(first: 2147483647) { totalCount } }`, 'INVALID_INPUT'],
    [`{ fundedProjects(first: 2147483648) { totalCount } }`, 'GRAPHQL_VALIDATION_FAILED'],
    [ofAkmola(`summary(${year}) { funding(programme: "\\u0000") { amount { amount } } }`), 'NOT_FOUND'],
    [ofAkmola(`summary(${year}, asOf: "9999-12-31") { roadmap { planned } }`), 'AS_OF_IN_FUTURE'],
    [ofAkmola(`summaries(grain: MONTH, from: "0001-01-01", to: "9999-12-31") { asOf }`), 'INVALID_INPUT'],
    [`{ node(id: "\\u0000") { id } }`, 'INVALID_NODE_ID'],
    [`{ report(id: "UmVwb3J0OjoxMjM") { id } }`, 'INVALID_NODE_ID'],
    [`query A { ...F } fragment F on Query { ...F }`, 'GRAPHQL_VALIDATION_FAILED'],
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

  it('leaves no trace in the log of errors', () => {
    expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
