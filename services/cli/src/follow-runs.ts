import {
  channels,
  JobRunWatch,
  listen,
  listJobRuns,
  listJobRunsOf,
  type Database,
  type ListedJobRun,
  type Notification,
  type RunProgress,
  type Sql,
} from '@oblys/database';
import { isRecordId } from '@oblys/domain';

export interface FollowOptions {
  readonly database: Database;
  /** Until each of these has ended; every run, and until the signal, unless given. */
  readonly ids?: readonly string[] | undefined;
  readonly signal: AbortSignal;
  /** A run as it is at first, and whenever it stands elsewhere. */
  onRun(run: ListedJobRun): void;
  /** How far what a run does is. */
  onProgress(runId: string, progress: RunProgress): void;
}

/** Tells what becomes of runs of jobs, whichever process works on them, also through a loss of the connection. */
export async function followRuns(options: FollowOptions): Promise<void> {
  const follower = new RunFollower(options);
  const listener = listen({
    url: options.database.url,
    channels: [channels.jobRun, channels.progress],
    applicationName: 'oblys runs listen',
    onNotification: (notification) => follower.hear(notification),
    onListening: (sql) => follower.listenOn(sql),
    // Another connection is tried, and reads what happened meanwhile.
    onLost: () => follower.lose(),
  });
  try {
    await follower.over;
  } finally {
    await listener.stop();
  }
}

/** A run that waits for what it needs may wait for ever. */
export function hasEnded({ state }: Pick<ListedJobRun, 'state'>): boolean {
  return state !== 'DUE' && state !== 'RUNNING';
}

const openAtMost = 100;

class RunFollower {
  /** Resolves once all that is followed has ended, or nobody wants to know any more. */
  readonly over: Promise<void>;
  private end: () => void = () => undefined;
  private readonly waitedFor: Set<string> | null;
  private readonly changed = new Set<string>();
  private readonly watch = new JobRunWatch(({ id }) => this.changed.add(id));
  /** What was told last of each run that goes on. */
  private readonly told = new Map<string, string>();
  /** The run of a job that a run belongs to, by the id of the latter. */
  private readonly owners = new Map<string, string | null>();
  private sql: Sql | null = null;

  constructor(private readonly options: FollowOptions) {
    const { ids, signal } = options;
    this.waitedFor = ids === undefined ? null : new Set(ids);
    this.over = new Promise((resolve) => (this.end = resolve));
    signal.addEventListener('abort', this.end, { once: true });
    if (signal.aborted || this.waitedFor?.size === 0) this.end();
  }

  async listenOn(sql: Sql): Promise<void> {
    this.sql = sql;
    await this.watch.listenOn(sql);
    if (this.waitedFor !== null) for (const id of this.waitedFor) this.changed.add(id);
    else {
      const { runs } = await listJobRuns(sql, { state: 'RUNNING', limit: openAtMost });
      for (const run of runs) this.tell(run);
    }
    await this.readChanged(sql);
  }

  lose(): void {
    this.sql = null;
    this.watch.lose();
  }

  async hear({ channel, payload }: Notification): Promise<void> {
    const { sql } = this;
    if (sql === null) return;
    if (channel === channels.progress) return this.hearProgress(sql, payload);
    await this.watch.hear(payload);
    await this.readChanged(sql);
  }

  private async readChanged(sql: Sql): Promise<void> {
    const ids = [...this.changed].filter((id) => this.waitedFor?.has(id) ?? true);
    this.changed.clear();
    if (ids.length === 0) return;
    for (const run of await listJobRunsOf(sql, ids)) this.tell(run);
    if (this.waitedFor?.size === 0) this.end();
  }

  private tell(run: ListedJobRun): void {
    const word = `${run.state} ${run.attempts}`;
    if (this.told.get(run.id) === word) return;
    if (hasEnded(run)) {
      this.told.delete(run.id);
      this.waitedFor?.delete(run.id);
    } else this.told.set(run.id, word);
    this.options.onRun(run);
  }

  private async hearProgress(sql: Sql, payload: string): Promise<void> {
    const progress = parseProgress(payload);
    if (progress === null) return;
    const owner = await this.findOwner(sql, progress.runId);
    if (owner !== null && (this.waitedFor?.has(owner) ?? true)) this.options.onProgress(owner, progress);
  }

  private async findOwner(sql: Sql, runId: string): Promise<string | null> {
    const known = this.owners.get(runId);
    if (known !== undefined) return known;
    const [run] = isRecordId(runId)
      ? await sql.query<{ jobRunId: string | null }>(
          `/* cli:owner-of-run   $1 = id */ select job_run_id as "jobRunId" from run where id = $1::uuid`,
          [runId],
        )
      : [];
    const owner = run?.jobRunId ?? null;
    this.owners.set(runId, owner);
    return owner;
  }
}

/** Null of what no run of this version would say: anyone who may connect may notify. */
function parseProgress(payload: string): RunProgress | null {
  try {
    const progress = JSON.parse(payload) as RunProgress;
    return typeof progress.runId === 'string' && Number.isInteger(progress.done) && progress.total > 0
      ? progress
      : null;
  } catch {
    return null;
  }
}
