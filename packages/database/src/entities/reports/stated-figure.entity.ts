import type { IsoDate, Qualifier } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, DecimalColumn, IdColumn, IntegerColumn, TextColumn, UuidColumn } from '../columns.js';
import { QualifierEnum } from '../enums.js';
import { Node } from '../node.js';
import { CalendarDate, Decimal } from '../scalars/index.js';

@Entity({ name: 'stated_figure' })
@ObjectType({ description: 'A figure that a report states, beside what the records say.', implements: Node })
export class StatedFigure extends Node {
  @IdColumn()
  declare id: string;

  @UuidColumn('report_id')
  reportId!: string;

  @IntegerColumn('number')
  @Field(() => Int, { description: 'The place of the figure in the report, starting at 1.' })
  number!: number;

  @TextColumn('topic')
  topic!: string;

  /** The measure's code within its topic; the GraphQL field of this name is the measure itself. */
  @TextColumn('measure')
  measureCode!: string;

  @TextColumn('programme_code', { nullable: true })
  programmeCode!: string | null;

  @DateColumn('period_from', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day it counts; null for a level on the day, and for what counts since the first record.',
  })
  periodFrom!: IsoDate | null;

  @DateColumn('period_to')
  @Field(() => CalendarDate, { description: 'The last day it counts.' })
  periodTo!: IsoDate;

  @DecimalColumn('value')
  @Field(() => Decimal, { description: 'The value as stated, in the unit.' })
  value!: string;

  @TextColumn('unit')
  @Field(() => String, { description: 'The unit of the value; a share is stated in percent.' })
  unit!: string;

  @TextColumn('qualifier')
  @Field(() => QualifierEnum, { description: 'How exactly it is stated.' })
  qualifier!: Qualifier;

  @DecimalColumn('rounding_unit', { nullable: true })
  @Field(() => Decimal, { nullable: true, description: 'What it is rounded to; null where it is not rounded.' })
  roundingUnit!: string | null;

  @TextColumn('wording')
  @Field(() => String, { description: 'The words as written in the report.' })
  wording!: string;

  @TextColumn('note', { default: '' })
  @Field(() => String, { description: 'How the words are taken; empty where they are plain.' })
  note!: string;
}
