import type { IsoDate } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, IntegerColumn, TextColumn, UuidColumn } from '../columns.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'faction_session' })
@ObjectType({ description: 'A session of a faction.', implements: AreaRecord })
export class FactionSession extends AreaRecord {
  @UuidColumn('faction_id')
  factionId!: string;

  @DateColumn('held_on')
  @Field(() => CalendarDate, { description: 'The day of the session.' })
  heldOn!: IsoDate;

  @TextColumn('agenda')
  @Field(() => String, { description: 'What was on the agenda.' })
  agenda!: string;

  @IntegerColumn('attendees')
  @Field(() => Int, { description: 'How many attended.' })
  attendees!: number;
}
