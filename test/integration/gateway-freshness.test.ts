import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { refresh } from '@oblys/rollups';
import { seedRecord, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const asOf = '2025-11-05';
/** 05:59 and 06:00 in Almaty of the day by which the figures of the sixth have to be there. */
const beforeDeadline = new Date('2025-11-07T00:59:00Z');
const deadline = new Date('2025-11-07T01:00:00Z');
const provenance = 'provenance { isOverdue overdueSince }';
const year = 'period: { grain: YEAR, start: "2025-01-01" }';
const onTime = { isOverdue: false, overdueSince: null };
const overdue = { isOverdue: true, overdueSince: '2025-11-07T01:00:00.000Z' };

let now = beforeDeadline;
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({
    now: () => now,
    seed: async (database) => {
      await seedRecord(database, 'roadmap_item', { area_code: '117000000' });
      await refresh(database, { asOf });
    },
  });
});

beforeEach(() => {
  now = beforeDeadline;
});

afterAll(() => gateway?.end());

async function summaryOf(args: string, fields: string) {
  return (await gateway.askData(`{ region(code: "110000000") { summary(${args}) { ${fields} } } }`)).region.summary;
}

describe('provenance', () => {
  it('tells from the deadline on that a later day has to be there, though the figures are those from before', async () => {
    const fields = `${provenance} roadmap { planned ${provenance} }`;
    expect(await summaryOf(year, fields)).toEqual({ provenance: onTime, roadmap: { planned: 1, provenance: onTime } });
    now = deadline;
    expect(await summaryOf(year, fields)).toEqual({
      provenance: overdue,
      roadmap: { planned: 1, provenance: overdue },
    });
  });

  it("tells it of what is counted for the day of the build too, as in today's tree", async () => {
    now = deadline;
    expect(await summaryOf(`${year}, tree: CURRENT`, `source roadmap { ${provenance} }`)).toEqual({
      source: 'LIVE',
      roadmap: { provenance: overdue },
    });
  });

  it('is never overdue for a day that was asked for', async () => {
    now = deadline;
    expect(await summaryOf(`${year}, asOf: "${asOf}"`, `${provenance} roadmap { ${provenance} }`)).toEqual({
      provenance: onTime,
      roadmap: { provenance: onTime },
    });
  });

  it('is that of the topics of a measure query', async () => {
    const ask = (day: string) =>
      gateway.askData(
        `{ measureQuery(input: { measures: ["roadmap.planned"], by: [REGION], from: "2025-01-01", to: "2025-12-31" ${day} }) { ${provenance} } }`,
      );
    now = deadline;
    expect(await ask('')).toEqual({ measureQuery: { provenance: overdue } });
    expect(await ask(`, asOf: "${asOf}"`)).toEqual({ measureQuery: { provenance: onTime } });
  });

  it('is kept by nobody, so that no answer from before the deadline is shown after it', async () => {
    const query = `{ region(code: "110000000") { summary(${year}) { ${provenance} roadmap { planned } } } }`;
    const ask = async () => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'if-none-match': '*' },
        body: JSON.stringify({ query }),
      });
      const { data } = (await response.json()) as { data: { region: { summary: { provenance: unknown } } } };
      const { status, headers } = response;
      const [tag, kept] = [headers.get('etag'), headers.get('cache-control')];
      return { status, tag, kept, provenance: data.region.summary.provenance };
    };
    const plain = { status: 200, tag: null, kept: 'no-store' };
    for (let times = 0; times < 3; times += 1) expect(await ask()).toEqual({ ...plain, provenance: onTime });
    now = deadline;
    expect(await ask()).toEqual({ ...plain, provenance: overdue });
  });
});

describe('freshness', () => {
  const query = '{ freshness { topic name(locale: EN) asOf dueAsOf deadlineAt isOverdue overdueSince } }';

  it('lists every topic with the day it is as of and the day it has to be', async () => {
    now = deadline;
    const { freshness } = await gateway.askData(query);
    expect(freshness).toHaveLength(15);
    expect(freshness.find(({ topic }: { topic: string }) => topic === 'roadmap')).toEqual({
      topic: 'roadmap',
      name: 'Roadmap',
      asOf,
      dueAsOf: '2025-11-06',
      deadlineAt: '2025-11-07T01:00:00.000Z',
      ...overdue,
    });
  });

  it('knows of one that was never built no day, and that it is overdue', async () => {
    const [kept] = await gateway.database.query(`delete from build where topic = 'roadmap' returning *`);
    const { freshness } = await gateway.askData(query);
    expect(freshness.find(({ topic }: { topic: string }) => topic === 'roadmap')).toMatchObject({
      asOf: null,
      isOverdue: true,
      overdueSince: null,
    });
    await gateway.database.query(`insert into build select (jsonb_populate_record(null::build, $1::jsonb)).*`, [
      JSON.stringify(kept),
    ]);
  });
});

describe('/metrics', () => {
  async function scrape(url = gateway.url) {
    const response = await fetch(`${url}/metrics`);
    const lines = (await response.text()).split('\n').filter((line) => !line.startsWith('#') && line !== '');
    return { status: response.status, type: response.headers.get('content-type'), lines };
  }

  it('shows how far every topic is behind at the moment it is read', async () => {
    const before = await scrape();
    expect(before).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/plain; version=0\.0\.4/) });
    expect(before.lines).toHaveLength(1 + 2 * 15);
    expect(before.lines).toEqual(
      expect.arrayContaining([
        'oblys_database_up 1',
        'oblys_topic_as_of_days_behind{topic="roadmap"} 0',
        'oblys_topic_overdue{topic="roadmap"} 0',
      ]),
    );
    now = deadline;
    expect((await scrape()).lines).toEqual(
      expect.arrayContaining([
        'oblys_topic_as_of_days_behind{topic="roadmap"} 1',
        'oblys_topic_overdue{topic="roadmap"} 1',
      ]),
    );
  });

  it('says that the database does not answer, and of topics nothing, until it does again', async () => {
    const release = await holdBuilds();
    const asked = performance.now();
    expect((await scrape()).lines).toEqual(['oblys_database_up 0']);
    expect(performance.now() - asked).toBeLessThan(9_000);
    await release();
    expect((await scrape()).lines).toContain('oblys_topic_overdue{topic="roadmap"} 0');
  });

  it('says that the database is away', async () => {
    const other = await startTestGateway();
    try {
      await other.database.close();
      expect(await scrape(other.url)).toMatchObject({ status: 200, lines: ['oblys_database_up 0'] });
      expect(other.log).toContainEqual(
        expect.objectContaining({ args: expect.arrayContaining(['the database cannot be asked for metrics']) }),
      );
    } finally {
      await other.end();
    }
  });

  /** Nobody reads the table of builds until it is released. */
  async function holdBuilds(): Promise<() => Promise<void>> {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let held: () => void = () => undefined;
    const holding = new Promise<void>((resolve) => (held = resolve));
    const transaction = gateway.database.transaction('READ COMMITTED', async (sql) => {
      await sql.query('lock table build in access exclusive mode');
      held();
      await released;
    });
    await holding;
    return () => (release(), transaction);
  }
});
