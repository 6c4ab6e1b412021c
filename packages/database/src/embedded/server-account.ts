import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedServerError } from './errors.js';

/** The account that PostgreSQL runs as where that is not our own. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

const serverAccountName = 'postgres';

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as `postgres`, made when absent. Null: run it as ourselves.
 * @throws {EmbeddedServerError} when there is no such account and it cannot be made
 */
export function ensureServerAccount(name = serverAccountName): ServerAccount | null {
  if (!isRoot()) return null;
  const found = findAccount(name);
  if (found !== null) return found;
  for (const [command, ...args] of waysToMake(name)) {
    // Another process may make the account first, so what counts is only whether it is there afterwards.
    spawnSync(command, args, { stdio: 'ignore' });
    const made = findAccount(name);
    if (made !== null) return made;
  }
  throw new EmbeddedServerError(
    'SERVER_ACCOUNT_MISSING',
    `PostgreSQL does not run as root, and an account "${name}" for it could not be made. Run as an ordinary user, or make the account with useradd.`,
  );
}

/** The account that a folder belongs to, for a cluster that exists: it must run as its owner. */
export function accountOwning(folder: string): ServerAccount | null {
  if (!isRoot()) return null;
  const { uid, gid } = statSync(folder);
  if (uid !== 0) return { uid, gid };
  throw new EmbeddedServerError(
    'DATA_FOLDER_UNUSABLE',
    `The cluster in ${folder} belongs to root, and PostgreSQL does not run as root. Give it to an account: chown -R ${serverAccountName} '${folder}'.`,
  );
}

/** Whether the account can do this with the path, asked of the system itself, since modes are not the whole truth. */
export function canAccess(account: ServerAccount, test: '-r' | '-w' | '-x', path: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'test "$1" "$2"', 'sh', test, path], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return asked.status === 0;
}

function findAccount(name: string): ServerAccount | null {
  const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  const [uid, gid] = ids.map((each) => (each.status === 0 ? Number(each.stdout.trim()) : Number.NaN));
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: uid as number, gid: gid as number } : null;
}

/** useradd of most systems, then adduser of BusyBox; each also by its full path, which a bare PATH lacks. */
function waysToMake(name: string): [string, ...string[]][] {
  const useradd = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent', name];
  const adduser = ['-S', '-D', '-H', '-h', '/nonexistent', name];
  return [
    ['useradd', ...useradd],
    ['/usr/sbin/useradd', ...useradd],
    ['adduser', ...adduser],
    ['/usr/sbin/adduser', ...adduser],
  ];
}
