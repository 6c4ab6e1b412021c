import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { platform } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import type { ClusterPlace } from './cluster-place.js';
import type { ControlFolder } from './control-folder.js';
import { EmbeddedServerError } from './errors.js';
import { findProcess } from './process-identity.js';
import type { RunningServer } from './running-server.js';
import { noteServer, readPostmasterFile } from './running-server.js';

const serverLog = 'server.log';

const POLL_MS = 10;
const STARTS_WITHIN_MS = 120_000;
const LOG_KEPT_BYTES = 8 * 1024 * 1024;
const TAIL_LINES = 15;
const PORT_TAKEN = /could not bind|Address already in use|could not create any TCP\/IP sockets/i;
/** Children of a killed server live on for a moment, and keep its memory. */
const CHILDREN_REMAIN = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/i;

export interface ServerStart {
  readonly folder: ControlFolder;
  readonly place: ClusterPlace;
  readonly binaries: Binaries;
  readonly settings: Readonly<Record<string, string>>;
  /** A port to try; the next one is asked for when it turns out taken. */
  readonly choosePort: () => Promise<number>;
}

/** Starts the server of a cluster in a session of its own, and comes back when it takes connections. */
export async function startServer(start: ServerStart): Promise<RunningServer> {
  rotateLog(start.folder);
  let failedWith = '';
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const port = await start.choosePort();
    const logFrom = logSize(start.folder);
    const server = await tryStart(start, port);
    if (server !== null) {
      noteServer(start.folder, server);
      return server;
    }
    failedWith = readLog(start.folder, logFrom);
    if (CHILDREN_REMAIN.test(failedWith)) await delay(100 * 2 ** attempt);
    else if (!PORT_TAKEN.test(failedWith)) break;
  }
  throw new EmbeddedServerError(
    'EMBEDDED_SERVER_FAILED',
    `The embedded PostgreSQL ${start.binaries.version} did not start. The end of ${start.folder.file(serverLog)}:\n${failedWith}`,
  );
}

/** A port of the loopback address that nobody listens on right now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Null when the server ends before it is ready; why is in its log. */
async function tryStart(start: ServerStart, port: number): Promise<RunningServer | null> {
  const { place } = start;
  let ended = false;
  const pid = launch(start, port, () => (ended = true));
  for (const giveUpAt = Date.now() + STARTS_WITHIN_MS; Date.now() < giveUpAt; await delay(POLL_MS)) {
    const file = readPostmasterFile(place.path);
    if (file?.status === 'ready' && file.port === port && (pid === null || file.pid === pid)) {
      return { identity: findProcess(file.pid) ?? { pid: file.pid, startedAt: null }, port };
    }
    if (ended) return null;
  }
  throw new EmbeddedServerError(
    'EMBEDDED_SERVER_FAILED',
    `The embedded server is still not ready after ${STARTS_WITHIN_MS / 1000} s. See ${start.folder.file(serverLog)}.`,
  );
}

/** Gives the server's process, null on Windows, where pg_ctl starts it as it sheds an administrator's rights. */
function launch(start: ServerStart, port: number, onEnd: () => void): number | null {
  const { folder, place, binaries } = start;
  const settings = Object.entries({ ...start.settings, port: String(port) });
  const log = openSync(folder.file(serverLog), 'a', 0o600);
  folder.own(serverLog);
  const onWindows = platform() === 'win32';
  try {
    const child = onWindows
      ? spawn(
          binaries.program('pg_ctl'),
          ['start', '-w', '-D', place.path, '-o', settings.map(([name, value]) => `-c ${name}=${value}`).join(' ')],
          { stdio: ['ignore', log, log], windowsHide: true },
        )
      : spawn(
          binaries.program('postgres'),
          ['-D', place.path, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
          // In a session of its own: Ctrl-C in the terminal is for us, who stop the server when all is done.
          { ...place.account, env: {}, cwd: place.path, stdio: ['ignore', log, log], detached: true },
        );
    child.on('error', onEnd);
    child.on('exit', (code) => {
      if (!onWindows || code !== 0) onEnd();
    });
    child.unref();
    return onWindows ? null : (child.pid ?? null);
  } finally {
    closeSync(log);
  }
}

function rotateLog(folder: ControlFolder): void {
  if (logSize(folder) > LOG_KEPT_BYTES) renameSync(folder.file(serverLog), folder.file(`${serverLog}.1`));
}

function logSize(folder: ControlFolder): number {
  return statSync(folder.file(serverLog), { throwIfNoEntry: false })?.size ?? 0;
}

function readLog(folder: ControlFolder, from: number): string {
  const text = readFileSync(folder.file(serverLog)).subarray(from).toString('utf8');
  return text.trim().split('\n').slice(-TAIL_LINES).join('\n');
}
