import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { loadVocabulary, openDatabase, readVocabulary, type Database } from '@oblys/database';
import { explainCheck, latestReconciliation, reconcile, removeReport, type ReportCheck } from '@oblys/ingest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedSmallTree, smallTree } from '../support/small-tree.js';
import { seedReportOf, type Stated } from '../support/stated-reports.js';

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url, poolSize: 4 });
  await seedSmallTree(database);
  await loadVocabulary(database, readVocabulary());
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

afterEach(async () => {
  await database.query(`delete from report`);
  await database.query(`delete from run`);
});

const appeals = (value: string, more: Stated[3] = {}): Stated => [
  'appeal.received',
  'EXACT',
  value,
  { unit: 'appeals', ...more },
];

/** A report about the end of a month, published the day after, that counts from the start of the year. */
const report = (asOf: string, stated: Stated[], areaCode: string = smallTree.region) =>
  seedReportOf(database, stated, {
    sourceRef: `${areaCode} ${asOf}`,
    title: `Есеп ${asOf}`,
    asOf,
    publishedOn: asOf,
    areaCode,
  });

const earlierChecks = async (reportId: string): Promise<ReportCheck[]> =>
  (await latestReconciliation(database, reportId))!.checks.filter(({ kind }) => kind === 'EARLIER_REPORT');

const brief = async (reportId: string) =>
  (await earlierChecks(reportId)).map(({ holds, basis }) => [holds, basis.earlier!.asOf, basis.earlier!.value]);

describe('reconcile against earlier reports of the year', () => {
  it('finds a figure that has fallen since an earlier report, and tells it in three languages', async () => {
    await report('2025-03-31', [appeals('1500')]);
    const june = await report('2025-06-30', [appeals('1400'), ['roadmap.planned', 'EXACT', '1']]);
    await reconcile(database, { all: true });
    const [check] = await earlierChecks(june);
    expect(check).toMatchObject({ number: 1, topic: 'appeal', kind: 'EARLIER_REPORT', holds: false });
    expect(await earlierChecks(june)).toHaveLength(1);
    const said = (locale: 'KK' | 'RU' | 'EN') => explainCheck(check!, locale).replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(said('KK')).toBe(
      '«Түскен өтініштер» көрсеткіші жыл ішінде тек өсуі мүмкін, алайда кеміген: бұл есепте 1 400 деп көрсетілген («figure 1»), ал бұрынғы есепте («Есеп 2025-03-31», есепті күні — 31.03.2025) 1 500 деп көрсетілген («figure 1»).',
    );
    expect(said('RU')).toBe(
      'Показатель «Поступившие обращения» в течение года может только расти, но он уменьшился: в этом отчёте указано 1 400 («figure 1»), а в более раннем отчёте «Есеп 2025-03-31» (на 31.03.2025) указано 1 500 («figure 1»).',
    );
    expect(said('EN')).toBe(
      '“Appeals received” can only grow within a year, and has fallen: this report states 1,400 (“figure 1”), and the earlier report “Есеп 2025-03-31” as of 31 March 2025 stated 1,500 (“figure 1”).',
    );
  });

  it('is silent about the first report of a year, other areas and other years', async () => {
    await report('2024-12-31', [appeals('9000', { periodFrom: '2024-01-01' })]);
    await report('2025-03-31', [appeals('9000')], smallTree.burabay);
    const march = await report('2025-03-31', [appeals('1500')]);
    await reconcile(database, { all: true });
    expect(await earlierChecks(march)).toEqual([]);
  });

  it('holds the later reports anew when an earlier one is reconciled, and nothing else', async () => {
    const june = await report('2025-06-30', [appeals('1400')]);
    const other = await report('2025-06-30', [appeals('1400')], smallTree.burabay);
    await reconcile(database, { all: true });
    const ofOther = await latestReconciliation(database, other);
    const march = await report('2025-03-31', [appeals('1500')]);
    const found = await reconcile(database, { reportId: march });
    expect(found.map(({ reportId }) => reportId)).toEqual([march, june]);
    expect(await brief(june)).toEqual([[false, '2025-03-31', '1500']]);
    expect(await latestReconciliation(database, other)).toEqual(ofOther);
  });

  it('drops what it found as soon as the earlier figure is corrected, and finds anew what is so now', async () => {
    await report('2025-01-31', [appeals('1450')]);
    const march = await report('2025-03-31', [appeals('1500')]);
    const june = await report('2025-06-30', [appeals('1400')]);
    await reconcile(database, { all: true });
    expect(await brief(june)).toEqual([[false, '2025-03-31', '1500']]);
    await report('2025-03-31', [appeals('1300')]);
    expect(await brief(june)).toEqual([]);
    await reconcile(database, { reportId: march });
    expect(await brief(june)).toEqual([[false, '2025-01-31', '1450']]);
    expect(await brief(march)).toEqual([[false, '2025-01-31', '1450']]);
  });

  it('drops it with the earlier report, and names what has to be held anew', async () => {
    await report('2025-01-31', [appeals('1450')]);
    await report('2025-03-31', [appeals('1500')]);
    const june = await report('2025-06-30', [appeals('1400')]);
    await reconcile(database, { all: true });
    const { laterReportIds } = await removeReport(database, `${smallTree.region} 2025-03-31`);
    expect(laterReportIds).toEqual([june]);
    expect(await brief(june)).toEqual([]);
    await reconcile(database, { reportIds: laterReportIds });
    expect(await brief(june)).toEqual([[false, '2025-01-31', '1450']]);
  });

  it('takes a restated figure of a closed span as one that must not fall either', async () => {
    await report('2025-03-31', [appeals('1500')]);
    const june = await report('2025-06-30', [appeals('1499', { periodTo: '2025-03-31' }), appeals('3000')]);
    await reconcile(database, { all: true });
    expect(await brief(june)).toEqual([
      [false, '2025-03-31', '1500'],
      [true, '2025-03-31', '1500'],
    ]);
  });

  it('counts contradictions among those of the run', async () => {
    await report('2025-03-31', [appeals('1500')]);
    await report('2025-06-30', [appeals('1400')]);
    await reconcile(database, { all: true });
    const [run] = await database.query<{ outcome: { reports: object[] } }>(`select outcome from run`);
    expect(run!.outcome.reports).toMatchObject([
      { checks: 0, contradictions: 0 },
      { checks: 1, contradictions: 1 },
    ]);
  });
});
