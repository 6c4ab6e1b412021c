import type { IsoDate } from '@oblys/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IdColumn, InstantColumn, IntegerColumn, JsonColumn, TextColumn, UuidColumn } from '../columns.js';
import { FindingStateEnum, SeverityEnum, type FindingState, type Severity } from '../enums.js';
import { Node } from '../node.js';
import { CalendarDate, Instant } from '../scalars/index.js';

/** Values by their name; numbers that must be exact are text. */
export type FindingDetails = Readonly<Record<string, string | number | null>>;

@Entity({ name: 'quality_finding' })
@ObjectType({ description: 'What a rule of data quality found in the records of an area.', implements: Node })
export class QualityFinding extends Node {
  @IdColumn()
  declare id: string;

  @TextColumn('region_code', { primary: true })
  regionCode!: string;

  @TextColumn('branch_code')
  branchCode!: string;

  @TextColumn('area_code')
  areaCode!: string;

  /** The code; the GraphQL field `rule` is the rule itself. */
  @TextColumn('rule')
  ruleCode!: string;

  @TextColumn('topic')
  @Field(() => ID, { description: 'Code of the topic; reporting where it is about all topics.' })
  topic!: string;

  @TextColumn('severity')
  @Field(() => SeverityEnum, { description: 'How much it weighs.' })
  severity!: Severity;

  /** 1 is the heaviest. */
  @IntegerColumn('severity_rank')
  severityRank!: number;

  /** What the rule speaks of, the same in every check. */
  @TextColumn('subject')
  subject!: string;

  @DateColumn('month', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day of the month that it is about; null where it is about no month.',
  })
  month!: IsoDate | null;

  /** Of many the first. */
  @JsonColumn('record_ids')
  ids!: readonly string[];

  @IntegerColumn('record_count')
  @Field(() => Int, { description: 'How many records are concerned; `recordIds` holds the first of many.' })
  recordCount!: number;

  @JsonColumn('details')
  details!: FindingDetails;

  @TextColumn('state', { default: 'OPEN' })
  @Field(() => FindingStateEnum, { description: 'What became of it.' })
  state!: FindingState;

  @InstantColumn('first_found_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When a check found it first.' })
  firstFoundAt!: Date;

  /** Null, like the other runs, once the run itself is purged. */
  @UuidColumn('first_found_run_id', { nullable: true })
  firstFoundRunId!: string | null;

  @InstantColumn('last_found_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When a check found it last.' })
  lastFoundAt!: Date;

  @UuidColumn('last_found_run_id', { nullable: true })
  lastFoundRunId!: string | null;

  @DateColumn('last_found_as_of')
  @Field(() => CalendarDate, { description: 'The latest day as of which it was found.' })
  lastFoundAsOf!: IsoDate;

  @InstantColumn('opened_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When it was opened, at first or again.' })
  openedAt!: Date;

  /** Null where a person opened it again. */
  @UuidColumn('opened_by_run_id', { nullable: true })
  openedByRunId!: string | null;

  @InstantColumn('acknowledged_at', { nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was acknowledged; null where nobody did.' })
  acknowledgedAt!: Date | null;

  @TextColumn('acknowledged_by', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Who acknowledged it; null where nobody did.' })
  acknowledgedBy!: string | null;

  @TextColumn('acknowledgement', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it stands, as they put it; null where nobody did.' })
  acknowledgement!: string | null;

  @InstantColumn('resolved_at', { nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was resolved; null unless it is.' })
  resolvedAt!: Date | null;

  @TextColumn('resolved_by', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Who resolved it; null unless it is resolved, and where a check did that found it no more.',
  })
  resolvedBy!: string | null;

  @UuidColumn('resolved_by_run_id', { nullable: true })
  resolvedByRunId!: string | null;

  @TextColumn('resolution', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'How it was resolved, as they put it; null unless a person resolved it.',
  })
  resolution!: string | null;
}
