import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { developer, type Viewer } from '@oblys/access';
import type { Database } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import { refresh, topics } from '@oblys/rollups';
import {
  askGateway,
  createRecordingLogger,
  demoDay,
  seedRecord,
  startTestGateway,
  type TestGateway,
} from '../support/index.js';
import { confinedTo } from '../support/viewers.js';

const akmola = '110000000';
const burabay = '117000000';
const zerendi = '115600000';
/** Went out of the district of Tselinograd. */
const kosshy = '111600000';
const now = () => new Date(`${demoDay}T06:00:00Z`);

let gateway: TestGateway;
const gateways = new Map<Viewer, Pick<Gateway, 'url' | 'stop'>>();
const analyst = confinedTo([akmola]);
const editors = new Map([burabay, kosshy].map((code) => [code, confinedTo([code])] as const));

/** Figures that are stored, some that are not any more, and a month that another district alone has sent. */
async function seed(database: Database): Promise<void> {
  // In Kosshy when it lay in another district.
  await seedRecord(database, 'programme_event', { area_code: kosshy, held_on: '2021-05-05' });
  await refresh(database, { asOf: demoDay });
  await database.query(`update appeal set outcome = outcome where branch_code = $1`, [burabay]);
  await database.query(
    `update programme_event set participants = participants + 1
      where id in (select id from programme_event where branch_code = $1 order by held_on desc, id limit 3)`,
    [burabay],
  );
  await database.query(
    `insert into submission (region_code, branch_code, topic, month, state, record_count, submitted_on, submitted_by)
     values ($1, $2, 'event', '2025-09-01', 'SUBMITTED', 3, '2025-10-03', 'Aigul')`,
    [akmola, zerendi],
  );
}

beforeAll(async () => {
  gateway = await startTestGateway({ demo: 'BUILT', seed, now });
  gateways.set(developer, gateway);
  for (const viewer of [analyst, ...editors.values()]) {
    const { logger } = createRecordingLogger();
    const options = {
      database: gateway.database,
      port: 0,
      logger,
      viewer,
      now,
      compilesAtOnce: true,
      summaryCache: false,
    };
    gateways.set(viewer, await startGateway(options));
  }
});

afterAll(async () => {
  for (const [viewer, { stop }] of gateways) if (viewer !== developer) await stop();
  await gateway?.end();
});

const figures = topics
  .map(({ code, measures }) => {
    const fields = measures.map(({ code: measure, unit }) => (unit === 'KZT' ? `${measure} { amount }` : measure));
    return `${code} { ${fields.join(' ')} withheld { measure reason } }`;
  })
  .join(' ');
const about = `source coverage { expected reported } provenance { isStale recordCount } ${figures}`;

const spans: readonly (readonly [what: string, field: string, args: string])[] = [
  ['a stored year', 'summary', 'period: { grain: YEAR, start: "2025-01-01" }'],
  ['a stored month', 'summary', 'period: { grain: MONTH, start: "2025-09-01" }'],
  ['a year as of a day', 'summary', 'period: { grain: YEAR, start: "2025-01-01" }, asOf: "2025-09-17"'],
  ['a span of days', 'summary', 'period: { grain: MONTH, start: "2025-10-01" }, asOf: "2025-10-09"'],
  ['a year in today’s tree', 'summary', 'period: { grain: YEAR, start: "2024-01-01" }, tree: CURRENT'],
  ['the months of a year', 'summaries', 'grain: MONTH, from: "2025-01-01", to: "2025-12-31"'],
];

const areas: readonly (readonly [field: string, code: string, viewer: Viewer])[] = [
  ['region', akmola, analyst],
  ['district', burabay, analyst],
  ['district', kosshy, analyst],
  ['district', burabay, editors.get(burabay)!],
  ['district', kosshy, editors.get(kosshy)!],
];

async function compare(query: string, viewer: Viewer): Promise<unknown> {
  const [whole, confined] = await Promise.all(
    [developer, viewer].map((each) => askGateway(gateways.get(each)!.url, query)),
  );
  expect([whole!.errors, confined!.errors]).toEqual([undefined, undefined]);
  expect(confined!.data).toEqual(whole!.data);
  return whole!.data;
}

describe('who is confined to areas', () => {
  it.each(
    areas.flatMap(([field, code, viewer]) =>
      spans.map(([what, ...span]) => [what, field, code, viewer, span] as const),
    ),
  )('is given of %s for %s %s what anybody is', async (_what, field, code, viewer, [name, args]) => {
    const data = await compare(`{ ${field}(code: "${code}") { ${name}(${args}) { ${about} } } }`, viewer);
    // Something was counted, or else nothing would have been compared.
    expect(JSON.stringify(data)).toMatch(/"received":[1-9]|"planned":[1-9]|"held":[1-9]/);
  });

  it('is given what went over to the area in today’s tree, whose records are another’s', async () => {
    const held = (
      tree: string,
    ) => `{ district(code: "${kosshy}") { summary(period: { grain: YEAR, start: "2021-01-01" }, tree: ${tree})
      { event { held } } } }`;
    const viewer = editors.get(kosshy)!;
    expect(await compare(held('CURRENT'), viewer)).toEqual({ district: { summary: { event: { held: 1 } } } });
    expect(await compare(held('AS_RECORDED'), viewer)).toEqual({ district: { summary: { event: { held: null } } } });
    expect(
      await compare(`{ programmeEvents(filter: { heldOn: { to: "2021-12-31" } }) { totalCount } }`, developer),
    ).toEqual({
      programmeEvents: { totalCount: 1 },
    });
  });

  it.each([
    ['by month', `by: [MONTH], where: { area: "${burabay}" }`, editors.get(burabay)!],
    ['by month as of a day', `by: [MONTH], where: { area: "${burabay}" }, asOf: "2025-09-17"`, editors.get(burabay)!],
    ['in today’s tree', `by: [], where: { area: "${kosshy}" }, tree: CURRENT`, editors.get(kosshy)!],
    ['by district', `by: [DISTRICT], where: { area: "${akmola}" }`, analyst],
    ['by district as of a day', `by: [DISTRICT], where: { area: "${akmola}" }, asOf: "2025-09-17"`, analyst],
  ])('is given of a measure query %s what anybody is', async (_what, input, viewer) => {
    const measures = '["appeal.received", "event.participants", "funding.amount", "roadmap.planned"]';
    await compare(
      `{ measureQuery(input: { measures: ${measures}, from: "2021-01-01", to: "2025-12-31", ${input} }) {
           rows { keys { dimension code } values { measure value withheld } source } totalCount } }`,
      viewer,
    );
  });
});
