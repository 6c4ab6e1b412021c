import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicViewer } from '@oblys/access';
import { actAs } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import { publish, refresh } from '@oblys/rollups';
import { askGateway, createRecordingLogger, demoDay, startTestGateway, type TestGateway } from '../support/index.js';
import { confinedTo } from '../support/viewers.js';

const akmola = '110000000';
const burabay = '117000000';
const zerendi = '115600000';
const reportDay = '2025-10-31';
const nightlyDay = '2025-10-30';
const now = () => new Date(`${demoDay}T06:00:00Z`);

let gateway: TestGateway;
let anybody: Gateway;
let editor: Gateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    demo: true,
    now,
    seed: async (database) => {
      await refresh(database, { asOf: demoDay });
      await publish(database, { areaCode: akmola, asOf: reportDay });
      await publish(database, { areaCode: akmola, asOf: nightlyDay, name: 'nightly' });
      // What is corrected later does not change what was shown.
      await database.query(`update funded_project set amount = amount + 1 where funded_on < $1`, [reportDay]);
    },
  });
  const { logger } = createRecordingLogger();
  const options = { database: gateway.database, port: 0, logger, now, compilesAtOnce: true };
  anybody = await startGateway({ ...options, viewer: publicViewer });
  editor = await startGateway({ ...options, viewer: confinedTo([burabay]) });
});

afterAll(async () => {
  await Promise.all([anybody?.stop(), editor?.stop()]);
  await gateway?.end();
});

const figures = (asOf: string, more = '') => `
  summary(period: { grain: YEAR, start: "2025-01-01" }, asOf: "${asOf}") {
    asOf source provenance { runId builtAt isStale recordCount }
    roadmap { planned completionRate source provenance { runId } }
    funding(programme: "auyl-amanaty") { projectsFunded amount { amount } }
    appeal { received withheld { measure reason } } ${more}
  }`;
const published = (field: string, code: string, asOf: string) => `{ ${field}(code: "${code}") { ${figures(asOf)} } }`;

async function summaryFor({ url }: Pick<Gateway, 'url'>, query: string) {
  const { data, errors } = await askGateway(url, query);
  expect(errors).toBeUndefined();
  return data.region?.summary ?? data.district.summary;
}

describe('anybody', () => {
  it.each([
    ['region', akmola],
    ['district', burabay],
  ])('is shown of a %s what was published for a day, as it was shown then', async (field, code) => {
    const shown = await summaryFor(anybody, published(field, code, reportDay));
    const now_ = await summaryFor(gateway, published(field, code, reportDay));
    const [publication] = await gateway.database.query(
      `select run_id as "runId" from publication where as_of = $1 and name = 'official'`,
      [reportDay],
    );
    expect(shown).toMatchObject({
      asOf: reportDay,
      source: 'PUBLISHED',
      provenance: { ...publication, builtAt: expect.any(String), isStale: false },
      roadmap: { planned: now_.roadmap.planned, source: 'PUBLISHED', provenance: publication },
      funding: { projectsFunded: now_.funding.projectsFunded },
      // Of what counts people it is what the publication shows of it, which is enough for it not to be small.
      appeal: { received: now_.appeal.received, withheld: [] },
    });
    expect(now_.appeal.received).toBeGreaterThan(100);
    expect(now_.funding.projectsFunded).toBeGreaterThan(0);
    // The developer is told what the records say by now.
    expect(Number(now_.funding.amount.amount) - Number(shown.funding.amount.amount)).toBe(now_.funding.projectsFunded);
  });

  it('is shown the current build by its day as without one', async () => {
    const { appeal: ofDayNoPeople, ...ofDay } = await summaryFor(anybody, published('region', akmola, demoDay));
    const query = published('region', akmola, demoDay).replace(`, asOf: "${demoDay}"`, '');
    const { appeal: lastShown, ...current } = await summaryFor(anybody, query);
    // Of what counts people the last publication is shown, and nothing of a day without one.
    expect(ofDayNoPeople.received).toBeNull();
    expect(lastShown.received).toBeGreaterThan(100);
    const { recordCount, ...provenance } = current.provenance;
    expect(recordCount).toBeGreaterThan(ofDay.provenance.recordCount);
    expect(ofDay).toMatchObject({ ...current, provenance });
    expect(ofDay).toMatchObject({ source: 'STORED', asOf: demoDay, roadmap: { planned: expect.any(Number) } });
  });

  it.each([
    ['that nobody published', '2025-09-30'],
    ['of which something else than the official figures was kept', nightlyDay],
  ])('is shown nothing for a day %s', async (_what, asOf) => {
    expect(await summaryFor(anybody, published('region', akmola, asOf))).toMatchObject({
      source: 'PUBLISHED',
      provenance: { runId: null, recordCount: 0 },
      roadmap: { planned: null },
      funding: { projectsFunded: null, amount: null },
    });
  });

  it('reads no more of publications than that by itself', async () => {
    const asked = actAs(gateway.database, { reads: 'oblys_public', writes: 'oblys_public', scope: null });
    expect(await asked.query('select distinct name from publication')).toEqual([{ name: 'official' }]);
    const topics = await asked.query<{ topic: string }>('select distinct topic from publication_figure order by topic');
    expect(topics.map(({ topic }) => topic)).toEqual(
      [
        'commissionPlan',
        'correspondence',
        'election',
        'facility',
        'faction',
        'funding',
        'monitoring',
        'organization',
      ].concat(...['proposal', 'roadmap']),
    );
  });
});

describe('who is confined to an area', () => {
  it('is given figures of it as records have them, and of others what anybody is shown', async () => {
    expect(await summaryFor(editor, published('district', burabay, reportDay))).toMatchObject({
      source: 'MIXED',
      appeal: { received: expect.any(Number) },
    });
    expect(await summaryFor(editor, published('district', zerendi, reportDay))).toEqual(
      await summaryFor(anybody, published('district', zerendi, reportDay)),
    );
  });
});
