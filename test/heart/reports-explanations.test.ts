import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadVocabulary, openDatabase, readVocabulary, type Database } from '@oblys/database';
import {
  explainMismatch,
  getFigureOfReport,
  latestReconciliation,
  listExplanations,
  longestExplanation,
  reconcile,
  withdrawExplanation,
  type GivenExplanation,
} from '@oblys/ingest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows } from '../support/rollups-records.js';
import { seedSmallTree, smallTree } from '../support/small-tree.js';
import { seedReportOf, type Stated } from '../support/stated-reports.js';

let home: TestDatabase;
let database: Database;
let reportId: string;

const visits = (value: string): Stated => ['monitoring.visits', 'EXACT', value, { unit: 'visits' }];
const planned: Stated = ['roadmap.planned', 'EXACT', '0'];

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url, poolSize: 4 });
  await seedSmallTree(database);
  await loadVocabulary(database, readVocabulary());
  await addVisit('first');
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

beforeEach(async () => {
  reportId = await seedReportOf(database, [visits('3'), planned]);
  await reconcile(database, { reportId });
});

afterEach(async () => {
  await database.query(`delete from report`);
  await database.query(`delete from run`);
  await database.query(`delete from monitoring_visit where source_ref <> 'first'`);
});

const addVisit = (reference: string) =>
  insertRows(database, 'monitoring_visit', [
    { area_code: smallTree.burabay, source_ref: reference, visited_on: '2025-03-03', commission: 'К' },
  ]);

const seen = { version: 0, value: '3', computed: '1' };

async function explain(change: Partial<GivenExplanation> = {}, number = 1): Promise<string> {
  const { figureId } = await getFigureOfReport(database, 'a-report', number);
  const given: GivenExplanation = {
    figureId,
    seen,
    reason: 'RECORDS_INCOMPLETE',
    text: '  Екі тексеру енгізілмеген. ',
    explainedBy: 'Айгүл',
    ...change,
  };
  const written = await database.transaction('READ COMMITTED', (sql) => explainMismatch(sql, given));
  return written.explanationId;
}

const withdraw = (explanationId: string) =>
  database.transaction('READ COMMITTED', (sql) => withdrawExplanation(sql, { explanationId, withdrawnBy: 'Бота' }));

/** What is said of the first figure. */
async function standing() {
  const { figureId } = await getFigureOfReport(database, 'a-report', 1);
  return (await listExplanations(database, [reportId])).get(figureId) ?? null;
}

const verdict = async () => (await latestReconciliation(database, reportId))!.verdicts[0]!.verdict;

describe('explainMismatch', () => {
  it('keeps who, when and why beside a verdict that stays a mismatch', async () => {
    await explain();
    expect(await standing()).toMatchObject({
      reason: 'RECORDS_INCOMPLETE',
      text: 'Екі тексеру енгізілмеген.',
      explainedBy: 'Айгүл',
      explainedAt: expect.any(Date),
      isCurrent: true,
    });
    expect(await verdict()).toBe('MISMATCH');
    expect(await database.query(`select value, computed, difference from figure_explanation`)).toEqual([
      { value: '3', computed: '1', difference: '-2' },
    ]);
  });

  it('outlives reconciling again, and loading the same report again', async () => {
    await explain();
    await reconcile(database, { all: true });
    await seedReportOf(database, [visits('3'), planned]);
    await reconcile(database, { all: true });
    expect(await standing()).toMatchObject({ explainedBy: 'Айгүл', isCurrent: true });
    expect(await verdict()).toBe('MISMATCH');
  });

  it('is current no more once another difference is computed, and again when the old one is back', async () => {
    await explain();
    await addVisit('late');
    await reconcile(database, { all: true });
    expect(await standing()).toMatchObject({ explainedBy: 'Айгүл', isCurrent: false });
    await database.query(`delete from monitoring_visit where source_ref = 'late'`);
    await reconcile(database, { all: true });
    expect(await standing()).toMatchObject({ isCurrent: true });
  });

  it('is current no more once the figure is stated otherwise, before and after it is held against the records', async () => {
    await explain();
    await seedReportOf(database, [visits('4'), planned]);
    expect(await standing()).toMatchObject({ isCurrent: false });
    await reconcile(database, { all: true });
    expect(await standing()).toMatchObject({ isCurrent: false });
    await seedReportOf(database, [visits('1'), planned]);
    await reconcile(database, { all: true });
    expect([await verdict(), (await standing())!.isCurrent]).toEqual(['MATCH', false]);
  });

  it('does not pass to another figure that takes the number', async () => {
    await explain();
    await seedReportOf(database, [planned, visits('3')]);
    await reconcile(database, { all: true });
    expect(await standing()).toBeNull();
    expect(await database.query(`select count(*)::integer as kept from figure_explanation`)).toEqual([{ kept: 1 }]);
  });

  it('stands over an earlier one, and leaves that in the history', async () => {
    await explain();
    await explain({ seen: { ...seen, version: 1 }, explainedBy: 'Бота', reason: 'LATE_RECORDS' });
    expect(await standing()).toMatchObject({ explainedBy: 'Бота', reason: 'LATE_RECORDS' });
    expect(await database.query(`select explained_by from figure_explanation order by explained_at`)).toEqual([
      { explained_by: 'Айгүл' },
      { explained_by: 'Бота' },
    ]);
  });

  it('is given by one of two people at once; the other reads first what was said', async () => {
    const both = await Promise.allSettled([explain(), explain({ explainedBy: 'Бота' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((each) => each.status === 'rejected');
    expect(refused!.reason).toMatchObject({
      code: 'CONFLICT',
      details: { expectedVersion: 0, currentVersion: 1 },
    });
  });

  it('takes an explanation of as many letters as there may be, and none of more', async () => {
    const letters = 'ұ𐌀'.repeat(longestExplanation / 2);
    await expect(explain({ text: `${letters}ж` })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'The explanation has 10001 letters; 10000 are the most.',
    });
    await explain({ text: letters });
    expect((await standing())!.text).toBe(letters);
  });

  it.each([' \n ', 'a\0b', '\ud800'])('refuses %j as a text', async (text) => {
    await expect(explain({ text })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('refuses a figure that is no mismatch, or was not held against the records since it was stated so', async () => {
    await expect(explain({ seen: null }, 2)).rejects.toMatchObject({
      code: 'FIGURE_STATE',
      message: 'Figure 2 is no mismatch: its verdict is MATCH. There is nothing to explain.',
    });
    await seedReportOf(database, [visits('4'), planned]);
    await expect(explain()).rejects.toMatchObject({
      code: 'FIGURE_STATE',
      message:
        'Figure 1 is no mismatch: it has not been held against the records since it was stated so. There is nothing to explain.',
    });
  });

  it('refuses one that was corrected or computed otherwise since it was read', async () => {
    await seedReportOf(database, [visits('4'), planned]);
    await reconcile(database, { all: true });
    await expect(explain()).rejects.toMatchObject({
      code: 'FIGURE_STATE',
      message: 'Figure 1 was read as 3 stated and 1 computed; it is 4 and 1 now. Read it again.',
    });
    await explain({ seen: { ...seen, value: '4.0' } });
    await addVisit('late');
    await reconcile(database, { all: true });
    await expect(explain({ seen: { version: 1, value: '4', computed: '1' } })).rejects.toMatchObject({
      code: 'FIGURE_STATE',
    });
  });

  it.each(['01999999-0000-7000-8000-000000000000', 'figure'])('does not find the figure %s', async (figureId) => {
    await expect(explain({ figureId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('withdrawExplanation', () => {
  it('takes it back once, says by whom, and keeps it in the history', async () => {
    const id = await explain();
    await withdraw(id);
    expect(await standing()).toBeNull();
    await expect(withdraw(id)).rejects.toMatchObject({
      code: 'FIGURE_STATE',
      message: 'The explanation was withdrawn already, by Бота.',
    });
    expect(await database.query(`select text, withdrawn_by from figure_explanation`)).toEqual([
      { text: 'Екі тексеру енгізілмеген.', withdrawn_by: 'Бота' },
    ]);
  });

  it('counts as a version, so that who explains anew has read of it', async () => {
    await withdraw(await explain());
    await expect(explain()).rejects.toMatchObject({ code: 'CONFLICT', details: { currentVersion: 2 } });
    await explain({ seen: { ...seen, version: 2 } });
    expect(await standing()).toMatchObject({ isCurrent: true });
  });

  it('does not find one that is not there', async () => {
    await expect(withdraw('01999999-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the history of explanations', () => {
  it('is not changed, whoever writes', async () => {
    const id = await explain();
    const change = (what: string) => database.query(`update figure_explanation set ${what} where id = $1`, [id]);
    await expect(change(`text = 'Басқа'`)).rejects.toThrow(/is history/);
    await withdraw(id);
    await expect(change(`withdrawn_by = null, withdrawn_at = null`)).rejects.toThrow(/is history/);
  });
});
