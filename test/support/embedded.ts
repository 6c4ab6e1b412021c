import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { removeEmbeddedServer } from '@oblys/database';
import type { EmbeddedServerOptions } from '@oblys/database';
import pg from 'pg';
import { makeRunFolder } from './run-folder.js';

/** Data that may be lost, so that a first start is fast. */
export const throwAway = { durable: false } as const;

/** A data folder of a test's own, with a closed place for what the server's account cannot use where it lies. */
export class DataFolder {
  readonly root = makeRunFolder('embedded қала');
  readonly dataDir = join(this.root, 'деректер қоры', '.oblys');
  readonly sharedDir = join(this.root, 'shared');
  private readonly held: HeldServer[] = [];

  get options(): EmbeddedServerOptions {
    return { dataDir: this.dataDir, sharedDir: this.sharedDir, ...throwAway };
  }

  get control(): string {
    return join(this.dataDir, 'postgres');
  }

  get cluster(): string {
    return join(this.control, 'cluster');
  }

  /** A process of its own that holds the server of this folder. */
  hold(how: HoldOptions = {}): HeldServer {
    const server = new HeldServer({ ...this.options, ...how.options }, how);
    this.held.push(server);
    return server;
  }

  /** Gives the folder and all above it that is ours to an account. */
  giveTo({ uid, gid }: Account): void {
    mkdirSync(this.dataDir, { recursive: true });
    for (const path of [this.root, dirname(this.dataDir), this.dataDir]) chownSync(path, uid, gid);
  }

  /** Ends the processes that hold, also after a test that failed. */
  async settle(): Promise<void> {
    const held = this.held.splice(0);
    for (const server of held) server.kill();
    await Promise.all(held.map((server) => server.ended));
  }

  async remove(): Promise<void> {
    await this.settle();
    if (existsSync(this.control)) await removeEmbeddedServer(this.options);
    rmSync(this.root, { recursive: true, force: true });
  }
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface HoldOptions {
  readonly account?: Account;
  /** All of the process's environment; only the path of programs unless given. */
  readonly env?: Record<string, string>;
  readonly options?: Partial<EmbeddedServerOptions>;
  /** A command that runs the one after it, such as `unshare --mount`. */
  readonly through?: readonly string[];
  /** In a process group of its own, which `interrupt` then reaches as Ctrl-C in a terminal does. */
  readonly group?: boolean;
}

interface Told {
  readonly url?: string;
  readonly version?: string;
  readonly attached?: boolean;
  readonly error?: { readonly code?: string; readonly message: string };
}

export class HeldServer {
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly told: Promise<Told>;

  constructor(options: EmbeddedServerOptions, { account, env, group = false, through = [] }: HoldOptions) {
    const script = join(dirname(fileURLToPath(import.meta.url)), 'hold-server.js');
    const [command = '', ...args] = [...through, process.execPath, script, JSON.stringify(options)];
    this.child = spawn(command, args, {
      ...account,
      env: env ?? { PATH: process.env['PATH'] },
      cwd: '/',
      detached: group,
    });
    let complaint = '';
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    this.child.stdin.on('error', () => {}); // it may have ended before it was told to
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    this.told = new Promise((resolve, reject) => {
      createInterface({ input: this.child.stdout }).once('line', (line) => resolve(JSON.parse(line) as Told));
      void this.ended.then((code) => reject(new Error(`The holding process ended with ${code}: ${complaint}`)));
    });
    this.told.catch(() => {}); // asked for later, or not at all when it is killed first
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async opened(): Promise<{ url: string; version: string; attached: boolean }> {
    const { error, url, version, attached } = await this.told;
    if (error !== undefined) throw Object.assign(new Error(error.message), { code: error.code });
    return { url: url ?? '', version: version ?? '', attached: attached ?? false };
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  interruptGroup(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  async tell(word: 'release' | 'exit'): Promise<number | null> {
    this.child.stdin.write(`${word}\n`);
    return this.ended;
  }
}

export async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The number of the server process of a cluster. */
export function postmasterPid(cluster: string): number {
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

export async function until(condition: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`It did not come to be within ${withinMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function answers(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

export const isRoot = process.getuid?.() === 0;

/**
 * An ordinary account for tests that run as root; null when there is none, or when it cannot enter the checkout.
 * Says so aloud, since what depends on it is then not tested by this run but only by one as an ordinary user.
 */
export function findOrdinaryAccount(): Account | null {
  if (!isRoot) return null;
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout));
  const account = { uid: uid ?? 0, gid: gid ?? 0 };
  const script = fileURLToPath(import.meta.url);
  const tried = spawnSync(process.execPath, ['--check', script], { ...account, cwd: '/', env: {} });
  if (account.uid > 0 && tried.status === 0) return account;
  process.stderr.write(
    `SKIPPED: the account nobody cannot run ${script}; run the tests as an ordinary user as well.\n`,
  );
  return null;
}
