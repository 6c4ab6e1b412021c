import type { IsoDate } from '@oblys/domain';
import { Field, Int, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { BooleanColumn, DateColumn, IntegerColumn, TextColumn } from '../columns.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'akim_election' })
@ObjectType({ description: 'An election of the akim of a rural district.', implements: AreaRecord })
export class AkimElection extends AreaRecord {
  @DateColumn('held_on')
  @Field(() => CalendarDate, { description: 'The day of the election.' })
  heldOn!: IsoDate;

  @IntegerColumn('candidate_count')
  @Field(() => Int, { description: 'How many stood.' })
  candidateCount!: number;

  @TextColumn('winner_name')
  @Field(() => String, { description: 'The name of the akim elected.' })
  winnerName!: string;

  @BooleanColumn('won_by_nominee')
  @Field(() => Boolean, { description: 'Whether the nominee of the organisation won.' })
  wonByNominee!: boolean;
}
