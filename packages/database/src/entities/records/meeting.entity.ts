import type { IsoDate } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IntegerColumn, TextColumn, UuidColumn } from '../columns.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'meeting' })
@ObjectType({ description: 'A meeting, or a mobile reception where its kind says so.', implements: AreaRecord })
export class Meeting extends AreaRecord {
  @TextColumn('kind_code')
  kindCode!: string;

  @TextColumn('counterpart_code', { nullable: true })
  counterpartCode!: string | null;

  @UuidColumn('organization_id', { nullable: true })
  organizationId!: string | null;

  @DateColumn('held_on')
  @Field(() => CalendarDate, { description: 'The day it was held.' })
  heldOn!: IsoDate;

  @TextColumn('topic')
  @Field(() => String, { description: 'What it was about; empty where not known.' })
  topic!: string;

  @IntegerColumn('attendees')
  @Field(() => Int, { description: 'How many attended.' })
  attendees!: number;
}
