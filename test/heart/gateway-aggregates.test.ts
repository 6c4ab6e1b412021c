import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway } from '@oblys/gateway';
import { askGateway, createRecordingLogger } from '../support/gateway.js';
import { confinedTo, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true });
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

interface Group {
  keys: { dimension: string; code: string | null; name: string | null }[];
  aggregate: { count: number; sum: { amount: string } };
}

interface Project {
  fundedOn: string;
  amount: { amount: string };
  sector: { code: string; name: string };
  programme: { code: string } | null;
  district: { code: string; name: string } | null;
}

/** All projects of the year, read row by row. */
async function listProjects(filter: string): Promise<Project[]> {
  const found: Project[] = [];
  for (let after = ''; ;) {
    const { fundedProjects } = await gateway.askData(
      `{ fundedProjects(first: 500, filter: ${filter}${after}) {
           edges { node { fundedOn amount { amount } sector { code name } programme { code } district { code name } } }
           pageInfo { hasNextPage endCursor } } }`,
    );
    found.push(...fundedProjects.edges.map(({ node }: { node: Project }) => node));
    if (!fundedProjects.pageInfo.hasNextPage) return found;
    after = `, after: "${fundedProjects.pageInfo.endCursor}"`;
  }
}

const tiyn = (amount: string) => BigInt(amount.replace('.', ''));
const year = '{ fundedOn: { from: "2025-01-01", to: "2025-12-31" } }';

async function groups(args: string): Promise<{ rows: Group[]; totalCount: number; pageInfo: Record<string, unknown> }> {
  const { fundedProjects } = await gateway.askData(
    `{ fundedProjects(filter: ${year}) { groups(${args}) {
         totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
         rows { keys { dimension code name(locale: EN) } aggregate { count sum { amount } } } } } }`,
  );
  return fundedProjects.groups;
}

describe('the aggregate of a connection', () => {
  it('is that of all its rows, whatever the page, in the same statement', async () => {
    const projects = await listProjects(year);
    expect(projects.length).toBeGreaterThan(200);
    gateway.statements.length = 0;
    const { fundedProjects } = await gateway.askData(
      `{ fundedProjects(first: 2, filter: ${year}) {
           totalCount
           edges { node { fundedOn } }
           aggregate { count sum { amount } average { amount } least: minimum { amount } minimum { fundedOn } maximum { amount fundedOn } }
      } }`,
    );
    expect(gateway.statements).toHaveLength(1);
    const amounts = projects.map(({ amount }) => tiyn(amount.amount)).sort((one, other) => (one < other ? -1 : 1));
    const sum = amounts.reduce((total, amount) => total + amount, 0n);
    const days = projects.map(({ fundedOn }) => fundedOn).sort();
    const { aggregate, totalCount, edges } = fundedProjects;
    expect([totalCount, aggregate.count, edges.length]).toEqual([projects.length, projects.length, 2]);
    expect(tiyn(aggregate.sum.amount)).toBe(sum);
    const mean = Number(sum) / projects.length / 100;
    expect(Math.abs(Number(aggregate.average.amount) - mean)).toBeLessThan(0.006);
    expect(tiyn(aggregate.least.amount)).toBe(amounts[0]);
    expect(tiyn(aggregate.maximum.amount)).toBe(amounts.at(-1));
    expect([aggregate.minimum.fundedOn, aggregate.maximum.fundedOn]).toEqual([days[0], days.at(-1)]);
  });

  it('of no row is null but for the count', async () => {
    const { fundedProjects } = await gateway.askData(
      `{ fundedProjects(filter: { amount: { to: "0.01" } }) {
           aggregate { count sum { amount } average { amount } minimum { fundedOn } }
           groups(groupBy: [SECTOR]) { totalCount rows { aggregate { count } } pageInfo { hasNextPage endCursor } } } }`,
    );
    expect(fundedProjects).toEqual({
      aggregate: { count: 0, sum: { amount: null }, average: { amount: null }, minimum: { fundedOn: null } },
      groups: { totalCount: 0, rows: [], pageInfo: { hasNextPage: false, endCursor: null } },
    });
  });

  it('of a nested connection is one for each parent, in one statement', async () => {
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") { districts { edges { node { code appeals(filter: { channel: { eq: ONLINE } }) { aggregate { count } } } } } } }`,
    );
    expect(gateway.statements).toHaveLength(1);
    const counted = await gateway.database.query<{ code: string; count: number }>(
      `select branch_code as code, count(*)::integer as count from appeal where channel = 'ONLINE' group by 1`,
    );
    const byCode = new Map(counted.map(({ code, count }) => [code, count]));
    const found = region.districts.edges.map(({ node }: { node: { code: string; appeals: unknown } }) => node);
    expect(found).toHaveLength(20);
    for (const { code, appeals } of found) {
      expect({ code, appeals }).toEqual({ code, appeals: { aggregate: { count: byCode.get(code) ?? 0 } } });
    }
  });
});

describe('a viewer of one district', () => {
  it('is told what its own rows come to, and of no group of others', async () => {
    const { logger } = createRecordingLogger();
    const viewer = confinedTo([burabay], 'editor');
    const confined = await startGateway({ database: gateway.database, port: 0, logger, viewer });
    try {
      const { data } = await askGateway(
        confined.url,
        '{ fundedProjects { totalCount aggregate { count } groups(groupBy: [DISTRICT]) { totalCount rows { keys { code } aggregate { count } } } } }',
      );
      const [own] = await gateway.database.query<{ count: number }>(
        'select count(*)::integer as count from funded_project where branch_code = $1',
        [burabay],
      );
      const { count } = own!;
      expect(count).toBeGreaterThan(5);
      expect(data.fundedProjects).toEqual({
        totalCount: count,
        aggregate: { count },
        groups: { totalCount: 1, rows: [{ keys: [{ code: burabay }], aggregate: { count } }] },
      });
    } finally {
      await confined.stop();
    }
  });
});

describe('the groups of a connection', () => {
  it('are those of its rows, by terms, areas and periods together, and add up to the aggregate', async () => {
    const projects = await listProjects(year);
    const expected = new Map<string, { count: number; sum: bigint }>();
    for (const { district, sector, fundedOn, amount } of projects) {
      const quarter = `2025-${['01', '04', '07', '10'][Math.floor((Number(fundedOn.slice(5, 7)) - 1) / 3)]}-01`;
      const key = JSON.stringify([district?.code ?? null, sector.code, quarter]);
      const group = expected.get(key) ?? { count: 0, sum: 0n };
      expected.set(key, { count: group.count + 1, sum: group.sum + tiyn(amount.amount) });
    }
    const found = new Map<string, { count: number; sum: bigint }>();
    let after = '';
    for (let goesOn = true; goesOn;) {
      const page = await groups(`groupBy: [DISTRICT, SECTOR, QUARTER], first: 40${after}`);
      expect(page.totalCount).toBe(expected.size);
      for (const { keys, aggregate } of page.rows) {
        expect(keys.map(({ dimension }) => dimension)).toEqual(['DISTRICT', 'SECTOR', 'QUARTER']);
        found.set(JSON.stringify(keys.map(({ code }) => code)), {
          count: aggregate.count,
          sum: tiyn(aggregate.sum.amount),
        });
      }
      expect(page.pageInfo['hasPreviousPage']).toBe(after !== '');
      goesOn = page.pageInfo['hasNextPage'] as boolean;
      after = `, after: "${page.pageInfo['endCursor'] as string}"`;
    }
    expect(found).toEqual(expected);
  });

  it('name areas and terms in the language asked for, periods by their first day, and rows without one by null', async () => {
    const districts = await groups('groupBy: [DISTRICT], first: 500');
    expect(districts.rows.find(({ keys }) => keys[0]!.code === burabay)!.keys[0]!.name).toBe('Burabay District');
    const months = await groups('groupBy: [MONTH]');
    expect(months.rows[0]!.keys).toEqual([{ dimension: 'MONTH', code: '2025-01-01', name: '2025-01-01' }]);
    const { meetings } = await gateway.askData(
      `{ meetings { groups(groupBy: [COUNTERPART]) { rows { keys { dimension code name } } } } }`,
    );
    expect(meetings.groups.rows.at(-1).keys).toEqual([{ dimension: 'COUNTERPART', code: null, name: null }]);
    const { appeals } = await gateway.askData(
      `{ appeals { groups(groupBy: [CHANNEL]) { rows { keys { code name(locale: RU) } } } } }`,
    );
    expect(appeals.groups.rows.map(({ keys }: Group) => keys[0])).toEqual(
      ['MOBILE', 'ONLINE', 'RECEPTION'].map((code) => ({ code, name: code })),
    );
  });

  it('come with the largest first where that is asked for', async () => {
    const { rows } = await groups('groupBy: [SECTOR], order: LARGEST_FIRST');
    const counts = rows.map(({ aggregate }) => aggregate.count);
    expect(counts.length).toBeGreaterThan(3);
    expect(counts).toEqual([...counts].sort((one, other) => other - one));
  });

  it.each([
    ['groupBy: []', 'INVALID_INPUT', '"groupBy" is empty'],
    ['groupBy: [SECTOR, SECTOR]', 'INVALID_INPUT', '"groupBy" names SECTOR twice'],
    ['groupBy: [SECTOR], first: 501', 'INVALID_INPUT', '"first" is 501'],
    ['groupBy: [SECTOR], first: -1', 'INVALID_INPUT', '"first" is -1'],
    ['groupBy: [SECTOR], after: "nonsense"', 'INVALID_CURSOR', 'The cursor in "after"'],
    ['groupBy: [CHANNEL]', 'GRAPHQL_VALIDATION_FAILED', 'CHANNEL'],
  ])('refuse %s', async (args, code, message) => {
    const { errors } = await gateway.ask(`{ fundedProjects { groups(${args}) { totalCount } } }`);
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringContaining(message) }]);
    expect(gateway.statements).toEqual([]);
  });
});
