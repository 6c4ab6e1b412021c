import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, loadAreas, loadVocabulary, openDatabase } from '@oblys/database';
import { locales } from '@oblys/domain';
import {
  explain,
  loadDemo,
  loadReport,
  readReport,
  reconcile,
  type Reconciliation,
  seedReport,
  type StatedReport,
} from '@oblys/ingest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const agreeing = ['MATCH', 'WITHIN_ROUNDING', 'CONSISTENT'];

let home: TestDatabase;
let database: Database;
let report: StatedReport;
let found: Reconciliation;

// The demonstration goes on for weeks after the report: what the day itself says must not move with it.
beforeAll(async () => {
  home = await createTestDatabase();
  database = await openDatabase({ url: home.url });
  await database.transaction('READ COMMITTED', (sql) => loadAreas(sql));
  await database.transaction('READ COMMITTED', (sql) => loadVocabulary(sql));
  await loadDemo(database, { until: '2026-01-31' });
  report = await readReport(seedReport);
  found = await reconcileAsOf(report.asOf);
}, 120_000);

afterAll(async () => {
  await database?.close();
  await home?.drop();
});

describe('the report of Akmola of 5 November 2025, held against the demonstration', () => {
  it('has a verdict on each of its 27 figures, and every one agrees', () => {
    expect(found.verdicts).toHaveLength(27);
    const disagreeing = found.verdicts.filter(({ verdict }) => !agreeing.includes(verdict));
    expect(disagreeing.map((figure) => explain(figure, 'EN'))).toEqual([]);
  });

  it('meets every exact figure to the unit', () => {
    const exact = found.verdicts.filter(({ qualifier }) => qualifier === 'EXACT');
    expect(exact).toHaveLength(18);
    expect(exact.map(({ number, computed }) => [number, computed])).toEqual(
      exact.map(({ number, value }) => [number, value]),
    );
    expect(new Set(exact.map(({ verdict }) => verdict))).toEqual(new Set(['MATCH']));
  });

  it('rests every figure on records, and explains it in three languages', () => {
    for (const figure of found.verdicts) {
      expect(figure.basis.recordCount).toBeGreaterThan(0);
      const sentences = locales.map((locale) => explain(figure, locale));
      expect(new Set(sentences).size).toBe(locales.length);
      expect(sentences.join()).not.toMatch(/undefined|null|NaN/);
    }
  });

  it('agrees with itself: what it states of each whole and its parts fits one set of counts', () => {
    expect(found.checks.map(({ topic, kind, holds }) => [topic, kind, holds])).toEqual([
      ['election', 'PARTS_OF_WHOLE', true],
      ['proposal', 'PARTS_OF_WHOLE', true],
      ['roadmap', 'PARTS_OF_WHOLE', true],
      ['appeal', 'SHARES_OF_WHOLE', true],
      ['legalAid', 'PARTS_OF_WHOLE', true],
      ['event', 'PROGRAMME_WITHIN_TOTAL', true],
      ['event', 'PROGRAMME_WITHIN_TOTAL', true],
    ]);
  });

  it('leaves the appeals 3187 to 3197 decided positively, and the records lie within', () => {
    const appeals = found.checks.find(({ topic }) => topic === 'appeal')!.basis;
    expect(appeals.parts).toEqual([
      { measure: 'positive', range: { from: 3187, to: 3197 } },
      { measure: 'explained', range: { from: 3060, to: 3070 } },
      { measure: 'inProgress', range: { from: 74, to: 74 } },
    ]);
    for (const { basis } of found.verdicts.filter(({ topic, unit }) => topic === 'appeal' && unit === 'percent')) {
      const { range } = appeals.parts.find(({ measure }) => measure === basis.numerator!.measure)!;
      expect(basis.numerator!.count).toBeGreaterThanOrEqual(range!.from);
      expect(basis.numerator!.count).toBeLessThanOrEqual(range!.to!);
    }
  });

  it.each(['2025-10-05', '2025-12-05'])(
    'is about its own day: as of %s at least 15 figures are others',
    async (asOf) => {
      const { verdicts } = await reconcileAsOf(asOf);
      const others = verdicts.filter(({ computed }, index) => computed !== found.verdicts[index]!.computed);
      expect(others.length).toBeGreaterThanOrEqual(15);
      expect(verdicts.filter(({ verdict }) => verdict === 'MISMATCH').length).toBeGreaterThanOrEqual(15);
    },
  );
});

/** What the figures would be held against, had the report been made on another day. */
async function reconcileAsOf(asOf: string): Promise<Reconciliation> {
  const figures = report.figures.map((figure) => ({ ...figure, periodTo: asOf }));
  const dated = { ...report, figures, asOf, sourceRef: `${report.sourceRef} as of ${asOf}` };
  const { reportId } = await loadReport(database, dated);
  return (await reconcile(database, { reportId }))[0]!;
}
