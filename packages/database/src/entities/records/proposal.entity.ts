import { type IsoDate, executionStatus } from '@oblys/domain';
import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, TextColumn, UuidColumn } from '../columns.js';
import { ExecutionStatusEnum, type ExecutionStatus } from '../enums.js';
import { Needs } from '../needs.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'proposal' })
@ObjectType({ description: 'A proposal raised at a session of a faction.', implements: AreaRecord })
export class Proposal extends AreaRecord {
  @UuidColumn('session_id', { nullable: true })
  sessionId!: string | null;

  @TextColumn('body_code', { nullable: true })
  bodyCode!: string | null;

  @TextColumn('text')
  @Field(() => String, { description: 'What is proposed.' })
  text!: string;

  @DateColumn('raised_on')
  @Field(() => CalendarDate, { description: 'The day it was raised.' })
  raisedOn!: IsoDate;

  @DateColumn('executed_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was executed; null while it is not.' })
  executedOn!: IsoDate | null;

  @Field(() => ExecutionStatusEnum, {
    nullable: true,
    description: 'The status at the end of a day; null before it was raised.',
  })
  @Needs('raisedOn', 'executedOn')
  status(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'The day; today in Asia/Almaty unless given.' })
    asOf: IsoDate | null,
    @Ctx('today') today: IsoDate,
  ): ExecutionStatus | null {
    return executionStatus({ openedOn: this.raisedOn, executedOn: this.executedOn }, asOf ?? today);
  }
}
