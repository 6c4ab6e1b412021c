import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { ClusterPlace } from './cluster-place.js';
import { EmbeddedServerError } from './errors.js';

/** Both the superuser and the database of an embedded server. */
export const embeddedName = 'oblys';

/**
 * Names for a UTF-8 character type, most exact first: glibc and BSD, then what else systems are found to have.
 * PostgreSQL's own providers are no way out: under LC_CTYPE=C the trigrams of Kazakh words stay empty with them too.
 */
const UTF8_CTYPES = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8', 'UTF-8', 'kk_KZ.UTF-8', 'ru_RU.UTF-8', 'en-US'];

const LOCALE_REFUSED = /invalid locale name|encoding mismatch|locale "[^"]*" requires/i;

export interface NewCluster {
  readonly place: ClusterPlace;
  readonly binaries: Binaries;
  readonly password: string;
  /** False: for throw-away data, nothing is flushed to disk. */
  readonly durable: boolean;
}

/**
 * Makes a cluster with its database, beside its place, and moves it there when it is whole: one that was interrupted
 * is never taken for a cluster.
 */
export async function makeCluster(cluster: NewCluster): Promise<void> {
  removeDrafts(cluster.place);
  const refusals: string[] = [];
  for (const ctype of UTF8_CTYPES) {
    const draft = `${cluster.place.path}.draft-${randomBytes(4).toString('hex')}`;
    try {
      const refusal = await makeDraft(cluster, draft, ctype);
      if (refusal === null) {
        renameSync(draft, cluster.place.path);
        return;
      }
      refusals.push(`${ctype}: ${refusal}`);
    } finally {
      rmSync(draft, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  throw new EmbeddedServerError(
    'EMBEDDED_SERVER_FAILED',
    `This system has no UTF-8 locale that PostgreSQL could use, so Kazakh names could not be searched (${refusals.join('; ')}). Install one, such as C.UTF-8 or en_US.UTF-8.`,
  );
}

/** Gives the superuser a new password, for a cluster whose password was lost. */
export async function setPassword(cluster: NewCluster): Promise<void> {
  const statement = `alter role ${embeddedName} password '${cluster.password}'`;
  await runAlone(cluster.place.path, cluster, 'postgres', [statement]);
}

/** Null when the draft is good, else why this locale will not do. */
async function makeDraft(cluster: NewCluster, draft: string, ctype: string): Promise<string | null> {
  const initialised = await initialise(cluster, draft, ctype);
  if (initialised.code !== 0) {
    if (LOCALE_REFUSED.test(initialised.output)) return lastLine(initialised.output);
    throw failure('initdb failed', initialised.output);
  }
  await runAlone(draft, cluster, 'postgres', [
    `create database ${embeddedName} with template template0 encoding 'UTF8'`,
  ]);
  // The proof of a locale is what it does to Kazakh words, not its name.
  const answer = await runAlone(draft, cluster, embeddedName, [
    'begin',
    'create extension pg_trgm',
    `select lower('ҚАЗ') = 'қаз' and cardinality(show_trgm('қала')) > 0 as knows_kazakh`,
    'rollback',
  ]);
  return answer.includes('knows_kazakh = "t"') ? null : `lower('ҚАЗ') or show_trgm('қала') fail under it`;
}

async function initialise({ place, binaries, password, durable }: NewCluster, draft: string, ctype: string) {
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (place.account !== null) {
    for (const path of [draft, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
  }
  const locale = ['--encoding=UTF8', '--lc-collate=C', `--lc-ctype=${ctype}`];
  for (const category of ['messages', 'monetary', 'numeric', 'time']) locale.push(`--lc-${category}=C`);
  const access = [`--username=${embeddedName}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const sync = durable ? [] : ['--no-sync'];
  try {
    return await run(binaries.program('initdb'), [`--pgdata=${draft}`, ...locale, ...access, ...sync], place);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Runs statements, one a line, in a PostgreSQL without server or network; gives what it printed. */
async function runAlone(
  folder: string,
  { place, binaries, durable }: NewCluster,
  database: string,
  statements: readonly string[],
): Promise<string> {
  const args = ['--single', '-D', folder, '-c', `fsync=${durable ? 'on' : 'off'}`, '-c', 'exit_on_error=on', database];
  const ran = await run(binaries.program('postgres'), args, place, `${statements.join('\n')}\n`);
  if (ran.code !== 0) throw failure('PostgreSQL could not set up its cluster', ran.output);
  return ran.output;
}

/** Runs to the end, as the cluster's account and without any locale of ours. */
function run(program: string, args: readonly string[], { account }: ClusterPlace, input = '') {
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      ...(platform() === 'win32' ? {} : { env: {} }),
      cwd: dirname(program),
      windowsHide: true,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.stdin.on('error', () => {}); // it may end before it has read all; its exit code tells
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.end(input);
  });
}

/** What a killed first start has left; nobody else makes a cluster here, since we hold the lock. */
function removeDrafts({ path }: ClusterPlace): void {
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.draft-`)) continue;
    rmSync(join(dirname(path), name), { recursive: true, force: true, maxRetries: 5 });
  }
}

function failure(what: string, output: string): EmbeddedServerError {
  return new EmbeddedServerError('EMBEDDED_SERVER_FAILED', `${what}: ${lastLine(output)}\n${output.trim()}`);
}

function lastLine(output: string): string {
  const lines = output.trim().split('\n');
  return lines.findLast((line) => /error|fatal|panic/i.test(line)) ?? lines.at(-1) ?? '';
}
