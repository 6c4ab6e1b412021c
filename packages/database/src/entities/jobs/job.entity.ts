import type { Locale } from '@oblys/domain';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { BigintColumn, InstantColumn, IntegerColumn, TextColumn } from '../columns.js';
import { LocaleArgument } from '../locale-argument.js';
import { Needs } from '../needs.js';
import { Node } from '../node.js';
import { Instant } from '../scalars/index.js';
import { JobCatchUpEnum, type JobCatchUp } from './job-enums.js';

/** What the schedulers run, as the one that started last has it. */
@Entity({ name: 'job' })
@ObjectType({ description: 'Something that is done again and again at its times.', implements: Node })
export class Job extends Node {
  declare id: string;

  @TextColumn('name', { primary: true })
  @Field(() => String, { description: 'What commands and other jobs call it, such as nightly-rollup.' })
  name!: string;

  @TextColumn('title_kk')
  titleKk!: string;

  @TextColumn('title_ru')
  titleRu!: string;

  @TextColumn('title_en')
  titleEn!: string;

  @TextColumn('schedule')
  @Field(() => String, { description: 'Minute, hour, day of month, month, day of week, such as `15 2 * * *`.' })
  schedule!: string;

  @TextColumn('time_zone')
  @Field(() => String, { description: 'The zone by whose clocks the schedule goes, such as Asia/Almaty.' })
  timeZone!: string;

  @Column({ type: 'text', name: 'needs', array: true, default: [] })
  @Field(() => [String], { description: 'The jobs that must have succeeded for the day before a run of it begins.' })
  needs!: string[];

  @TextColumn('lane')
  @Field(() => String, { description: 'At most one run of a lane goes on at a time.' })
  lane!: string;

  /** Of two that wait for a lane, the higher one goes first. */
  @IntegerColumn('priority', { default: 0 })
  priority!: number;

  @TextColumn('catch_up')
  @Field(() => JobCatchUpEnum, { description: 'What becomes of the moments that passed while no scheduler ran.' })
  catchUp!: JobCatchUp;

  @IntegerColumn('attempts_at_most')
  @Field(() => Int, { description: 'How many attempts of a run may fail before the run has.' })
  attemptsAtMost!: number;

  /** Before the second attempt; twice as long before each further one. */
  @BigintColumn('retry_pause_ms')
  retryPauseMs!: string;

  @BigintColumn('time_limit_ms')
  timeLimitMs!: string;

  @BigintColumn('deadline_ms', { nullable: true })
  deadlineMs!: string | null;

  @InstantColumn('planned_through')
  plannedThrough!: Date;

  @InstantColumn('next_run_at')
  @Field(() => Instant, { description: 'Its next moment; one that has passed where no scheduler runs.' })
  nextRunAt!: Date;

  @InstantColumn('registered_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When a scheduler that runs it started last.' })
  registeredAt!: Date;

  /** No column: whoever reads jobs for the API finds it among the runs. */
  @Field(() => Instant, { nullable: true, description: 'When a run of it succeeded last; null before the first did.' })
  lastSucceededAt!: Date | null;

  @Field(() => String, { description: 'What it does, in the language asked for.' })
  @Needs('titleKk', 'titleRu', 'titleEn')
  title(@LocaleArgument() locale: Locale | null): string {
    return { KK: this.titleKk, RU: this.titleRu, EN: this.titleEn }[locale ?? 'KK'];
  }

  @Field(() => Float, { description: 'An attempt that takes longer, in seconds, is stuck, and is ended.' })
  @Needs('timeLimitMs')
  timeLimitSeconds(): number {
    return Number(this.timeLimitMs) / 1_000;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'A run should have succeeded by then, in seconds after its moment; null where it does not matter.',
  })
  @Needs('deadlineMs')
  deadlineSeconds(): number | null {
    return this.deadlineMs === null ? null : Number(this.deadlineMs) / 1_000;
  }
}
