import type { Verdict } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import {
  BooleanColumn,
  DecimalColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  TextColumn,
  UuidColumn,
} from '../columns.js';
import { ReportCheckKindEnum, type ReportCheckKind } from '../enums.js';

/** One holding of a report against the records. */
@Entity({ name: 'reconciliation' })
export class Reconciliation {
  @IdColumn()
  id!: string;

  @UuidColumn('report_id')
  reportId!: string;

  @UuidColumn('run_id')
  runId!: string;

  @InstantColumn('reconciled_at', { default: () => 'now()' })
  reconciledAt!: Date;
}

/** What a reconciliation found of a stated figure. */
@Entity({ name: 'figure_verdict' })
export class FigureVerdict {
  @UuidColumn('reconciliation_id', { primary: true })
  reconciliationId!: string;

  @UuidColumn('stated_figure_id', { primary: true })
  statedFigureId!: string;

  @TextColumn('verdict')
  verdict!: Verdict;

  /** In the unit the figure is stated in. */
  @DecimalColumn('computed', { nullable: true })
  computed!: string | null;

  @DecimalColumn('difference', { nullable: true })
  difference!: string | null;

  @TextColumn('reason', { nullable: true })
  reason!: string | null;

  /** What the explanation is made from: numerator and denominator, bounds, record count. */
  @JsonColumn('basis', { default: {} })
  basis!: Record<string, unknown>;
}

@Entity({ name: 'report_check' })
@ObjectType({ description: 'A report held against itself or an earlier one, with rounding taken as an interval.' })
export class ReportCheck {
  @UuidColumn('reconciliation_id', { primary: true })
  reconciliationId!: string;

  @IntegerColumn('number', { primary: true })
  @Field(() => Int, { description: 'The place of the check in the reconciliation, starting at 1.' })
  number!: number;

  @TextColumn('topic')
  @Field(() => String, { description: 'The topic of the figures that were held against each other.' })
  topic!: string;

  @TextColumn('kind')
  @Field(() => ReportCheckKindEnum, { description: 'What was checked.' })
  kind!: ReportCheckKind;

  @BooleanColumn('holds')
  @Field(() => Boolean, { description: 'Whether the figures agree with each other.' })
  holds!: boolean;

  /** The figure of an earlier report that is held against one of this; with it the check goes. */
  @UuidColumn('earlier_figure_id', { nullable: true })
  earlierFigureId!: string | null;

  @JsonColumn('basis', { default: {} })
  basis!: Record<string, unknown>;
}
