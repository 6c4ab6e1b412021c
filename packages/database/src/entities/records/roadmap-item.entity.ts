import { type IsoDate, type RoadmapStatus, isOverdue, roadmapStatus } from '@oblys/domain';
import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, TextColumn } from '../columns.js';
import { RoadmapStatusEnum } from '../enums.js';
import { Needs } from '../needs.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'roadmap_item' })
@ObjectType({ description: 'An item of the roadmap. Its status is derived from the dates.', implements: AreaRecord })
export class RoadmapItem extends AreaRecord {
  @TextColumn('number')
  @Field(() => String, { description: 'The number of the item, as written.' })
  number!: string;

  @TextColumn('text')
  @Field(() => String, { description: 'What is to be done.' })
  text!: string;

  @TextColumn('body_code', { nullable: true })
  bodyCode!: string | null;

  @DateColumn('adopted_on')
  @Field(() => CalendarDate, { description: 'The day the item was adopted.' })
  adoptedOn!: IsoDate;

  @DateColumn('withdrawn_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was withdrawn; null while it stands.' })
  withdrawnOn!: IsoDate | null;

  @DateColumn('starts_on')
  @Field(() => CalendarDate, { description: 'The day work is to start.' })
  startsOn!: IsoDate;

  @DateColumn('due_on')
  @Field(() => CalendarDate, { description: 'The last day to execute it.' })
  dueOn!: IsoDate;

  @DateColumn('executed_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was executed; null while it is not.' })
  executedOn!: IsoDate | null;

  @Field(() => RoadmapStatusEnum, {
    nullable: true,
    description: 'The status at the end of a day; null before adoption and from withdrawal on.',
  })
  @Needs('adoptedOn', 'withdrawnOn', 'startsOn', 'dueOn', 'executedOn')
  status(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'The day; today in Asia/Almaty unless given.' })
    asOf: IsoDate | null,
    @Ctx('today') today: IsoDate,
  ): RoadmapStatus | null {
    return roadmapStatus(this, asOf ?? today);
  }

  @Field(() => Boolean, {
    description: 'Whether the due day has passed at the end of a day, and the item is not executed.',
  })
  @Needs('adoptedOn', 'withdrawnOn', 'startsOn', 'dueOn', 'executedOn')
  isOverdue(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'The day; today in Asia/Almaty unless given.' })
    asOf: IsoDate | null,
    @Ctx('today') today: IsoDate,
  ): boolean {
    return isOverdue(this, asOf ?? today);
  }
}
