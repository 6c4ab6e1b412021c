import type { IsoDate } from '@oblys/domain';
import { Entity } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';

export type RunKind = 'ROLLUP' | 'PUBLISH' | 'RECONCILE' | 'VERIFY' | 'DEMO' | 'QUALITY' | 'EXPORT';
export type RunState = 'RUNNING' | 'SUCCEEDED' | 'FAILED';

/** One run of the platform's own work. */
@Entity({ name: 'run' })
export class Run {
  @IdColumn()
  id!: string;

  @TextColumn('kind')
  kind!: RunKind;

  @TextColumn('state')
  state!: RunState;

  @DateColumn('as_of', { nullable: true })
  asOf!: IsoDate | null;

  @InstantColumn('started_at', { default: () => 'now()' })
  startedAt!: Date;

  @InstantColumn('finished_at', { nullable: true })
  finishedAt!: Date | null;

  @TextColumn('error', { nullable: true })
  error!: string | null;

  /** The run of a job that it belongs to; null where a person or a command ran it. */
  @UuidColumn('job_run_id', { nullable: true })
  jobRunId!: string | null;

  /** What the run counted and wrote, by topic. */
  @JsonColumn('outcome', { default: {} })
  outcome!: Record<string, unknown>;
}

/** The current build of a topic. */
@Entity({ name: 'build' })
export class Build {
  @TextColumn('topic', { primary: true })
  topic!: string;

  @DateColumn('as_of')
  asOf!: IsoDate;

  @UuidColumn('run_id')
  runId!: string;

  @TextColumn('definition_version')
  definitionVersion!: string;

  @InstantColumn('built_at', { default: () => 'now()' })
  builtAt!: Date;
}
