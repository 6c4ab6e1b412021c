import { constants } from 'node:os';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type StopSignal = (typeof stopSignals)[number];

/**
 * Ctrl-C reaches every process of the terminal, and a parent such as pnpm hands its own on: one press, several
 * signals. Only one that comes later than this is a second press.
 */
const samePressMs = 1_000;

export class InterruptedError extends Error {
  readonly code = 'INTERRUPTED';

  constructor(readonly signal: StopSignal) {
    super(`Stopped by ${signal}.`);
    this.name = 'InterruptedError';
  }

  /** As shells report a process that a signal ended. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}

/** The first signal asks to stop, a second one forces: the process ends at once. */
export class Interruption {
  private readonly controller = new AbortController();
  private firstAtMs: number | null = null;
  private readonly listeners = stopSignals.map((signal) => ({ signal, listener: () => this.request(signal) }));

  constructor(private readonly forceExit: (code: number) => void = (code) => process.exit(code)) {
    for (const { signal, listener } of this.listeners) process.on(signal, listener);
  }

  /** Aborted with an InterruptedError. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Resolves when asked to stop. */
  async awaited(): Promise<void> {
    if (this.signal.aborted) return;
    await new Promise((resolve) => this.signal.addEventListener('abort', resolve, { once: true }));
  }

  /** As if the signal had come. */
  request(signal: StopSignal): void {
    const interrupted = new InterruptedError(signal);
    const nowMs = performance.now();
    if (this.firstAtMs === null) {
      this.firstAtMs = nowMs;
      this.controller.abort(interrupted);
    } else if (nowMs - this.firstAtMs > samePressMs) {
      this.forceExit(interrupted.exitCode);
    }
  }

  dispose(): void {
    for (const { signal, listener } of this.listeners) process.off(signal, listener);
  }
}
