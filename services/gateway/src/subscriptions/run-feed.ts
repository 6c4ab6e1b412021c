import type { ChangedJobRun, Listener, Notification, RunKind, RunProgress, RunState, Sql } from '@oblys/database';
import { channels, JobRunWatch, listen } from '@oblys/database';
import { verdicts, type IsoDate, type Verdict } from '@oblys/domain';
import type { GatewayLogger } from '../gateway-logger.js';
import type { SummaryCache } from '../summaries/summary-cache.js';
import { Broadcast } from './broadcast.js';
import type { BuildMadeCurrent } from './build-made-current.js';
import { JobProgress } from './job-progress.js';
import type { ReportReconciled } from './report-reconciled.js';

export interface RunFeedOptions {
  /** Past a pooler. */
  url: string;
  logger: GatewayLogger;
  /** Opened while builds are heard of, and emptied by each. */
  cache: Pick<SummaryCache, 'open' | 'close' | 'empty'>;
}

/**
 * What runs do, whichever process they run in, told to subscribers as it happens. That a run began or ended is read
 * from the table of runs, each time PostgreSQL notifies and each time the connection was lost and made anew, and
 * compared with what was last read: so nothing is told twice, and nothing that happened meanwhile is missed. How far a
 * run is comes with the notification itself, and may be missed.
 */
export class RunFeed {
  readonly builds = new Broadcast<BuildMadeCurrent>();
  readonly progress = new Broadcast<JobProgress>();
  readonly reconciliations = new Broadcast<ReportReconciled>();
  readonly jobRuns = new Broadcast<ChangedJobRun>();
  private readonly jobRunWatch = new JobRunWatch((changed) => this.jobRuns.publish(changed));
  private readonly running = new Map<string, JobProgress>();
  private readonly listener: Listener;
  private known: ReadonlyMap<string, RunState> | null = null;
  private readonly beganAtMs = performance.now();
  private since = new Date(0);
  private sql: Sql | null = null;
  private reading: Promise<void> = Promise.resolve();
  private nextReading: Promise<void> | null = null;

  constructor({ url, logger, cache }: RunFeedOptions) {
    this.listener = listen({
      url,
      channels: Object.values(channels),
      applicationName: 'oblys gateway listen',
      onNotification: (notification) => {
        if (notification.channel === channels.build) cache.empty();
        return this.hear(notification);
      },
      onListening: async (sql) => {
        this.sql = sql;
        await this.readRuns();
        await this.jobRunWatch.listenOn(sql);
        cache.open();
      },
      onLost: (error) => {
        this.sql = null;
        this.jobRunWatch.lose();
        cache.close();
        logger.warn({ err: error }, 'the connection that listens to the database is lost; another one is tried');
      },
    });
  }

  /** Settled once it listens, or could not yet: it goes on trying. */
  get begun(): Promise<void> {
    return this.listener.begun;
  }

  /** Runs that are under way, each with its newest word. */
  listRunning(): JobProgress[] {
    return [...this.running.values()];
  }

  stop(): Promise<void> {
    return this.listener.stop();
  }

  private hear({ channel, payload }: Notification): Promise<void> | void {
    if (channel === channels.progress) this.tellProgress(payload);
    else if (channel === channels.jobRun) return this.jobRunWatch.hear(payload);
    // A new connection reads the runs before anything else.
    else if (this.sql !== null) return this.readRuns();
  }

  /** One reading at a time; what is heard during one waits for the next, which it shares. */
  private readRuns(): Promise<void> {
    this.nextReading ??= this.reading.then(() => {
      this.nextReading = null;
      return this.readOnce();
    });
    this.reading = this.nextReading.catch(() => undefined);
    return this.nextReading;
  }

  private async readOnce(): Promise<void> {
    const { sql, known } = this;
    if (sql === null) return;
    if (known === null) this.since = await this.findBeginning(sql);
    const open = known === null ? null : [...known].flatMap(([id, state]) => (state === 'RUNNING' ? [id] : []));
    const rows = await sql.query<RunRow>(changedRuns, [this.since, open]);
    for (const row of rows) if (known?.get(row.id) !== row.state) this.tellRun(row);
    this.known = new Map(rows.map(({ id, state }) => [id, state]));
    for (const { startedAt } of rows) if (startedAt > this.since) this.since = startedAt;
  }

  /** When this began by the clock of the database, which stamps the runs. */
  private async findBeginning(sql: Sql): Promise<Date> {
    const [row] = await sql.query<{ beginning: Date }>(
      `/* gateway:runs-since */ select clock_timestamp() - $1 * interval '1 millisecond' as beginning`,
      [performance.now() - this.beganAtMs],
    );
    return row!.beginning;
  }

  private tellRun(row: RunRow): void {
    const word = new JobProgress(row, row.error);
    if (row.state === 'RUNNING') this.running.set(row.id, word);
    else this.running.delete(row.id);
    this.progress.publish(word);
    if (row.state !== 'SUCCEEDED') return;
    if (row.kind === 'ROLLUP') this.builds.publish(buildOf(row));
    if (row.kind === 'RECONCILE') for (const each of reconciliationsOf(row)) this.reconciliations.publish(each);
  }

  /** What is heard of a run after its end was on its way when it ended. */
  private tellProgress(payload: string): void {
    const progress = parseProgress(payload);
    if (progress === null) return;
    const before = this.running.get(progress.runId);
    if (before === undefined) return;
    const word = new JobProgress({ ...before, id: progress.runId }, null, progress);
    this.running.set(progress.runId, word);
    this.progress.publish(word);
  }
}

/** Null of what no run of this version would say: anyone who may connect may notify. */
function parseProgress(payload: string): RunProgress | null {
  try {
    const { runId, kind, topic, step, done, total } = JSON.parse(payload) as RunProgress;
    const texts = [runId, kind, topic, step].every((text) => typeof text === 'string');
    return texts && Number.isInteger(done) && Number.isInteger(total)
      ? { runId, kind, topic, step, done, total }
      : null;
  } catch {
    return null;
  }
}

interface RunRow {
  id: string;
  kind: RunKind;
  state: RunState;
  asOf: IsoDate | null;
  jobRunKey: string | null;
  startedAt: Date;
  finishedAt: Date | null;
  error: string | null;
  outcome: unknown;
}

/** Runs are seen a moment after the instant they say they started at, in whatever order they are committed. */
const changedRuns = `/* gateway:runs   $1 = start of the newest run that is known, $2 = runs known to be under way (null: any) */
select id, kind, state, as_of as "asOf", job_run_id as "jobRunKey", started_at as "startedAt", finished_at as "finishedAt", error, outcome
  from run
 where started_at > $1::timestamptz - interval '1 minute'
    or id = any ($2::uuid[])
    or ($2::uuid[] is null and state = 'RUNNING')
 order by coalesce(finished_at, started_at), id`;

function buildOf({ id, asOf, finishedAt, outcome }: RunRow): BuildMadeCurrent {
  const { topics = [] } = outcome as { topics?: { topic: string; written: number }[] };
  return {
    runId: id,
    asOf: asOf!,
    builtAt: finishedAt!,
    rowsChanged: topics.reduce((sum, { written }) => sum + written, 0),
    topics: topics.map(({ topic, written }) => ({ code: topic, rowsChanged: written })),
  };
}

interface ReconciledReport {
  reportId: string;
  verdicts: Partial<Record<Verdict, number>>;
  checks: number;
  contradictions: number;
}

function reconciliationsOf({ id, outcome }: RunRow): ReportReconciled[] {
  const { reports = [] } = outcome as { reports?: ReconciledReport[] };
  return reports.map(({ reportId, verdicts: counts, checks, contradictions }) => ({
    reportKey: reportId,
    runId: id,
    found: verdicts.flatMap((verdict) => {
      const count = counts[verdict];
      return count === undefined ? [] : [{ verdict, count }];
    }),
    checks,
    contradictions,
  }));
}
