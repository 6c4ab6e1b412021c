import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@oblys/database';
import { loadVocabulary, openDatabase, readVocabulary } from '@oblys/database';
import { loadReport, readReport, seedReport, type StatedFigureRow, type StatedReport } from '@oblys/ingest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { seedSmallTree, smallTree } from '../support/small-tree.js';

let testDatabase: TestDatabase;
let database: Database;
let seed: StatedReport;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 3 });
  await seedSmallTree(database);
  await loadVocabulary(database, readVocabulary());
  seed = await readReport(seedReport);
});

afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

beforeEach(async () => {
  await database.query(`delete from report`);
});

describe('loadReport', () => {
  it('writes the report and its figures as they are stated', async () => {
    const loaded = await loadReport(database, seed);
    expect(loaded).toMatchObject({ version: 1, outcome: 'CREATED' });
    const [report] = await database.query(`select * from report`);
    expect(report).toMatchObject({
      id: loaded.reportId,
      source_ref: seed.sourceRef,
      area_code: '110000000',
      version: 1,
    });
    expect(await storedFigures()).toEqual(seed.figures);
  });

  it('writes nothing, not even a row version, when loaded again', async () => {
    const { reportId } = await loadReport(database, seed);
    const before = await rowVersions();
    expect(await loadReport(database, seed)).toEqual({ reportId, version: 1, outcome: 'UNCHANGED' });
    expect(await rowVersions()).toEqual(before);
  });

  it('takes 274.0 for the 274 it was', async () => {
    await loadReport(database, seed);
    const respelt = withFigure(seed, 1, { value: '274.0' });
    expect(await loadReport(database, respelt)).toMatchObject({ outcome: 'UNCHANGED' });
  });

  it('updates what changed and raises the version, whether words, a figure, one more or one less', async () => {
    const { reportId } = await loadReport(database, seed);
    const ids = await figureIds();
    const load = async (report: StatedReport) => {
      expect(await loadReport(database, report)).toMatchObject({ reportId, outcome: 'UPDATED' });
      expect(await storedFigures()).toEqual(report.figures);
      return (await database.query<{ version: number }>(`select version from report`))[0]!.version;
    };
    expect(await load({ ...seed, title: 'Басқа тақырып' })).toBe(2);
    expect(await load(withFigure(seed, 5, { value: '205' }))).toBe(3);
    expect(await load({ ...seed, figures: seed.figures.slice(0, 26) })).toBe(4);
    expect(await load(seed)).toBe(5);
    expect((await figureIds()).slice(0, 26)).toEqual(ids.slice(0, 26));
  });

  it('drops the verdict of a figure that is stated otherwise now, and the checks of its topic', async () => {
    const { reportId } = await loadReport(database, seed);
    await seedVerdicts(reportId);
    await loadReport(database, { ...seed, title: 'Басқа тақырып' });
    expect(await judgedFigures()).toHaveLength(27);
    await loadReport(database, withFigure({ ...seed, title: 'Басқа тақырып' }, 5, { value: '205' }));
    expect(await judgedFigures()).toEqual(seed.figures.map(({ number }) => number).filter((number) => number !== 5));
    expect(await database.query(`select topic from report_check`)).toEqual([{ topic: 'roadmap' }]);
  });

  it('drops all verdicts when the report is about another day', async () => {
    const { reportId } = await loadReport(database, seed);
    await seedVerdicts(reportId);
    await loadReport(database, { ...seed, asOf: '2025-11-06' });
    expect(await judgedFigures()).toEqual([]);
    expect(await database.query(`select topic from report_check`)).toEqual([]);
  });

  it('names an area and a programme that the database does not hold, and loads nothing', async () => {
    const strange = withFigure({ ...seed, areaCode: '999999999' }, 16, { programmeCode: 'moon-amanaty' });
    await expect(loadReport(database, strange)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message:
        'The report akmola-2025-11-05 names what the database does not hold: area 999999999, programme moon-amanaty. Nothing is loaded.',
    });
    expect(await database.query(`select id from report`)).toEqual([]);
  });

  it('finds what another load wrote while it waited for it', async () => {
    let waiting: Promise<unknown> | undefined;
    await database.transaction('READ COMMITTED', async (sql) => {
      await loadReport(sql, seed);
      waiting = loadReport(database, seed);
      await untilWaiting();
    });
    await expect(waiting).resolves.toMatchObject({ version: 1, outcome: 'UNCHANGED' });
    expect(await storedFigures()).toEqual(seed.figures);
  });

  it('holds a report once when it is loaded many times at the same time', async () => {
    const loaded = await Promise.all([1, 2, 3].map(() => loadReport(database, seed)));
    expect(new Set(loaded.map(({ reportId }) => reportId)).size).toBe(1);
    expect(loaded.map(({ version }) => version)).toEqual([1, 1, 1]);
    expect(await storedFigures()).toEqual(seed.figures);
  });

  it('keeps two reports of one area apart', async () => {
    await loadReport(database, seed);
    const other = { ...seed, sourceRef: 'burabay', areaCode: smallTree.burabay, figures: seed.figures.slice(0, 2) };
    expect(await loadReport(database, other)).toMatchObject({ outcome: 'CREATED' });
    expect(await loadReport(database, seed)).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await database.query(`select count(*)::int as figures from stated_figure`)).toEqual([{ figures: 29 }]);
  });
});

/** Until a session waits for another one. */
async function untilWaiting(): Promise<void> {
  const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await database.query(waits)).length === 0) await setTimeout(5);
}

function withFigure(report: StatedReport, number: number, changes: Partial<StatedFigureRow>): StatedReport {
  const figures = report.figures.map((figure) => (figure.number === number ? { ...figure, ...changes } : figure));
  return { ...report, figures };
}

function storedFigures(): Promise<StatedFigureRow[]> {
  return database.query<StatedFigureRow>(
    `select number, topic, measure, programme_code as "programmeCode", period_from as "periodFrom",
            period_to as "periodTo", value, unit, qualifier, rounding_unit as "roundingUnit", wording, note
       from stated_figure
      order by number`,
  );
}

async function figureIds(): Promise<string[]> {
  const rows = await database.query<{ id: string }>(`select id from stated_figure order by number`);
  return rows.map(({ id }) => id);
}

function rowVersions(): Promise<unknown[]> {
  return database.query(
    `select id, xmin::text, ctid::text from report union all select id, xmin::text, ctid::text from stated_figure order by id`,
  );
}

async function seedVerdicts(reportId: string): Promise<void> {
  const [run] = await database.query<{ id: string }>(
    `insert into run (kind, state, finished_at) values ('RECONCILE', 'SUCCEEDED', now()) returning id`,
  );
  const [reconciliation] = await database.query<{ id: string }>(
    `insert into reconciliation (report_id, run_id) values ($1, $2) returning id`,
    [reportId, run!.id],
  );
  await database.query(
    `insert into figure_verdict (reconciliation_id, stated_figure_id, verdict, computed, difference)
     select $1, id, 'MATCH', value, 0 from stated_figure`,
    [reconciliation!.id],
  );
  await database.query(
    `insert into report_check (reconciliation_id, number, topic, kind, holds)
     values ($1, 1, 'proposal', 'PARTS_OF_WHOLE', true), ($1, 2, 'roadmap', 'PARTS_OF_WHOLE', true)`,
    [reconciliation!.id],
  );
}

async function judgedFigures(): Promise<number[]> {
  const rows = await database.query<{ number: number }>(
    `select number from figure_verdict join stated_figure on stated_figure.id = stated_figure_id order by number`,
  );
  return rows.map(({ number }) => number);
}
