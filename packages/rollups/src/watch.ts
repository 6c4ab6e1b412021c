import type { Fence } from '@oblys/database';

/** How far work is. */
export interface StepProgress {
  topic: string;
  step: string;
  /** Steps done, this one among them, of all steps. */
  done: number;
  total: number;
}

/** What whoever starts work may give it. */
export interface Watch<Progress extends StepProgress> {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Checked between steps. */
  readonly signal?: AbortSignal | undefined;
  /** Last in the transaction that takes effect, before all it did is there to be seen. */
  readonly fence?: Fence | undefined;
}
