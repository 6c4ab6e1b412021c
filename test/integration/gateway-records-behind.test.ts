import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicViewer, type Viewer } from '@oblys/access';
import type { Database } from '@oblys/database';
import { addDays, trees } from '@oblys/domain';
import { startGateway, type Gateway } from '@oblys/gateway';
import { loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import { listMeasures, rateParts, refresh } from '@oblys/rollups';
import {
  askGateway,
  createRecordingLogger,
  demoDay,
  startTestGateway,
  type GraphQLAnswer,
  type TestGateway,
} from '../support/index.js';
import { firstSeed } from '../support/property-settings.js';
import { createRandom } from '../support/random.js';
import { confinedTo } from '../support/viewers.js';

const akmola = '110000000';
const burabay = '117000000';
const kostanay = '390000000';
const now = () => new Date(`${demoDay}T06:00:00Z`);

let gateway: TestGateway;
const others: Gateway[] = [];

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true, seed, now });
});

afterAll(async () => {
  for (const { stop } of others) await stop();
  await gateway?.end();
});

async function seed(database: Database): Promise<void> {
  const report = await readReport(seedReport);
  await database.transaction('READ COMMITTED', (sql) => loadReport(sql, report));
  await refresh(database, { asOf: demoDay });
  await reconcile(database, { all: true });
}

/** Another gateway on the same database, where everybody is the viewer. */
async function gatewayOf(viewer: Viewer): Promise<(query: string) => Promise<GraphQLAnswer>> {
  const { logger } = createRecordingLogger();
  const { database } = gateway;
  const other = await startGateway({ database, port: 0, logger, viewer, now, compilesAtOnce: true });
  others.push(other);
  return (query) => askGateway(other.url, query);
}

const question = `query Behind($measure: ID!, $area: ID!, $from: Date, $to: Date!, $asOf: Date, $programme: ID, $tree: Tree!, $part: RatePart) {
  recordsBehind(measure: $measure, area: $area, from: $from, to: $to, asOf: $asOf, programme: $programme, tree: $tree, part: $part, first: 500) {
    totalCount value measure { code } edges { adds }
  }
}`;

const figure = `query Figure($measure: String!, $area: ID!, $from: Date!, $to: Date!, $asOf: Date!, $tree: Tree!, $only: [DimensionFilter!]) {
  measureQuery(input: { measures: [$measure], by: [], from: $from, to: $to, asOf: $asOf, tree: $tree, where: { area: $area, only: $only } }) {
    rows { values { value withheld } }
  }
}`;

describe('recordsBehind', () => {
  it(`comes to the figure that is told of the same, by chance (seed ${firstSeed})`, async () => {
    const random = createRandom(firstSeed);
    let compared = 0;
    for (const { topic, measure } of [...listMeasures(), ...listMeasures()]) {
      const isRate = measure.computation.by === 'rate';
      const from = addDays('2024-10-01', random.below(350));
      const programme = topic.dimensions.length > 0 && random.chance(0.5) ? 'auyl-amanaty' : null;
      const variables = {
        measure: `${topic.code}.${measure.code}`,
        area: random.pick([akmola, burabay, '000000000', '111600000']),
        from,
        to: addDays(from, random.below(300)),
        asOf: addDays('2025-06-01', random.below(150)),
        tree: random.pick(trees),
        programme,
        part: isRate ? random.pick(rateParts) : null,
      };
      const { recordsBehind: behind } = await gateway.askData(question, variables);
      const only = programme === null ? null : [{ dimension: 'PROGRAMME', in: [programme] }];
      const asked = { ...variables, measure: behind.measure.code, only };
      const { rows } = (await gateway.askData(figure, asked)).measureQuery;
      const told = rows[0]?.values[0];
      if (told === undefined || told.withheld !== null) continue;
      compared += 1;
      expect({ variables, value: Number(behind.value) }).toEqual({ variables, value: Number(told.value) });
      if (behind.totalCount > 500 || measure.computation.by === 'distinct') continue;
      const sum = behind.edges.reduce((total: number, { adds }: { adds: string }) => total + Number(adds), 0);
      expect({ variables, sum: sum.toFixed(2) }).toEqual({ variables, sum: Number(told.value).toFixed(2) });
    }
    expect(compared).toBeGreaterThan(60);
  });

  const executed = `recordsBehind(measure: "roadmap.executed", area: "${akmola}", to: "${demoDay}"`;

  it('gives records of their own kind, a page at a time, each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const cursor: string = after === null ? '' : `, after: "${after}"`;
      const { recordsBehind } = await gateway.askData(
        `{ ${executed}, first: 20${cursor}) { totalCount pageInfo { hasNextPage endCursor }
             edges { node { __typename id area { code } ... on RoadmapItem { number executedOn } } } } }`,
      );
      expect(recordsBehind.totalCount).toBe(50);
      for (const { node } of recordsBehind.edges) {
        expect(node).toMatchObject({ __typename: 'RoadmapItem', executedOn: expect.any(String) });
        seen.push(node.id);
      }
      after = recordsBehind.pageInfo.hasNextPage ? recordsBehind.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(50);
    expect(seen).toHaveLength(50);
  });

  it('counts the pages from the end as well', async () => {
    const { newest, oldest } = await gateway.askData(
      `{ newest: ${executed}, first: 500) { edges { node { id } } }
         oldest: ${executed}, last: 2) { edges { node { id } } pageInfo { hasPreviousPage } } }`,
    );
    expect(oldest.edges).toEqual(newest.edges.slice(-2));
    expect(oldest.pageInfo.hasPreviousPage).toBe(true);
  });

  it('takes a period in place of the days, and the day of the build unless one is given', async () => {
    const { recordsBehind } = await gateway.askData(
      `{ recordsBehind(measure: "funding.amount", area: "${akmola}", period: { grain: YEAR, start: "2025-01-01" }) {
           value from to asOf measure { code } edges { adds node { ... on FundedProject { amount { amount } } } } } }`,
    );
    expect(recordsBehind).toMatchObject({ value: '1985999777.60', from: '2025-01-01', to: demoDay, asOf: demoDay });
    for (const { adds, node } of recordsBehind.edges) expect(adds).toBe(node.amount.amount);
  });

  it('asks for the new day once another build is there, though the question stays the same', async () => {
    const asked = `{ recordsBehind(measure: "roadmap.planned", area: "${akmola}", to: "2025-12-31") { asOf } }`;
    expect((await gateway.askData(asked)).recordsBehind.asOf).toBe(demoDay);
    await gateway.database.query(`update build set as_of = '2025-11-04'`);
    expect((await gateway.askData(asked)).recordsBehind.asOf).toBe('2025-11-04');
    await gateway.database.query('update build set as_of = $1', [demoDay]);
  });

  it.each([
    ['an unknown measure', 'measure: "roadmap.exected"', 'NOT_FOUND', 'Did you mean roadmap.executed?'],
    ['an unknown area', 'area: "119999999"', 'NOT_FOUND', 'There is no area "119999999"'],
    ['a day that has not come', 'asOf: "2025-11-06"', 'AS_OF_IN_FUTURE', 'has not come'],
    ['a reversed span', 'from: "2025-12-01"', 'INVALID_INPUT', 'is reversed'],
    ['a period beside days', 'period: { grain: YEAR, start: "2025-01-01" }', 'INVALID_INPUT', 'leave one out'],
    ['a part of no rate', 'part: NUMERATOR', 'INVALID_INPUT', 'is no share of anything'],
    ['a rate as a whole', 'measure: "roadmap.completionRate"', 'INVALID_INPUT', 'NUMERATOR (executed)'],
    ['a programme of records without', 'programme: "auyl-amanaty"', 'INVALID_INPUT', 'belong to no programme'],
    ['a page that is too large', 'first: 501', 'INVALID_INPUT', 'from 0 to 500'],
  ])('refuses %s', async (_what, argument, code, message) => {
    const name = argument.split(':')[0]!;
    const given = { measure: 'measure: "roadmap.executed"', area: `area: "${akmola}"`, to: `to: "${demoDay}"` };
    const args = Object.values({ ...given, [name]: argument }).join(', ');
    const { errors } = await gateway.ask(`{ recordsBehind(${args}) { totalCount } }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining(message), extensions: { code } }]);
  });

  it('refuses a question that says not until when to count', async () => {
    const { errors } = await gateway.ask(
      `{ recordsBehind(measure: "roadmap.executed", area: "${akmola}", from: "2025-01-01") { totalCount } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  });

  const appeals = `{ recordsBehind(measure: "appeal.received", area: "${burabay}", to: "${demoDay}") { totalCount } }`;

  it('gives only what lies within the scope, and refuses the areas that go beyond it', async () => {
    const askEditor = await gatewayOf(confinedTo([burabay]));
    const own = await askEditor(appeals);
    expect(own.data).toEqual(await gateway.askData(appeals));
    for (const area of [akmola, kostanay]) {
      const { errors } = await askEditor(appeals.replace(burabay, area));
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_ALLOWED' } }]);
    }
  });

  it('is not for the public, and gives viewers no records of topics that count people', async () => {
    const askPublic = await gatewayOf(publicViewer);
    expect((await askPublic(`{ ${executed}) { totalCount } }`)).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    const askViewer = await gatewayOf({ name: 'viewer', role: 'VIEWER', scope: { areaCodes: [akmola] } });
    expect((await askViewer(`{ ${executed}) { totalCount } }`)).data.recordsBehind.totalCount).toBe(50);
    expect((await askViewer(appeals)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('the records behind the figures of a report', () => {
  const figures = (below: string) =>
    `{ reports(first: 1) { edges { node { figures { number measure { code kind } computed ${below} } } } } }`;

  it('come to what was computed, and of a rate to its numerator', async () => {
    const data = await gateway.askData(figures('recordsBehind(first: 1) { totalCount value }'));
    const all = data.reports.edges[0].node.figures;
    expect(all).toHaveLength(27);
    const counted = all.filter(({ measure }: { measure: { kind: string } }) => measure.kind !== 'RATE');
    expect(counted.length).toBeGreaterThan(20);
    for (const { number, computed, recordsBehind } of counted) {
      expect([number, Number(recordsBehind.value)]).toEqual([number, Number(computed)]);
    }
    const rates = all.filter(({ measure }: { measure: { kind: string } }) => measure.kind === 'RATE');
    for (const { recordsBehind } of rates) expect(Number(recordsBehind.value)).toBe(recordsBehind.totalCount);
  });

  it('are null with NOT_ALLOWED to who may not see them, beside the figure itself', async () => {
    const askViewer = await gatewayOf({ name: 'viewer', role: 'VIEWER', scope: { areaCodes: [akmola] } });
    const { data, errors } = await askViewer(figures('recordsBehind(first: 1) { totalCount }'));
    const all = data.reports.edges[0].node.figures as { measure: { code: string }; recordsBehind: unknown }[];
    const ofAppeals = all.filter(({ measure }) => measure.code.startsWith('appeal.'));
    expect(ofAppeals.length).toBeGreaterThan(0);
    expect(ofAppeals.map(({ recordsBehind }) => recordsBehind)).toEqual(ofAppeals.map(() => null));
    expect(errors!.some(({ extensions: { code } }) => code === 'NOT_ALLOWED')).toBe(true);
    expect(all.some(({ recordsBehind }) => recordsBehind !== null)).toBe(true);
  });
});
