import type { Sql } from '@oblys/database';
import { figureFields } from './stored-reports.js';
import type { FigureVerdict, Reconciliation, ReportCheck } from './verdicts.js';

/**
 * What the latest reconciliation of a report found; null before the first. A figure that is stated otherwise since then
 * is not among the verdicts.
 */
export async function latestReconciliation(sql: Sql, reportId: string): Promise<Reconciliation | null> {
  const [latest] = await sql.query<Omit<Reconciliation, 'verdicts' | 'checks'>>(
    `/* reconcile:latest */
     select latest.id as "reconciliationId", latest.report_id as "reportId", latest.run_id as "runId",
            report.as_of as "asOf", latest.reconciled_at as "reconciledAt"
       from reconciliation as latest
       join report on report.id = latest.report_id
      where latest.report_id = $1::uuid
      order by latest.reconciled_at desc, latest.id desc
      limit 1`,
    [reportId],
  );
  if (latest === undefined) return null;
  const verdicts = await sql.query<FigureVerdict>(
    `/* reconcile:latest-verdicts */
     select ${figureFields}, found.verdict, found.computed, found.difference, found.reason, found.basis
       from figure_verdict as found
       join stated_figure as figure on figure.id = found.stated_figure_id
      where found.reconciliation_id = $1::uuid
      order by figure.number`,
    [latest.reconciliationId],
  );
  const checks = await sql.query<ReportCheck>(
    `/* reconcile:latest-checks */
     select number, topic, kind, holds, basis
       from report_check
      where reconciliation_id = $1::uuid
      order by number`,
    [latest.reconciliationId],
  );
  return { ...latest, verdicts, checks };
}
