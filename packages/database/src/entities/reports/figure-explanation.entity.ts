import type { IsoDate, Qualifier } from '@oblys/domain';
import { Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, DecimalColumn, IdColumn, InstantColumn, TextColumn, UuidColumn } from '../columns.js';
import { MismatchReasonEnum, type MismatchReason } from '../enums.js';
import { Node } from '../node.js';
import { Decimal, Instant } from '../scalars/index.js';

/** Beside what is said stands the figure as it was stated and computed then: it may be stated otherwise since. */
@Entity({ name: 'figure_explanation' })
@ObjectType({ description: 'What a person says of a mismatch. The figure stays a mismatch.', implements: Node })
export class FigureExplanation extends Node {
  @IdColumn()
  declare id: string;

  @UuidColumn('stated_figure_id')
  statedFigureId!: string;

  @TextColumn('topic')
  topic!: string;

  @TextColumn('measure')
  measureCode!: string;

  @TextColumn('programme_code', { nullable: true })
  programmeCode!: string | null;

  @DateColumn('period_from', { nullable: true })
  periodFrom!: IsoDate | null;

  @DateColumn('period_to')
  periodTo!: IsoDate;

  @DecimalColumn('value')
  @Field(() => Decimal, { description: 'What was stated when it was explained.' })
  value!: string;

  @TextColumn('unit')
  unit!: string;

  @TextColumn('qualifier')
  qualifier!: Qualifier;

  @DecimalColumn('rounding_unit', { nullable: true })
  roundingUnit!: string | null;

  @DecimalColumn('computed')
  @Field(() => Decimal, { description: 'What was computed when it was explained.' })
  computed!: string;

  @DecimalColumn('difference')
  @Field(() => Decimal, { description: 'The difference that is explained: computed less stated.' })
  difference!: string;

  @TextColumn('reason')
  @Field(() => MismatchReasonEnum, { description: 'The kind of reason.' })
  reason!: MismatchReason;

  @TextColumn('text')
  @Field(() => String, { description: 'Why, in words.' })
  text!: string;

  @TextColumn('explained_by')
  @Field(() => String, { description: 'Who explained it.' })
  explainedBy!: string;

  @InstantColumn('explained_at', { default: () => 'now()' })
  @Field(() => Instant, { description: 'When.' })
  explainedAt!: Date;

  @TextColumn('withdrawn_by', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Who took it back; null while it stands.' })
  withdrawnBy!: string | null;

  @InstantColumn('withdrawn_at', { nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was taken back; null while it stands.' })
  withdrawnAt!: Date | null;
}
