import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';

/** Files that are written under other names, and take their own together once all of them are whole. */
export class UnfinishedFiles {
  private readonly files = new Map<string, string>();

  /** The name to write under; the same when asked again. */
  begin(path: string): string {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    const unfinished = `${path}.${randomUUID()}.part`;
    this.files.set(path, unfinished);
    return unfinished;
  }

  /** In the order in which they were begun. */
  async keep(): Promise<void> {
    for (const [path, unfinished] of this.files) await rename(unfinished, path);
  }

  async abandon(): Promise<void> {
    for (const unfinished of this.files.values()) await rm(unfinished, { force: true });
  }
}
