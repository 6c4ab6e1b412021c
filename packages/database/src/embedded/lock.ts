import { setTimeout as delay } from 'node:timers/promises';
import { statSync } from 'node:fs';
import type { ControlFolder } from './control-folder.js';
import { EmbeddedServerError, errnoOf } from './errors.js';
import type { ProcessIdentity } from './process-identity.js';
import { isRunning, ownIdentity } from './process-identity.js';

const LOCK_FILE = /^lock\.(\d+)$/;
const POLL_MS = 40;
const GIVE_UP_AFTER_MS = 180_000;
/** A lock file that is still empty belongs to a process between creating and writing it, or to one that died there. */
const EMPTY_IS_STALE_AFTER_MS = 2_000;

type LockText = ProcessIdentity | { readonly released: true };

/**
 * Runs work while no other process does so in this folder.
 *
 * Locks are numbered: a lock whose owner has died or released it is not removed but followed by the next number,
 * which only one process can create. Deleting a stale lock instead would let two processes that both saw it stale
 * delete each other's new one.
 */
export async function withLock<T>(
  folder: ControlFolder,
  work: () => Promise<T>,
  onWait: (owner: ProcessIdentity) => void = () => {},
): Promise<T> {
  const name = await acquire(folder, onWait);
  try {
    return await work();
  } finally {
    release(folder, name);
  }
}

async function acquire(folder: ControlFolder, onWait: (owner: ProcessIdentity) => void): Promise<string> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  for (let told = false; ; await delay(POLL_MS)) {
    const held = findLock(folder);
    if (held.owner === null) {
      const name = tryNext(folder, held.number + 1);
      if (name !== null) return name;
      continue;
    }
    if (!told && held.owner.pid > 0) onWait(held.owner);
    told = true;
    if (Date.now() > giveUpAt) {
      throw new EmbeddedServerError(
        'EMBEDDED_SERVER_FAILED',
        `Process ${held.owner.pid} has kept ${folder.path} locked for ${GIVE_UP_AFTER_MS / 1000} s. Stop it and try again.`,
      );
    }
  }
}

/** The newest lock: `owner` is null when the next number may be taken. */
function findLock(folder: ControlFolder): { number: number; owner: ProcessIdentity | null } {
  const number = Math.max(0, ...lockNumbers(folder));
  if (number === 0) return { number, owner: null };
  const text = folder.readJson<LockText>(`lock.${number}`);
  if (text === null) return { number, owner: isFresh(folder, number) ? { pid: 0, startedAt: null } : null };
  return { number, owner: 'released' in text || !isRunning(text) ? null : text };
}

function tryNext(folder: ControlFolder, number: number): string | null {
  const name = `lock.${number}`;
  try {
    folder.create(name, JSON.stringify(ownIdentity()));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') folder.restore();
    else if (errnoOf(error) !== 'EEXIST') throw error;
    return null;
  }
  const numbers = lockNumbers(folder);
  // We looked, were overtaken by a whole hold and release, and came back with an old number.
  if (numbers.some((each) => each > number)) {
    folder.remove(name);
    return null;
  }
  for (const each of numbers) if (each < number) folder.remove(`lock.${each}`);
  return name;
}

function release(folder: ControlFolder, name: string): void {
  try {
    folder.write(name, JSON.stringify({ released: true }));
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error; // the folder itself was taken away under the lock
  }
}

/** Whether somebody is at work in the folder right now; for an exit that cannot wait. */
export function isLocked(folder: ControlFolder): boolean {
  return findLock(folder).owner !== null;
}

function lockNumbers(folder: ControlFolder): number[] {
  return folder
    .list()
    .flatMap((name) => LOCK_FILE.exec(name)?.[1] ?? [])
    .map(Number);
}

function isFresh(folder: ControlFolder, number: number): boolean {
  const found = statSync(folder.file(`lock.${number}`), { throwIfNoEntry: false });
  return found === undefined || Date.now() - found.mtimeMs < EMPTY_IS_STALE_AFTER_MS;
}
