import { isRecordId } from '@oblys/domain';
import type { JobRunState } from '../entities/index.js';
import type { Sql } from '../sql.js';

/** A run of a job that is not what it was. */
export interface ChangedJobRun {
  readonly id: string;
  readonly job: string;
}

/**
 * Tells of runs of jobs as they become due, begin and end, out of what a connection hears on the channel of job runs:
 * the id of one, or nothing where many were made at once. Whichever it is, what is read is compared with the open runs
 * as they were last read: each change is told once, and after a loss of the connection what happened meanwhile is told
 * too. However many notifications come, one statement reads at a time, for all that were heard until it began.
 */
export class JobRunWatch {
  /** What was last read of the runs that had not ended; null before the first reading, which tells of nothing. */
  private open: Map<string, string> | null = null;
  private readonly heard = new Set<string>();
  /** Whether all open runs are to be read, for not all that changed were named. */
  private isAllHeard = false;
  /** The greatest id that was read: greater ones are of runs that were made since. */
  private newest: string | null = null;
  private sql: Sql | null = null;
  private reading: Promise<void> = Promise.resolve();
  private nextReading: Promise<void> | null = null;

  constructor(private readonly onChange: (changed: ChangedJobRun) => void) {}

  /** Reads what a new connection has not heard of. */
  listenOn(sql: Sql): Promise<void> {
    this.sql = sql;
    this.isAllHeard = true;
    return this.read();
  }

  lose(): void {
    this.sql = null;
  }

  /** A new connection reads all open runs before anything else; what is heard earlier is among them. */
  hear(payload: string): Promise<void> | void {
    if (this.sql === null) return;
    // Anyone who may connect may notify: what is no id of a run is taken for all.
    if (isRecordId(payload)) this.heard.add(payload);
    else this.isAllHeard = true;
    return this.read();
  }

  private read(): Promise<void> {
    this.nextReading ??= this.reading.then(() => {
      this.nextReading = null;
      return this.readOnce();
    });
    this.reading = this.nextReading.catch(() => undefined);
    return this.nextReading;
  }

  private async readOnce(): Promise<void> {
    const { sql, isAllHeard, newest } = this;
    if (sql === null) return;
    const isFirst = this.open === null;
    const open = (this.open ??= new Map());
    const named = isAllHeard ? [...open.keys(), ...this.heard] : [...this.heard];
    this.isAllHeard = false;
    this.heard.clear();
    const rows = await sql.query<JobRunRow>(changedJobRuns, [named, isAllHeard, newest]);
    for (const { id, job, state, word } of rows) {
      const isChanged = open.get(id) !== word;
      if (openStates.includes(state)) open.set(id, word);
      else open.delete(id);
      if (this.newest === null || id > this.newest) this.newest = id;
      if (isChanged && !isFirst) this.onChange({ id, job });
    }
  }
}

const openStates: readonly JobRunState[] = ['DUE', 'BLOCKED', 'RUNNING'];

interface JobRunRow {
  id: string;
  job: string;
  state: JobRunState;
  /** What is another one when the run has changed. */
  word: string;
}

/** Ids are given by time: greater ones are of runs made later. */
const changedJobRuns = `/* job:changed-runs   $1 = runs, $2 = whether all that are open too, $3 = the newest that is known (null: none) */
select id, job, state, concat_ws(' ', state, attempt_count) as word
  from job_run
 where id = any ($1::uuid[])
    or ($2::boolean and state in ('DUE', 'BLOCKED', 'RUNNING'))
    or ($2::boolean and id > $3::uuid)
    or ($2::boolean and $3::uuid is null and id = (select latest.id from job_run as latest order by latest.id desc limit 1))
 order by scheduled_for, id`;
