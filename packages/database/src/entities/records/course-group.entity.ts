import type { IsoDate } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IntegerColumn, TextColumn } from '../columns.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'course_group' })
@ObjectType({ description: 'A group of a course.', implements: AreaRecord })
export class CourseGroup extends AreaRecord {
  @TextColumn('programme_code', { nullable: true })
  programmeCode!: string | null;

  @TextColumn('title')
  @Field(() => String, { description: 'The title.' })
  title!: string;

  @DateColumn('started_on')
  @Field(() => CalendarDate, { description: 'The day the course began.' })
  startedOn!: IsoDate;

  @DateColumn('completed_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was completed; null while it runs.' })
  completedOn!: IsoDate | null;

  @IntegerColumn('graduates', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'How many completed it; null while it runs.' })
  graduates!: number | null;
}
