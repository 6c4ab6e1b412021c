import { chmodSync, chownSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { existsSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedServerError, errnoOf, messageOf } from './errors.js';

/** In the control folder: the cluster itself, unless it is kept elsewhere. */
export const CLUSTER = 'cluster';
/** In the control folder: the path of a cluster that is kept elsewhere. */
export const POINTER = 'cluster-path';

/**
 * The folder in which processes that share an embedded server find each other: its password, lock, holders and log,
 * and the cluster itself unless the server's account cannot come here.
 */
export class ControlFolder {
  private constructor(
    readonly path: string,
    /** Whoever owns the folder owns its files, also when root has written them. */
    private readonly owner: { uid: number; gid: number },
    /** The topmost folder that did not exist before, taken away again when nothing comes of it. */
    private readonly made: string | null,
  ) {}

  /** @throws {EmbeddedServerError} when the folder cannot be made or written, with nothing left behind */
  static open(dataDir: string): ControlFolder {
    const path = join(dataDir, 'postgres');
    let made: string | null = null;
    try {
      made = makeFolder(path);
      const probe = join(path, `.writable-${process.pid}`);
      writeFileSync(probe, '');
      rmSync(probe);
      const { uid, gid } = statSync(path);
      return new ControlFolder(realpathSync(path), { uid, gid }, made);
    } catch (error) {
      if (made !== null) removeEmptyFolders(path, made);
      throw new EmbeddedServerError(
        'DATA_FOLDER_UNUSABLE',
        `The data folder ${dataDir} cannot be written (${messageOf(error)}). Make it writable for this user or name another one in OBLYS_DATA_DIR.`,
        { cause: error },
      );
    }
  }

  file(name: string): string {
    return join(this.path, name);
  }

  read(name: string): string | null {
    try {
      return readFileSync(this.file(name), 'utf8');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  readJson<T>(name: string): T | null {
    const text = this.read(name);
    try {
      return text === null ? null : (JSON.parse(text) as T);
    } catch {
      return null; // torn by a crash; it is written anew by whoever needs it
    }
  }

  /** Replaces the file as a whole: a reader sees the old text or the new one. */
  write(name: string, text: string, mode = 0o644): void {
    const draft = `${name}.${process.pid}.draft`;
    writeFileSync(this.file(draft), text, { mode });
    this.own(draft);
    renameSync(this.file(draft), this.file(name));
  }

  /** @throws when the file exists (EEXIST) */
  create(name: string, text: string): void {
    writeFileSync(this.file(name), text, { flag: 'wx' });
    this.own(name);
  }

  own(name: string): void {
    if (process.getuid?.() === 0 && this.owner.uid !== 0) chownSync(this.file(name), this.owner.uid, this.owner.gid);
  }

  remove(name: string): void {
    rmSync(this.file(name), { force: true });
  }

  makeSubfolder(name: string): void {
    if (makeFolder(this.file(name)) !== null) this.own(name);
  }

  list(name = '.'): string[] {
    try {
      return readdirSync(this.file(name));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Makes the folder again after another process, failing its first start, has taken it away. */
  restore(): void {
    makeFolder(this.path);
  }

  /** After a first start that failed: leaves the disk as it was found. */
  discardIfUnused(): void {
    if (this.made === null || [CLUSTER, POINTER].some((name) => existsSync(this.file(name)))) return;
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 });
    removeEmptyFolders(dirname(this.path), this.made);
  }

  /** Takes away all there is, and the data folder too where nothing else is in it. */
  removeAll(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
    removeEmptyFolders(dirname(this.path), dirname(this.path));
  }

  /** What the system refuses us in here, said in terms of the data folder; any other error as it is. */
  explain(error: unknown): unknown {
    const dataDir = dirname(this.path);
    if (errnoOf(error) === 'EACCES' || errnoOf(error) === 'EPERM') {
      return new EmbeddedServerError(
        'DATA_FOLDER_UNUSABLE',
        `The data folder ${dataDir} holds a database of another user (${messageOf(error)}). Run as that user or name another folder in OBLYS_DATA_DIR.`,
        { cause: error },
      );
    }
    if (errnoOf(error) === 'ENOSPC' || errnoOf(error) === 'EROFS') {
      return new EmbeddedServerError(
        'DATA_FOLDER_UNUSABLE',
        `The data folder ${dataDir} cannot be written (${messageOf(error)}). Make room, or name another folder in OBLYS_DATA_DIR.`,
        { cause: error },
      );
    }
    return error;
  }
}

/**
 * Makes a folder that others may enter whatever the umask; gives the topmost folder made, null when it existed.
 * Step by step, since Node's recursive mkdir never ends where the system denies a folder with ENOENT, as under /proc.
 */
export function makeFolder(path: string): string | null {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder) && folder !== dirname(folder); folder = dirname(folder)) {
    missing.unshift(folder);
  }
  for (const folder of missing) {
    try {
      mkdirSync(folder);
      chmodSync(folder, 0o755);
    } catch (error) {
      if (errnoOf(error) === 'EEXIST' && statSync(folder).isDirectory()) continue; // another process was first
      if (folder !== missing[0]) removeEmptyFolders(dirname(folder), missing[0] ?? folder);
      throw error;
    }
  }
  return missing[0] ?? null;
}

function removeEmptyFolders(from: string, upTo: string): void {
  for (let folder = from; ; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') return; // somebody else's by now
    }
    if (folder === upTo || folder === dirname(folder)) return;
  }
}
