import type { Sql } from '@oblys/database';

export interface NextRun {
  readonly name: string;
  readonly nextRunAt: Date;
}

/** The next moment of each job, the soonest first. */
export function listNextRuns(sql: Sql): Promise<NextRun[]> {
  return sql.query<NextRun>(
    `/* cli:next-runs */ select name, next_run_at as "nextRunAt" from job order by next_run_at, name`,
  );
}
