import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { buildGatewaySchema } from '@oblys/gateway';
import { answerSummaries, getTopic, refresh, topics } from '@oblys/rollups';
import { isObjectType } from 'graphql';
import { confinedTo, seedRecord, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
const atbasar = '113800000';
const builtAsOf = '2025-11-05';
const now = () => new Date('2025-11-20T06:00:00Z');
let gateway: TestGateway;

/** Burabay and Atbasar have reported, the other districts never. */
async function seedYear(database: Database): Promise<void> {
  const items: [string, Record<string, unknown>][] = [
    [burabay, { executed_on: '2025-05-01' }],
    [burabay, { executed_on: '2025-11-10' }],
    [burabay, { starts_on: '2026-01-01', due_on: '2026-06-30' }],
    [atbasar, { due_on: '2025-12-31' }],
  ];
  for (const [area_code, row] of items) await seedRecord(database, 'roadmap_item', { area_code, ...row });
  await seedRecord(database, 'funded_project', { area_code: burabay, amount: '1000000.10', funded_on: '2025-02-01' });
  await seedRecord(database, 'funded_project', {
    area_code: atbasar,
    amount: '2000000.20',
    funded_on: '2025-03-01',
    programme_code: 'auyl-amanaty',
  });
  await seedRecord(database, 'appeal', { area_code: burabay, outcome: 'POSITIVE', closed_on: '2025-02-10' });
  await seedRecord(database, 'appeal', { area_code: burabay, outcome: 'EXPLAINED', closed_on: '2025-11-08' });
  await refresh(database, { asOf: builtAsOf });
}

beforeAll(async () => {
  gateway = await startTestGateway({ seed: seedYear, now, summaryCache: false });
});

afterAll(() => gateway?.end());

beforeEach(() => {
  gateway.statements.length = 0;
});

describe('summary', () => {
  it('answers the query of the README', async () => {
    const data = await gateway.askData(
      `{ region(code: "110000000") { summary(period: {grain: YEAR, start: "2025-01-01"}, asOf: "2025-11-05") { source roadmap { planned executed inProgress notDue completionRate } funding { projectsFunded amount { amount currency } } appeal { received positive explained inProgress } } districts { edges { node { code name } } } } }`,
    );
    expect(data.region.summary).toEqual({
      source: 'STORED',
      roadmap: { planned: 4, executed: 1, inProgress: 2, notDue: 1, completionRate: 0.25 },
      funding: { projectsFunded: 2, amount: { amount: '3000000.30', currency: 'KZT' } },
      appeal: { received: 2, positive: 1, explained: 0, inProgress: 1 },
    });
    expect(data.region.districts.edges).toHaveLength(20);
    expect(data.region.districts.edges).toContainEqual({ node: { code: burabay, name: 'Бурабай ауданы' } });
  });

  it('counts from the records for another day, and takes the day of the build when none is given', async () => {
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") {
           stored: summary(period: { grain: YEAR, start: "2025-01-01" }) { ...Figures }
           live: summary(period: { grain: YEAR, start: "2025-01-01" }, asOf: "2025-11-10") { ...Figures }
       } }
       fragment Figures on AreaSummary {
         source asOf period { grain start end } provenance { runId asOf definitionVersion builtAt recordCount }
         roadmap { source executed } appeal { explained }
       }`,
    );
    const [run] = await gateway.database.query<{ id: string }>(`select id from run where kind = 'ROLLUP'`);
    expect(region.stored).toMatchObject({
      source: 'STORED',
      asOf: builtAsOf,
      period: { grain: 'YEAR', start: '2025-01-01', end: '2025-12-31' },
      provenance: { runId: run?.id, asOf: builtAsOf, recordCount: 8 },
      roadmap: { source: 'STORED', executed: 1 },
      appeal: { explained: 0 },
    });
    expect(region.stored.provenance.builtAt).toMatch(/^20\d\d-/);
    expect(region.live).toMatchObject({
      source: 'MIXED',
      asOf: '2025-11-10',
      provenance: { runId: run?.id, asOf: '2025-11-10', recordCount: 8 },
      roadmap: { source: 'MIXED', executed: 2 },
      appeal: { explained: 1 },
    });
    expect(region.live.provenance.definitionVersion).toBe(region.stored.provenance.definitionVersion);
  });

  it('says that it is stale once a record it depends on has changed, and only there', async () => {
    const ask = `query { atbasar: district(code: "${atbasar}") { ...Year } silent: district(code: "113200000") { ...Year } }
      fragment Year on District {
        summary(period: { grain: YEAR, start: "2025-01-01" }) {
          provenance { isStale staleReasons staleSince }
          monitoring { visits provenance { runId isStale staleReasons } }
          roadmap { provenance { isStale } }
        }
      }`;
    const fresh = await gateway.askData(ask);
    expect(fresh.atbasar.summary.provenance).toEqual({ isStale: false, staleReasons: [], staleSince: null });
    await gateway.database.query(
      `insert into monitoring_visit (area_code, source_ref, visited_on, commission) values ($1, 'stale', '2025-02-02', 'К')`,
      [atbasar],
    );
    const { atbasar: changed, silent } = await gateway.askData(ask);
    expect(changed.summary.provenance).toMatchObject({ isStale: true, staleReasons: ['RECORDS_CHANGED'] });
    expect(changed.summary.provenance.staleSince).toMatch(/^20\d\d-/);
    expect(changed.summary.monitoring.provenance).toMatchObject({ isStale: true, staleReasons: ['RECORDS_CHANGED'] });
    expect(changed.summary.monitoring.provenance.runId).not.toBeNull();
    expect(changed.summary.roadmap.provenance.isStale).toBe(false);
    expect(silent.summary.provenance.isStale).toBe(false);
    await gateway.database.query(`delete from monitoring_visit where source_ref = 'stale'`);
    await gateway.database.query('delete from mark');
  });

  it("counts in today's tree when it is asked to, and says that it did", async () => {
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") {
           recorded: summary(period: { grain: YEAR, start: "2025-01-01" }) { source appeal { received } }
           current: summary(period: { grain: YEAR, start: "2025-01-01" }, tree: CURRENT) { source asOf appeal { received source } }
       } }`,
    );
    expect(region.recorded.source).toBe('STORED');
    expect(region.current).toEqual({
      source: 'LIVE',
      asOf: builtAsOf,
      appeal: { received: region.recorded.appeal.received, source: 'LIVE' },
    });
  });

  it('is null with the reason where nobody reported, and where there is nothing to share out', async () => {
    const { silent, reporting } = await gateway.askData(
      `query ($period: PeriodInput!) {
         silent: district(code: "113200000") { summary(period: $period) { funding { projectsFunded amount { amount } withheld { measure reason } } } }
         reporting: district(code: "${atbasar}") { summary(period: $period) { appeal { received positiveShare withheld { measure reason } } } }
       }`,
      { period: { grain: 'YEAR', start: '2025-01-01' } },
    );
    expect(silent.summary.funding).toEqual({
      projectsFunded: null,
      amount: null,
      withheld: [
        { measure: 'funding.projectsFunded', reason: 'NOT_REPORTED' },
        { measure: 'funding.amount', reason: 'NOT_REPORTED' },
      ],
    });
    expect(reporting.summary.appeal).toMatchObject({ received: 0, positiveShare: null });
    expect(reporting.summary.appeal.withheld).toContainEqual({
      measure: 'appeal.positiveShare',
      reason: 'NO_DENOMINATOR',
    });
  });

  it('counts for one programme where it is asked to, and refuses one that there is none of', async () => {
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }) {
           all: funding { projectsFunded } one: funding(programme: "auyl-amanaty") { projectsFunded amount { amount } }
      } } }`,
    );
    expect(region.summary).toEqual({
      all: { projectsFunded: 2 },
      one: { projectsFunded: 1, amount: { amount: '2000000.20' } },
    });
    const { errors } = await gateway.ask(
      `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }) { funding(programme: "aul") { projectsFunded } } } }`,
    );
    expect(errors).toMatchObject([
      { message: expect.stringContaining('There is no programme "aul"'), extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  it('says how much of what could have been reported has been', async () => {
    const { district } = await gateway.askData(
      `{ district(code: "${atbasar}") { summary(period: { grain: QUARTER, start: "2025-01-01" }) { coverage { expected reported complete basis onTime missing { area month state } } } } }`,
    );
    expect(district.summary.coverage).toEqual({
      expected: 3,
      reported: 2,
      complete: false,
      basis: 'RECORDS',
      onTime: null,
      missing: [{ area: atbasar, month: '2025-02-01', state: null }],
    });
  });

  it.each([
    [`period: { grain: YEAR, start: "2025-02-01" }`, 'INVALID_INPUT', 'No YEAR starts on 2025-02-01'],
    [`period: { grain: QUARTER, start: "2025-02-01" }`, 'INVALID_INPUT', 'No QUARTER starts on 2025-02-01'],
    [`period: { grain: YEAR, start: "2025-01-01" }, asOf: "2025-11-21"`, 'AS_OF_IN_FUTURE', 'today is 2025-11-20'],
    [`period: { grain: YEAR, start: "2025-01-41" }`, 'INVALID_INPUT', '2025-01-41'],
  ])('refuses %s', async (args, code, message) => {
    const { errors } = await gateway.ask(`{ region(code: "${akmola}") { summary(${args}) { roadmap { planned } } } }`);
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringContaining(message) }]);
  });
});

describe('summaries', () => {
  it('ask once for each topic that is selected, whatever the number of areas and periods', async () => {
    const { regions } = await gateway.askData(
      `{ regions(first: 20) { edges { node { districts(first: 30) { edges { node {
           code summaries(grain: MONTH, from: "2025-01-01", to: "2025-12-31") { period { start } asOf roadmap { planned } funding { amount { amount } } }
      } } } } } } }`,
    );
    const ofEach = regions.edges.flatMap(
      ({ node }: never) => (node as { districts: { edges: unknown[] } }).districts.edges,
    );
    expect(ofEach).toHaveLength(228);
    for (const { node } of ofEach) expect(node.summaries).toHaveLength(12);
    // The areas, two topics and the build, beside what the tag of the answer takes.
    expect(gateway.statements.filter((text) => !text.startsWith('/* gateway:version */'))).toHaveLength(4);
    const { node } = ofEach.find((edge: { node: { code: string } }) => edge.node.code === burabay);
    expect(node.summaries[1]).toEqual({
      period: { start: '2025-02-01' },
      asOf: builtAsOf,
      roadmap: { planned: 3 },
      funding: { amount: { amount: '1000000.10' } },
    });
  });

  it('refuse a reversed range and one that is too long', async () => {
    const ask = (range: string) =>
      gateway.ask(`{ region(code: "${akmola}") { summaries(grain: MONTH, ${range}) { asOf } } }`);
    expect(await ask(`from: "2025-02-01", to: "2025-01-01"`)).toMatchObject({
      errors: [{ message: expect.stringContaining('reversed'), extensions: { code: 'INVALID_INPUT' } }],
    });
    expect(await ask(`from: "0001-01-01", to: "9999-01-01"`)).toMatchObject({
      errors: [{ message: expect.stringContaining('more than 400'), extensions: { code: 'INVALID_INPUT' } }],
    });
  });
});

describe('the fields of AreaSummary', () => {
  it('are those of the topics, every measure with its value', async () => {
    const schema = buildGatewaySchema();
    const selection = topics
      .map(({ code, measures }) => {
        const fields = measures.map((measure) =>
          measure.valueType === 'money' ? `${measure.code} { amount }` : measure.code,
        );
        return `${code} { ${fields.join(' ')} withheld { measure reason } }`;
      })
      .join(' ');
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }) { ${selection} } } }`,
    );
    for (const topic of topics) {
      const type = schema.getType(`${topic.code.charAt(0).toUpperCase()}${topic.code.slice(1)}Summary`);
      expect(isObjectType(type)).toBe(true);
      const [answer] = await answerSummaries(gateway.database, getTopic(topic.code), [
        {
          areaCode: akmola,
          level: 'REGION',
          from: '2025-01-01',
          to: '2025-12-31',
          asOf: null,
          programmeCode: null,
          grain: 'YEAR',
          start: '2025-01-01',
        },
      ]);
      const { withheld, ...shown } = region.summary[topic.code];
      const plain = Object.entries(shown).map(([code, value]) => [
        code,
        (value as { amount?: string } | null)?.amount ?? value,
      ]);
      expect(Object.fromEntries(plain)).toEqual(answer?.values);
      expect(withheld).toEqual(
        answer?.withheld.map(({ measure, reason }) => ({ measure: `${topic.code}.${measure}`, reason })),
      );
    }
  });
});

describe('measures', () => {
  it('are the catalogue, each in the language that is asked for', async () => {
    const { measures } = await gateway.askData(
      `{ measures { code topic { code name(locale: EN) } kind valueType unit name definition(locale: RU) } }`,
    );
    expect(measures.map(({ code }: { code: string }) => code)).toEqual(
      topics.flatMap((topic) => topic.measures.map((measure) => `${topic.code}.${measure.code}`)),
    );
    expect(measures).toContainEqual(
      expect.objectContaining({ code: 'funding.amount', kind: 'FLOW', valueType: 'MONEY', unit: 'KZT' }),
    );
    expect(gateway.statements).toEqual([]);
  });
});

describe('without a build', () => {
  it('every figure is withheld as not computed, and the answer is as of today', async () => {
    const unbuilt = await startTestGateway({ now });
    try {
      const { region } = await unbuilt.askData(
        `{ region(code: "${akmola}") { summary(period: { grain: YEAR, start: "2025-01-01" }) {
             source asOf provenance { runId } coverage { expected } monitoring { visits withheld { measure reason } }
        } } }`,
      );
      expect(region.summary).toEqual({
        source: 'STORED',
        asOf: '2025-11-20',
        provenance: { runId: null },
        coverage: { expected: 0 },
        monitoring: { visits: null, withheld: [{ measure: 'monitoring.visits', reason: 'NOT_COMPUTED' }] },
      });
    } finally {
      await unbuilt.end();
    }
  });
});

describe('a viewer of a region', () => {
  it.each([akmola, '000000000'])(
    'of %s sees the figures of its districts, and of no region beside it',
    async (scope) => {
      const scoped = await startTestGateway({
        seed: seedYear,
        now,
        viewer: confinedTo([scope], 'Ақмола'),
      });
      try {
        scoped.statements.length = 0;
        const summary = 'summary(period: { grain: YEAR, start: "2025-01-01" }) { appeal { withheld { reason } } }';
        const { region, other } = await scoped.askData(
          `{ region(code: "${akmola}") { ${summary} districts { edges { node { ${summary} } } } programmeEvents { totalCount } }
           other: region(code: "100000000") { ${summary} } }`,
        );
        const reasons = [region, ...region.districts.edges.map(({ node }: { node: unknown }) => node)].flatMap(
          ({ summary: { appeal } }: { summary: { appeal: { withheld: { reason: string }[] } } }) => appeal.withheld,
        );
        expect(reasons.filter(({ reason }: { reason: string }) => reason === 'NOT_ALLOWED')).toEqual([]);
        expect(other.summary.appeal.withheld[0]).toEqual({
          reason: scope === akmola ? 'NOT_ALLOWED' : 'NOT_REPORTED',
        });
        // The tree is asked once, whatever the number of areas.
        expect(scoped.statements.filter((text) => text.includes('access:scope')).length).toBe(scope === akmola ? 1 : 0);
      } finally {
        await scoped.end();
      }
    },
  );
});

describe('a viewer of one district', () => {
  it('is told that figures of others are not allowed, but for those that anybody sees', async () => {
    const scoped = await startTestGateway({
      seed: seedYear,
      now,
      viewer: confinedTo([burabay], 'Бурабай'),
    });
    try {
      const { own, other } = await scoped.askData(
        `query ($period: PeriodInput!) {
           own: district(code: "${burabay}") { summary(period: $period) { funding { projectsFunded } appeal { received } } }
           other: district(code: "${atbasar}") { summary(period: $period) { funding { projectsFunded } appeal { received withheld { measure reason } } } }
         }`,
        { period: { grain: 'YEAR', start: '2025-01-01' } },
      );
      expect(own.summary).toEqual({ funding: { projectsFunded: 1 }, appeal: { received: 2 } });
      expect(other.summary).toMatchObject({ funding: { projectsFunded: 1 }, appeal: { received: null } });
      expect(other.summary.appeal.withheld).toContainEqual({ measure: 'appeal.received', reason: 'NOT_ALLOWED' });
    } finally {
      await scoped.end();
    }
  });
});
