import { type IsoDate, facilityStatus } from '@oblys/domain';
import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, TextColumn } from '../columns.js';
import { FacilityStatusEnum, type FacilityStatus } from '../enums.js';
import { Needs } from '../needs.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'facility' })
@ObjectType({ description: 'A long-stalled facility.', implements: AreaRecord })
export class Facility extends AreaRecord {
  @TextColumn('kind_code')
  kindCode!: string;

  @TextColumn('name')
  @Field(() => String, { description: 'The name.' })
  name!: string;

  @TextColumn('place_name', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The place as written, where no area is known for it; else null.',
  })
  placeName!: string | null;

  @DateColumn('planned_on')
  @Field(() => CalendarDate, { description: 'The day it was planned for.' })
  plannedOn!: IsoDate;

  @DateColumn('commissioned_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was put into use; null while it is not.' })
  commissionedOn!: IsoDate | null;

  @Field(() => FacilityStatusEnum, { description: 'The status at the end of a day.' })
  @Needs('plannedOn', 'commissionedOn')
  status(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'The day; today in Asia/Almaty unless given.' })
    asOf: IsoDate | null,
    @Ctx('today') today: IsoDate,
  ): FacilityStatus {
    return facilityStatus(this, asOf ?? today);
  }
}
