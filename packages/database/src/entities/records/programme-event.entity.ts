import type { IsoDate } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IntegerColumn, TextColumn } from '../columns.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'programme_event' })
@ObjectType({ description: 'An event with participants; it may belong to no programme.', implements: AreaRecord })
export class ProgrammeEvent extends AreaRecord {
  @TextColumn('programme_code', { nullable: true })
  programmeCode!: string | null;

  @TextColumn('title')
  @Field(() => String, { description: 'The title.' })
  title!: string;

  @DateColumn('held_on')
  @Field(() => CalendarDate, { description: 'The day it was held.' })
  heldOn!: IsoDate;

  @IntegerColumn('participants')
  @Field(() => Int, { description: 'How many took part.' })
  participants!: number;
}
