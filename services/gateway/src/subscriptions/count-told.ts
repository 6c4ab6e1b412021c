import { toldVerdicts, type Verdict } from '@oblys/domain';
import type { GatewayContext } from '../context.js';
import type { ReportReconciled, VerdictCount } from './report-reconciled.js';

/** How many figures of a reconciled report came out how, as far as whoever asks is told; the others are WITHHELD. */
export async function countTold(
  { found, runId, reportKey }: Pick<ReportReconciled, 'found' | 'runId' | 'reportKey'>,
  { database }: Pick<GatewayContext, 'database'>,
): Promise<VerdictCount[]> {
  const told = await database.query<{ verdict: Verdict; count: number }>(
    `/* gateway:told-verdicts   $1 = run, $2 = report */
select verdict, count(*)::integer as count
  from figure_verdict
 where reconciliation_id in (select id from reconciliation where run_id = $1::uuid and report_id = $2::uuid)
 group by verdict`,
    [runId, reportKey],
  );
  const withheld = sumOf(found) - sumOf(told);
  const counts = [...told, { verdict: 'WITHHELD' as const, count: withheld }];
  return toldVerdicts.flatMap((verdict) => counts.find((each) => each.verdict === verdict && each.count > 0) ?? []);
}

function sumOf(counts: readonly { count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
