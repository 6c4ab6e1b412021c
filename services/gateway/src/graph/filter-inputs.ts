import { CalendarDate, Decimal, Instant } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { ClassType } from 'type-graphql';
import { Field, ID, InputType, Int } from 'type-graphql';

const eq = { nullable: true, description: 'Equal to this.' };
const anyOf = { nullable: true, description: 'Equal to one of these; none of them when the list is empty.' };
const isNull = { nullable: true, description: 'True for rows without a value, false for rows with one.' };
const from = { nullable: true, description: 'This or greater.' };
const to = { nullable: true, description: 'This or less.' };

@InputType({ description: 'Days; all that is given must hold. A range includes both ends, one left out is open.' })
export class DateFilter {
  @Field(() => CalendarDate, { ...eq, description: 'On this day.' })
  eq?: IsoDate | null;

  @Field(() => [CalendarDate], { ...anyOf, description: 'On one of these days; none when the list is empty.' })
  in?: IsoDate[] | null;

  @Field(() => CalendarDate, { ...from, description: 'On this day or later.' })
  from?: IsoDate | null;

  @Field(() => CalendarDate, { ...to, description: 'On this day or earlier.' })
  to?: IsoDate | null;

  @Field(() => Boolean, isNull)
  isNull?: boolean | null;
}

@InputType({ description: 'Moments; all that is given must hold. A range includes both ends, one left out is open.' })
export class InstantFilter {
  @Field(() => Instant, { ...eq, description: 'At this moment.' })
  eq?: Date | null;

  @Field(() => Instant, { ...from, description: 'At this moment or later.' })
  from?: Date | null;

  @Field(() => Instant, { ...to, description: 'At this moment or earlier.' })
  to?: Date | null;
}

@InputType({ description: 'Whole numbers; all that is given must hold. A range includes both ends.' })
export class IntFilter {
  @Field(() => Int, eq)
  eq?: number | null;

  @Field(() => [Int], anyOf)
  in?: number[] | null;

  @Field(() => Int, from)
  from?: number | null;

  @Field(() => Int, to)
  to?: number | null;

  @Field(() => Boolean, isNull)
  isNull?: boolean | null;
}

@InputType({ description: 'Amounts of money in tenge; all that is given must hold. A range includes both ends.' })
export class AmountFilter {
  @Field(() => Decimal, eq)
  eq?: string | null;

  @Field(() => [Decimal], anyOf)
  in?: string[] | null;

  @Field(() => Decimal, from)
  from?: string | null;

  @Field(() => Decimal, to)
  to?: string | null;
}

@InputType({ description: 'The code of a term of a vocabulary, such as a programme; all that is given must hold.' })
export class CodeFilter {
  @Field(() => ID, eq)
  eq?: string | null;

  @Field(() => [ID], anyOf)
  in?: string[] | null;

  @Field(() => Boolean, isNull)
  isNull?: boolean | null;
}

@InputType({
  description: 'Text, whatever its case, in any of the languages it is kept in; all that is given must hold.',
})
export class TextFilter {
  @Field(() => String, { nullable: true, description: 'Holds these words as they stand; three letters at least.' })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: 'Begins with these words; three letters at least.' })
  startsWith?: string | null;
}

export interface ChoiceFilter<Value extends string = string> {
  eq?: Value | null;
  in?: Value[] | null;
  isNull?: boolean | null;
}

export interface StatusFilter<Value extends string = string> {
  asOf?: IsoDate | null;
  in: Value[];
}

/** What a row's enum may be; `enumName` is the name of the GraphQL enum. */
export function choiceFilterOf(enumName: string, enumeration: object): ClassType<ChoiceFilter> {
  const name = `${enumName}Filter`;
  const known = madeTypes.get(name);
  if (known !== undefined) return known as ClassType<ChoiceFilter>;

  @InputType(name, { description: `Which values of ${enumName} are wanted; all that is given must hold.` })
  class Choice {
    @Field(() => enumeration, eq)
    eq?: string | null;

    @Field(() => [enumeration], anyOf)
    in?: string[] | null;

    @Field(() => Boolean, isNull)
    isNull?: boolean | null;
  }
  madeTypes.set(name, Choice);
  return Choice;
}

/** What a row's derived status may be at the end of a day. */
export function statusFilterOf(enumName: string, enumeration: object): ClassType<StatusFilter> {
  const name = `${enumName}AsOf`;
  const known = madeTypes.get(name);
  if (known !== undefined) return known as ClassType<StatusFilter>;

  @InputType(name, { description: `A ${enumName} at the end of a day, derived from the dates of the row.` })
  class Status {
    @Field(() => CalendarDate, { nullable: true, description: 'The day; today in Asia/Almaty unless given.' })
    asOf?: IsoDate | null;

    @Field(() => [enumeration], { description: 'One of these.' })
    in!: string[];
  }
  madeTypes.set(name, Status);
  return Status;
}

/** Several kinds of records share a status; its input type is made once. */
const madeTypes = new Map<string, ClassType>();
