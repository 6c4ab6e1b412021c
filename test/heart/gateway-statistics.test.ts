import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@oblys/access';
import type { Database } from '@oblys/database';
import { startGateway } from '@oblys/gateway';
import { refresh } from '@oblys/rollups';
import { askGateway, createRecordingLogger } from '../support/gateway.js';
import { confinedTo, demoDay, seedRecord, startTestGateway } from '../support/index.js';
import type { TestGateway } from '../support/index.js';

const akmola = '110000000';
const burabay = '117000000';
const zerendi = '115600000';
const kosshy = '111600000';
const tselinograd = '116600000';
let gateway: TestGateway;

/** A district whose people are known, and two proposals of the time when Kosshy lay in another district. */
async function seed(database: Database): Promise<void> {
  await database.query(
    `insert into area_population (area_code, year, population, source) values ($1, 2024, 74001, ''), ($1, 2026, 1, '')`,
    [burabay],
  );
  for (const [area_code, executed_on] of [
    [kosshy, '2021-05-15'],
    [tselinograd, '2021-07-07'],
  ] as const) {
    await seedRecord(database, 'proposal', { area_code, raised_on: '2021-05-05', executed_on });
  }
  await refresh(database, { asOf: demoDay });
}

beforeAll(async () => {
  gateway = await startTestGateway({ demo: true, seed });
});

afterAll(() => gateway?.end());

interface Told {
  withheld: string | null;
}

interface Value {
  measure: string;
  value: string | null;
  perThousand: (Told & { value: string | null; population: number | null; year: number | null }) | null;
  share: (Told & { value: string | null; total: string | null }) | null;
  rank: (Told & { place: number | null; of: number }) | null;
  movingAverage: (Told & { value: string | null }) | null;
  outlier: (Told & { score: string | null; isOutlier: boolean | null; of: number }) | null;
  change: (Told & { from: string; to: string; absolute: string | null; relative: string | null }) | null;
}

interface Row {
  keys: { code: string | null }[];
  values: Value[];
  compared: Value[] | null;
  distributions: (Told &
    Record<'duration', string> &
    Record<'count' | 'shortest' | 'median' | 'ninetiethPercentile' | 'longest', number | null>)[];
  source: string;
}

const value = `measure value
  perThousand { value population year withheld } share { value total withheld } rank { place of withheld }
  movingAverage { value withheld } outlier { score isOutlier median medianDeviation of withheld }
  change { from to absolute relative withheld }`;
const document = `query ($input: MeasureQueryInput!) { measureQuery(input: $input) { source
  rows { keys { code } values { ${value} } compared { ${value} } source
    distributions { duration count shortest median ninetiethPercentile longest withheld } } } }`;

const span2025 = { from: '2025-01-01', to: '2025-12-31' };
const ofAkmola = { where: { area: akmola } };
const fill = (input: Record<string, unknown>) => ({ measures: [], by: [], ...span2025, ...ofAkmola, ...input });

async function query(input: Record<string, unknown>): Promise<Row[]> {
  const { measureQuery } = await gateway.askData(document, { input: fill(input) });
  return measureQuery.rows;
}

const rowOf = (rows: readonly Row[], ...codes: (string | null)[]): Row =>
  rows.find(({ keys }) => keys.map(({ code }) => code).join() === codes.join())!;

describe('the statistics of a measure query', () => {
  it('are those of the README', async () => {
    const [row] = await query({
      ...{ measures: ['appeal.received'], distributions: ['appeal.daysToClose'], by: ['DISTRICT'], asOf: '2025-11-05' },
      ...{ compareWith: 'PREVIOUS_YEAR', orderBy: [{ measure: 'appeal.received', by: 'RANK' }], first: 1 },
      statistics: { perThousand: true, share: true, rank: {}, outliers: { among: 'DISTRICT' } },
    });
    expect(row!.values).toMatchObject([
      {
        value: '1253',
        share: { value: '0.197915021324', total: '6331' },
        rank: { place: 1, of: 20 },
        perThousand: { value: null, withheld: 'NO_POPULATION' },
        outlier: { score: '7.725420765027', isOutlier: true },
        change: { from: '2024-01-01', to: '2024-11-05', absolute: '123', relative: '0.108849557522' },
      },
    ]);
    expect(row!.distributions).toMatchObject([{ count: 1275, median: 12, ninetiethPercentile: 20 }]);
  });

  it('tell figures by the people of the last year known, and say which', async () => {
    const input = { measures: ['appeal.received', 'appeal.positiveShare'], statistics: { perThousand: true } };
    const [whole] = await query({ ...input, asOf: '2025-11-05' });
    expect(whole!.values.map(({ perThousand }) => perThousand)).toEqual([
      // 6331 × 1000 ÷ 788023, rounded.
      { value: '8.034029463607', population: 788023, year: 2023, withheld: null },
      { value: null, population: 788023, year: 2023, withheld: 'NOT_A_COUNT' },
    ]);
    const districts = await query({ ...input, measures: ['roadmap.planned'], by: ['DISTRICT'] });
    expect(rowOf(districts, burabay).values[0]!.perThousand).toMatchObject({ population: 74001, year: 2024 });
    expect(rowOf(districts, zerendi).values[0]!.perThousand).toEqual({
      ...{ value: null, population: null, year: null, withheld: 'NO_POPULATION' },
    });
    const [before] = await query({ ...input, from: '2021-01-01', to: '2021-12-31' });
    expect(before!.values[0]!.perThousand).toMatchObject({ population: null });
  });

  it('rank districts, those alike in one place, and say of how many', async () => {
    const measures = ['funding.projectsFunded'];
    const rows = await query({ measures, by: ['DISTRICT'], statistics: { rank: {} } });
    const counted = await gateway.database.query<{ code: string; place: number }>(
      `select branch_code as code, rank() over (order by count(*) desc)::integer as place
         from funded_project where funded_on >= '2025-01-01' and branch_code <> region_code and region_code = $1
        group by branch_code`,
      [akmola],
    );
    expect(counted.length).toBeGreaterThan(10);
    expect(new Set(counted.map(({ place }) => place)).size).toBeLessThan(counted.length);
    for (const { code, place } of counted) {
      expect([code, rowOf(rows, code).values[0]!.rank]).toEqual([code, { place, of: 20, withheld: null }]);
    }
    const ordered = await query({
      ...{ measures, by: ['DISTRICT'], statistics: { rank: { direction: 'ASC' } } },
      orderBy: [{ measure: 'funding.projectsFunded', by: 'RANK' }],
    });
    const places = ordered.map(({ values }) => values[0]!.rank!.place!);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('share out the whole of a period, and of the span where it is by periods alone', async () => {
    const input = { measures: ['funding.amount', 'appeal.positiveShare'], statistics: { share: true } };
    const byDistrict = await query({ ...input, by: ['DISTRICT', 'QUARTER'], to: '2025-06-30' });
    const byQuarter = await query({ ...input, by: ['QUARTER'], to: '2025-06-30' });
    const [whole] = await query({ measures: ['funding.amount'], to: '2025-06-30' });
    const amount = rowOf(byQuarter, '2025-01-01').values[0]!;
    const share = rowOf(byDistrict, burabay, '2025-01-01').values[0]!;
    expect(Number(share.share!.total)).toBe(Number(amount.value));
    expect(Number(share.share!.value)).toBeCloseTo(Number(share.value) / Number(amount.value), 11);
    expect(Number(amount.share!.total)).toBe(Number(whole!.values[0]!.value));
    const sum = byQuarter.reduce((total, { values }) => total + Number(values[0]!.share!.value), 0);
    expect(sum).toBeCloseTo(1, 11);
    expect(amount).toMatchObject({ perThousand: null, rank: null, movingAverage: null, outlier: null, change: null });
    expect(byQuarter[0]!.values[1]!.share).toEqual({ value: null, total: null, withheld: 'NOT_ADDITIVE' });
    const only = [{ dimension: 'CHANNEL', in: ['ONLINE'] }];
    const measures = ['appeal.received'];
    const byChannel = await query({ ...input, measures, by: ['CHANNEL'], where: { area: akmola, only } });
    const [all] = await query({ measures });
    expect(byChannel.map(({ values }) => values[0]!.share!.total)).toEqual([all!.values[0]!.value]);
  });

  it('average whole periods, and compare one that is not over with as many days', async () => {
    const input = { measures: ['funding.amount'], by: ['MONTH'], asOf: '2025-11-05', to: '2025-11-30' };
    const rows = await query({ ...input, compareWith: 'PREVIOUS_YEAR', statistics: { movingAverage: { periods: 3 } } });
    const tiyn = (text: string) => BigInt(text.replace('.', ''));
    const [sum] = [rows.slice(7, 10).reduce((total, { values }) => total + tiyn(values[0]!.value!), 0n)];
    expect(rows[9]!.values[0]!.movingAverage!.value).toMatch(new RegExp(`^${sum / 300n}(\\.|$)`));
    expect(rows.map(({ values }) => values[0]!.movingAverage!.withheld)).toEqual([
      ...['TOO_FEW_PERIODS', 'TOO_FEW_PERIODS', ...Array<null>(8).fill(null), 'PERIOD_NOT_WHOLE'],
    ]);
    expect(rows.slice(9).map(({ values: [{ change } = {} as Value] }) => [change!.from, change!.to])).toEqual([
      ['2024-10-01', '2024-10-31'],
      ['2024-11-01', '2024-11-05'],
    ]);
    const [former] = await query({ ...input, by: [], from: '2024-11-01', to: '2024-11-05' });
    expect(rows[10]!.compared![0]).toMatchObject({ value: former!.values[0]!.value, change: null });
  });

  it('find the month that is far from the others of its district', async () => {
    const statistics = { outliers: { among: 'MONTH' } };
    const input = { measures: ['event.participants'], by: ['DISTRICT'], grain: 'MONTH', to: '2025-10-31', statistics };
    const rows = await query({
      ...input,
      first: 500,
      orderBy: [{ measure: 'event.participants', by: 'OUTLIER_SCORE' }],
    });
    const scored = rows.map(({ values }) => values[0]!.outlier!).filter(({ score }) => score !== null);
    expect(scored.length).toBeGreaterThan(50);
    for (const { score, isOutlier } of scored) expect(isOutlier).toBe(Math.abs(Number(score)) > 3.5);
    expect(scored.map(({ score }) => Number(score))).toEqual(
      scored.map(({ score }) => Number(score)).sort((a, b) => a - b),
    );
  });

  it('are of figures of topics that whoever asks may see, and of areas', async () => {
    const input = {
      ...{ measures: ['appeal.received', 'funding.projectsFunded'], by: ['DISTRICT'] },
      ...{ statistics: { perThousand: true, share: true, rank: {} }, distributions: ['appeal.daysToClose'] },
    };
    const ask = async (viewer: Viewer): Promise<Row[]> => {
      const { logger } = createRecordingLogger();
      const other = await startGateway({ database: gateway.database, port: 0, logger, viewer });
      try {
        const { data } = await askGateway(other.url, document, { input: fill(input) });
        return data.measureQuery.rows;
      } finally {
        await other.stop();
      }
    };
    const confined = await ask(confinedTo([burabay, zerendi]));
    expect(confined.map(({ keys }) => keys[0]!.code).sort()).toEqual([zerendi, burabay]);
    for (const { values } of confined) {
      expect(values[1]!.rank).toMatchObject({ of: 2, withheld: null });
      expect(values[1]!.share).toEqual({ value: null, total: null, withheld: 'NOT_ALLOWED' });
    }
    const viewers = await ask({ name: 'viewer', role: 'VIEWER', scope: 'WHOLE_TREE' });
    for (const { values, distributions } of viewers) {
      expect(values[0]).toMatchObject({
        value: null,
        perThousand: { value: null, withheld: 'NOT_ALLOWED' },
        share: { value: null, total: null, withheld: 'NOT_ALLOWED' },
        rank: { place: null, of: 0, withheld: 'NOT_ALLOWED' },
      });
      expect(values[1]!.rank).toMatchObject({ of: 20, withheld: null });
      expect(distributions).toMatchObject([{ count: null, median: null, withheld: 'NOT_ALLOWED' }]);
    }
  });
});

describe('the distributions of a measure query', () => {
  it('are the percentiles of the records that ended within the span, by whatever they are told apart', async () => {
    const input = { distributions: ['appeal.daysToClose'], asOf: '2025-10-15', from: '2025-03-01', first: 500 };
    for (const [by, column] of [
      [[], 'null'],
      [['CHANNEL'], 'channel'],
      [['TOPIC'], 'topic_code'],
      [['DISTRICT'], 'branch_code'],
      [['MONTH'], `to_char(closed_on, 'YYYY-MM-01')`],
    ] as const) {
      const counted = await gateway.database.query<{ code: string | null }>(
        `select ${column} as code, count(*)::integer as count, min(closed_on - received_on) as shortest,
                percentile_disc(0.5) within group (order by closed_on - received_on) as median,
                percentile_disc(0.9) within group (order by closed_on - received_on) as "ninetiethPercentile",
                max(closed_on - received_on) as longest
           from appeal
          where region_code = $1 and closed_on between '2025-03-01' and '2025-10-15'
          group by 1`,
        [akmola],
      );
      const rows = (await query({ ...input, by })).filter(({ distributions }) => distributions[0]!.count! > 0);
      const told = rows.map(
        ({ keys, distributions: [{ duration: _duration, withheld: _withheld, ...found } = {} as never] }) => ({
          code: keys[0]?.code ?? null,
          ...found,
        }),
      );
      const sort = <T extends { code: string | null }>(all: T[]) =>
        all.sort((a, b) => (`${a.code}` < `${b.code}` ? -1 : 1));
      const own = counted.filter(({ code }) => by.join() !== 'DISTRICT' || code !== akmola);
      expect([by, sort(told)]).toEqual([by, sort(own)]);
      expect(rows.every(({ source }) => source === 'LIVE')).toBe(true);
    }
  });

  it('say that stored figures beside them are one thing, and records counted another', async () => {
    const rows = await query({ measures: ['appeal.received'], distributions: ['appeal.daysToClose'] });
    expect(rows).toMatchObject([
      { source: 'MIXED', distributions: [{ duration: 'appeal.daysToClose', withheld: null }] },
    ]);
  });

  it('follow records into today’s tree, and withhold what may lie in several areas', async () => {
    const ask = async (area: string, tree: string) =>
      (
        await query({
          distributions: ['proposal.daysToExecute'],
          from: '2021-05-01',
          to: '2021-06-30',
          where: { area },
          tree,
        })
      )[0]!.distributions[0];
    const one = { count: 1, median: 10, ninetiethPercentile: 10 };
    expect(await ask(kosshy, 'CURRENT')).toMatchObject(one);
    expect(await ask(tselinograd, 'AS_RECORDED')).toMatchObject(one);
    expect(await ask(kosshy, 'AS_RECORDED')).toMatchObject({ count: null, withheld: 'NOT_REPORTED' });
    const both = { distributions: ['proposal.daysToExecute'], from: '2021-05-01', to: '2021-12-31', tree: 'CURRENT' };
    for (const area of [kosshy, tselinograd]) {
      const [row] = await query({ ...both, where: { area } });
      expect(row!.distributions).toMatchObject([{ count: null, withheld: 'NO_SINGLE_SUCCESSOR' }]);
    }
    expect(await ask(akmola, 'CURRENT')).toMatchObject(one);
  });

  it('are in the catalogue, in three languages', async () => {
    const { durations } = await gateway.askData(
      '{ durations { code topic { code } name(locale: EN) definition(locale: EN) } }',
    );
    expect(durations).toContainEqual({
      ...{ code: 'appeal.daysToClose', topic: { code: 'appeal' }, name: 'Days to close an appeal' },
      definition: 'Days from receiving to closing the appeals that were closed within the span.',
    });
  });
});

describe('a measure query for statistics', () => {
  it.each([
    [{ statistics: { rank: {} } }, 'INVALID_INPUT', '"rank" needs REGION or DISTRICT'],
    [{ by: ['CHANNEL'], statistics: { rank: {} } }, 'INVALID_INPUT', '"rank" needs REGION or DISTRICT'],
    [
      { by: ['DISTRICT'], statistics: { movingAverage: { periods: 3 } } },
      'INVALID_INPUT',
      '"movingAverage" needs a period',
    ],
    ...[0, 1, -3, 121, 1000].map(
      (periods) =>
        [
          { by: ['MONTH'], statistics: { movingAverage: { periods } } },
          'INVALID_INPUT',
          `is over ${periods} periods`,
        ] as const,
    ),
    [{ grain: 'MONTH', statistics: { movingAverage: { periods: 2.5 } } }, 'BAD_USER_INPUT', 'Int cannot represent'],
    [{ statistics: { share: true } }, 'INVALID_INPUT', '"share" needs a dimension'],
    [{ by: ['DISTRICT'], statistics: { outliers: { among: 'MONTH' } } }, 'INVALID_INPUT', 'among MONTH, which is not'],
    [
      { by: ['REGION', 'DISTRICT'], statistics: { outliers: { among: 'REGION' } } },
      'INVALID_INPUT',
      'look among DISTRICT',
    ],
    [{ statistics: { luck: true } }, 'BAD_USER_INPUT', '"luck" is not defined'],
    [{ distributions: ['appeal.luck'] }, 'NOT_FOUND', 'There is no duration "appeal.luck". The durations are: '],
    [{ distributions: ['\u0000'] }, 'NOT_FOUND', 'There is no duration'],
    [
      { distributions: ['appeal.daysToClose', 'appeal.daysToClose'] },
      'INVALID_INPUT',
      '"distributions" names appeal.daysToClose twice',
    ],
    [
      { by: ['CHANNEL'], distributions: ['proposal.daysToExecute'] },
      'INVALID_INPUT',
      'Records of proposal have no CHANNEL',
    ],
    [
      { orderBy: [{ measure: 'appeal.received', by: 'RANK' }] },
      'INVALID_INPUT',
      'by RANK, which the query does not ask for',
    ],
    [{ by: ['DISTRICT'], orderBy: [{ dimension: 'DISTRICT', by: 'SHARE' }] }, 'INVALID_INPUT', 'not ordered by SHARE'],
  ])('refuses %j', async (input: object, code: string, message: string) => {
    const { errors } = await gateway.ask(document, { input: { ...fill({ measures: ['appeal.received'] }), ...input } });
    expect(errors).toMatchObject([{ extensions: { code }, message: expect.stringContaining(message) }]);
  });
});
