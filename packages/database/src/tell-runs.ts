import type { RunKind } from './entities/index.js';
import type { Sql } from './sql.js';

/** What the database tells whoever listens. Only progress has all it says in its payload; of the others tables tell. */
export const channels = {
  /** A build was made current; by `refresh`, in its transaction. */
  build: 'oblys_build',
  /** A run began or ended; the row of `run` says how. */
  run: 'oblys_run',
  /** A run of a job is due, began or ended; its id, or nothing where it is several. */
  jobRun: 'oblys_job_run',
  /** How far a run is, a RunProgress. */
  progress: 'oblys_progress',
} as const;

/** How far a run is: a few hundred bytes, where PostgreSQL takes 8,000. */
export interface RunProgress {
  runId: string;
  kind: RunKind;
  topic: string;
  step: string;
  /** Steps done of all steps. */
  done: number;
  total: number;
}

/** On another connection than the run's own: what its transaction tells is heard when it commits. */
export async function tellProgress(sql: Sql, progress: RunProgress): Promise<void> {
  await sql.query(`/* run:progress */ select pg_notify('${channels.progress}', $1)`, [JSON.stringify(progress)]);
}
