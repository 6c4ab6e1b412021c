import { failRun, startRun, succeedRun, type Database, type Fence, type Sql } from '@oblys/database';
import { businessDay, later, NotFoundError } from '@oblys/domain';
import { answerQuestions } from './answer-questions.js';
import { checkEarlierReports } from './check-earlier-reports.js';
import { checkReport } from './check-report.js';
import { askFor, judgeFigure } from './judge-figure.js';
import { numbered } from './measured-figures.js';
import {
  listEarlierFigures,
  listFiguresByReport,
  listLaterReports,
  listReports,
  lockReports,
  type StoredReport,
} from './stored-reports.js';
import { storeReconciliation } from './store-reconciliation.js';
import type { Reconciliation } from './verdicts.js';

/** Which reports: one with the later ones that are held against it, some as they are named, or all there are. */
export type ReconcileScope = ({ reportId: string } | { reportIds: readonly string[] } | { all: true }) & {
  /** Last in the transaction, before all it did is there to be seen. */
  fence?: Fence;
};

/**
 * Counts every figure that the reports state from the records, for the report's area and as of its day, and keeps the
 * verdicts and the checks of each report against itself and the earlier reports of its year. All of it is one run and one
 * snapshot of the records, with one statement per topic, however many reports there are. Reports come back in the order of
 * their publication; the one that was asked for comes first, before the later ones that are held against it.
 *
 * A mismatch is a finding and no failure. A failure marks the run FAILED, keeps nothing else and is thrown on.
 * @throws {NotFoundError} when there is no such report
 */
export async function reconcile(database: Database, scope: ReconcileScope): Promise<Reconciliation[]> {
  const found = await findReports(database, scope);
  if (found.length === 0) return [];
  const reportIds = found.map(({ id }) => id);
  const runId = await startRun(database, 'RECONCILE', found.map(({ asOf }) => asOf).reduce(later), scope.fence);
  try {
    return await database.transaction('REPEATABLE READ', async (sql) => {
      const reconciliations = await reconcileReports(sql, reportIds, runId);
      const outcome = outcomeOf(reconciliations);
      await succeedRun(sql, runId, outcome);
      await scope.fence?.pass(sql, { ...outcome, runId });
      return reconciliations;
    });
  } catch (error) {
    await failRun(database, runId, error);
    throw error;
  }
}

/** @throws {NotFoundError} when the one report is not there */
async function findReports(sql: Sql, scope: ReconcileScope): Promise<StoredReport[]> {
  if ('all' in scope) return listReports(sql, null);
  if ('reportIds' in scope) return listReports(sql, scope.reportIds);
  const asked = await listReports(sql, [scope.reportId]);
  if (asked.length === 0)
    throw new NotFoundError(`There is no report ${scope.reportId}, so nothing can be reconciled.`);
  return [...asked, ...(await listReports(sql, await listLaterReports(sql, [scope.reportId])))];
}

async function reconcileReports(sql: Sql, reportIds: readonly string[], runId: string): Promise<Reconciliation[]> {
  const locked = new Map((await lockReports(sql, reportIds)).map((report) => [report.id, report]));
  const reports = reportIds.flatMap((id) => locked.get(id) ?? []);
  const figures = await listFiguresByReport(sql, reportIds);
  const earlier = await listEarlierFigures(sql, reportIds);
  const today = businessDay(new Date());
  const asked = reports.flatMap((report) =>
    (figures.get(report.id) ?? []).map((figure) => ({
      report,
      figure,
      question: askFor(figure, { ...report, today }),
    })),
  );
  const answers = await answerQuestions(
    sql,
    asked.map(({ question }) => question),
  );

  const reconciliations: Reconciliation[] = [];
  for (const { id: reportId, areaCode, asOf } of reports) {
    const own = asked.filter(({ report }) => report.id === reportId);
    const verdicts = own.map(({ figure, question }) => judgeFigure(figure, asOf, question, answers.get(question)));
    const stated = own.map(({ figure }) => figure);
    const checks = numbered([
      ...checkReport(stated),
      ...checkEarlierReports(asOf, stated, earlier.get(areaCode) ?? []),
    ]);
    reconciliations.push(await storeReconciliation(sql, { reportId, asOf, runId, verdicts, checks }));
  }
  return reconciliations;
}

function outcomeOf(reconciliations: readonly Reconciliation[]): object {
  return {
    reports: reconciliations.map(({ reportId, reconciliationId, verdicts, checks }) => {
      const counts: Record<string, number> = {};
      for (const { verdict } of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
      const contradictions = checks.filter(({ holds }) => !holds).length;
      return { reportId, reconciliationId, verdicts: counts, checks: checks.length, contradictions };
    }),
  };
}
