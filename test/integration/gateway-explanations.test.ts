import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway } from '@oblys/gateway';
import { askGateway, confinedTo, createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';

let gateway: TestGateway;
let figures: { id: string; verdict: string }[];

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true });
});

afterAll(() => gateway?.end());

const ofRoadmap = { measure: 'roadmap.planned', qualifier: 'EXACT', wording: '128 тармақ' };
const report = {
  reference: 'a-report',
  area: '110000000',
  title: 'Есеп',
  language: 'KK',
  publishedOn: '2025-11-06',
  asOf: '2025-11-05',
  figures: [
    { ...ofRoadmap, number: 1, value: '128' },
    { ...ofRoadmap, number: 2, value: '127' },
  ],
};

const save = (input: object) =>
  gateway.askData(`mutation ($input: SaveReportInput!) { saveReport(input: $input) { figures { id verdict } } }`, {
    input,
  });

beforeEach(async () => {
  await gateway.database.query('delete from report');
  ({ figures } = (await save(report)).saveReport);
});

const said = `id verdict explanationVersion
  mismatchExplanation { id reason text explainedBy explainedAt isCurrent value computed difference }
  explanations { text withdrawnBy isCurrent }`;

const explainQuery = `mutation ($input: ExplainMismatchInput!, $key: ID) { explainMismatch(input: $input, idempotencyKey: $key) { ${said} } }`;
const given = (change: object = {}) => ({
  figureId: figures[0]!.id,
  version: 0,
  value: '128',
  computed: '127',
  reason: 'REPORT_WRONG',
  text: 'Бір тармақ екі рет саналған.',
  ...change,
});
const explain = (change: object = {}, key?: string) => gateway.ask(explainQuery, { input: given(change), key });

const withdraw = (id: string, key?: string) =>
  gateway.ask(`mutation ($id: ID!, $key: ID) { withdrawExplanation(id: $id, idempotencyKey: $key) { ${said} } }`, {
    id,
    key,
  });

describe('explainMismatch', () => {
  it('stands beside the figure, which stays a mismatch', async () => {
    const { data, errors } = await explain();
    expect(errors).toBeUndefined();
    expect(data.explainMismatch).toMatchObject({
      id: figures[0]!.id,
      verdict: 'MISMATCH',
      explanationVersion: 1,
      mismatchExplanation: {
        reason: 'REPORT_WRONG',
        text: 'Бір тармақ екі рет саналған.',
        explainedBy: 'developer',
        isCurrent: true,
        value: '128',
        computed: '127',
        difference: '-1',
      },
      explanations: [{ withdrawnBy: null, isCurrent: true }],
    });
    const { node } = await gateway.askData(`query ($id: ID!) { node(id: $id) { ... on FigureExplanation { text } } }`, {
      id: data.explainMismatch.mismatchExplanation.id,
    });
    expect(node.text).toBe('Бір тармақ екі рет саналған.');
  });

  it('is written once for a key, and refused for another explanation under it', async () => {
    await explain({}, 'once');
    const again = await explain({}, 'once');
    expect(again.data.explainMismatch).toMatchObject({ explanationVersion: 1, explanations: [{}] });
    const other = await explain({ text: 'Басқа.' }, 'once');
    expect(other.errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_CONFLICT' } }]);
  });

  it('is no more current after the report is corrected, and stays with it', async () => {
    await explain();
    await save({ ...report, version: 1, figures: [{ ...ofRoadmap, number: 1, value: '129' }, report.figures[1]] });
    const { node } = await gateway.askData(`query ($id: ID!) { node(id: $id) { ... on StatedFigure { ${said} } } }`, {
      id: figures[0]!.id,
    });
    expect(node).toMatchObject({ verdict: 'MISMATCH', mismatchExplanation: { value: '128', isCurrent: false } });
    expect((await explain({ version: 1 })).errors).toMatchObject([{ extensions: { code: 'FIGURE_STATE' } }]);
  });

  it('is refused where there is no mismatch, no such figure, or somebody was faster', async () => {
    const codes = async (change: object) =>
      (await explain(change)).errors!.map(({ extensions }) => extensions!['code']);
    expect(await codes({ figureId: figures[1]!.id, value: '127' })).toEqual(['FIGURE_STATE']);
    expect(await codes({ figureId: 'x' })).toEqual(['INVALID_NODE_ID']);
    const nowhere = Buffer.from('StatedFigure::01900000-0000-7000-8000-000000000000').toString('base64url');
    expect(await codes({ figureId: nowhere })).toEqual(['NOT_FOUND']);
    const { area } = await gateway.askData('{ area(code: "110000000") { id } }');
    expect(await codes({ figureId: area.id })).toEqual(['INVALID_NODE_ID']);
    const both = await Promise.all([explain(), explain({ text: 'Басқа.' })]);
    expect(both.flatMap(({ errors }) => errors ?? [])).toMatchObject([
      { extensions: { code: 'CONFLICT', expectedVersion: 0, currentVersion: 1 } },
    ]);
  });

  it.each([
    ['EMPTY', ' \n'],
    ['TOO_LONG', 'ұ'.repeat(10_001)],
    ['NOT_TEXT', 'a\0b'],
  ])('tells that a text is %s', async (code, text) => {
    expect((await explain({ text })).errors).toMatchObject([
      { extensions: { code: 'INVALID_INPUT', faults: [{ path: ['input', 'text'], code }] } },
    ]);
  });

  it('is refused to whoever may not write of the area of the report', async () => {
    const confined = await startGateway({
      database: gateway.database,
      port: 0,
      logger: createRecordingLogger().logger,
      viewer: confinedTo(['117000000'], 'burabay'),
    });
    try {
      const { errors } = await askGateway(confined.url, explainQuery, { input: given() });
      expect(errors).toMatchObject([
        { extensions: { faults: [{ path: ['input', 'figureId'], code: 'OUT_OF_SCOPE' }] } },
      ]);
    } finally {
      await confined.stop();
    }
  });
});

describe('withdrawExplanation', () => {
  it('takes an explanation back, once, and leaves it in the history', async () => {
    const { id } = (await explain()).data.explainMismatch.mismatchExplanation;
    const { data } = await withdraw(id, 'back');
    expect(data.withdrawExplanation).toMatchObject({
      verdict: 'MISMATCH',
      explanationVersion: 2,
      mismatchExplanation: null,
      explanations: [{ text: 'Бір тармақ екі рет саналған.', withdrawnBy: 'developer', isCurrent: false }],
    });
    expect((await withdraw(id, 'back')).data.withdrawExplanation.explanationVersion).toBe(2);
    expect((await withdraw(id)).errors).toMatchObject([{ extensions: { code: 'FIGURE_STATE' } }]);
    expect((await withdraw(figures[0]!.id)).errors).toMatchObject([{ extensions: { code: 'INVALID_NODE_ID' } }]);
  });
});

describe('a check against an earlier report', () => {
  it('leads to the figure and the report that it is against', async () => {
    const meetings = {
      number: 1,
      measure: 'meeting.held',
      qualifier: 'EXACT',
      periodFrom: '2025-01-01',
      wording: 'отырыс',
    };
    const of = (day: string, value: string) => ({
      ...report,
      reference: `of ${day}`,
      title: `Есеп ${day}`,
      publishedOn: day,
      asOf: day,
      figures: [{ ...meetings, value }],
    });
    await save(of('2025-10-31', '90'));
    await save(of('2025-09-30', '100'));
    const { reports } = await gateway.askData(
      `{ reports { edges { node { title checks { kind holds figures explanation(locale: EN) earlierFigure { number value report { title } } } } } } }`,
    );
    expect(reports.edges.map(({ node }: { node: object }) => node)).toMatchObject([
      { title: 'Есеп', checks: [] },
      {
        title: 'Есеп 2025-10-31',
        checks: [
          {
            kind: 'EARLIER_REPORT',
            holds: false,
            figures: [1],
            explanation: expect.stringMatching(/has fallen: this report states 90 .* stated 100/),
            earlierFigure: { number: 1, value: '100', report: { title: 'Есеп 2025-09-30' } },
          },
        ],
      },
      { title: 'Есеп 2025-09-30', checks: [] },
    ]);
    const { reports: found } = await gateway.askData(`{ reports { edges { node { id version title } } } }`);
    const september = found.edges.at(-1).node;
    await gateway.askData(
      'mutation ($id: ID!, $version: Int!) { deleteReport(id: $id, version: $version) }',
      september,
    );
    const { reports: left } = await gateway.askData('{ reports { edges { node { checks { kind } } } } }');
    expect(left.edges.map(({ node }: { node: { checks: object[] } }) => node.checks)).toEqual([[], []]);
  });
});
