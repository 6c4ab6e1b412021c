import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { IsoDate } from '@oblys/domain';

/** What readers look into to find the newest bundle. */
export const latestFile = 'latest.json';

/** A day's bundle: a folder named by the day. */
export const bundleName = /^\d{4}-\d{2}-\d{2}$/;

/** What an export or a purge works in: hidden, and of no use to anybody once its process has ended. */
const unfinishedName = /^\.(\d{4}-\d{2}-\d{2})\.[0-9a-f-]{36}\.(draft|latest|replaced|removed)$/;

type Unfinished = 'draft' | 'latest' | 'replaced' | 'removed';

export function unfinished(folder: string, day: IsoDate, id: string, what: Unfinished): string {
  return join(folder, `.${day}.${id}.${what}`);
}

/** A bundle while it is written: in a draft beside the one that readers see, until it takes that one's place. */
export class BundleFolder {
  readonly draft: string;

  /** @param id of the run, so that no two write into one draft */
  constructor(
    private readonly folder: string,
    private readonly day: IsoDate,
    private readonly id: string,
  ) {
    this.draft = unfinished(folder, day, id, 'draft');
  }

  get path(): string {
    return join(this.folder, this.day);
  }

  /** Nobody else may be at work on the folder: what lies there unfinished is taken for a left-over. */
  async begin(): Promise<void> {
    await makeFolder(this.folder);
    await clearLeftOvers(this.folder);
    await mkdir(this.draft);
  }

  /** All that may fail of making the bundle current, before its place is touched. */
  async prepare(latest: object): Promise<void> {
    await writeDurably(unfinished(this.folder, this.day, this.id, 'latest'), latest);
    await syncFolder(this.draft);
  }

  /**
   * A day's first bundle appears by one rename. A folder cannot take the place of another, so a later one of the same day
   * needs two: who is killed between them leaves the one before, which the next export puts back.
   */
  async makeCurrent(): Promise<void> {
    const { folder, day, id, draft, path } = this;
    const replaced = unfinished(folder, day, id, 'replaced');
    const replaces = existsSync(path);
    if (replaces) await rename(path, replaced);
    try {
      await rename(draft, path);
    } catch (error) {
      if (replaces) await rename(replaced, path);
      throw error;
    }
    await rename(unfinished(folder, day, id, 'latest'), join(folder, latestFile));
    await syncFolder(folder);
    await rm(replaced, { recursive: true, force: true });
  }

  /** What was not made current is no use to anybody. */
  async abandon(): Promise<void> {
    await rm(this.draft, { recursive: true, force: true });
    await rm(unfinished(this.folder, this.day, this.id, 'latest'), { force: true });
  }
}

/** The last part by itself: a recursive call does not say what is wrong with a disk that can only be read. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder);
}

async function clearLeftOvers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, day, what] = unfinishedName.exec(name) ?? [];
    if (day === undefined) continue;
    const path = join(folder, name);
    if (what === 'replaced' && !existsSync(join(folder, day))) await rename(path, join(folder, day));
    else await rm(path, { recursive: true, force: true });
  }
}

/** JSON that is on the disk when this resolves. */
export async function writeDurably(path: string, value: object): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The names in a folder are on the disk only once it is synced itself; Windows does so unasked, and refuses to be asked. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
