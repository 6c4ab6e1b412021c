import { readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ControlFolder } from './control-folder.js';
import { EmbeddedServerError, errnoOf } from './errors.js';
import type { ProcessIdentity } from './process-identity.js';
import { findCommandLine, findProcess, isRunning } from './process-identity.js';

/** A server process on a cluster. */
export interface RunningServer {
  readonly identity: ProcessIdentity;
  readonly port: number;
}

const postmasterFile = 'postmaster.pid';

/** What we note when we start a server; the cluster's own postmaster.pid has the number but not the start. */
const SERVER_FILE = 'server.json';

const POLL_MS = 15;
const SETTLES_WITHIN_MS = 60_000;

/** What postmaster.pid says, line by line; the later lines are written as the server comes up. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number | null;
  readonly status: string | null;
}

export function readPostmasterFile(cluster: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(cluster, postmasterFile), 'utf8').split('\n');
    const port = Number(lines[3]);
    const pid = Math.abs(Number(lines[0]));
    return { pid, port: Number.isInteger(port) && port > 0 ? port : null, status: lines[7]?.trim() || null };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A server that a killed process has just launched makes the file first and then writes its number into it. */
function isBeingWritten(cluster: string, file: PostmasterFile): boolean {
  const found = statSync(join(cluster, postmasterFile), { throwIfNoEntry: false });
  return !(file.pid > 0) && found !== undefined && Date.now() - found.mtimeMs < 2_000;
}

export function noteServer(folder: ControlFolder, server: RunningServer): void {
  folder.write(SERVER_FILE, JSON.stringify(server));
}

export function findNotedServer(folder: ControlFolder): RunningServer | null {
  return folder.readJson<RunningServer>(SERVER_FILE);
}

/**
 * The server that runs on a cluster, ready for connections, whoever started it. One that is still starting or
 * stopping is waited for. Null: none runs, and nothing that is left keeps one from being started.
 */
export async function findRunningServer(folder: ControlFolder, cluster: string): Promise<RunningServer | null> {
  for (const giveUpAt = Date.now() + SETTLES_WITHIN_MS; ; await delay(POLL_MS)) {
    const file = readPostmasterFile(cluster);
    if (file === null) return null;
    const identity = findPostmaster(folder, cluster, file.pid);
    if (identity === null && isBeingWritten(cluster, file)) continue;
    if (identity === null) {
      // PostgreSQL itself would refuse to start when the number has meanwhile been given to another of our processes.
      rmSync(join(cluster, postmasterFile), { force: true });
      return null;
    }
    // One that was killed a moment ago may still be dying: its process is there, and its port is closed already.
    if (file.status === 'ready' && file.port !== null && (await isListening(file.port))) {
      return { identity, port: file.port };
    }
    if (Date.now() > giveUpAt) {
      throw new EmbeddedServerError(
        'EMBEDDED_SERVER_FAILED',
        `The embedded server (process ${file.pid}) has been ${file.status ?? 'starting'} for ${SETTLES_WITHIN_MS / 1000} s. See ${folder.file('server.log')}.`,
      );
    }
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Stops a server at once but in order: sessions are ended, data is written. Gives up politeness by and by. */
export async function stopServer({ identity }: RunningServer): Promise<void> {
  const ways: [NodeJS.Signals, number][] = [
    ['SIGINT', 30_000], // fast shutdown
    ['SIGQUIT', 5_000], // immediate: recovers at the next start
    ['SIGKILL', 5_000],
  ];
  for (const [signal, patienceMs] of ways) {
    if (!sendSignal(identity, signal)) return;
    for (const until = Date.now() + patienceMs; Date.now() < until; await delay(POLL_MS)) {
      if (!isRunning(identity)) return;
    }
  }
  throw new EmbeddedServerError(
    'EMBEDDED_SERVER_FAILED',
    `The embedded server (process ${identity.pid}) does not stop.`,
  );
}

/** False when the process is gone. */
export function sendSignal(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isRunning(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ESRCH') return false;
    throw error;
  }
}

/** The process of that number if it is the server of this cluster, and not another that was given the number since. */
function findPostmaster(folder: ControlFolder, cluster: string, pid: number): ProcessIdentity | null {
  const found = findProcess(pid);
  if (found === null) return null;
  const noted = findNotedServer(folder);
  if (noted?.identity.pid === pid && noted.identity.startedAt !== null) return isRunning(noted.identity) ? found : null;
  const commandLine = findCommandLine(pid);
  return commandLine === null || commandLine.includes(cluster) ? found : null;
}
