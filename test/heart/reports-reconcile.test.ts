import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, loadVocabulary, openDatabase, readVocabulary, type Sql } from '@oblys/database';
import { addDays, businessDay } from '@oblys/domain';
import { explain, type FigureVerdict, latestReconciliation, reconcile } from '@oblys/ingest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { insertRows, type Row } from '../support/rollups-records.js';
import { seedSmallTree, smallTree } from '../support/small-tree.js';
import { seedReportOf, type Stated } from '../support/stated-reports.js';

const { region, burabay, kosshyTown } = smallTree;
const percent = { unit: 'percent', roundingUnit: '1' };
const wholePercent = { unit: 'percent' };

let home: TestDatabase;
let database: Database;

beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url, poolSize: 4 });
  await seedSmallTree(database);
  await loadVocabulary(database, readVocabulary());
  await seedRecords(database);
});

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

afterEach(async () => {
  await database.query(`delete from report`);
  await database.query(`delete from run`);
});

describe('reconcile', () => {
  it('gives each verdict, with what was computed in the stated unit', async () => {
    const stated: [...Stated, expected: unknown[]][] = [
      ['organization.registered', 'EXACT', '3', { unit: 'organizations', periodFrom: null }, ['MATCH', '3', '0']],
      ['roadmap.planned', 'EXACT', '3', {}, ['MISMATCH', '2', '-1']],
      ['roadmap.completionRate', 'EXACT', '50', wholePercent, ['MATCH', '50', '0']],
      ['appeal.received', 'ROUNDED', '40', { unit: 'appeals', roundingUnit: '10' }, ['MATCH', '40', '0']],
      ['appeal.received', 'ROUNDED', '0', { unit: 'appeals', roundingUnit: '100' }, ['WITHIN_ROUNDING', '40', '40']],
      // 23 of 40 is 57.5 percent, which rounds to 58; as a binary fraction it would fall a hair short of that.
      ['appeal.positiveShare', 'ROUNDED', '58', percent, ['WITHIN_ROUNDING', '57.5', '-0.5']],
      ['appeal.positiveShare', 'ROUNDED', '57', percent, ['MISMATCH', '57.5', '0.5']],
      ['appeal.explainedShare', 'ROUNDED', '25', percent, ['MATCH', '25', '0']],
      ['event.participants', 'ABOUT', '110', { unit: 'people' }, ['CONSISTENT', '100', '-10']],
      ['event.participants', 'ABOUT', '112', { unit: 'people' }, ['MISMATCH', '100', '-12']],
      [
        'event.participants',
        'MORE_THAN',
        '40',
        { unit: 'people', programmeCode: 'womens-wing' },
        ['CONSISTENT', '42', '2'],
      ],
      ['event.participants', 'MORE_THAN', '100', { unit: 'people' }, ['MISMATCH', '100', '0']],
      ['event.participants', 'LESS_THAN', '200', { unit: 'people' }, ['MISMATCH', '100', '-100']],
      ['event.participants', 'LESS_THAN', '101', { unit: 'people' }, ['CONSISTENT', '100', '-1']],
      [
        'funding.amount',
        'ROUNDED',
        '1848000000',
        { unit: 'KZT', roundingUnit: '1000000' },
        ['WITHIN_ROUNDING', '1848123456.5', '123456.5'],
      ],
      ['course.graduates', 'EXACT', '0', { unit: 'people' }, ['MATCH', '0', '0']],
      ['facility.commissioned', 'EXACT', '1', { unit: 'facilities' }, ['MISMATCH', '0', '-1']],
      ['facility.commissioned', 'EXACT', '1', { unit: 'facilities', periodFrom: null }, ['MATCH', '1', '0']],
      ['legalAid.positiveShare', 'ROUNDED', '50', percent, ['NOT_COMPUTABLE', null, null, 'NO_DENOMINATOR']],
    ];
    const reportId = await seedReportOf(
      database,
      stated.map(([code, qualifier, value, more]): Stated => [code, qualifier, value, more ?? {}]),
    );
    const [found] = await reconcile(database, { reportId });
    const named = (verdict: FigureVerdict) => `${verdict.number} ${verdict.topic}.${verdict.measure}`;
    expect(found!.verdicts.map((verdict) => [named(verdict), ...brief(verdict)])).toEqual(
      stated.map(([code, , , , expected], index) => [`${index + 1} ${code}`, ...expected]),
    );
  });

  it('says why a figure cannot be computed', async () => {
    const reasonsOf = async (stated: Stated[], heading = {}) => {
      const reportId = await seedReportOf(database, stated, {
        sourceRef: `report ${JSON.stringify(heading)}`,
        ...heading,
      });
      const [found] = await reconcile(database, { reportId });
      return found!.verdicts.map(({ verdict, computed, difference, reason }) => {
        expect([verdict, computed, difference]).toEqual(['NOT_COMPUTABLE', null, null]);
        return reason;
      });
    };
    expect(
      await reasonsOf([
        ['moon.walks', 'EXACT', '1'],
        ['roadmap.walks', 'EXACT', '1'],
        ['roadmap.planned', 'EXACT', '1', { unit: 'percent' }],
        ['roadmap.planned', 'EXACT', '1', { programmeCode: 'womens-wing' }],
        ['meeting.held', 'EXACT', '1', { unit: 'meetings', periodFrom: '2024-01-01', periodTo: '2024-12-31' }],
        ['legalAid.positiveShare', 'EXACT', '1', wholePercent],
      ]),
    ).toEqual([
      'UNKNOWN_MEASURE',
      'UNKNOWN_MEASURE',
      'UNIT_DIFFERS',
      'NO_PROGRAMME_DIMENSION',
      'NOT_REPORTED',
      'NO_DENOMINATOR',
    ]);
    expect(await reasonsOf([['roadmap.planned', 'EXACT', '1']], { areaCode: kosshyTown })).toEqual([
      'LEVEL_WITHOUT_FIGURES',
    ]);
    const tomorrow = addDays(businessDay(new Date()), 1);
    expect(await reasonsOf([['roadmap.planned', 'EXACT', '1']], { asOf: tomorrow })).toEqual(['NOT_COMPUTED']);
  });

  it("counts as of the report's day and for its area", async () => {
    const stated: Stated[] = [
      ['appeal.inProgress', 'EXACT', '7', { unit: 'appeals' }],
      ['roadmap.executed', 'EXACT', '1'],
    ];
    const ids = [
      await seedReportOf(database, stated),
      await seedReportOf(database, stated, { sourceRef: 'earlier', asOf: '2025-03-31', publishedOn: '2025-04-01' }),
      await seedReportOf(database, stated, { sourceRef: 'burabay', areaCode: burabay, publishedOn: '2025-07-02' }),
    ];
    const found = await reconcile(database, { all: true });
    const byReport = new Map(
      found.map(({ reportId, verdicts }) => [reportId, verdicts.map(({ computed }) => computed)]),
    );
    expect(ids.map((id) => byReport.get(id))).toEqual([
      ['7', '1'],
      ['40', '0'],
      ['0', '1'],
    ]);
    expect(found.map(({ reportId }) => reportId)).toEqual([ids[1], ids[0], ids[2]]);
  });

  it('keeps what a verdict rests on, enough to explain it', async () => {
    const reportId = await seedReportOf(database, [['appeal.positiveShare', 'ROUNDED', '58', percent]]);
    const [found] = await reconcile(database, { reportId });
    expect(found!.verdicts[0]!.basis).toEqual({
      asOf: '2025-06-30',
      bounds: { lower: { value: '57.5', inclusive: true }, upper: { value: '58.5', inclusive: false } },
      recordCount: 40,
      numerator: { measure: 'positive', count: 23 },
      denominator: { measure: 'received', count: 40 },
      definitionVersion: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(explain(found!.verdicts[0]!, 'EN')).toBe(
      '“Share decided positively”: the report states 58%, rounded to 1%; 40 records give 23 (“Appeals decided positively”) of 40 (“Appeals received”), which is 57.5%. Rounded to 1% that is 58%, as stated.',
    );
  });

  it('stores all it found, with its run', async () => {
    const reportId = await seedReportOf(database, [
      ['roadmap.planned', 'EXACT', '3'],
      ['roadmap.executed', 'EXACT', '1'],
      ['roadmap.inProgress', 'EXACT', '1'],
      ['roadmap.notDue', 'EXACT', '0'],
      ['moon.walks', 'EXACT', '1'],
    ]);
    const [found] = await reconcile(database, { reportId });
    expect(found!.checks).toMatchObject([{ number: 1, topic: 'roadmap', kind: 'PARTS_OF_WHOLE', holds: false }]);
    expect(await latestReconciliation(database, reportId)).toEqual(found);
    const [run] = await database.query(
      `select kind, state, as_of, error, finished_at >= started_at as "isOver", outcome from run where id = $1`,
      [found!.runId],
    );
    expect(run).toEqual({
      kind: 'RECONCILE',
      state: 'SUCCEEDED',
      as_of: '2025-06-30',
      error: null,
      isOver: true,
      outcome: {
        reports: [
          {
            reportId,
            reconciliationId: found!.reconciliationId,
            verdicts: { MATCH: 3, MISMATCH: 1, NOT_COMPUTABLE: 1 },
            checks: 1,
            contradictions: 1,
          },
        ],
      },
    });
  });

  it('counts all of it in one snapshot: what is written meanwhile is not there', async () => {
    const reportId = await seedReportOf(database, [
      ['organization.registered', 'EXACT', '3', { unit: 'organizations' }],
      ['monitoring.visits', 'EXACT', '0', { unit: 'visits' }],
    ]);
    const visit = { area_code: region, source_ref: 'meanwhile', visited_on: '2025-06-30', commission: 'К' };
    const meddling = beforeStatement(database, 'monitoring_visit', () =>
      insertRows(database, 'monitoring_visit', [visit]),
    );
    const computed = async (on: Database) => (await reconcile(on, { reportId }))[0]!.verdicts[1]!.computed;
    expect(await computed(meddling)).toBe('0');
    expect(await computed(database)).toBe('1');
    await database.query(`delete from monitoring_visit where source_ref = 'meanwhile'`);
  });

  it('asks once per topic, however many figures and reports there are', async () => {
    const stated: Stated[] = [
      ['roadmap.planned', 'EXACT', '2'],
      ['roadmap.executed', 'EXACT', '1', { periodFrom: null }],
      ['appeal.received', 'EXACT', '40', { unit: 'appeals' }],
    ];
    const countStatements = async (reportCount: number) => {
      const texts: string[] = [];
      const found = await reconcile(
        listening(database, (text) => texts.push(text)),
        { all: true },
      );
      expect(found.map(({ verdicts }) => verdicts.map(({ verdict }) => verdict))).toEqual(
        Array.from({ length: reportCount }, () => ['MATCH', 'MATCH', 'MATCH']),
      );
      return texts.filter((text) => !/^\/\* (reconcile|run):/.test(text)).length;
    };
    await seedReportOf(database, stated);
    expect(await countStatements(1)).toBe(2);
    await seedReportOf(database, stated, { sourceRef: 'another' });
    await seedReportOf(database, stated, { sourceRef: 'a third' });
    expect(await countStatements(3)).toBe(2);
  });

  it('keeps nothing but a failed run with its error when it fails', async () => {
    const good = await seedReportOf(database, [['roadmap.planned', 'EXACT', '2']]);
    await seedReportOf(database, [['roadmap.completionRate', 'ROUNDED', '50.4', percent]], { sourceRef: 'broken' });
    await expect(reconcile(database, { all: true })).rejects.toThrow('50.4 is no multiple of 1');
    expect(await latestReconciliation(database, good)).toBeNull();
    expect(await database.query(`select state, error, finished_at is not null as "isOver" from run`)).toEqual([
      { state: 'FAILED', error: '50.4 is no multiple of 1, so it is not rounded to that unit.', isOver: true },
    ]);
  });

  it('finds nothing to do without reports, and refuses one that is not there', async () => {
    expect(await reconcile(database, { all: true })).toEqual([]);
    for (const reportId of ['01999999-0000-7000-8000-000000000000', 'akmola']) {
      await expect(reconcile(database, { reportId })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        message: `There is no report ${reportId}, so nothing can be reconciled.`,
      });
    }
    expect(await database.query(`select id from run`)).toEqual([]);
  });
});

describe('latestReconciliation', () => {
  it('is null before the first, then always the last one', async () => {
    const reportId = await seedReportOf(database, [['roadmap.planned', 'EXACT', '2']]);
    expect(await latestReconciliation(database, reportId)).toBeNull();
    await reconcile(database, { reportId });
    const [second] = await reconcile(database, { reportId });
    expect(await latestReconciliation(database, reportId)).toEqual(second);
  });
});

function brief({ verdict, computed, difference, reason }: FigureVerdict): unknown[] {
  return [verdict, computed, difference, ...(reason === null ? [] : [reason])];
}

/** 40 appeals of the regional office closed in April (23 positive, 10 explained, 7 open); the rest is in Burabay. */
async function seedRecords(sql: Sql): Promise<void> {
  const rows = async (table: string, areaCode: string, records: Row[]) =>
    insertRows(
      sql,
      table,
      records.map((record, index) => ({ area_code: areaCode, source_ref: `${table} ${index + 1}`, ...record })),
    );
  const organizations = ['2023-05-01', '2025-02-01', '2025-06-30', '2025-07-01'];
  await rows(
    'primary_organization',
    burabay,
    organizations.map((day) => ({ name: 'Ұйым', registered_on: day })),
  );
  const item = { number: '1', text: 'Тармақ', adopted_on: '2025-01-15', starts_on: '2025-02-01', due_on: '2025-12-31' };
  await rows('roadmap_item', burabay, [
    { ...item, executed_on: '2025-05-05' },
    { ...item, executed_on: '2025-07-05' },
  ]);
  const outcomes = [
    ...Array<string>(23).fill('POSITIVE'),
    ...Array<string>(10).fill('EXPLAINED'),
    ...Array<null>(7).fill(null),
  ];
  await rows(
    'appeal',
    region,
    outcomes.map((outcome) => ({
      channel: 'ONLINE',
      topic_code: 'roads',
      received_on: '2025-03-03',
      outcome,
      closed_on: outcome === null ? null : '2025-04-04',
    })),
  );
  await rows('programme_event', burabay, [
    { title: 'Жиын', held_on: '2025-03-08', participants: 42, programme_code: 'womens-wing' },
    { title: 'Жиын', held_on: '2025-04-08', participants: 58, programme_code: null },
  ]);
  const project = {
    title: 'Жоба',
    recipient_kind_code: 'farm',
    sector_code: 'livestock',
    programme_code: 'auyl-amanaty',
  };
  await rows('funded_project', burabay, [
    { ...project, funded_on: '2025-02-02', amount: '1848000000.25' },
    { ...project, funded_on: '2025-02-03', amount: '123456.25' },
  ]);
  await rows('facility', burabay, [
    { kind_code: 'school', name: 'Мектеп', planned_on: '2019-09-01', commissioned_on: '2023-09-01' },
  ]);
}

/** The same database, telling each statement of its transactions first. */
function listening(real: Database, tell: (text: string) => unknown): Database {
  return {
    ...real,
    transaction: (isolation, work) =>
      real.transaction(isolation, (sql) =>
        work({
          ...sql,
          query: async (text, values) => {
            await tell(text);
            return sql.query(text, values);
          },
        }),
      ),
  };
}

/** The same database, doing something else before the statement that reads a table. */
function beforeStatement(real: Database, table: string, act: () => Promise<void>): Database {
  let isDone = false;
  return listening(real, async (text) => {
    if (isDone || !text.includes(`from ${table} `)) return;
    isDone = true;
    await act();
  });
}
