import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ControlFolder } from './control-folder.js';
import { CLUSTER, POINTER, makeFolder } from './control-folder.js';
import { EmbeddedServerError } from './errors.js';
import type { ServerAccount } from './server-account.js';
import { accountOwning, canAccess, ensureServerAccount } from './server-account.js';

/** Where the cluster of a data folder is, and who runs it. */
export interface ClusterPlace {
  /** PGDATA. */
  readonly path: string;
  /** Null: ourselves. */
  readonly account: ServerAccount | null;
  readonly exists: boolean;
}

/** Beside a cluster kept elsewhere: the control folder it belongs to. */
const BACK_POINTER = 'belongs-to';

/**
 * Finds the cluster of a data folder, or the place for a new one: inside the data folder, unless PostgreSQL must run
 * as an account that cannot come there; then in a folder of its own under `sharedDir`.
 */
export function findClusterPlace(folder: ControlFolder, sharedDir: string): ClusterPlace {
  const inside = folder.file(CLUSTER);
  if (existsSync(inside)) return existing(inside);
  const pointed = folder.read(POINTER)?.trim();
  if (pointed !== undefined && existsSync(pointed)) {
    assertOwn(folder, pointed);
    return existing(pointed);
  }
  const account = ensureServerAccount();
  if (account === null || canBeReached(folder, account)) return { path: inside, account, exists: false };
  const key = createHash('sha256').update(folder.path).digest('hex').slice(0, 16);
  const elsewhere = join(sharedDir, key, CLUSTER);
  if (existsSync(elsewhere)) assertOwn(folder, elsewhere);
  return { path: elsewhere, account, exists: existsSync(elsewhere) };
}

/** Prepares the folder that the cluster will be made in. */
export function prepareClusterPlace(folder: ControlFolder, { path, account }: ClusterPlace): void {
  if (dirname(path) === folder.path) return;
  makeFolder(dirname(path));
  if (account !== null && !canAccess(account, '-x', dirname(path))) {
    throw new EmbeddedServerError(
      'DATA_FOLDER_UNUSABLE',
      `The account that runs PostgreSQL can enter neither ${folder.path} nor ${dirname(path)}. Name a folder it can enter in OBLYS_DATA_DIR.`,
    );
  }
  writeFileSync(join(dirname(path), BACK_POINTER), folder.path);
  folder.write(POINTER, path);
}

/** Takes away a cluster, wherever it is. Only for a server that is stopped. */
export function removeCluster(folder: ControlFolder): void {
  const pointed = folder.read(POINTER)?.trim();
  if (pointed !== undefined && ownerOf(pointed) === folder.path) {
    rmSync(dirname(pointed), { recursive: true, force: true, maxRetries: 5 });
  }
  folder.remove(POINTER);
  rmSync(folder.file(CLUSTER), { recursive: true, force: true, maxRetries: 5 });
}

function existing(path: string): ClusterPlace {
  return { path, account: accountOwning(path), exists: true };
}

/** A copied checkout would otherwise share its cluster with the original, without either knowing. */
function assertOwn(folder: ControlFolder, cluster: string): void {
  const owner = ownerOf(cluster);
  if (owner === folder.path) return;
  const pointerOfOwner = owner === null ? null : join(owner, POINTER);
  if (pointerOfOwner !== null && existsSync(pointerOfOwner)) {
    throw new EmbeddedServerError(
      'DATA_FOLDER_UNUSABLE',
      `${folder.path} is a copy of ${owner}, and the cluster of both is ${cluster}. Remove ${folder.path} to begin with an empty one.`,
    );
  }
  writeFileSync(join(dirname(cluster), BACK_POINTER), folder.path); // the data folder was moved
}

function ownerOf(cluster: string): string | null {
  const file = join(dirname(cluster), BACK_POINTER);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** Tried rather than computed: a mounted folder may also refuse to be given to another account. */
function canBeReached(folder: ControlFolder, account: ServerAccount): boolean {
  const probe = folder.file(`.reach-${process.pid}`);
  try {
    mkdirSync(probe, { mode: 0o700 });
    chownSync(probe, account.uid, account.gid);
    return statSync(probe).uid === account.uid && canAccess(account, '-w', probe);
  } catch {
    return false; // a file system without owners
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}
