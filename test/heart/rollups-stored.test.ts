import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import {
  answerCoverage,
  answerSummaries,
  getTopic,
  latestBuild,
  refresh,
  topics,
  type SummaryAsk,
} from '@oblys/rollups';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { asksOf, spansBesidePeriods } from '../support/rollups-asks.js';
import { createOracle, differences, type Oracle } from '../support/rollups-oracle.js';
import { insertRows, seedRollupsRecords } from '../support/rollups-records.js';
import { rollupsTree, seedRollupsTree } from '../support/rollups-tree.js';

// Thousands of figures are counted twice; two test runs beside each other on two cores take their time.
jest.setTimeout(60_000);

let home: TestDatabase;
let database: Database;
let oracle: Oracle;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await seedRollupsTree(database);
  await seedRollupsRecords(database, 5);
  // The only report of Waiting, late in a month: as of an earlier day of it there is none.
  const late = { area_code: rollupsTree.waiting, source_ref: 'late-in-october', visited_on: '2025-10-25' };
  await insertRows(database, 'monitoring_visit', [{ ...late, commission: 'Комиссия' }]);
  oracle = await createOracle(database);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

const yearOfNorth: SummaryAsk = {
  areaCode: rollupsTree.north,
  level: 'REGION',
  from: '2025-01-01',
  to: '2025-12-31',
  grain: 'YEAR',
  start: '2025-01-01',
  asOf: null,
  programmeCode: null,
};

describe('answerSummaries without a build', () => {
  it('withholds every measure as not computed, and has no as-of day', async () => {
    const [answer] = await answerSummaries(database, getTopic('election'), [yearOfNorth]);
    expect(answer).toMatchObject({
      source: 'STORED',
      asOf: null,
      runId: null,
      recordCount: 0,
      values: { held: null, wonByNominee: null, winRate: null },
      withheld: ['held', 'wonByNominee', 'winRate'].map((measure) => ({ measure, reason: 'NOT_COMPUTED' })),
    });
    expect(await latestBuild(database)).toBeNull();
    expect(await answerCoverage(database, [yearOfNorth])).toEqual([
      { expected: 0, reported: 0, basis: 'RECORDS', onTime: null, missing: [] },
    ]);
  });

  it('counts from the records when a day is named', async () => {
    const ask = { ...yearOfNorth, asOf: '2025-11-05' };
    const answers = await answerSummaries(database, getTopic('election'), [ask]);
    expect(answers[0]!.source).toBe('LIVE');
    expect(differences(oracle, 'election', [ask], answers)).toEqual([]);
  });
});

describe.each(['2025-10-05', '2025-11-05', '2025-12-31'])('a build as of %s', (asOf) => {
  beforeAll(async () => void (await refresh(database, { asOf })));

  it.each(topics.map(({ code }) => code))('stores of %s what a plain count over the records gives', async (code) => {
    const topic = getTopic(code);
    const asks = asksOf(topic);
    const answers = await answerSummaries(database, topic, asks);
    expect(new Set(answers.map((answer) => `${answer.source} ${answer.asOf}`))).toEqual(new Set([`STORED ${asOf}`]));
    const dated = asks.map((ask) => ({ ...ask, asOf }));
    expect(differences(oracle, code, dated, answers)).toEqual([]);
  });

  it('covers the months that the districts have reported, stored and live alike', async () => {
    const topic = getTopic('appeal');
    const asks = [...asksOf(topic), ...spansBesidePeriods(topic)];
    const expected = asks.map((ask) => oracle.cover({ ...ask, asOf }));
    expect(await answerCoverage(database, asks)).toEqual(expected);
    // Another day, so that the records have to say.
    const other = asOf === '2025-10-05' ? '2025-12-31' : '2025-10-05';
    const live = asks.map((ask) => ({ ...ask, asOf: other }));
    expect(await answerCoverage(database, live)).toEqual(live.map((ask) => oracle.cover(ask)));
  });

  it('answers for its own day, and leaves other days and spans to the records', async () => {
    const quarter = {
      ...yearOfNorth,
      from: '2025-07-01',
      to: '2025-09-30',
      grain: 'QUARTER',
      start: '2025-07-01',
    } as const;
    const { areaCode, level, programmeCode } = yearOfNorth;
    const asks: SummaryAsk[] = [
      { ...yearOfNorth, asOf: '2025-06-15' },
      yearOfNorth,
      { ...quarter, asOf },
      { areaCode, level, programmeCode, from: null, to: '2025-08-15', asOf: null },
    ];
    const answers = await answerSummaries(database, getTopic('roadmap'), asks);
    expect(answers.map((answer) => answer.source)).toEqual(['MIXED', 'STORED', 'STORED', 'MIXED']);
    expect(answers.map((answer) => answer.asOf)).toEqual(['2025-06-15', asOf, asOf, asOf]);
    const dated = asks.map((ask) => ({ ...ask, asOf: ask.asOf ?? asOf }));
    expect(differences(oracle, 'roadmap', dated, answers)).toEqual([]);
  });

  it('is told of with its run', async () => {
    const build = await latestBuild(database);
    expect(build).toMatchObject({ asOf });
    expect(build!.topics.map(({ topic }) => topic).sort()).toEqual(topics.map(({ code }) => code).sort());
    expect(build!.topics.find(({ topic }) => topic === 'election')).toMatchObject({
      asOf,
      runId: build!.runId,
    });
    const [answer] = await answerSummaries(database, getTopic('election'), [yearOfNorth]);
    expect(answer!.runId).toBe(build!.runId);
  });
});

describe('answerSummaries', () => {
  it('asks the database once for each source, however many asks there are', async () => {
    const statements: string[] = [];
    const counting: typeof database.query = (text, values) => {
      statements.push(text.slice(0, 16));
      return database.query(text, values);
    };
    const asks = asksOf(getTopic('event')).flatMap((ask) => [ask, { ...ask, asOf: '2025-07-07' }]);
    await answerSummaries({ query: counting }, getTopic('event'), asks);
    expect(statements).toEqual(['/* stored:event ', '/* live:event */', '/* mixed:event *']);
  });

  it('refuses a span that is not the period it says', async () => {
    const ask = { ...yearOfNorth, to: '2025-11-05' };
    await expect(answerSummaries(database, getTopic('appeal'), [ask])).rejects.toThrow(
      'The span 2025-01-01..2025-11-05 is not the YEAR of 2025-01-01, which is 2025-01-01..2025-12-31.',
    );
  });
});
