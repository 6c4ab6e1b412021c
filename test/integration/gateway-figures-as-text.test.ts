import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway } from '@oblys/gateway';
import { loadDemo } from '@oblys/ingest';
import { getTopic, refresh, topics, type Topic } from '@oblys/rollups';
import { confinedTo, createRecordingLogger, seedRecord, startTestGateway, type TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
const asOf = '2025-10-31';
const now = () => new Date('2025-11-05T06:00:00Z');
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    now,
    compilesAtOnce: false,
    limits: { cost: 10_000_000 },
    seed: async (database) => {
      await loadDemo(database, { until: asOf });
      // Of a region that has reported one thing only, in one of its districts.
      await seedRecord(database, 'monitoring_visit', { area_code: '351600000', visited_on: '2025-02-02' });
      await refresh(database, { asOf });
    },
  });
}, 60_000);

afterAll(() => gateway?.end());

interface Answer {
  text: string;
  tag: string | null;
  cacheControl: string | null;
  status: number;
  statements: string[];
}

async function post(query: string, { tag = '', url = gateway.url, variables = {} } = {}): Promise<Answer> {
  gateway.statements.length = 0;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(tag !== '' && { 'if-none-match': tag }) },
    body: JSON.stringify({ query, variables }),
  });
  const { status, headers } = response;
  const text = await response.text();
  const statements = [...gateway.statements];
  return { status, text, tag: headers.get('etag'), cacheControl: headers.get('cache-control'), statements };
}

/** By graphql-js, then through Apollo Server by PostgreSQL, then by PostgreSQL alone. */
async function askThrice(query: string, variables = {}): Promise<[Answer, Answer, Answer]> {
  return [await post(query, { variables }), await post(query, { variables }), await post(query, { variables })];
}

const everyTopic = topics.map(everythingOf);

function everythingOf({ code, measures }: Topic): string {
  const fields = measures.map((measure) =>
    measure.valueType === 'money' ? `${measure.code} { currency amount }` : measure.code,
  );
  return `${code} { __typename source withheld { reason measure } ${fields.join(' ')} }`;
}

const country = Buffer.from('Country::000000000').toString('base64url');

/** What is shown of the measures, by what it is: to see that the cases are there. */
function kindsOf(text: string): Set<string> {
  const seen = new Set<string>();
  JSON.parse(text, (key, value) => {
    if (key === 'reason') seen.add(value as string);
    if (value === 0 || value === '0.00') seen.add('zero');
    if (typeof value === 'number' && value > 0) seen.add(Number.isInteger(value) ? 'count' : 'ratio');
    if (key === 'amount' && value !== '0.00' && value !== null) seen.add('money');
    return value as unknown;
  });
  return seen;
}

describe('stored figures that PostgreSQL writes', () => {
  it.each([
    ['MONTH', '2025-08-01', '2025-12-31'],
    ['QUARTER', '2024-01-01', '2026-03-31'],
    ['HALF_YEAR', '2025-01-01', '2026-12-31'],
    ['YEAR', '2020-01-01', '2026-12-31'],
  ])('are those that the program shows, of every topic by %s', async (grain, from, to) => {
    const seen = new Set<string>();
    for (const figures of everyTopic) {
      const summaries = `summaries(grain: ${grain}, from: "${from}", to: "${to}") { period { grain start end } ${figures} }`;
      const query = `query ($with: Boolean = true) {
        region(code: "${akmola}") { name ${summaries} }
        below: region(code: "${akmola}") { districts { edges { node { code ... @include(if: $with) { ${summaries} } } } } }
        other: region(code: "350000000") { ${summaries} districts { totalCount } }
        never: region(code: "390000000") { ${summaries} }
      }`;
      const [first, second, third] = await askThrice(query);
      expect(JSON.parse(first.text).errors).toBeUndefined();
      expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text));
      expect(third.text).toBe(second.text);
      expect(third.statements).toHaveLength(4);
      expect([second.tag, third.tag]).toEqual([first.tag, first.tag]);
      expect(third.cacheControl).toBe('private, no-cache');
      for (const kind of kindsOf(third.text)) seen.add(kind);
    }
    const kinds = ['zero', 'count', 'ratio', 'money', 'NOT_COMPUTED', 'NOT_REPORTED', 'NO_DENOMINATOR'];
    expect([...seen]).toEqual(expect.arrayContaining(kinds));
  });

  it('are those of one period likewise, of an area of any level', async () => {
    const summary = `summary(period: { grain: YEAR, start: "2025-01-01" }) { ${everythingOf(getTopic('roadmap'))} }`;
    const query = `{ node(id: "${country}") { ... on Country { code ${summary} } } district(code: "${burabay}") { ${summary} region { country { ${summary} } } } }`;
    const [first, second, third] = await askThrice(query);
    expect(JSON.parse(first.text).data.node.summary.roadmap.planned).toBeGreaterThan(0);
    expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text));
    expect(third.text).toBe(second.text);
    expect(third.statements).toHaveLength(2);
  });

  it.each([
    ['an as-of day of its own', `summary(period: { grain: YEAR, start: "2025-01-01" }, asOf: "2025-07-15")`, ''],
    ["today's tree", `summary(period: { grain: YEAR, start: "2025-01-01" }, tree: CURRENT)`, ''],
    ['a programme', `summary(period: { grain: YEAR, start: "2025-01-01" })`, '(programme: "auyl-amanaty")'],
  ])('are left to the program for %s', async (_what, summary, args) => {
    const query = `{ region(code: "${akmola}") { ${summary} { funding${args} { source projectsFunded amount { amount } } } } }`;
    const [first, second, third] = await askThrice(query);
    expect(JSON.parse(first.text).data.region.summary.funding.projectsFunded).toBeGreaterThan(0);
    for (const again of [second, third]) expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text));
    // A statement for each of its parts.
    expect(third.statements.length).toBeGreaterThan(1);
  });

  it.each([
    ['of every topic at once', everyTopic.join(' ')],
    [
      'under a hundred names',
      Array.from({ length: 99 }, (_, n) => `a${n}: appeal { received positiveShare }`).join(' '),
    ],
  ])('are left to the program %s: PostgreSQL would plan longer than it reads', async (_what, figures) => {
    const query = `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }) { ${figures} } } }`;
    const [first, second, third] = await askThrice(query);
    expect(JSON.parse(first.text).errors).toBeUndefined();
    for (const again of [second, third]) expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text));
    expect(third.statements.filter((text) => text.includes('_summary'))).toEqual([]);
    expect(third.statements.length).toBeGreaterThan(1);
  });

  it.each([
    ['a period that starts on no such day', 'summary(period: { grain: YEAR, start: "2025-02-01" })'],
    ['a range that is reversed', 'summaries(grain: MONTH, from: "2025-02-01", to: "2025-01-01")'],
    ['a programme that is not there', 'summary(period: { grain: YEAR, start: "2025-01-01" })', '(programme: "none")'],
  ])('are refused each time for %s', async (_what, summary, args = '') => {
    const query = `{ region(code: "${akmola}") { ${summary} { funding${args} { projectsFunded } } } }`;
    const [first, ...others] = await askThrice(query);
    expect(JSON.parse(first.text).errors).toHaveLength(1);
    for (const other of others) expect(JSON.parse(other.text)).toEqual(JSON.parse(first.text));
  });

  const year = `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }) { monitoring { visits } } } }`;
  const visits = ({ text }: Answer): number => JSON.parse(text).data.region.summary.monitoring.visits as number;

  it('have a tag that holds until there is another build', async () => {
    const [, , shown] = await askThrice(year);
    expect(await post(year, { tag: shown.tag! })).toMatchObject({ status: 304, text: '', tag: shown.tag });
    await seedRecord(gateway.database, 'monitoring_visit', { area_code: burabay, visited_on: '2025-02-02' });
    expect(await post(year, { tag: shown.tag! })).toMatchObject({ status: 304 });
    await refresh(gateway.database, { asOf });
    const changed = await post(year, { tag: shown.tag! });
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.tag).not.toBe(shown.tag);
    const again = await post(year);
    expect([again.tag, visits(again)]).toEqual([changed.tag, visits(shown) + 1]);
  });

  it('have a tag of the names beside them too', async () => {
    const query = `{ district(code: "${burabay}") { name summary(period: { grain: YEAR, start: "2025-01-01" }) { monitoring { visits } } } }`;
    const [, , shown] = await askThrice(query);
    await gateway.database.query(`update area set name_kk = name_kk || '!' where code = $1`, [burabay]);
    const renamed = await post(query);
    expect(JSON.parse(renamed.text).data.district.name).toMatch(/!$/);
    expect(renamed.tag).not.toBe(shown.tag);
  });

  it('are not kept beside what may change between builds', async () => {
    const [, , shown] = await askThrice(`${year.slice(0, -1)} monitoringVisits { totalCount } }`);
    expect(shown).toMatchObject({ tag: null, cacheControl: 'no-store' });
    expect(shown.statements).toHaveLength(2);
  });

  it('are withheld from a viewer of another region, and shown to one of the region', async () => {
    const { logger } = createRecordingLogger();
    for (const [areaCode, shown] of [
      [akmola, expect.any(Number)],
      ['390000000', null],
    ] as const) {
      const viewer = confinedTo([areaCode], areaCode);
      const confined = await startGateway({ database: gateway.database, port: 0, logger, viewer });
      try {
        // Of what counts people; of other figures anybody sees those of all areas.
        const appeals = year.replace('monitoring { visits }', 'appeal { received }');
        for (let time = 0; time < 3; time += 1) {
          const { text } = await post(appeals, { url: confined.url });
          expect(JSON.parse(text).data.region.summary.appeal.received).toEqual(shown);
        }
      } finally {
        await confined.stop();
      }
    }
  });

  it('say before the first build that there is none', async () => {
    await gateway.database.query('delete from build');
    const [first, second, third] = await askThrice(
      `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }) { ${everythingOf(getTopic('appeal'))} } } }`,
    );
    expect([...kindsOf(first.text)]).toEqual(['NOT_COMPUTED']);
    expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text));
    expect(third).toMatchObject({ text: second.text, tag: null, cacheControl: 'no-store' });
    expect(third.statements).toHaveLength(1);
  });
});
