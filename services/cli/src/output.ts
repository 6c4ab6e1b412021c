import type { Io } from './io.js';
import { LiveLine } from './live-line.js';

/**
 * What a command tells: its result on stdout, as lines or (with --json) as one JSON text and nothing else;
 * progress on stderr, and only where a terminal shows it.
 */
export class Output {
  private readonly live: LiveLine;

  constructor(
    readonly io: Io,
    readonly json: boolean,
  ) {
    this.live = new LiveLine(io.stderr);
  }

  /** A step of long work, written over by the next one. */
  progress(text: string): void {
    this.live.show(`  ${text}`);
  }

  result(value: unknown, lines: readonly string[]): void {
    this.live.clear();
    this.io.stdout.write(this.json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
  }

  /** What a person should know meanwhile, beside the result. */
  notice(text: string): void {
    this.live.clear();
    this.io.stderr.write(`${text}\n`);
  }

  /** Before anybody else writes to the terminal. */
  clear(): void {
    this.live.clear();
  }
}
