import type { Database } from '@oblys/database';
import { latestReconciliation, loadReport, readReport, reconcile, seedReport } from '@oblys/ingest';
import type { Reconciliation } from '@oblys/ingest';
import { definitionVersion, getTopic, publish } from '@oblys/rollups';
import type { BuildProgress } from '@oblys/rollups';
import { describeBuildProgress } from '../describe-progress.js';
import type { StepOutcome } from '../step-lines.js';
import { summarizeVerdicts } from '../verdict-summary.js';
import { formatCount } from '../words.js';
import { isWrittenSince } from './records-since.js';

type Tell = (text: string) => void;

/** The report that the project carries, and its verdicts, unless they are there and nothing has changed since. */
export async function bringSeedReport(database: Database, tell: Tell): Promise<StepOutcome> {
  tell('reading the report');
  const report = await readReport(seedReport);
  const { reportId, outcome } = await database.transaction('READ COMMITTED', (sql) => loadReport(sql, report));
  const known = outcome !== 'UNCHANGED' ? null : await findCurrentVerdicts(database, reportId);
  if (known !== null) return describe([known], { skipped: true });
  tell('computing the stated figures');
  return describe(await reconcile(database, { all: true }), { skipped: false });
}

/** The verdicts on whatever reports there are. */
export async function bringVerdicts(database: Database, tell: Tell): Promise<StepOutcome> {
  tell('computing the stated figures');
  return describe(await reconcile(database, { all: true }), { skipped: false });
}

/** The area of the report as of its day, as an immutable copy; made once. */
export async function bringPublication(
  database: Database,
  { signal }: { signal: AbortSignal },
  tell: Tell,
): Promise<StepOutcome> {
  const { areaCode, asOf } = await readReport(seedReport);
  tell(`building the figures of ${areaCode} as of ${asOf}`);
  const onProgress = (progress: BuildProgress) => tell(describeBuildProgress(progress));
  const { publicationId, created, figureRows } = await publish(database, { areaCode, asOf, signal, onProgress });
  const rows = created ? `${formatCount(figureRows)} rows of figures` : 'there already';
  return {
    summary: `${areaCode} as of ${asOf}: ${rows}`,
    detail: { publicationId, areaCode, asOf, created, figureRows },
  };
}

/** Null where a record, a definition or the report has changed since, or nothing was ever reconciled. */
async function findCurrentVerdicts(database: Database, reportId: string): Promise<Reconciliation | null> {
  const latest = await latestReconciliation(database, reportId);
  if (latest === null || (await isWrittenSince(database, latest.reconciledAt))) return null;
  const isCounted = latest.verdicts.every(
    ({ topic, basis }) => basis.definitionVersion === definitionVersion(getTopic(topic)),
  );
  return isCounted ? latest : null;
}

function describe(reports: readonly Reconciliation[], detail: { skipped: boolean }): StepOutcome {
  const verdicts = reports.flatMap((report) => report.verdicts.map(({ verdict }) => verdict));
  const summary = reports.length === 0 ? 'none loaded' : summarizeVerdicts(verdicts);
  return { summary, detail: { ...detail, reports: reports.map(({ reportId }) => reportId), verdicts } };
}
