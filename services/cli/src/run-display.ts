import type { ListedJobRun, RunProgress } from '@oblys/database';
import { describeBuildProgress, describeShare } from './describe-progress.js';
import { hasEnded } from './follow-runs.js';
import type { Output } from './output.js';
import { formatSeconds } from './words.js';

interface Shown {
  readonly run: ListedJobRun;
  readonly sinceMs: number;
  progress: RunProgress | null;
}

const refreshMs = 250;

/** The runs that go on, in one line of the terminal: a bar, what is done, and for how long it has gone on. */
export class RunDisplay {
  /** The one that was heard of last comes last. */
  private readonly running = new Map<string, Shown>();
  private readonly timer = setInterval(() => this.show(), refreshMs);

  constructor(
    private readonly output: Output,
    /** What is shown while nothing goes on. */
    private readonly idle: string,
  ) {
    this.show();
  }

  take(run: ListedJobRun): void {
    this.running.delete(run.id);
    if (hasEnded(run) || run.state === 'DUE') return;
    const sinceMs = performance.now() - (run.durationSeconds ?? 0) * 1_000;
    this.running.set(run.id, { run, sinceMs, progress: null });
  }

  progress(runId: string, progress: RunProgress): void {
    const shown = this.running.get(runId);
    if (shown === undefined) return;
    this.running.delete(runId);
    this.running.set(runId, { ...shown, progress });
    this.show();
  }

  end(): void {
    clearInterval(this.timer);
    this.output.clear();
  }

  private show(): void {
    const newest = [...this.running.values()].at(-1);
    this.output.progress(newest === undefined ? this.idle : describe(newest, this.running.size - 1));
  }
}

function describe({ run: { job, asOf }, sinceMs, progress }: Shown, others: number): string {
  const elapsed = formatSeconds(performance.now() - sinceMs);
  const more = others === 0 ? '' : `, and ${others} more`;
  return progress === null
    ? `${job} ${asOf}, ${elapsed}${more}`
    : `${describeShare(progress.done, progress.total)}  ${job} ${asOf}, ${elapsed}: ${describeBuildProgress(progress)}${more}`;
}
