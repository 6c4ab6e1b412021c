import type { IsoDate } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IntegerColumn, TextColumn } from '../columns.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'primary_organization' })
@ObjectType({ description: 'A primary organisation.', implements: AreaRecord })
export class PrimaryOrganization extends AreaRecord {
  @TextColumn('name')
  @Field(() => String, { description: 'The name.' })
  name!: string;

  @DateColumn('registered_on')
  @Field(() => CalendarDate, { description: 'The day of registration.' })
  registeredOn!: IsoDate;

  @DateColumn('dissolved_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day of dissolution; null while it lasts.' })
  dissolvedOn!: IsoDate | null;

  @IntegerColumn('member_count', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Members; null where not known.' })
  memberCount!: number | null;
}
