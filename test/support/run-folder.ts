import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedServer } from '@oblys/database';

const PREFIX = 'oblys-test-';

/** A temporary folder that later runs know as ours, and may take away once this process has ended without doing so. */
export function makeRunFolder(label: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${label}-`));
  chmodSync(folder, 0o755); // as root the server runs as another account, which must come in
  return folder;
}

/** A run that was killed leaves servers and folders behind; the next run of the same user takes them away. */
export async function removeLeftOvers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    const folder = join(tmpdir(), name);
    const uid = statSync(folder, { throwIfNoEntry: false })?.uid;
    if (!(pid > 0) || uid !== process.getuid?.() || isRunning(pid)) continue;
    try {
      for (const dataDir of findDataDirs(folder)) await removeEmbeddedServer({ dataDir });
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      process.stderr.write(`The left-over folder ${folder} of an earlier run stays: ${String(error)}\n`);
    }
  }
}

function findDataDirs(folder: string, depth = 4): string[] {
  if (existsSync(join(folder, 'postgres', 'server.json'))) return [folder];
  if (depth === 0) return [];
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inner.flatMap((entry) => findDataDirs(join(folder, entry.name), depth - 1));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
