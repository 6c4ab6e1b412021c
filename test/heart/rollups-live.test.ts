import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDatabase, type Database } from '@oblys/database';
import { countLive, getTopic, topics, type LiveAsk } from '@oblys/rollups';
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
  await seedRollupsRecords(database, 2025);
  oracle = await createOracle(database);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

describe('countLive', () => {
  describe.each(['2025-10-05', '2025-11-05', '2025-12-31'])('as of %s', (asOf) => {
    it.each(topics.map(({ code }) => code))('counts %s as a plain count over the records does', async (code) => {
      const topic = getTopic(code);
      const asks: LiveAsk[] = [...asksOf(topic), ...spansBesidePeriods(topic)].map((ask) => ({ ...ask, asOf }));
      const answers = await countLive(database, topic, asks);
      expect(differences(oracle, code, asks, answers)).toEqual([]);
    });
  });

  const north: LiveAsk = {
    areaCode: rollupsTree.north,
    level: 'REGION',
    from: '2025-01-01',
    to: '2025-12-31',
    asOf: '2025-11-05',
    programmeCode: null,
  };

  it('says that it counted, for which day and by which definition', async () => {
    const [answer] = await countLive(database, getTopic('appeal'), [north]);
    expect(answer).toMatchObject({ source: 'LIVE', asOf: '2025-11-05', runId: null });
    expect(answer!.definitionVersion).toMatch(/^[0-9a-f]{12}$/);
  });

  it('answers nothing for no asks', async () => expect(await countLive(database, getTopic('appeal'), [])).toEqual([]));

  it('sees a record as soon as it is written', async () => {
    const read = async (): Promise<unknown> =>
      (await countLive(database, getTopic('monitoring'), [north]))[0]!.values['visits'];
    const before = (await read()) as number;
    const visit = { area_code: rollupsTree.north, source_ref: 'late-visit', visited_on: '2025-11-05', commission: 'К' };
    await insertRows(database, 'monitoring_visit', [visit]);
    expect(await read()).toBe(before + 1);
    await database.query(`delete from monitoring_visit where source_ref = 'late-visit'`);
  });

  it.each([
    ['a reversed span', { from: '2025-12-31', to: '2025-01-01' }, 'The span 2025-12-31..2025-01-01 is reversed'],
    ['an as-of day that has not come', { asOf: '2999-01-01' }, 'The as-of day 2999-01-01 has not come'],
    ['a day that does not exist', { to: '2025-02-30' }, '"2025-02-30" is no date'],
    ['a programme of records without', { programmeCode: 'womens-wing' }, 'Records of appeal belong to no programme'],
  ])('refuses %s', async (_what, change, reason) => {
    await expect(countLive(database, getTopic('appeal'), [{ ...north, ...change }])).rejects.toThrow(reason);
  });
});
