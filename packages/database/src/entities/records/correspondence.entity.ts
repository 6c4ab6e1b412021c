import type { IsoDate } from '@oblys/domain';
import { Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, TextColumn } from '../columns.js';
import { CorrespondenceKindEnum, type CorrespondenceKind } from '../enums.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'correspondence' })
@ObjectType({ description: 'A letter to an executive body or an inquiry of a deputy.', implements: AreaRecord })
export class Correspondence extends AreaRecord {
  @TextColumn('kind')
  @Field(() => CorrespondenceKindEnum, { description: 'What was written.' })
  kind!: CorrespondenceKind;

  @TextColumn('counterpart_code')
  counterpartCode!: string;

  @TextColumn('subject')
  @Field(() => String, { description: 'What it is about.' })
  subject!: string;

  @DateColumn('sent_on')
  @Field(() => CalendarDate, { description: 'The day it was sent.' })
  sentOn!: IsoDate;

  @DateColumn('answered_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day of the answer; null while there is none.' })
  answeredOn!: IsoDate | null;
}
