import type { Sql } from '@oblys/database';
import type { Reconciliation } from './verdicts.js';

/** Keeps what was found, and gives it back with its id and instant. */
export async function storeReconciliation(
  sql: Sql,
  found: Omit<Reconciliation, 'reconciliationId' | 'reconciledAt'>,
): Promise<Reconciliation> {
  const [stored] = await sql.query<{ reconciliationId: string; reconciledAt: Date }>(
    `/* reconcile:store */
     insert into reconciliation (report_id, run_id, reconciled_at)
     values ($1::uuid, $2::uuid, clock_timestamp())
     returning id as "reconciliationId", reconciled_at as "reconciledAt"`,
    [found.reportId, found.runId],
  );
  await sql.query(
    `/* reconcile:store-verdicts   $1 = reconciliation, $2 = verdicts */
     insert into figure_verdict (reconciliation_id, stated_figure_id, verdict, computed, difference, reason, basis)
     select $1::uuid, found."figureId", found.verdict, found.computed, found.difference, found.reason, found.basis
       from jsonb_to_recordset($2::jsonb) as found (
              "figureId" uuid, verdict text, computed numeric, difference numeric, reason text, basis jsonb)`,
    [stored!.reconciliationId, JSON.stringify(found.verdicts)],
  );
  await sql.query(
    `/* reconcile:store-checks   $1 = reconciliation, $2 = checks */
     insert into report_check (reconciliation_id, number, topic, kind, holds, basis, earlier_figure_id)
     select $1::uuid, found.number, found.topic, found.kind, found.holds, found.basis,
            (found.basis #>> '{earlier,figureId}')::uuid
       from jsonb_to_recordset($2::jsonb) as found (number integer, topic text, kind text, holds boolean, basis jsonb)`,
    [stored!.reconciliationId, JSON.stringify(found.checks)],
  );
  return { ...stored!, ...found };
}
