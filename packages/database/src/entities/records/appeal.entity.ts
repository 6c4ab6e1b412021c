import { type IsoDate, caseStatus } from '@oblys/domain';
import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, TextColumn, UuidColumn } from '../columns.js';
import {
  AppealChannelEnum,
  AppealOutcomeEnum,
  CaseStatusEnum,
  type AppealChannel,
  type AppealOutcome,
  type CaseStatus,
} from '../enums.js';
import { Needs } from '../needs.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'appeal' })
@ObjectType({
  description: 'An appeal of a person. The person and the words lie apart and are not shown.',
  implements: AreaRecord,
})
export class Appeal extends AreaRecord {
  @TextColumn('channel')
  @Field(() => AppealChannelEnum, { description: 'How it came in.' })
  channel!: AppealChannel;

  @TextColumn('topic_code')
  topicCode!: string;

  @UuidColumn('reception_id', { nullable: true })
  receptionId!: string | null;

  @UuidColumn('person_id', { nullable: true })
  personId!: string | null;

  @DateColumn('received_on')
  @Field(() => CalendarDate, { description: 'The day it was received.' })
  receivedOn!: IsoDate;

  @TextColumn('outcome', { nullable: true })
  @Field(() => AppealOutcomeEnum, { nullable: true, description: 'How it was closed; null while it is open.' })
  outcome!: AppealOutcome | null;

  @DateColumn('closed_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was closed; null while it is open.' })
  closedOn!: IsoDate | null;

  @Field(() => CaseStatusEnum, {
    nullable: true,
    description: 'The status at the end of a day; null before it was received.',
  })
  @Needs('receivedOn', 'outcome', 'closedOn')
  status(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'The day; today in Asia/Almaty unless given.' })
    asOf: IsoDate | null,
    @Ctx('today') today: IsoDate,
  ): CaseStatus | null {
    return caseStatus(this, asOf ?? today);
  }
}
