import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGateway } from '@oblys/gateway';
import { askGateway, createRecordingLogger } from '../support/gateway.js';
import { confinedTo, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
const egindikol = '114400000';
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ demo: 'BUILT' });
});

afterAll(() => gateway?.end());

interface Row {
  keys: { dimension: string; code: string | null; name: string | null }[];
  values: { measure: string; value: string | null; withheld: string | null }[];
  compared: { value: string | null }[] | null;
  source: string;
}

interface Result {
  rows: Row[];
  totalCount: number;
  source: string;
  columns: { dimension: string | null; measure: { code: string } | null }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  provenance: { asOf: string; runId: string | null; recordCount: number; isStale: boolean };
}

interface Summary {
  period: { start: string };
  appeal: { received: number | null; positiveShare: number | null };
  funding: { amount: { amount: string } | null };
  roadmap: { executed: number | null };
}

const document = `query ($input: MeasureQueryInput!) { measureQuery(input: $input) {
  columns { dimension measure { code } }
  rows { keys { dimension code name(locale: EN) } values { measure value withheld } compared { value } source }
  totalCount source
  pageInfo { hasNextPage hasPreviousPage endCursor }
  provenance { asOf runId recordCount isStale }
} }`;

async function query(input: Record<string, unknown>): Promise<Result> {
  const { measureQuery } = await gateway.askData(document, { input: { by: [], ...span2025, ...input } });
  return measureQuery as Result;
}

const span2025 = { from: '2025-01-01', to: '2025-12-31' };
const ofAkmola = { where: { area: akmola } };
const codes = ({ keys }: Row) => keys.map(({ code }) => code);
const values = ({ values: found }: Row) => found.map(({ value }) => value);

describe('a measure query', () => {
  it('gives what summaries give: districts by months, of several topics, from the current build', async () => {
    const measures = ['appeal.received', 'appeal.positiveShare', 'funding.amount', 'roadmap.executed'];
    const found: Row[] = [];
    let after: string | null = null;
    for (let goesOn = true; goesOn;) {
      const page: Result = await query({
        ...ofAkmola,
        ...{ measures, by: ['DISTRICT', 'MONTH'], to: '2025-11-30', first: 100, after },
      });
      expect(page).toMatchObject({ source: 'STORED', totalCount: 220 });
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      found.push(...page.rows);
      goesOn = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    const { region } = await gateway.askData(
      `{ region(code: "${akmola}") { districts { edges { node { code name(locale: EN)
           summaries(grain: MONTH, from: "2025-01-01", to: "2025-11-30") {
             period { start } appeal { received positiveShare } funding { amount { amount } } roadmap { executed } } } } } } }`,
    );
    const expected = region.districts.edges.flatMap(
      ({ node }: { node: { code: string; name: string; summaries: Summary[] } }) =>
        node.summaries.map(({ period, appeal, funding, roadmap }) => ({
          keys: [
            { dimension: 'DISTRICT', code: node.code, name: node.name },
            { dimension: 'MONTH', code: period.start, name: period.start },
          ],
          values: [appeal.received, appeal.positiveShare, funding.amount?.amount ?? null, roadmap.executed].map(
            (value: unknown) => (value === null ? null : String(value)),
          ),
        })),
    );
    expect(found.map((row) => ({ keys: row.keys, values: values(row) }))).toEqual(expected);
    const silent = found.find((row) => codes(row).join() === `${egindikol},2025-08-01`);
    expect(silent!.values[0]).toEqual({ measure: 'appeal.received', value: null, withheld: 'NOT_REPORTED' });
  });

  it('gives one total where it is by nothing, stocks at the last day, of the day that is asked for', async () => {
    const input = {
      ...ofAkmola,
      measures: ['roadmap.planned', 'appeal.received', 'funding.amount'],
      asOf: '2025-11-05',
    };
    const { rows, columns, provenance } = await query(input);
    expect(rows.map(values)).toEqual([['127', '6331', '1985999777.60']]);
    expect(columns.map(({ dimension, measure }) => dimension ?? measure!.code)).toEqual(input.measures);
    expect(provenance).toMatchObject({ asOf: '2025-11-05', isStale: false });
  });

  it('counts records where no summary is kept: by channel and by topic, adding up to the whole', async () => {
    const measures = ['appeal.received', 'appeal.positive', 'appeal.inProgress'];
    const total = (await query({ ...ofAkmola, measures })).rows[0]!;
    for (const by of [['CHANNEL'], ['TOPIC'], ['OUTCOME'], ['CHANNEL', 'TOPIC', 'QUARTER']]) {
      const { rows, source } = await query({ ...ofAkmola, measures, by, first: 500 });
      expect(source).toBe('LIVE');
      const sums = measures.map((_measure, index) =>
        rows.reduce((sum, { values: found }) => sum + Number(found[index]!.value), 0),
      );
      expect([by, sums.map(String)]).toEqual([by, values(total)]);
    }
    const counted = await gateway.database.query<{ code: string; received: string }>(
      `select channel as code, count(*)::text as received from appeal
        where region_code = $1 and received_on between '2025-01-01' and '2025-11-05' group by 1 order by 1`,
      [akmola],
    );
    const { rows } = await query({
      ...ofAkmola,
      measures: ['appeal.received'],
      by: ['CHANNEL'],
      orderBy: [{ dimension: 'CHANNEL' }],
    });
    expect(rows.map((row) => ({ code: codes(row)[0], received: values(row)[0] }))).toEqual(counted);
  });

  it('takes the outcome at the end of the as-of day', async () => {
    const input = { ...ofAkmola, measures: ['appeal.received'], by: ['OUTCOME'], asOf: '2025-06-15' };
    const { rows } = await query(input);
    const counted = await gateway.database.query<{ code: string | null; received: string }>(
      `select case when closed_on <= '2025-06-15' then outcome end as code, count(*)::text as received from appeal
        where region_code = $1 and received_on between '2025-01-01' and '2025-06-15' group by 1`,
      [akmola],
    );
    const byCode = (found: { code: string | null; received: string }[]) =>
      new Map(found.map(({ code, received }) => [code, received]));
    expect(byCode(rows.map((row) => ({ code: codes(row)[0]!, received: values(row)[0]! })))).toEqual(byCode(counted));
  });

  it('filters by programme and by record dimensions, whether it is by them or not', async () => {
    const measures = ['funding.projectsFunded'];
    const only = [{ dimension: 'SECTOR', in: ['crops', 'livestock'] }];
    const count = async (where: string) =>
      (
        await gateway.database.query<{ count: string }>(
          `select count(*)::text as count from funded_project where region_code = $1 and funded_on >= '2025-01-01' and ${where}`,
          [akmola],
        )
      )[0]!.count;
    const whole = await query({ measures, where: { area: akmola, only } });
    expect(values(whole.rows[0]!)).toEqual([await count(`sector_code in ('crops', 'livestock')`)]);
    const bySector = await query({ measures, by: ['SECTOR'], where: { area: akmola, only } });
    expect(bySector.rows.map(codes)).toEqual([['crops'], ['livestock']]);
    const programme = [{ dimension: 'PROGRAMME', in: ['auyl-amanaty'] }];
    const ofProgramme = await query({ measures, where: { area: akmola, only: programme } });
    expect(ofProgramme).toMatchObject({ source: 'STORED' });
    expect(values(ofProgramme.rows[0]!)).toEqual([await count(`programme_code = 'auyl-amanaty'`)]);
    const byProgramme = await query({ measures, by: ['PROGRAMME'], ...ofAkmola });
    expect(byProgramme.rows.map(codes).flat()).toContain('auyl-amanaty');
    expect(byProgramme.rows.every((row) => Number(values(row)[0]) > 0)).toBe(true);
  });

  it('stands an earlier span beside each row', async () => {
    const input = {
      ...ofAkmola,
      measures: ['funding.projectsFunded', 'roadmap.executed'],
      by: ['QUARTER'],
      to: '2025-09-30',
    };
    const { rows: before } = await query({ ...input, from: '2024-10-01', to: '2025-06-30' });
    const { rows } = await query({ ...input, compareWith: 'PREVIOUS_PERIOD' });
    expect(rows.map(({ compared }) => compared!.map(({ value }) => value))).toEqual(before.map(values));
    const { rows: lastYear } = await query({ ...input, from: '2024-01-01', to: '2024-09-30' });
    const { rows: yearly } = await query({ ...input, compareWith: 'PREVIOUS_YEAR' });
    expect(yearly.map(({ compared }) => compared!.map(({ value }) => value))).toEqual(lastYear.map(values));
    const odd = await query({ ...input, by: [], from: '2025-03-11', to: '2025-03-20', compareWith: 'PREVIOUS_PERIOD' });
    const days = await query({ ...input, by: [], from: '2025-03-01', to: '2025-03-10' });
    expect(odd.rows[0]!.compared!.map(({ value }) => value)).toEqual(values(days.rows[0]!));
  });

  it('cuts periods off at the ends of the span, and says which of its rows were counted', async () => {
    const { rows, source } = await query({
      ...ofAkmola,
      ...{ measures: ['event.held'], grain: 'MONTH', from: '2025-03-11', to: '2025-05-31' },
    });
    expect(rows.map(codes)).toEqual([['2025-03-01'], ['2025-04-01'], ['2025-05-01']]);
    expect([rows.map((row) => row.source), source]).toEqual([['LIVE', 'STORED', 'STORED'], 'MIXED']);
    const [counted] = await gateway.database.query<{ held: string }>(
      `select count(*)::text as held from programme_event where region_code = $1 and held_on between '2025-03-11' and '2025-03-31'`,
      [akmola],
    );
    expect(values(rows[0]!)).toEqual([counted!.held]);
  });

  it('orders by a measure or a dimension from either end', async () => {
    const input = { ...ofAkmola, measures: ['funding.amount'], by: ['DISTRICT'], first: 500 };
    const { rows } = await query({ ...input, orderBy: [{ measure: 'funding.amount', direction: 'DESC' }] });
    const amounts = rows.map((row) => values(row)[0]!).filter((amount) => amount !== null);
    expect(amounts).toEqual([...amounts].sort((one, other) => Number(other) - Number(one)));
    const backwards = await query({ ...input, orderBy: [{ dimension: 'DISTRICT', direction: 'DESC' }] });
    expect(backwards.rows.map(codes)).toEqual([...backwards.rows.map(codes)].sort().reverse());
  });

  it('tells what it cost', async () => {
    const { extensions } = (await gateway.ask(document, {
      input: { ...span2025, ...ofAkmola, measures: ['appeal.received'], by: ['CHANNEL'] },
    })) as unknown as { extensions: { measureQueries: Record<string, unknown>[] } };
    expect(extensions.measureQueries).toEqual([
      expect.objectContaining({ source: 'LIVE', storedRowsRead: 0, recordsCounted: 6331 }),
    ]);
    expect(extensions.measureQueries[0]!['sqlMs']).toBeGreaterThan(0);
    expect((await gateway.ask('{ measures { code } }')) as object).not.toHaveProperty('extensions.measureQueries');
  });

  it('shows a viewer of one district that district alone', async () => {
    const { logger } = createRecordingLogger();
    const viewer = confinedTo([burabay], 'editor');
    const confined = await startGateway({ database: gateway.database, port: 0, logger, viewer });
    try {
      const ask = async (by: string[]) => {
        const input = { ...span2025, ...ofAkmola, measures: ['appeal.received'], by };
        const { data } = await askGateway(confined.url, document, { input });
        return data.measureQuery as Result;
      };
      const byDistrict = await ask(['DISTRICT']);
      expect(byDistrict).toMatchObject({ totalCount: 1 });
      expect(byDistrict.rows.map(codes)).toEqual([[burabay]]);
      const whole = await ask([]);
      expect(whole.rows[0]!.values).toEqual([{ measure: 'appeal.received', value: null, withheld: 'NOT_ALLOWED' }]);
      expect((await ask(['CHANNEL'])).rows).toEqual([]);
    } finally {
      await confined.stop();
    }
  });

  it.each([
    [{ measures: [] }, 'INVALID_INPUT', '"measures" is empty'],
    [{ measures: ['appeal.nothing'] }, 'NOT_FOUND', 'There is no measure "appeal.nothing"'],
    [{ measures: ['appeal.received', 'appeal.received'] }, 'INVALID_INPUT', 'names appeal.received twice'],
    [{ by: ['MONTH'], grain: 'YEAR' }, 'INVALID_INPUT', '"by" names MONTH and "grain" is YEAR'],
    [{ by: ['MONTH', 'YEAR'] }, 'INVALID_INPUT', 'name one period'],
    [{ by: ['SECTOR'] }, 'INVALID_INPUT', 'Records of appeal have no SECTOR'],
    [{ by: ['PROGRAMME'] }, 'INVALID_INPUT', 'Records of appeal have no PROGRAMME'],
    [{ from: '2025-12-31', to: '2025-01-01' }, 'INVALID_INPUT', 'is reversed'],
    [{ asOf: '2199-01-01' }, 'AS_OF_IN_FUTURE', '2199-01-01'],
    [{ where: { area: '1' } }, 'INVALID_INPUT', '"1" is no area code'],
    [{ where: { area: '\u0000' } }, 'INVALID_INPUT', 'is no area code'],
    [{ where: { area: '999999999' } }, 'NOT_FOUND', 'There is no area "999999999"'],
    [{ where: { only: [{ dimension: 'CHANNEL', in: ['\u0000'] }] } }, 'INVALID_INPUT', 'does not have here'],
    [
      { measures: ['event.held'], where: { only: [{ dimension: 'PROGRAMME', in: ['nope'] }] } },
      'INVALID_INPUT',
      '"nope"',
    ],
    [
      { measures: ['event.held'], where: { only: [{ dimension: 'PROGRAMME', in: ['\u0000'] }] } },
      'INVALID_INPUT',
      'does not have here',
    ],
    [
      { where: { only: ['ONLINE', 'MOBILE'].map((code) => ({ dimension: 'CHANNEL', in: [code] })) } },
      'INVALID_INPUT',
      '"only" names CHANNEL twice',
    ],
    [{ where: { area: '111600000' }, by: ['REGION'] }, 'INVALID_INPUT', 'is a district'],
    [{ where: { only: [{ dimension: 'CHANNEL', in: ['PIGEON'] }] }, by: ['CHANNEL'] }, 'INVALID_INPUT', '"PIGEON"'],
    [{ where: { only: [{ dimension: 'DISTRICT', in: [burabay] }] } }, 'INVALID_INPUT', 'not among "by"'],
    [{ by: ['DISTRICT', 'TOPIC', 'MONTH'], from: '1991-01-01' }, 'INVALID_INPUT', 'are the most'],
    [{ orderBy: [{ measure: 'funding.amount' }] }, 'INVALID_INPUT', 'does not ask for'],
    [{ orderBy: [{}] }, 'INVALID_INPUT', 'either a measure or a dimension'],
    [{ first: 501 }, 'INVALID_INPUT', '"first" is 501'],
    [{ after: 'nonsense' }, 'INVALID_CURSOR', '"after"'],
  ])('refuses %j', async (input, code, message) => {
    const { errors } = await gateway.ask(document, {
      input: { measures: ['appeal.received'], by: [], ...span2025, ...input },
    });
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringContaining(message) }]);
  });
});
