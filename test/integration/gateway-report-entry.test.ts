import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway } from '@oblys/gateway';
import { askGateway, confinedTo, createRecordingLogger, startTestGateway, type TestGateway } from '../support/index.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true });
});

afterAll(() => gateway?.end());

beforeEach(() => gateway.database.query('delete from report'));

const figure = { number: 1, measure: 'roadmap.planned', value: '127', qualifier: 'EXACT', wording: '127 тармақ' };
const report = {
  reference: 'a-report',
  area: '110000000',
  title: 'Есеп',
  language: 'KK',
  text: 'Жол картасында 127 тармақ бар, 6,3 мың өтініш түсті.',
  publishedOn: '2025-11-06',
  asOf: '2025-11-05',
  figures: [
    figure,
    {
      number: 2,
      measure: 'appeal.received',
      value: '6300',
      qualifier: 'ROUNDED',
      roundingUnit: '100',
      periodFrom: '2025-01-01',
      wording: '6,3 мың өтініш',
    },
  ],
};

const save = (input: object) =>
  gateway.ask(
    `mutation ($input: SaveReportInput!) { saveReport(input: $input) { id version recordedBy text figures { number unit periodTo verdict computed } } }`,
    { input },
  );

describe('saveReport', () => {
  it('takes a report in, holds it against the records at once, and writes nothing when it comes again', async () => {
    const { data, errors } = await save(report);
    expect(errors).toBeUndefined();
    expect(data.saveReport).toMatchObject({
      version: 1,
      recordedBy: 'developer',
      text: report.text,
      figures: [
        { number: 1, unit: 'items', periodTo: '2025-11-05', verdict: 'MATCH', computed: '127' },
        { number: 2, unit: 'appeals', verdict: 'WITHIN_ROUNDING', computed: '6331' },
      ],
    });
    const again = await save(report);
    expect(again.data.saveReport).toMatchObject({ id: data.saveReport.id, version: 1 });
  });

  it('corrects a report at the version that was read, and is a conflict at another', async () => {
    await save(report);
    const corrected = { ...report, figures: [{ ...figure, value: '128' }] };
    const stale = await save(corrected);
    expect(stale.errors).toMatchObject([{ extensions: { code: 'CONFLICT', expectedVersion: 0, currentVersion: 1 } }]);
    const { data } = await save({ ...corrected, version: 1 });
    expect(data.saveReport).toMatchObject({
      version: 2,
      figures: [{ number: 1, verdict: 'MISMATCH', computed: '127' }],
    });
  });

  it('tells everything that is wrong by its path, and writes nothing', async () => {
    const { errors } = await save({
      ...report,
      title: ' ',
      asOf: '2025-11-07',
      figures: [
        { ...figure, measure: 'roadmap.done' },
        { ...figure, programme: 'auyl-amanaty', wording: ' ' },
        { ...figure, number: 0, value: '12.7', unit: 'percent' },
        { ...figure, number: 4, qualifier: 'ROUNDED' },
        { ...figure, number: 5, qualifier: 'ROUNDED', roundingUnit: '10', periodTo: '2025-12-01' },
      ],
    });
    const { faults } = errors![0]!.extensions as unknown as { faults: { path: string[]; code: string }[] };
    expect(faults.map(({ path, code }) => `${path.slice(1).join('.')} ${code}`).sort()).toEqual(
      [
        'title EMPTY',
        'asOf OUT_OF_ORDER',
        'figures.0.measure UNKNOWN',
        'figures.1.number NOT_UNIQUE',
        'figures.1.programme INCONSISTENT',
        'figures.1.wording EMPTY',
        'figures.2.number OUT_OF_RANGE',
        'figures.2.unit INCONSISTENT',
        'figures.2.value INCONSISTENT',
        'figures.3.roundingUnit REQUIRED',
        'figures.4.roundingUnit INCONSISTENT',
        'figures.4.periodTo OUT_OF_ORDER',
      ].sort(),
    );
    expect(await gateway.database.query('select from report')).toEqual([]);
  });

  it('leaves a report of an area that the viewer may not write of as it is, whatever area it is to be of', async () => {
    const { data } = await save(report);
    const { logger } = createRecordingLogger();
    const viewer = confinedTo(['390000000']);
    const other = await startGateway({ database: gateway.database, port: 0, logger, viewer });
    try {
      for (const version of [null, 1]) {
        const { data: answer, errors } = await askGateway(
          other.url,
          'mutation ($input: SaveReportInput!) { saveReport(input: $input) { id } }',
          { input: { ...report, area: '390000000', title: 'Басқа', version } },
        );
        expect(answer).toEqual({ saveReport: null });
        expect(errors).toMatchObject([
          { extensions: { faults: [{ path: ['input', 'reference'], code: 'OUT_OF_SCOPE' }] } },
        ]);
      }
    } finally {
      await other.stop();
    }
    const again = await save(report);
    expect(again.data.saveReport).toMatchObject({ id: data.saveReport.id, version: 1 });
  });

  it('refuses an area or a programme that is not there', async () => {
    const [area, programme] = await Promise.all([
      save({ ...report, area: '999999999' }),
      save({ ...report, figures: [{ ...figure, measure: 'event.held', programme: 'nothing' }] }),
    ]);
    for (const { errors } of [area, programme]) expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('deleteReport', () => {
  const remove = (id: string, version: number) =>
    gateway.ask('mutation ($id: ID!, $version: Int!) { deleteReport(id: $id, version: $version) }', { id, version });

  it('takes a report away with its verdicts, at the version that was read', async () => {
    const { data } = await save(report);
    const { id } = data.saveReport;
    expect((await remove(id, 7)).errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
    expect((await remove(id, 1)).data).toEqual({ deleteReport: id });
    expect(await gateway.database.query('select from stated_figure union all select from figure_verdict')).toEqual([]);
    expect((await remove(id, 1)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('suggestFigures', () => {
  const suggest = (input: object) =>
    gateway.ask(
      `query ($input: SuggestFiguresInput!) { suggestFigures(input: $input) {
         suggestions { measure { code } programme value unit qualifier roundingUnit periodFrom wording start end isSure }
         passedOver { text reason } } }`,
      { input },
    );

  it('proposes what a text states, with the programmes of the database, and stores nothing', async () => {
    const text = '«Ауыл аманаты» жобасы аясында 1,8 млрд теңгеге 216 жоба қаржыландырылды. 2024 жылы 150 жоба болған.';
    const { data } = await suggest({ text, area: '110000000', asOf: '2025-11-05' });
    expect(data.suggestFigures.suggestions).toMatchObject([
      {
        measure: { code: 'funding.amount' },
        programme: 'auyl-amanaty',
        value: '1800000000',
        unit: 'KZT',
        qualifier: 'ROUNDED',
        roundingUnit: '100000000',
        periodFrom: '2025-01-01',
        isSure: true,
      },
      { measure: { code: 'funding.projectsFunded' }, value: '216', qualifier: 'EXACT' },
    ]);
    const [{ wording, start, end }] = data.suggestFigures.suggestions;
    expect(text.slice(start, end)).toBe(wording);
    expect(data.suggestFigures.passedOver).toEqual([
      { text: '2024 жылы', reason: 'DATE' },
      { text: '150', reason: 'EARLIER_YEAR' },
    ]);
    expect(await gateway.database.query('select from report')).toEqual([]);
  });

  it('refuses a text that is too long, and an area that is not there', async () => {
    const [long, nowhere] = await Promise.all([
      suggest({ text: 'а '.repeat(50_001) }),
      suggest({ text: 'а', area: '999999999' }),
    ]);
    expect(long.errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    expect(nowhere.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
