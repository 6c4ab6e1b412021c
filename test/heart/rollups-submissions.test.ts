import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { periodEnd, type SummaryLevel } from '@oblys/domain';
import {
  answerCoverage,
  answerSummaries,
  getTopic,
  publish,
  readPublication,
  refresh,
  submitMonth,
  topics,
  verify,
  type LiveAsk,
  type SummaryAsk,
} from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { asksOf, spansBesidePeriods } from '../support/rollups-asks.js';
import { createOracle, differences, type Oracle } from '../support/rollups-oracle.js';
import { seedRollupsRecords } from '../support/rollups-records.js';
import { seedSubmissions } from '../support/rollups-submissions.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

// Thousands of figures are counted twice; two test runs beside each other on two cores take their time.
jest.setTimeout(60_000);

const { silent, south } = rollupsTree;
const asOf = '2025-11-20';
const codes = topics.map(({ code }) => code);
/** Of the asks that are counted, one of so many: prime to the number of areas, periods and programmes. */
const sample = 7;
let home: TestDatabase;
let database: Database;
let oracle: Oracle;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 17);
  await seedSubmissions(database, 4);
  oracle = await createOracle(database);
  await refresh(database, { asOf });
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

describe('where months stand on submissions', () => {
  it.each(codes)('what is stored of %s is what a plain count gives', async (code) => {
    const asks = asksOf(getTopic(code));
    const answers = await answerSummaries(database, getTopic(code), asks);
    expect(new Set(answers.map(({ source }) => source))).toEqual(new Set(['STORED']));
    expect(
      differences(
        oracle,
        code,
        asks.map((ask) => ({ ...ask, asOf })),
        answers,
      ),
    ).toEqual([]);
  });

  it.each(codes)('what is counted of %s, live and mixed, is what a plain count gives', async (code) => {
    const topic = getTopic(code);
    const all = [...asksOf(topic), ...spansBesidePeriods(topic)];
    for (const [offset, day] of ['2025-08-15', '2025-10-31', '2025-12-31'].entries()) {
      const some = all.filter((_ask, index) => index % sample === offset);
      const asks: LiveAsk[] = some.map((ask) => ({ ...ask, asOf: day }));
      const answers = await answerSummaries(database, topic, asks);
      expect(differences(oracle, code, asks, answers)).toEqual([]);
    }
  });

  it('coverage says by what it goes, what came in time, and how what is missing stands', async () => {
    const topic = getTopic('appeal');
    const asks: SummaryAsk[] = [...asksOf(topic), ...spansBesidePeriods(topic)];
    const stored = await answerCoverage(database, asks);
    expect(stored).toEqual(asks.map((ask) => oracle.cover({ ...ask, asOf })));
    expect(new Set(stored.map(({ basis }) => basis))).toEqual(new Set(['RECORDS', 'SUBMISSIONS', 'MIXED']));
    for (const day of ['2025-08-15', '2025-10-31', '2025-11-05', '2025-12-31']) {
      const live = asks.map((ask) => ({ ...ask, asOf: day }));
      expect(await answerCoverage(database, live)).toEqual(live.map((ask) => oracle.cover(ask)));
    }
  });

  it('a publication says the same', async () => {
    await publish(database, { areaCode: south, asOf: '2025-11-05' });
    const { figures: all } = (await readPublication(database, { areaCode: south, asOf: '2025-11-05' }))!;
    expect(new Set(all.map(({ topic }) => topic))).toEqual(new Set(codes));
    for (const { topic, areaCode, grain, start, programmeCode, figures } of all) {
      const level: SummaryLevel = areaCode === south ? 'REGION' : 'DISTRICT';
      const ask = { areaCode, level, from: start, to: periodEnd({ grain, start }), asOf: '2025-11-05', programmeCode };
      expect({ ask, topic, ...figures }).toEqual({
        ask,
        topic,
        ...oracle.count(topic, ask),
        coverage: oracle.cover(ask),
      });
    }
  });

  it('a verification finds nothing to differ, and finds what does', async () => {
    expect(await verify(database)).toMatchObject({ differences: 0 });
    await database.query(`update submission_cell set state = null where state = 'APPROVED'`);
    const found = await verify(database);
    expect(found.differences).toBeGreaterThan(0);
    expect(found.findings[0]!.message).toMatch(/^submission_cell .*; the records give state APPROVED\.$/);
    await verify(database, { repair: true });
    expect(await verify(database)).toMatchObject({ differences: 0 });
  });
});

describe('a report of nothing', () => {
  const october: SummaryAsk = {
    ...{ areaCode: silent, level: 'DISTRICT', from: '2025-10-01', to: '2025-10-31' },
    ...{ grain: 'MONTH', start: '2025-10-01', asOf: null, programmeCode: null },
  };
  const read = async (code: string, ask: SummaryAsk) => {
    const [{ values, withheld }] = (await answerSummaries(database, getTopic(code), [ask])) as [
      Awaited<ReturnType<typeof answerSummaries>>[number],
    ];
    return { values, withheld };
  };

  it('makes a zero of what was not reported, of its topic alone, once the build has it', async () => {
    const by = { name: 'Aigul', within: null };
    await database.query(`delete from submission where branch_code = $1`, [silent]);
    await refresh(database, { asOf });
    const notReported = { measure: 'held', reason: 'NOT_REPORTED' };
    expect(await read('event', october)).toMatchObject({ values: { held: null }, withheld: [notReported, {}] });
    await database.transaction('READ COMMITTED', (sql) =>
      submitMonth(sql, by, {
        areaCode: silent,
        month: '2025-10-01',
        topics: ['event'],
        isNil: true,
        today: '2025-11-04',
      }),
    );
    // What is stored is what the build says, until the next one; a mark brings that about.
    expect(await read('event', october)).toMatchObject({ values: { held: null } });
    expect(await read('event', { ...october, asOf: '2025-11-04' })).toEqual({
      values: { held: 0, participants: 0 },
      withheld: [],
    });
    expect(await read('event', { ...october, asOf: '2025-11-03' })).toMatchObject({ values: { held: null } });
    expect(await database.query(`select topic from mark where branch_code = $1`, [silent])).toEqual([
      { topic: 'event' },
    ]);
    await refresh(database, { asOf });
    expect(await read('event', october)).toEqual({ values: { held: 0, participants: 0 }, withheld: [] });
    expect(await read('meeting', october)).toMatchObject({
      values: { held: null },
      withheld: expect.arrayContaining([notReported]),
    });
  });

  it('counts again as not reported once it was sent back', async () => {
    await database.query(
      `update submission
          set state = 'RETURNED', returned_at = now(), returned_by = 'Berik', return_reason = 'Қате'
        where branch_code = $1`,
      [silent],
    );
    expect(await read('event', { ...october, asOf: '2025-11-04' })).toMatchObject({ values: { held: null } });
    await refresh(database, { asOf });
    expect(await read('event', october)).toMatchObject({ values: { held: null } });
  });
});
