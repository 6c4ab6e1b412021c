import { type IsoDate, executionStatus } from '@oblys/domain';
import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IntegerColumn, TextColumn } from '../columns.js';
import { ExecutionStatusEnum, type ExecutionStatus } from '../enums.js';
import { Needs } from '../needs.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'commission_plan_item' })
@ObjectType({
  description: 'An item of the yearly plan of a commission; the commission is that of its programme.',
  implements: AreaRecord,
})
export class CommissionPlanItem extends AreaRecord {
  @TextColumn('programme_code', { nullable: true })
  programmeCode!: string | null;

  @IntegerColumn('plan_year')
  @Field(() => Int, { description: 'The year of the plan.' })
  planYear!: number;

  @TextColumn('number')
  @Field(() => String, { description: 'The number of the item, as written.' })
  number!: string;

  @TextColumn('text')
  @Field(() => String, { description: 'What is to be done.' })
  text!: string;

  @DateColumn('adopted_on')
  @Field(() => CalendarDate, { description: 'The day the item was adopted.' })
  adoptedOn!: IsoDate;

  @DateColumn('due_on')
  @Field(() => CalendarDate, { description: 'The last day to execute it.' })
  dueOn!: IsoDate;

  @DateColumn('executed_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was executed; null while it is not.' })
  executedOn!: IsoDate | null;

  @Field(() => ExecutionStatusEnum, {
    nullable: true,
    description: 'The status at the end of a day; null before adoption.',
  })
  @Needs('adoptedOn', 'executedOn')
  status(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'The day; today in Asia/Almaty unless given.' })
    asOf: IsoDate | null,
    @Ctx('today') today: IsoDate,
  ): ExecutionStatus | null {
    return executionStatus({ openedOn: this.adoptedOn, executedOn: this.executedOn }, asOf ?? today);
  }
}
