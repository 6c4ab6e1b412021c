import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorOf, publicViewer, type Viewer } from '@oblys/access';
import { actAs, Scopes } from '@oblys/database';
import { startGateway, type Gateway } from '@oblys/gateway';
import { explainMismatch, getFigureOfReport, loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import { publish } from '@oblys/rollups';
import { askGateway, createRecordingLogger, seedRecord, startTestGateway, type TestGateway } from '../support/index.js';
import { seedReportOf, type Stated } from '../support/stated-reports.js';
import { subscribe } from '../support/subscriptions.js';

const akmola = '110000000';
const burabay = '117000000';
const zerendi = '115600000';
const reportDay = '2025-11-05';
const now = () => new Date('2025-11-20T06:00:00Z');

const viewers: Readonly<Record<string, Viewer>> = {
  'the public': publicViewer,
  'a viewer of the district': { name: 'viewer', role: 'VIEWER', scope: { areaCodes: [burabay] } },
  'a viewer of the whole tree': { name: 'viewer', role: 'VIEWER', scope: 'WHOLE_TREE' },
  'an analyst of another district': { name: 'analyst', role: 'REGIONAL_ANALYST', scope: { areaCodes: [zerendi] } },
  'an analyst of the district': { name: 'analyst', role: 'REGIONAL_ANALYST', scope: { areaCodes: [burabay] } },
  'an analyst of the region': { name: 'analyst', role: 'REGIONAL_ANALYST', scope: { areaCodes: [akmola] } },
  'an analyst of the whole tree': { name: 'analyst', role: 'REGIONAL_ANALYST', scope: 'WHOLE_TREE' },
};
const outsiders = Object.keys(viewers).slice(0, 4);
const insiders = Object.keys(viewers).slice(4);

let gateway: TestGateway;
const gateways = new Map<string, Gateway>();

const appeals = (span: { periodFrom: string | null; periodTo: string }, value = '3', measure = 'received'): Stated => [
  `appeal.${measure}`,
  'EXACT',
  value,
  { unit: measure.endsWith('Share') ? 'percent' : 'appeals', ...span },
];
const year = { periodFrom: '2025-01-01', periodTo: reportDay };
/** Of the district, in the order of the report: what the publication tells comes first. */
const told: readonly Stated[] = [
  appeals(year, '1'),
  appeals({ ...year, periodTo: '2025-12-31' }, '1'),
  appeals(year, '50', 'positiveShare'),
  ['roadmap.planned', 'EXACT', '1', { unit: 'items', periodFrom: null }],
  ['appeal.received', 'EXACT', '1', { unit: 'items', ...year }],
];
const withheld: readonly Stated[] = [
  appeals({ periodFrom: '2025-01-02', periodTo: reportDay }),
  appeals({ periodFrom: '2025-01-01', periodTo: '2025-11-04' }),
  appeals({ periodFrom: null, periodTo: reportDay }),
  appeals({ periodFrom: '2025-10-06', periodTo: '2025-10-06' }),
  appeals({ periodFrom: '2025-10-06', periodTo: '2025-10-06' }, '50', 'positiveShare'),
  // A share of nothing tells that there is nothing.
  appeals({ periodFrom: '2020-01-06', periodTo: '2020-01-06' }, '50', 'positiveShare'),
  ['event.participants', 'LESS_THAN', '9', { unit: 'people', periodFrom: '2025-10-06', periodTo: '2025-10-06' }],
  ['meeting.attendees', 'ABOUT', '9', { unit: 'people', periodFrom: '2025-10-06', periodTo: '2025-10-08' }],
];

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true, now });
  const { database } = gateway;
  await publish(database, { areaCode: akmola, asOf: reportDay });
  await loadReport(database, await readReport(seedReport));
  const heading = { areaCode: burabay, asOf: reportDay, publishedOn: reportDay, sourceRef: 'of-the-district' };
  await seedReportOf(database, [...told, ...withheld], heading);
  await reconcile(database, { all: true });
  const { logger } = createRecordingLogger();
  for (const [who, viewer] of Object.entries(viewers)) {
    gateways.set(who, await startGateway({ database, port: 0, logger, now, compilesAtOnce: true, viewer }));
  }
});

afterAll(async () => {
  await Promise.all([...gateways.values()].map((each) => each.stop()));
  await gateway?.end();
});

const figures = `figures {
  id number value verdict computed difference reason explanation(locale: EN) explanationVersion
  mismatchExplanation { text computed difference } explanations { text }
}`;

interface Figure {
  readonly id: string;
  readonly number: number;
  readonly verdict: string;
  readonly computed: string | null;
  readonly explanation: string;
}

async function figuresOf(reference: 'akmola' | 'of-the-district', who?: string): Promise<Figure[]> {
  const area = reference === 'akmola' ? akmola : burabay;
  const query = `{ reports(filter: { area: "${area}" }) { edges { node { area { code } ${figures} } } } }`;
  const { data, errors } = await askGateway(who === undefined ? gateway.url : gateways.get(who)!.url, query);
  expect(errors).toBeUndefined();
  const edges = data.reports.edges as { node: { area: { code: string }; figures: Figure[] } }[];
  return edges.find(({ node }) => node.area.code === area)!.node.figures;
}

const notTold = {
  verdict: 'WITHHELD',
  reason: 'SUPPRESSED',
  computed: null,
  difference: null,
  explanation: expect.stringMatching(
    /^“.+”: the report states .+; what the records say is not shown: its topic counts people, and no official publication shows this very figure\.$/,
  ),
  explanationVersion: 0,
  mismatchExplanation: null,
  explanations: [],
};

describe('of the report about the region', () => {
  it.each(Object.keys(viewers))('%s is told every verdict', async (who) => {
    const all = await figuresOf('akmola');
    expect(all).toHaveLength(27);
    expect(await figuresOf('akmola', who)).toEqual(all);
    expect(all.map(({ verdict }) => verdict)).not.toContain('NOT_COMPUTABLE');
  });
});

describe('of a report about a district', () => {
  it.each(insiders)('%s is told what the records say', async (who) => {
    const all = await figuresOf('of-the-district');
    expect(await figuresOf('of-the-district', who)).toEqual(all);
    expect(all.filter(({ computed }) => computed !== null && Number(computed) < 5).length).toBeGreaterThan(0);
    expect(all.map(({ verdict }) => verdict)).not.toContain('WITHHELD');
  });

  it.each(outsiders)('%s is told what the publication says, and of the rest that it is withheld', async (who) => {
    const all = await figuresOf('of-the-district');
    const seen = await figuresOf('of-the-district', who);
    expect(seen.slice(0, told.length)).toEqual(all.slice(0, told.length));
    expect(seen.slice(told.length)).toMatchObject(withheld.map(() => notTold));
    expect(seen.map(({ verdict }) => verdict).slice(0, told.length)).toEqual([
      'MISMATCH',
      'MISMATCH',
      expect.any(String),
      'MISMATCH',
      'NOT_COMPUTABLE',
    ]);
  });

  it.each(outsiders)('%s comes to no more by the id of a figure', async (who) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on StatedFigure { verdict computed difference reason explanation(locale: EN) } } }`;
    const seen = await figuresOf('of-the-district', who);
    for (const figure of seen) {
      const { data } = await askGateway(gateways.get(who)!.url, query, { id: figure.id });
      expect(figure).toMatchObject(data.node);
    }
  });

  it.each(outsiders)('%s reads no more by itself of the database', async (who) => {
    const { database } = gateway;
    const asked = actAs(database, actorOf(viewers[who]!, '2025-11-20', new Scopes(database)));
    const rows = await asked.query<{ number: number }>(
      `select number from figure_verdict
         join stated_figure on id = stated_figure_id
         join report on report.id = report_id and source_ref = 'of-the-district' order by number`,
    );
    expect(rows.map(({ number }) => number)).toEqual(told.map((_, index) => index + 1));
    for (const table of ['run', 'job_run', 'job_run_step']) {
      await expect(asked.query(`select outcome from ${table}`)).rejects.toThrow('permission denied');
    }
  });
});

describe('what a person said of a mismatch', () => {
  beforeAll(async () => {
    await explain(1, 'Бәрі емес.');
    await explain(4, 'Ескі тізім.');
    await explain(told.length + 1, 'Екі өтініш екі рет саналған.');
  });

  async function explain(number: number, text: string): Promise<void> {
    const { figureId } = await getFigureOfReport(gateway.database, 'of-the-district', number);
    const given = { figureId, seen: null, reason: 'OTHER', text, explainedBy: 'Айгүл' } as const;
    await gateway.database.transaction('READ COMMITTED', (sql) => explainMismatch(sql, given));
  }

  it.each(outsiders)('is told to %s with the verdict, or not at all', async (who) => {
    const seen = await figuresOf('of-the-district', who);
    expect(seen[0]).toMatchObject({ explanationVersion: 1, mismatchExplanation: { text: 'Бәрі емес.' } });
    expect(seen[3]).toMatchObject({ explanationVersion: 1, explanations: [{ text: 'Ескі тізім.' }] });
    expect(seen[told.length]).toMatchObject(notTold);
  });

  it.each(insiders)('is told to %s', async (who) => {
    const seen = await figuresOf('of-the-district', who);
    expect(seen[told.length]).toMatchObject({ explanationVersion: 1, explanations: [{}] });
  });
});

describe('reportReconciled', () => {
  const query = `subscription ($report: ID) { reportReconciled(report: $report) { verdicts { verdict count } report { title } } }`;

  it.each(['the public', 'an analyst of the district'])('counts for %s what they are told', async (who) => {
    const [{ id: reportId }] = (await gateway.database.query<{ id: string }>(
      `select id from report where source_ref = 'of-the-district'`,
    )) as [{ id: string }];
    const subscription = await subscribe('WebSocket', gateways.get(who)!.url, query);
    try {
      await reconcile(gateway.database, { reportId });
      const { verdicts } = (await subscription.next()).reportReconciled;
      const seen = await figuresOf('of-the-district', who);
      const counts = new Map<string, number>();
      for (const { verdict } of seen) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
      expect(new Map(verdicts.map((each: { verdict: string; count: number }) => [each.verdict, each.count]))).toEqual(
        counts,
      );
      expect(counts.get('WITHHELD')).toBe(who === 'the public' ? withheld.length : undefined);
    } finally {
      await subscription.end();
    }
  });
});

describe('after a correction of the records', () => {
  it('what differs from the publication is not told to the public', async () => {
    await seedRecord(gateway.database, 'appeal', { area_code: burabay, received_on: '2025-03-03' });
    await reconcile(gateway.database, { all: true });
    const [first, , share, ofRoadmap] = await figuresOf('of-the-district', 'the public');
    expect(first).toMatchObject({ verdict: 'WITHHELD', computed: null, difference: null });
    expect(share).toMatchObject({ verdict: 'WITHHELD', computed: null });
    expect(ofRoadmap).toMatchObject({ verdict: 'MISMATCH' });
    const ofRegion = await figuresOf('akmola', 'the public');
    expect(ofRegion.filter(({ verdict }) => verdict === 'WITHHELD').map(({ number }) => number)).toEqual([
      ...[21, 22, 23, 24, 25],
    ]);
  });
});
