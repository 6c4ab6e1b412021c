import { type IsoDate, caseStatus } from '@oblys/domain';
import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, TextColumn, UuidColumn } from '../columns.js';
import { CaseStatusEnum, LegalAidOutcomeEnum, type CaseStatus, type LegalAidOutcome } from '../enums.js';
import { Needs } from '../needs.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'legal_aid_case' })
@ObjectType({ description: 'A case of legal aid. The person lies apart and is not shown.', implements: AreaRecord })
export class LegalAidCase extends AreaRecord {
  @UuidColumn('person_id', { nullable: true })
  personId!: string | null;

  @TextColumn('subject')
  @Field(() => String, { description: 'What the case is about.' })
  subject!: string;

  @DateColumn('received_on')
  @Field(() => CalendarDate, { description: 'The day it was received.' })
  receivedOn!: IsoDate;

  @TextColumn('outcome', { nullable: true })
  @Field(() => LegalAidOutcomeEnum, { nullable: true, description: 'How it was closed; null while it is open.' })
  outcome!: LegalAidOutcome | null;

  @DateColumn('closed_on', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'The day it was closed; null while it is open.' })
  closedOn!: IsoDate | null;

  @Field(() => CaseStatusEnum, {
    nullable: true,
    description: 'The status at the end of a day; null before it was received.',
  })
  @Needs('receivedOn', 'outcome', 'closedOn')
  status(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'The day; today in Asia/Almaty unless given.' })
    asOf: IsoDate | null,
    @Ctx('today') today: IsoDate,
  ): CaseStatus | null {
    return caseStatus(this, asOf ?? today);
  }
}
