import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import { EmbeddedServerError } from './errors.js';

/** @throws {EmbeddedServerError} when another major version has made the cluster: PostgreSQL cannot read it */
export function assertClusterVersion(cluster: string, binaries: Binaries): void {
  const made = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10);
  if (made === binaries.major) return;
  throw new EmbeddedServerError(
    'DATA_FOLDER_VERSION',
    `The data folder ${dirname(cluster)} was made by PostgreSQL ${made}, and the embedded one is ${binaries.version}. Move its data over with pg_dump of version ${made}, or name another folder in OBLYS_DATA_DIR.`,
  );
}
