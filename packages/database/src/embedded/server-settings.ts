import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

const MIB = 1024 * 1024;

/** Names of settings come from code, values may hold anything; a name must not become an option of its own. */
const SETTING_NAME = /^[a-z][a-z0-9_.]*$/;

/**
 * The server's settings for one small machine of two cores, given on its command line so that a cluster made by an
 * earlier version starts with those of this one.
 */
export function serverSettings(durable: boolean, given: Readonly<Record<string, string>>): Record<string, string> {
  for (const name of Object.keys(given)) {
    if (!SETTING_NAME.test(name)) throw new RangeError(`"${name}" is no name of a PostgreSQL setting.`);
  }
  return { ...basics, ...memory(), ...(durable ? {} : throwAway), ...given };
}

const basics = {
  listen_addresses: '127.0.0.1',
  // Nobody needs one, and the path of a deep data folder would exceed the 107 bytes it may have.
  unix_socket_directories: '',
  max_connections: '100',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Compiling the queries of summaries takes longer than running them.
  jit: 'off',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  log_line_prefix: '%m [%p] ',
  logging_collector: 'off',
  // What statements meet is told by who asked them; the server would tell it with the rows and values they were about.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
};

const throwAway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum_naptime: '5min' };

function memory(): Record<string, string> {
  const mib = (share: number, least: number, most: number) =>
    `${Math.round(Math.min(most, Math.max(least, (totalmem() / MIB) * share)))}MB`;
  return {
    shared_buffers: mib(0.1, 64, 256),
    effective_cache_size: mib(0.5, 256, 4096),
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    ...(isSharedMemorySmall() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  };
}

/** A container has 64 MB of it unless told otherwise, too little for a parallel hash join. */
function isSharedMemorySmall(): boolean {
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks < 256 * MIB;
  } catch {
    return false; // no such folder: the system keeps shared memory otherwise
  }
}
