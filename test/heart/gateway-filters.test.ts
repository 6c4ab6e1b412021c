import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { caseStatus, executionStatus, facilityStatus, isOverdue, roadmapStatus } from '@oblys/domain';
import { startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
const ruralDistrict = '117099000';
const settlement = '117099100';
let gateway: TestGateway;

async function seed(database: Database): Promise<void> {
  // One record in a rural district, one of a single settlement below it, and one of another region.
  await database.query(
    `insert into area (code, level, kind, name_kk, name_ru, name_en, name_en_transliterated)
     values ($1, 'RURAL_DISTRICT', 'RURAL_DISTRICT', 'Округ', 'Округ', 'Okrug', true),
            ($2, 'SETTLEMENT', 'VILLAGE', 'Ауыл', 'Аул', 'Auyl', true)`,
    [ruralDistrict, settlement],
  );
  await database.query(
    `insert into area_parent (area_code, parent_code, valid_from, valid_to)
     values ($1, $3, '-infinity', 'infinity'), ($2, $1, '-infinity', 'infinity')`,
    [ruralDistrict, settlement, burabay],
  );
  for (const [index, area] of [ruralDistrict, settlement, '100000000'].entries()) {
    await database.query(
      `insert into funded_project (area_code, title, recipient_kind_code, sector_code, funded_on, amount, source_ref)
       values ($1, $2, 'farm', 'crops', '2025-06-01', $3, $4)`,
      [area, `Қымызхана ${index}`, 1_000_000 * (index + 1), `filters-${index}`],
    );
  }
  await database.query('analyze');
}

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true, seed });
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

interface Titled {
  totalCount: number;
  edges: { node: { title: string } }[];
}

async function findProjects(filter: string): Promise<string[]> {
  const { fundedProjects } = await gateway.askData(
    `{ fundedProjects(first: 500, filter: ${filter}) { totalCount edges { node { title } } } }`,
  );
  const { totalCount, edges } = fundedProjects as Titled;
  if (edges.length < 500) expect(totalCount).toBe(edges.length);
  return edges.map(({ node }) => node.title).sort();
}

describe('a filter', () => {
  const kymyz = (...numbers: number[]) => numbers.map((number) => `Қымызхана ${number}`);
  const named = '{ title: { startsWith: "қымызхана" }';

  it('finds text whatever its case, and takes the signs of a pattern as they stand', async () => {
    expect(await findProjects('{ title: { contains: "ҚЫМЫЗХ" } }')).toEqual(kymyz(0, 1, 2));
    expect(await findProjects('{ title: { contains: "ҚЫМ%" } }')).toEqual([]);
    expect(await findProjects('{ title: { contains: "қымызхана_1" } }')).toEqual([]);
    expect(await findProjects('{ title: { startsWith: "ымызхана" } }')).toEqual([]);
  });

  it('finds areas by their name in any of the three languages', async () => {
    const find = async (words: string) =>
      (await gateway.askData(`{ regions(filter: { name: { contains: "${words}" } }) { edges { node { code } } } }`))
        .regions.edges;
    for (const words of ['АҚМОЛА', 'акмолинская', 'akmola']) {
      expect(await find(words)).toEqual([{ node: { code: akmola } }]);
    }
  });

  it('finds the records of an area of any level', async () => {
    const within = (area: string) => findProjects(`${named} area: "${area}" }`);
    expect(await within('000000000')).toEqual(kymyz(0, 1, 2));
    expect(await within('100000000')).toEqual(kymyz(2));
    expect(await within(ruralDistrict)).toEqual(kymyz(0, 1));
    expect(await within(settlement)).toEqual(kymyz(1));
    expect(await within('111000000')).toEqual([]);
  });

  it('combines conditions with and, or and not; what is unknown meets the contrary', async () => {
    const amount = (index: number) => `{ amount: { eq: "${index + 1}000000" } }`;
    expect(await findProjects(`${named} or: [${amount(0)}, ${amount(2)}] }`)).toEqual(kymyz(0, 2));
    expect(await findProjects(`${named} or: [] }`)).toEqual([]);
    expect(await findProjects(`${named} and: [${amount(0)}, ${amount(2)}] }`)).toEqual([]);
    expect(await findProjects(`${named} not: ${amount(0)} }`)).toEqual(kymyz(1, 2));
    expect(await findProjects(`${named} not: { programme: { eq: "auyl-amanaty" } } }`)).toEqual(kymyz(0, 1, 2));
    expect(await findProjects(`${named} programme: { isNull: true } }`)).toEqual(kymyz(0, 1, 2));
    expect(await findProjects(`${named} programme: null, amount: { from: "2000000", to: null } }`)).toEqual(
      kymyz(1, 2),
    );
    expect(await findProjects(`${named} amount: { in: [] } }`)).toEqual([]);
  });

  it.each([
    [
      '{ fundedOn: { from: "2025-02-05", to: "2025-02-01" } }',
      'The range 2025-02-05..2025-02-01 of "fundedOn" is reversed',
    ],
    ['{ amount: { from: "10", to: "9" } }', 'The range 10..9 of "amount" is reversed'],
    ['{ district: "Бурабай" }', '"Бурабай" is no area code'],
    ['{ region: "" }', '"" is no area code'],
    ['{ area: "1" }', '"1" is no area code'],
    ['{ title: { contains: "ab" } }', '"ab" is too short to search for; three letters are the least.'],
    ['{ programme: { in: ["a b"] } }', '"a b" is no code of a term'],
    [`{ programme: { in: [${'"x",'.repeat(501)}] } }`, '"in" of "programmeCode" lists 501 values; 500 are the most.'],
    [`${'{ not: '.repeat(9)}{}${' }'.repeat(9)}`, '"filter" nests deeper than 8 levels'],
    [`{ or: [${'{ title: { contains: "жылыжай" } },'.repeat(201)}] }`, '"filter" has 201 conditions; it may have 200'],
    [`{ or: [${'{ and: [{}, { programme: { in: [] } }] },'.repeat(101)}] }`, '"filter" has 202 conditions'],
    [`{ and: [{ or: [${'{},'.repeat(201)}] }] }`, '"filter" has 201 conditions'],
  ])('refuses %s', async (filter, message) => {
    const { errors } = await gateway.ask(`{ fundedProjects(filter: ${filter}) { totalCount } }`);
    expect(errors).toMatchObject([
      { extensions: { code: 'INVALID_INPUT' }, message: expect.stringContaining(message) },
    ]);
    expect(gateway.statements).toEqual([]);
  });
});

describe('a filter by derived status', () => {
  const fields = {
    roadmapItems: 'adoptedOn withdrawnOn startsOn dueOn executedOn',
    proposals: 'raisedOn executedOn',
    commissionPlanItems: 'adoptedOn executedOn',
    legalAidCases: 'receivedOn outcome closedOn',
    appeals: 'receivedOn outcome closedOn',
    facilities: 'plannedOn commissionedOn',
  };
  // The values are those of the kind that is asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const statusOf: Record<keyof typeof fields, (row: any, day: string) => string | null> = {
    roadmapItems: roadmapStatus,
    proposals: (row, day) => executionStatus({ openedOn: row.raisedOn, executedOn: row.executedOn }, day),
    commissionPlanItems: (row, day) => executionStatus({ openedOn: row.adoptedOn, executedOn: row.executedOn }, day),
    legalAidCases: caseStatus,
    appeals: caseStatus,
    facilities: facilityStatus,
  };
  /** Few enough for a page. */
  const scopes: Partial<Record<keyof typeof fields, string>> = {
    appeals: `district: "${burabay}", receivedOn: { from: "2025-05-01" }`,
    facilities: `region: "${akmola}"`,
  };

  it.each(Object.keys(fields) as (keyof typeof fields)[])('of %s is that of the record', async (connection) => {
    const ask = async (filter: string) => {
      const answer = await gateway.askData(
        `{ ${connection}(first: 500, filter: { ${filter} }) { edges { node { id ${fields[connection]} } } } }`,
      );
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      return answer[connection].edges.map(({ node }: any) => node) as Record<string, string>[];
    };
    const inScope = scopes[connection] ?? `district: "${burabay}"`;
    const all = await ask(inScope);
    expect(all.length).toBeGreaterThan(3);
    const days = [
      '2021-06-30',
      '2024-12-31',
      '2025-06-30',
      all[1]!['executedOn'] ?? all[1]!['closedOn'] ?? '2025-11-05',
    ];
    for (const day of days) {
      const found = new Map<string, number>();
      for (const status of new Set(all.map((row) => statusOf[connection](row, day)).filter((each) => each !== null))) {
        const rows = await ask(`${inScope}, status: { asOf: "${day}", in: [${status}] }`);
        const wanted = all.filter((row) => statusOf[connection](row, day) === status);
        expect([day, status, rows.map(({ id }) => id)]).toEqual([day, status, wanted.map(({ id }) => id)]);
        found.set(status, rows.length);
      }
    }
  });

  it('of an overdue item of the roadmap is that of the record', async () => {
    for (const day of ['2025-03-31', '2025-06-30', '2025-11-05']) {
      const { all, overdue } = await gateway.askData(
        `query ($day: Date!) {
           all: roadmapItems(first: 500) { edges { node { id isOverdue(asOf: $day) adoptedOn withdrawnOn startsOn dueOn executedOn } } }
           overdue: roadmapItems(first: 500, filter: { overdueOn: $day }) { edges { node { id } } }
         }`,
        { day },
      );
      const wanted = all.edges.filter(({ node }: { node: Parameters<typeof isOverdue>[0] }) => isOverdue(node, day));
      expect(overdue.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(
        wanted.map(({ node }: { node: { id: string } }) => node.id),
      );
    }
  });
});

describe('an order', () => {
  type Row = { id: string; closedOn: string | null; receivedOn: string };
  const compare: Record<string, (one: Row, other: Row) => number> = {
    CLOSED_ON: (one, other) => order(one.closedOn ?? '~', other.closedOn ?? '~'),
    RECEIVED_ON: (one, other) => order(one.receivedOn, other.receivedOn),
  };
  const idOf = ({ id }: Row) => Buffer.from(id, 'base64url').toString();
  const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

  it.each([
    [['CLOSED_ON', 'ASC']],
    [['CLOSED_ON', 'DESC']],
    [['RECEIVED_ON', 'ASC']],
    [
      ['CLOSED_ON', 'DESC'],
      ['RECEIVED_ON', 'ASC'],
    ],
    [
      ['CLOSED_ON', 'ASC'],
      ['RECEIVED_ON', 'DESC'],
    ],
  ])('by %j %j is that of the rows, page by page from both ends', async (...keys) => {
    const orderBy = `[${keys
      .filter(Boolean)
      .map(([field, direction]) => `{ field: ${field}, direction: ${direction} }`)
      .join(', ')}]`;
    const page = async (args: string) => {
      const { appeals } = await gateway.askData(
        `{ appeals(filter: { district: "${burabay}", receivedOn: { from: "2025-07-01" } }, orderBy: ${orderBy}, ${args}) {
             edges { node { id closedOn receivedOn } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
      );
      return {
        rows: appeals.edges.map(({ node }: { node: Row }) => node) as Row[],
        info: appeals.pageInfo as {
          startCursor: string;
          endCursor: string;
          hasNextPage: boolean;
          hasPreviousPage: boolean;
        },
      };
    };
    const { rows: all, info } = await page('first: 500');
    expect(info).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(all.length).toBeGreaterThan(40);
    expect(all.some(({ closedOn }) => closedOn === null)).toBe(true);
    const sorted = [...all].sort((one, other) => {
      for (const [field, direction] of keys.filter(Boolean)) {
        const found = compare[field!]!(one, other) * (direction === 'DESC' ? -1 : 1);
        if (found !== 0) return found;
      }
      return keys.some(([field]) => field === 'RECEIVED_ON')
        ? order(idOf(other), idOf(one))
        : order(other.receivedOn, one.receivedOn) || order(idOf(other), idOf(one));
    });
    expect(all.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
    for (const side of ['first', 'last'] as const) {
      const met: Row[] = [];
      let cursor = '';
      for (let goesOn = true; goesOn;) {
        const found = await page(`${side}: 7${cursor}`);
        if (side === 'first') met.push(...found.rows);
        else met.unshift(...found.rows);
        goesOn = side === 'first' ? found.info.hasNextPage : found.info.hasPreviousPage;
        cursor = side === 'first' ? `, after: "${found.info.endCursor}"` : `, before: "${found.info.startCursor}"`;
      }
      expect(met.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    }
  });

  it('of all regions is one, whichever region a row lies in', async () => {
    const { fundedProjects } = await gateway.askData(
      `{ fundedProjects(first: 5, filter: { title: { startsWith: "қымызхана" } }, orderBy: [{ field: AMOUNT, direction: DESC }]) {
           totalCount edges { node { title amount { amount } } } } }`,
    );
    expect(fundedProjects).toEqual({
      totalCount: 3,
      edges: [2, 1, 0].map((index) => ({
        node: { title: `Қымызхана ${index}`, amount: { amount: `${index + 1}000000.00` } },
      })),
    });
  });

  it('does not take a cursor of another order, nor a field twice', async () => {
    const { appeals } = await gateway.askData('{ appeals(first: 1) { pageInfo { endCursor } } }');
    const other = await gateway.ask(
      `{ appeals(first: 1, after: "${appeals.pageInfo.endCursor}", orderBy: [{ field: CLOSED_ON }]) { totalCount } }`,
    );
    expect(other.errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR' } }]);
    const twice = await gateway.ask(
      '{ appeals(orderBy: [{ field: CLOSED_ON }, { field: CLOSED_ON }]) { totalCount } }',
    );
    expect(twice.errors).toMatchObject([
      { extensions: { code: 'INVALID_INPUT' }, message: expect.stringContaining('twice') },
    ]);
  });
});
