import type { IsoDate } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IntegerColumn, TextColumn } from '../columns.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'faction' })
@ObjectType({ description: 'A faction of a maslikhat.', implements: AreaRecord })
export class Faction extends AreaRecord {
  @TextColumn('name')
  @Field(() => String, { description: 'The name.' })
  name!: string;

  @DateColumn('formed_on')
  @Field(() => CalendarDate, { description: 'The day it was formed.' })
  formedOn!: IsoDate;

  @DateColumn('dissolved_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was dissolved; null while it lasts.' })
  dissolvedOn!: IsoDate | null;

  @IntegerColumn('member_count')
  @Field(() => Int, { description: 'Deputies in the faction.' })
  memberCount!: number;
}
