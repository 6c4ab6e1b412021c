import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { seedRecord, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const burabay = '117000000';
const atbasar = '113800000';
const akmola = '110000000';
let gateway: TestGateway;

/** Seven events in Burabay, two of them on one day, one in Atbasar, and one of the regional office. */
async function seed(database: Database): Promise<void> {
  const days = ['2025-01-05', '2025-02-05', '2025-03-05', '2025-03-05', '2025-04-05', '2025-05-05', '2025-06-05'];
  for (const [index, held_on] of days.entries()) {
    await seedRecord(database, 'programme_event', { area_code: burabay, held_on, title: `${index + 1}` });
  }
  await seedRecord(database, 'programme_event', {
    area_code: atbasar,
    held_on: '2025-02-10',
    title: 'Атбасар',
    programme_code: 'zher-amanaty',
  });
  await seedRecord(database, 'programme_event', { area_code: akmola, held_on: '2025-02-11', title: 'Облыс' });
}

beforeAll(async () => {
  gateway = await startTestGateway({ seed });
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

interface Page {
  totalCount?: number;
  edges: { cursor: string; node: { title: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

/** A page of the events of Burabay. */
async function page(args: string): Promise<Page> {
  const { district } = await gateway.askData(
    `{ district(code: "${burabay}") { programmeEvents(${args}) {
         edges { cursor node { title } }
         pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    } } }`,
  );
  return district.programmeEvents;
}

const titles = ({ edges }: Page) => edges.map(({ node }) => node.title);

describe('a connection', () => {
  it('knows what lies beyond either cursor, from whichever end the page is counted', async () => {
    const { edges } = await page('first: 500');
    const [after, before] = [edges[1]!.cursor, edges[5]!.cursor];
    for (const size of ['', 'first: 500', 'last: 500', 'first: 1', 'last: 1', 'first: 0', 'last: 0']) {
      const between = await page(`${size} after: "${after}" before: "${before}"`);
      expect(between.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    }
    const first = await page(`before: "${edges[0]!.cursor}"`);
    expect(first).toMatchObject({ edges: [], pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const last = await page(`last: 5 after: "${edges[6]!.cursor}"`);
    expect(last).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  });

  it('reads no row that it does not show: pages of one row, nested deeply, cost one row a level', async () => {
    const [open, close] = ['country { regions(first: 1) { edges { node { ', ' } } } }'];
    // With one row more at each level it would be two to the power of 24 rows, which never end.
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") { ${open.repeat(24)} code ${close.repeat(24)} } }`,
    );
    expect(JSON.stringify(region)).toContain('"code":"100000000"');
  });

  it('goes forwards page by page, meets every row once, and then says that it ends', async () => {
    const all = titles(await page('first: 500'));
    expect(all).toHaveLength(7);
    expect([all.at(0), all.at(-1)]).toEqual(['7', '1']);
    const met: string[] = [];
    let after = '';
    for (let next = true; next;) {
      const found = await page(`first: 3${after}`);
      expect(found.pageInfo.hasPreviousPage).toBe(met.length > 0);
      met.push(...titles(found));
      expect(found.pageInfo.hasNextPage).toBe(met.length < 7);
      next = found.pageInfo.hasNextPage;
      after = `, after: "${found.pageInfo.endCursor}"`;
    }
    expect(met).toEqual(all);
  });

  it('goes backwards with last and before, each page in the order of the whole', async () => {
    const all = titles(await page('first: 500'));
    const end = await page('last: 3');
    expect(titles(end)).toEqual(all.slice(-3));
    expect(end.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const middle = await page(`last: 3, before: "${end.pageInfo.startCursor}"`);
    expect(titles(middle)).toEqual(all.slice(1, 4));
    expect(middle.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const start = await page(`last: 3, before: "${middle.pageInfo.startCursor}"`);
    expect(titles(start)).toEqual(all.slice(0, 1));
    expect(start.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it('takes both cursors as the bounds of a range', async () => {
    const { edges } = await page('first: 500');
    const all = edges.map(({ node }) => node.title);
    const found = await page(`first: 2, after: "${edges[0]?.cursor}", before: "${edges[5]?.cursor}"`);
    expect(titles(found)).toEqual(all.slice(1, 3));
    expect(found.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const fromTheEnd = await page(`last: 2, after: "${edges[0]?.cursor}", before: "${edges[5]?.cursor}"`);
    expect(titles(fromTheEnd)).toEqual(all.slice(3, 5));
  });

  it('keeps its place when the row of the cursor is gone', async () => {
    const { edges } = await page('first: 2');
    const id = await seedRecord(gateway.database, 'programme_event', {
      area_code: burabay,
      held_on: '2025-05-20',
      title: 'x',
    });
    const withIt = await page('first: 2');
    expect(titles(withIt)).toEqual(['7', 'x']);
    await gateway.database.query('delete from programme_event where id = $1', [id]);
    expect(titles(await page(`first: 1, after: "${withIt.pageInfo.endCursor}"`))).toEqual([edges[1]?.node.title]);
  });

  it('gives an empty page its place', async () => {
    const none = await page('first: 0');
    expect(none).toEqual({
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
    const last = await page('last: 1');
    expect((await page(`first: 5, after: "${last.pageInfo.endCursor}"`)).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    });
  });

  it('has 50 rows unless asked', async () => {
    for (let index = 0; index < 60; index += 1)
      await seedRecord(gateway.database, 'akim_election', { area_code: burabay });
    const { akimElections } = await gateway.askData(
      `{ akimElections { totalCount edges { cursor } pageInfo { hasNextPage } } }`,
    );
    expect(akimElections).toMatchObject({ totalCount: 60, pageInfo: { hasNextPage: true } });
    expect(akimElections.edges).toHaveLength(50);
  });

  it('counts on request, under its filter and whatever the page', async () => {
    const { programmeEvents } = await gateway.askData(
      `{ programmeEvents(first: 1, filter: { region: "${akmola}", heldOn: { from: "2025-02-05" } }) { totalCount edges { node { title } } } }`,
    );
    expect(programmeEvents).toEqual({ totalCount: 8, edges: [{ node: { title: '7' } }] });
    await gateway.askData(`{ programmeEvents { edges { cursor } } }`);
    expect(gateway.statements.map((statement) => statement.includes('count(*)'))).toEqual([true, false]);
  });

  it.each([
    ['first: 1, last: 1', 'INVALID_INPUT', '"first" and "last" are both given'],
    ['first: -1', 'INVALID_INPUT', '"first" is -1; a page has from 0 to 500 rows.'],
    ['last: -5', 'INVALID_INPUT', '"last" is -5'],
    ['first: 501', 'INVALID_INPUT', '"first" is 501; a page has from 0 to 500 rows.'],
    ['last: 1000000', 'INVALID_INPUT', '"last" is 1000000'],
    [
      'after: "nonsense"',
      'INVALID_CURSOR',
      'The cursor in "after" is none that this connection of ProgrammeEvent gave',
    ],
    ['before: ""', 'INVALID_CURSOR', 'The cursor in "before" is none'],
    [
      `after: "${forgedCursor(['ProgrammeEvent', '', '2025-02-30', '0197d9a8-0000-7000-8000-000000000000'])}"`,
      'INVALID_CURSOR',
      'after',
    ],
    [`after: "${forgedCursor(['ProgrammeEvent', '', '2025-02-03', "' or true"])}"`, 'INVALID_CURSOR', 'after'],
    [
      `after: "${forgedCursor(['Meeting', '', '2025-02-03', '0197d9a8-0000-7000-8000-000000000000'])}"`,
      'INVALID_CURSOR',
      'after',
    ],
    [`after: "${forgedCursor({ a: 1 })}"`, 'INVALID_CURSOR', 'after'],
  ])('refuses %s', async (args, code, message) => {
    const { errors, data } = await gateway.ask(`{ programmeEvents(${args}) { edges { cursor } } }`);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ extensions: { code }, message: expect.stringContaining(message) });
    expect(gateway.statements).toEqual([]);
  });
});

function forgedCursor(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
