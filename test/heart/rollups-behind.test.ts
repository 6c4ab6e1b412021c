import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { addDays, businessDay, trees, type IsoDate, type SummaryLevel, type Tree } from '@oblys/domain';
import {
  countedMeasure,
  countLive,
  findFigure,
  getMeasure,
  listBehind,
  listMeasures,
  rateParts,
  type BehindAsk,
  type RatePart,
} from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { firstSeed } from '../support/property-settings.js';
import { createRandom, type Random } from '../support/random.js';
import { seedRollupsRecords } from '../support/rollups-records.js';
import { kosshyFormedOn, rollupsTree, sandykMovedOn, seedRollupsTree } from '../support/rollups-tree.js';

jest.setTimeout(120_000);

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await database.query(
    `insert into area_successor (from_code, to_code, happened_on, kind, note)
     values ($1, $2, $3, 'SPLIT', ''), ($4, $5, $6, 'MERGE', '')`,
    [
      ...[rollupsTree.tselinograd, rollupsTree.kosshy, kosshyFormedOn],
      ...[rollupsTree.quiet, rollupsTree.burabay, sandykMovedOn],
    ],
  );
  await seedRollupsRecords(database, 2025);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

const levels: [areaCode: string, level: SummaryLevel][] = [
  [rollupsTree.country, 'COUNTRY'],
  [rollupsTree.north, 'REGION'],
  [rollupsTree.south, 'REGION'],
  [rollupsTree.burabay, 'DISTRICT'],
  [rollupsTree.tselinograd, 'DISTRICT'],
  [rollupsTree.kosshy, 'DISTRICT'],
  [rollupsTree.sandyk, 'DISTRICT'],
  [rollupsTree.quiet, 'DISTRICT'],
];

/** Every measure in both trees, and of rates both counts; the rest by chance. */
function randomAsks(random: Random): (BehindAsk & { level: SummaryLevel; tree: Tree; asOf: IsoDate })[] {
  return listMeasures().flatMap(({ topic, measure }) =>
    trees.flatMap((tree) =>
      (measure.computation.by === 'rate' ? rateParts : [null, null]).map((part) => {
        const [areaCode, level] = random.pick(levels);
        const from = random.chance(0.2) ? null : addDays('2024-09-01', random.below(420));
        return {
          measure: `${topic.code}.${measure.code}`,
          areaCode,
          level,
          tree,
          part,
          from,
          to: from === null ? '2025-11-05' : addDays(from, random.below(400)),
          asOf: addDays('2025-01-01', random.below(330)),
          programmeCode:
            topic.dimensions.length > 0 && random.chance(0.4) ? random.pick(['auyl-amanaty', 'womens-wing']) : null,
        };
      }),
    ),
  );
}

describe('listBehind', () => {
  it.each([firstSeed, firstSeed + 1, firstSeed + 2])(
    'finds the records that come to the live figure, of every measure and in both trees (seed %i)',
    async (seed) => {
      const compared = { figures: 0, records: 0, ofToday: 0 };
      for (const ask of randomAsks(createRandom(seed))) {
        const { topic, measure } = countedMeasure(ask);
        const [live] = await countLive(database, topic, [ask]);
        const figure = live!.values[measure.code];
        if (figure === null || figure === undefined) continue;
        const behind = await listBehind(database, await findFigure(database, ask), 10_000);
        expect({ ask, value: Number(behind.value) }).toEqual({ ask, value: Number(figure) });
        expect(behind.records.length).toBe(behind.total);
        if (measure.computation.by !== 'distinct') {
          const sum = behind.records.reduce((total, { adds }) => total + Number(adds), 0);
          expect({ ask, sum: sum.toFixed(2) }).toEqual({ ask, sum: Number(figure).toFixed(2) });
        }
        compared.figures += 1;
        compared.records += behind.total;
        if (ask.tree === 'CURRENT') compared.ofToday += 1;
      }
      expect(compared.figures).toBeGreaterThan(100);
      expect(compared.ofToday).toBeGreaterThan(20);
      expect(compared.records).toBeGreaterThan(1_000);
    },
  );

  const year: BehindAsk = {
    measure: 'appeal.received',
    areaCode: rollupsTree.north,
    from: '2025-01-01',
    to: '2025-12-31',
    asOf: '2025-11-05',
    programmeCode: null,
    part: null,
  };

  it('gives the newest first, as many as are asked for, and how many there are', async () => {
    const { records, total } = await listBehind(database, await findFigure(database, year), 3);
    expect(records).toHaveLength(3);
    expect(total).toBeGreaterThan(3);
    const days = records.map(({ recordedOn }) => recordedOn);
    expect(days).toEqual(days.toSorted().toReversed());
  });

  it('adds a record once for each report that it heard', async () => {
    const ask = { ...year, measure: 'meeting.reportsHeard' };
    const { records, total, value } = await listBehind(database, await findFigure(database, ask), 10_000);
    expect(total).toBeLessThan(Number(value));
    expect(records.some(({ adds }) => Number(adds) > 1)).toBe(true);
  });

  it('adds nothing up where values are counted once, however many records have them', async () => {
    const ask = { ...year, measure: 'meeting.organizationsReached' };
    const { records, total, value } = await listBehind(database, await findFigure(database, ask), 10_000);
    expect(Number(value)).toBeLessThan(total);
    expect(new Set(records.map(({ adds }) => adds))).toEqual(new Set([null]));
  });
});

describe('findFigure', () => {
  const ask: BehindAsk = {
    measure: 'roadmap.executed',
    areaCode: rollupsTree.north,
    from: null,
    to: '2025-11-05',
    asOf: '2025-11-05',
    programmeCode: null,
    part: null,
  };
  const tomorrow = addDays(businessDay(new Date()), 1);

  it.each<[what: string, change: Partial<BehindAsk>, reason: string]>([
    ['an unknown measure', { measure: 'roadmap.exected' }, 'Did you mean roadmap.executed?'],
    ['a measure of an unknown topic', { measure: 'roadmaps.executed' }, 'Did you mean roadmap.executed?'],
    ['an unknown area', { areaCode: '999999999' }, 'There is no area "999999999"'],
    ['an area below the districts', { areaCode: rollupsTree.kosshyTown }, 'is a SETTLEMENT'],
    ['a reversed span', { from: '2025-12-01' }, 'The span 2025-12-01..2025-11-05 is reversed'],
    ['a day that has not come', { asOf: tomorrow }, `The as-of day ${tomorrow} has not come`],
    ['a programme of records without', { programmeCode: 'womens-wing' }, 'belong to no programme'],
    ['an unknown programme', { measure: 'funding.amount', programmeCode: 'none' }, 'There is no programme "none"'],
    ['a rate as a whole', { measure: 'roadmap.completionRate' }, 'NUMERATOR (executed) or DENOMINATOR (planned)'],
    ['a part of what is no rate', { part: 'NUMERATOR' as RatePart }, 'is no share of anything'],
    ['no day before the first build', { asOf: null }, 'Nothing was built of roadmap yet'],
  ])('refuses %s', async (_what, change, reason) => {
    await expect(findFigure(database, { ...ask, ...change })).rejects.toThrow(reason);
  });

  it('takes of a rate the count that is asked for', async () => {
    const rate = { ...ask, measure: 'roadmap.completionRate' };
    const { measure } = await findFigure(database, { ...rate, part: 'DENOMINATOR' });
    expect(measure).toBe(getMeasure('roadmap.planned').measure);
  });
});
