import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { seedRecord, startTestGateway, type TestGateway } from '../support/index.js';

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
