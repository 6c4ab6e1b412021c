import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { BigintColumn, InstantColumn, IntegerColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';
import { Needs } from '../needs.js';
import { Instant } from '../scalars/index.js';
import { JobAttemptStateEnum, type JobAttemptState } from './job-enums.js';

@Entity({ name: 'job_run_attempt' })
@ObjectType({ description: 'One try at a run of a job, by one worker.' })
export class JobRunAttempt {
  @UuidColumn('run_id', { primary: true })
  runId!: string;

  @IntegerColumn('number', { primary: true })
  @Field(() => Int, { description: 'Which try it is, starting at 1.' })
  number!: number;

  @BigintColumn('token')
  token!: string;

  @TextColumn('worker')
  @Field(() => String, { description: 'The scheduler that tried it: its machine and process.' })
  worker!: string;

  @TextColumn('state', { default: 'RUNNING' })
  @Field(() => JobAttemptStateEnum, { description: 'How it went.' })
  state!: JobAttemptState;

  @InstantColumn('started_at')
  @Field(() => Instant, { description: 'When it began.' })
  startedAt!: Date;

  @InstantColumn('finished_at', { nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it ended; null before.' })
  finishedAt!: Date | null;

  @TextColumn('error', { nullable: true })
  failure!: string | null;

  @Field(() => Float, { nullable: true, description: 'Seconds it took; null before it ended.' })
  @Needs('startedAt', 'finishedAt')
  durationSeconds(): number | null {
    if (this.finishedAt === null) return null;
    return (new Date(this.finishedAt).getTime() - new Date(this.startedAt).getTime()) / 1_000;
  }
}

@Entity({ name: 'job_run_step' })
@ObjectType({ description: 'Something that a run of a job has done, once, whichever attempt did it.' })
export class JobRunStep {
  @UuidColumn('run_id', { primary: true })
  runId!: string;

  @TextColumn('step', { primary: true })
  @Field(() => String, { description: 'What was done.' })
  step!: string;

  @JsonColumn('outcome')
  outcome!: Record<string, unknown>;

  @InstantColumn('done_at', { default: () => 'clock_timestamp()' })
  @Field(() => Instant, { description: 'When.' })
  doneAt!: Date;
}

/** Who works on a run, and until when unless it is renewed. */
@Entity({ name: 'job_lease' })
export class JobLease {
  @UuidColumn('run_id', { primary: true })
  runId!: string;

  @BigintColumn('token')
  token!: string;

  @TextColumn('worker')
  worker!: string;

  @InstantColumn('expires_at')
  expiresAt!: Date;

  @InstantColumn('ends_at')
  endsAt!: Date;
}
