import type { IsoDate } from '@oblys/domain';
import { Field, ObjectType } from 'type-graphql';
import { Entity } from 'typeorm';
import { DateColumn, GeneratedBigintColumn, MoneyColumn, TextColumn } from '../columns.js';
import { Money, tenge } from '../money.js';
import { NeedsMoney } from '../needs.js';
import { CalendarDate } from '../scalars/index.js';
import { AreaRecord } from './area-record.js';

@Entity({ name: 'funded_project' })
@ObjectType({ description: 'A project that was funded.', implements: AreaRecord })
export class FundedProject extends AreaRecord {
  @TextColumn('programme_code', { nullable: true })
  programmeCode!: string | null;

  @TextColumn('title')
  @Field(() => String, { description: 'The title.' })
  title!: string;

  @TextColumn('recipient_kind_code')
  recipientKindCode!: string;

  @TextColumn('sector_code')
  sectorCode!: string;

  @DateColumn('funded_on')
  @Field(() => CalendarDate, { description: 'The day of the funding.' })
  fundedOn!: IsoDate;

  @MoneyColumn('amount')
  amountKzt!: string;

  /** What it is compared and ordered by. */
  @GeneratedBigintColumn('amount_tiyn')
  amountTiyn!: string;

  @Field(() => Money, { description: 'What was granted.' })
  @NeedsMoney('amountKzt')
  amount(): Money {
    return tenge(this.amountKzt);
  }
}
