import type { Io } from './io.js';
import { LiveLine } from './live-line.js';
import { formatSeconds } from './words.js';

export interface StepOutcome {
  /** What there is now, in a few words. */
  readonly summary: string;
  /** The same for machines. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

const nameWidth = 12;
const summaryWidth = 68;

/**
 * The steps of a long command, a line on stdout as each is done: name, what there is now, how long it took. With
 * --json each is a JSON text on a line of its own. A terminal also shows the step at work.
 */
export class StepLines {
  private readonly live: LiveLine;
  private readonly startedAtMs = performance.now();

  constructor(
    private readonly io: Io,
    private readonly json: boolean,
  ) {
    this.live = new LiveLine(json ? io.stderr : io.stdout);
  }

  /** Of work that ends with null there is nothing to tell, and no line. */
  async run<T extends StepOutcome | null>(
    name: string,
    work: (tell: (text: string) => void) => Promise<T>,
  ): Promise<T> {
    const startedAtMs = performance.now();
    const tell = (text: string) => this.live.show(`  ${name.padEnd(nameWidth)} ${text}`);
    tell('…');
    try {
      const outcome = await work(tell);
      if (outcome !== null) this.done(name, outcome, performance.now() - startedAtMs);
      return outcome;
    } finally {
      this.live.clear();
    }
  }

  /** Lines for people and one JSON text for machines, past the steps. */
  say(lines: readonly string[], value: Readonly<Record<string, unknown>> | null = null): void {
    this.live.clear();
    if (!this.json) this.io.stdout.write(lines.map((line) => `${line}\n`).join(''));
    else if (value !== null) this.io.stdout.write(`${JSON.stringify(value)}\n`);
  }

  elapsedMs(): number {
    return performance.now() - this.startedAtMs;
  }

  private done(step: string, { summary, detail }: StepOutcome, durationMs: number): void {
    const line = `  ${step.padEnd(nameWidth)} ${summary.padEnd(summaryWidth)} ${formatSeconds(durationMs).padStart(6)}`;
    this.say([line], { step, summary, durationMs: Math.round(durationMs), ...detail });
  }
}
