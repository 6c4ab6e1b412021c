import { CalendarDate, Decimal, LocaleEnum, QualifierEnum } from '@oblys/database';
import type { IsoDate, Locale, Qualifier } from '@oblys/domain';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'A figure as a report states it.' })
export class StatedFigureInput {
  @Field(() => Int, { description: 'Its place in the report, starting at 1.' })
  number!: number;

  @Field(() => ID, { description: 'Code of the measure, such as appeal.received.' })
  measure!: string;

  @Field(() => ID, { nullable: true, description: 'Code of the programme that it is about; null where it counts all.' })
  programme?: string | null;

  @Field(() => Decimal, { description: 'The value as stated; a share in percent.' })
  value!: string;

  @Field(() => String, { nullable: true, description: 'The unit of the value; that of the measure unless given.' })
  unit?: string | null;

  @Field(() => QualifierEnum, { description: 'How exactly it is stated.' })
  qualifier!: Qualifier;

  @Field(() => Decimal, { nullable: true, description: 'What a ROUNDED value is rounded to; null of any other.' })
  roundingUnit?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day it counts; null for a level, and for what counts since the first record.',
  })
  periodFrom?: IsoDate | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The last day it counts; the as-of day of the report unless given.',
  })
  periodTo?: IsoDate | null;

  @Field(() => String, { description: 'The words as written in the report.' })
  wording!: string;

  @Field(() => String, { nullable: true, description: 'How the words are taken; empty unless given.' })
  note?: string | null;
}

@InputType({
  description: 'A report with the figures it states, all of them: those that are not given are taken away.',
})
export class SaveReportInput {
  @Field(() => String, {
    description: 'Names the report for good, in at most 200 letters: saving under the same one corrects it.',
  })
  reference!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was read, where the report is there already; null for a new one.',
  })
  version?: number | null;

  @Field(() => ID, { description: 'Code of the area that it is about.' })
  area!: string;

  @Field(() => String, { description: 'Its title, in the language of the report.' })
  title!: string;

  @Field(() => LocaleEnum, { description: 'The language it is written in.' })
  language!: Locale;

  @Field(() => String, { nullable: true, description: 'The words of the report, whole; empty unless given.' })
  text?: string | null;

  @Field(() => CalendarDate, { description: 'The day it was published.' })
  publishedOn!: IsoDate;

  @Field(() => CalendarDate, { description: 'The day its figures are about.' })
  asOf!: IsoDate;

  @Field(() => [StatedFigureInput], { description: 'Its figures: at least one, and at most 1000.' })
  figures!: StatedFigureInput[];
}

@InputType({ description: 'The text of a report, and what it is about.' })
export class SuggestFiguresInput {
  @Field(() => String, { description: 'The text, in Kazakh or Russian: at most 100,000 letters.' })
  text!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Code of the area that the report is about: figures of others are passed over.',
  })
  area?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The day its figures are about; today unless given.' })
  asOf?: IsoDate | null;
}
