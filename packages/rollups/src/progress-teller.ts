import { tellProgress, type RunProgress, type Sql } from '@oblys/database';

/** At least this long between two words of a run: four a second is all that anyone can follow. */
const pauseMs = 250;

/**
 * Tells listeners of the database how far a run is, the newest alone where it goes on faster than they are told. That
 * somebody could not be told is no reason for the run to fail.
 */
export class ProgressTeller {
  private newest: RunProgress | null = null;
  private timer: NodeJS.Timeout | undefined;
  private telling: Promise<void> | undefined;
  private toldAtMs = Number.NEGATIVE_INFINITY;
  private hasSettled = false;

  /** @param sql never the connection of the run itself, whose words are heard when it commits */
  constructor(private readonly sql: Sql) {}

  tell(progress: RunProgress): void {
    this.newest = progress;
    this.schedule();
  }

  /** What has not been told yet never is: by now the end of the run has been. */
  async settle(): Promise<void> {
    this.hasSettled = true;
    clearTimeout(this.timer);
    await this.telling;
  }

  private schedule(): void {
    if (this.hasSettled || this.timer !== undefined || this.telling !== undefined || this.newest === null) return;
    const waitMs = Math.max(0, this.toldAtMs + pauseMs - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.telling = this.tellNewest().finally(() => {
        this.telling = undefined;
        this.schedule();
      });
    }, waitMs);
  }

  private async tellNewest(): Promise<void> {
    const progress = this.newest!;
    this.newest = null;
    this.toldAtMs = performance.now();
    await tellProgress(this.sql, progress).catch(() => undefined);
  }
}
