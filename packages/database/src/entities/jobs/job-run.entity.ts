import type { IsoDate } from '@oblys/domain';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import {
  BigintColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  TextColumn,
} from '../columns.js';
import { Needs } from '../needs.js';
import { Node } from '../node.js';
import { CalendarDate, Instant } from '../scalars/index.js';
import { JobRunStateEnum, JobRunTriggerEnum, type JobRunState, type JobRunTrigger } from './job-enums.js';

/** A moment of a job: one row, whoever plans it, and however often it is tried. */
@Entity({ name: 'job_run' })
@ObjectType({ description: 'A run of a job: what is due at a moment, and what became of it.', implements: Node })
export class JobRun extends Node {
  @IdColumn()
  declare id: string;

  @TextColumn('job')
  jobName!: string;

  @InstantColumn('scheduled_for')
  @Field(() => Instant, { description: 'The moment it is due at; of one that somebody asked for, when they did.' })
  scheduledFor!: Date;

  @DateColumn('as_of')
  @Field(() => CalendarDate, { description: 'Its logical date: the day it is about, also when it is tried later.' })
  asOf!: IsoDate;

  @TextColumn('trigger')
  @Field(() => JobRunTriggerEnum, { description: 'Why there is this run.' })
  trigger!: JobRunTrigger;

  @TextColumn('state', { default: 'DUE' })
  @Field(() => JobRunStateEnum, { description: 'Where it stands.' })
  state!: JobRunState;

  @TextColumn('lane')
  lane!: string;

  @InstantColumn('ready_at')
  @Field(() => Instant, { description: 'When it may be tried at the earliest; later than due after a failed attempt.' })
  readyAt!: Date;

  @InstantColumn('deadline_at', { nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When it should have succeeded; null where it does not matter.',
  })
  deadlineAt!: Date | null;

  @IntegerColumn('missed_count', { default: 0 })
  @Field(() => Int, { description: 'How many earlier moments it stands for, that passed while no scheduler ran.' })
  missedCount!: number;

  @IntegerColumn('attempt_count', { default: 0 })
  @Field(() => Int, { description: 'How often it was tried.' })
  attemptCount!: number;

  @IntegerColumn('failure_count', { default: 0 })
  failureCount!: number;

  @IntegerColumn('loss_count', { default: 0 })
  lossCount!: number;

  /** The fencing token of the attempt that goes on; null where none does. */
  @BigintColumn('token', { nullable: true })
  token!: string | null;

  /** Who asked for it; the API shows it to those who may see everything. */
  @TextColumn('requested_by', { nullable: true })
  requester!: string | null;

  @InstantColumn('started_at', { nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When its first attempt began; null before.' })
  startedAt!: Date | null;

  @InstantColumn('finished_at', { nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it ended; null before.' })
  finishedAt!: Date | null;

  @BigintColumn('row_count', { nullable: true })
  rowCount!: string | null;

  @BigintColumn('cell_count', { nullable: true })
  cellCount!: string | null;

  @BigintColumn('check_count', { nullable: true })
  checkCount!: string | null;

  /** What each of its steps gave. */
  @JsonColumn('outcome', { nullable: true })
  outcome!: Record<string, unknown> | null;

  @TextColumn('error', { nullable: true })
  failure!: string | null;

  /** No column: whoever reads runs for the API makes it out of the attempts. */
  @Field(() => String, {
    nullable: true,
    description: 'The scheduler that works on it, or did last: its machine and process; null before the first attempt.',
  })
  worker!: string | null;

  /** No column: whoever reads runs for the API looks at the runs of the jobs that it needs. */
  @Field(() => [String], {
    description:
      'The jobs that have to succeed for its day, or a later one, before it begins, by name; none of one that somebody asked for, that goes on or has ended.',
  })
  waitsFor!: string[];

  /** No column: whoever reads runs for the API compares it with the clock. */
  @Field(() => Boolean, { description: 'Whether its deadline passed before it had succeeded.' })
  isLate!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds from its first attempt to its end; null before it ended.',
  })
  @Needs('startedAt', 'finishedAt')
  durationSeconds(): number | null {
    if (this.startedAt === null || this.finishedAt === null) return null;
    return (new Date(this.finishedAt).getTime() - new Date(this.startedAt).getTime()) / 1_000;
  }

  @Field(() => Float, { nullable: true, description: 'Rows it wrote or read; null where it counts none.' })
  @Needs('rowCount')
  rows(): number | null {
    return numberOf(this.rowCount);
  }

  @Field(() => Float, { nullable: true, description: 'Cells it counted; null where it counts none.' })
  @Needs('cellCount')
  cells(): number | null {
    return numberOf(this.cellCount);
  }

  @Field(() => Float, { nullable: true, description: 'Checks it made; null where it makes none.' })
  @Needs('checkCount')
  checks(): number | null {
    return numberOf(this.checkCount);
  }
}

function numberOf(count: string | null): number | null {
  return count === null ? null : Number(count);
}
