import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askGateway, confinedTo, createRecordingLogger, seedRecord, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';
import { startGateway } from '@oblys/gateway';
import { checkQuality, qualityRules } from '@oblys/rollups';

const burabay = '117000000';
const akmola = '110000000';
const abaiRegion = '100000000';
const asOf = '2025-11-19';

let gateway: TestGateway;
let project: string;

const check = (day = asOf) => checkQuality(gateway.database, { asOf: day, topics: ['roadmap', 'funding', 'course'] });

beforeAll(async () => {
  gateway = await startTestGateway({
    now: () => new Date('2025-11-20T06:00:00Z'),
    seed: async (database) => {
      const item = { area_code: burabay, adopted_on: '2025-01-10' };
      await seedRecord(database, 'roadmap_item', { ...item, number: '1', executed_on: '2025-01-09' });
      await seedRecord(database, 'roadmap_item', { ...item, number: '2', executed_on: '2025-02-01' });
      const twice = { area_code: burabay, amount: '500000.00' };
      project = await seedRecord(database, 'funded_project', twice);
      await seedRecord(database, 'funded_project', twice);
      await seedRecord(database, 'course_group', { area_code: akmola, completed_on: '2025-03-01', graduates: 0 });
    },
  });
  await check();
});

afterAll(() => gateway?.end());

const everything = `{ qualityFindings(orderBy: { field: SEVERITY }) { totalCount edges { node {
  __typename id severity state topic month recordCount recordIds lastFoundAsOf
  rule { code name(locale: EN) definition(locale: RU) } area { code name(locale: EN) } region { code }
  en: message(locale: EN) ru: message(locale: RU) kk: message
  values { name value }
} } } }`;

const findingOf = async (code: string) => {
  const { qualityFindings } = await gateway.askData(
    `query ($code: ID) { qualityFindings(filter: { rule: { eq: $code } }) { edges { node {
       id state acknowledgedBy acknowledgement acknowledgedAt resolvedBy resolution resolvedAt
     } } } }`,
    { code },
  );
  return qualityFindings.edges[0].node;
};

describe('qualityRules', () => {
  it('are the catalogue, in the language asked for', async () => {
    const { qualityRules: rules } = await gateway.askData(
      '{ qualityRules { code topic severity name(locale: RU) definition } }',
    );
    expect(rules).toEqual(
      qualityRules.map(({ code, topic, severity, names, definition }) => ({
        code,
        topic,
        severity,
        name: names.ru,
        definition: definition.kk,
      })),
    );
  });
});

describe('qualityFindings', () => {
  it('are read with their rule, area and words by one statement', async () => {
    gateway.statements.length = 0;
    const { qualityFindings } = await gateway.askData(everything);
    expect(gateway.statements).toHaveLength(1);
    expect(qualityFindings.totalCount).toBe(4);
    const nodes = qualityFindings.edges.map(({ node }: { node: Record<string, unknown> }) => node);
    expect(nodes[0]).toMatchObject({
      __typename: 'QualityFinding',
      severity: 'ERROR',
      state: 'OPEN',
      topic: 'roadmap',
      month: '2025-01-01',
      recordCount: 1,
      lastFoundAsOf: asOf,
      rule: { code: 'roadmap.executed-before-adopted', name: 'Executed before it was adopted' },
      area: { code: burabay, name: 'Burabay District' },
      region: { code: akmola },
      en: 'Executed on 2025-01-09, yet adopted only on 2025-01-10.',
      ru: 'Исполнен 2025-01-09, а принят лишь 2025-01-10.',
      kk: '2025-01-09 күні орындалған, ал 2025-01-10 күні ғана бекітілген.',
      values: expect.arrayContaining([{ name: 'executedOn', value: '2025-01-09' }]),
    });
    expect(nodes.map(({ severity }: { severity: string }) => severity)).toEqual([
      'ERROR',
      'WARNING',
      'NOTICE',
      'NOTICE',
    ]);
  });

  it('are filtered by rule, topic, state, severity, month and area at any level', async () => {
    const count = async (filter: string): Promise<number> =>
      (await gateway.askData(`{ qualityFindings(filter: { ${filter} }) { totalCount } }`)).qualityFindings.totalCount;
    expect(await count('rule: { in: ["funding.duplicate", "course.no-graduates"] }')).toBe(2);
    expect(await count('topic: { eq: "roadmap" }')).toBe(2);
    expect(await count('state: { eq: OPEN }, severity: { in: [NOTICE] }')).toBe(2);
    expect(await count('state: { eq: RESOLVED }')).toBe(0);
    expect(await count('month: { from: "2025-02-01" }')).toBe(2);
    expect(await count(`area: "${burabay}"`)).toBe(3);
    expect(await count(`area: "${akmola}"`)).toBe(4);
    expect(await count(`area: "${abaiRegion}"`)).toBe(0);
    expect(await count('area: "000000000", recordCount: { from: 2 }')).toBe(1);
  });

  it('are paged to and fro, each once', async () => {
    const page = async (args: string) =>
      (await gateway.askData(`{ qualityFindings(${args}) { edges { cursor node { id } } } }`)).qualityFindings.edges;
    const order = 'orderBy: [{ field: SEVERITY }, { field: MONTH, direction: DESC }]';
    const all = await page(order);
    const first = await page(`${order}, first: 3`);
    const rest = await page(`${order}, first: 3, after: "${first[2].cursor}"`);
    expect([...first, ...rest]).toEqual(all);
    expect(await page(`${order}, last: 2, before: "${rest[0].cursor}"`)).toEqual(all.slice(1, 3));
  });

  it('name their records by ids that node takes', async () => {
    const { qualityFindings } = await gateway.askData(
      '{ qualityFindings(filter: { rule: { eq: "funding.duplicate" } }) { edges { node { recordIds } } } }',
    );
    const { recordIds } = qualityFindings.edges[0].node;
    expect(recordIds).toHaveLength(2);
    const found = await Promise.all(
      recordIds.map((id: string) => gateway.askData('query ($id: ID!) { node(id: $id) { __typename id } }', { id })),
    );
    expect(found.map(({ node }) => node)).toEqual(recordIds.map((id: string) => ({ __typename: 'FundedProject', id })));
    expect(recordIds.map((id: string) => Buffer.from(id, 'base64url').toString())).toContain(
      `FundedProject:${akmola}:${project}`,
    );
  });

  it('are found by their global id', async () => {
    const { id } = await findingOf('funding.duplicate');
    const { qualityFinding, node } = await gateway.askData(
      'query ($id: ID!) { qualityFinding(id: $id) { id topic } node(id: $id) { __typename } }',
      { id },
    );
    expect({ qualityFinding, node }).toEqual({
      qualityFinding: { id, topic: 'funding' },
      node: { __typename: 'QualityFinding' },
    });
  });

  it('outlive their rule, without its words', async () => {
    await gateway.database.query(`update quality_finding set rule = 'course.gone' where rule = 'course.no-graduates'`);
    const asked =
      '{ qualityFindings(filter: { topic: { eq: "course" } }) { edges { node { rule { code } message recordIds } } } }';
    const { qualityFindings } = await gateway.askData(asked);
    await gateway.database.query(`update quality_finding set rule = 'course.no-graduates' where rule = 'course.gone'`);
    expect(qualityFindings.edges[0].node).toMatchObject({ rule: null, message: null, recordIds: [expect.any(String)] });
  });

  it.each([
    ['rule: { eq: "roadmap.none" }', 'NOT_FOUND', /no rule "roadmap\.none".*roadmap\.long-overdue/],
    ['topic: { in: ["weather"] }', 'NOT_FOUND', /no topic "weather"/],
    ['area: "Akmola"', 'INVALID_INPUT', /Akmola/],
  ])('refuse the filter %s', async (filter, code, words) => {
    const { errors } = await gateway.ask(`{ qualityFindings(filter: { ${filter} }) { totalCount } }`);
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringMatching(words) }]);
  });
});

describe('answers', () => {
  const acknowledge =
    'mutation ($id: ID!, $note: String!) { acknowledgeFinding(id: $id, note: $note) { id state acknowledgedBy acknowledgement rule { code } } }';
  const resolve =
    'mutation ($id: ID!, $note: String!) { resolveFinding(id: $id, note: $note) { state resolvedBy resolution } }';
  const reopen = 'mutation ($id: ID!) { reopenFinding(id: $id) { state acknowledgedBy resolvedBy } }';

  it('acknowledge, resolve and reopen a finding in the name of the viewer', async () => {
    const { id } = await findingOf('roadmap.executed-before-start');
    expect((await gateway.askData(acknowledge, { id, note: 'urgent works' })).acknowledgeFinding).toEqual({
      id,
      state: 'ACKNOWLEDGED',
      acknowledgedBy: 'developer',
      acknowledgement: 'urgent works',
      rule: { code: 'roadmap.executed-before-start' },
    });
    expect((await gateway.askData(resolve, { id, note: 'start corrected' })).resolveFinding).toEqual({
      state: 'RESOLVED',
      resolvedBy: 'developer',
      resolution: 'start corrected',
    });
    expect((await gateway.askData(reopen, { id })).reopenFinding).toEqual({
      state: 'OPEN',
      acknowledgedBy: null,
      resolvedBy: null,
    });
  });

  it('are refused with the state, the note or the id that does not fit', async () => {
    const { id } = await findingOf('roadmap.executed-before-start');
    const region = Buffer.from(`Region:${akmola}:${akmola}`).toString('base64url');
    const nobody = Buffer.from(`QualityFinding:${akmola}:01900000-0000-7000-8000-000000000000`).toString('base64url');
    const refusals: [query: string, variables: object, code: string, words: RegExp][] = [
      [reopen, { id }, 'FINDING_STATE', /is OPEN and cannot be reopened/],
      [acknowledge, { id, note: ' ' }, 'INVALID_INPUT', /note is empty/],
      [acknowledge, { id: region, note: 'known' }, 'INVALID_NODE_ID', /no global id/],
      [resolve, { id: 'x', note: 'done' }, 'INVALID_NODE_ID', /"x"/],
      [resolve, { id: nobody, note: 'done' }, 'NOT_FOUND', /There is no finding 01900000/],
    ];
    for (const [query, variables, code, words] of refusals) {
      const { data, errors } = await gateway.ask(query, variables as Record<string, unknown>);
      expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringMatching(words) }]);
      expect(Object.values(data as object)).toEqual([null]);
    }
    expect(await findingOf('roadmap.executed-before-start')).toMatchObject({ state: 'OPEN' });
  });
});

describe('qualityTrend', () => {
  it('has a point for each day that was checked, of a region or one rule', async () => {
    await check('2025-11-18');
    const {
      all,
      akmola: ofAkmola,
      elsewhere,
      one,
    } = await gateway.askData(
      `{ all: qualityTrend(from: "2025-11-01", to: "2025-11-30") { asOf open acknowledged }
         akmola: qualityTrend(from: "2025-11-19", to: "2025-11-19", area: "${akmola}") { open }
         elsewhere: qualityTrend(from: "2025-11-19", to: "2025-11-19", area: "${abaiRegion}") { open }
         one: qualityTrend(from: "2025-11-19", to: "2025-11-19", rule: "funding.duplicate") { open } }`,
    );
    expect(all).toEqual([
      { asOf: '2025-11-18', open: 4, acknowledged: 0 },
      { asOf: '2025-11-19', open: 4, acknowledged: 0 },
    ]);
    expect({ ofAkmola, elsewhere, one }).toEqual({
      ofAkmola: [{ open: 4 }],
      elsewhere: [{ open: 0 }],
      one: [{ open: 1 }],
    });
  });

  it('refuses a district and a reversed span', async () => {
    const refusal = async (args: string) =>
      (await gateway.ask(`{ qualityTrend(${args}) { open } }`)).errors?.[0]?.message;
    expect(await refusal(`from: "2025-11-01", to: "2025-11-02", area: "${burabay}"`)).toMatch(
      /117000000 is a DISTRICT/,
    );
    expect(await refusal('from: "2025-11-02", to: "2025-11-01"')).toMatch(/reversed/);
  });
});

describe('a viewer confined to some areas', () => {
  it('sees and answers the findings of these alone', async () => {
    const { id } = await findingOf('funding.duplicate');
    const ask = async (areaCodes: string[], query: string, variables = {}) => {
      const { logger } = createRecordingLogger();
      const viewer = confinedTo(areaCodes);
      const confined = await startGateway({ database: gateway.database, port: 0, logger, viewer });
      try {
        return await askGateway(confined.url, query, variables);
      } finally {
        await confined.stop();
      }
    };
    const seen = `{ qualityFindings { totalCount } qualityTrend(from: "2025-11-19", to: "2025-11-19") { open } }`;
    expect((await ask([akmola], seen)).data).toEqual({
      qualityFindings: { totalCount: 4 },
      qualityTrend: [{ open: 4 }],
    });
    expect((await ask([burabay], seen)).data.qualityFindings).toEqual({ totalCount: 3 });
    expect((await ask([abaiRegion], seen)).data).toEqual({
      qualityFindings: { totalCount: 0 },
      qualityTrend: [{ open: 0 }],
    });
    const resolve = 'mutation ($id: ID!) { resolveFinding(id: $id, note: "done") { resolvedBy } }';
    expect((await ask([abaiRegion], resolve, { id })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect((await ask([burabay], resolve, { id })).data).toEqual({ resolveFinding: { resolvedBy: 'analyst' } });
  });
});
