import { LocaleArgument, registerEnum } from '@oblys/database';
import { inLocale, type Locale } from '@oblys/domain';
import { Field, ID, ObjectType } from 'type-graphql';

/** Everything that records can be grouped by; a kind of record has those that its columns give. */
const dimensions = [
  'REGION',
  'DISTRICT',
  'PROGRAMME',
  'TOPIC',
  'CHANNEL',
  'OUTCOME',
  'SECTOR',
  'RECIPIENT_KIND',
  'BODY',
  'COUNTERPART',
  'KIND',
  'MONTH',
  'QUARTER',
  'HALF_YEAR',
  'YEAR',
] as const;
export type Dimension = (typeof dimensions)[number];

export const dimensionMeanings: Readonly<Record<Dimension, string>> = {
  REGION: 'The region that the record belongs to.',
  DISTRICT: 'The district that the record belongs to.',
  PROGRAMME: 'The programme.',
  TOPIC: 'What an appeal is about.',
  CHANNEL: 'How an appeal came in.',
  OUTCOME: 'How an appeal or a case was closed.',
  SECTOR: 'The sector of the economy.',
  RECIPIENT_KIND: 'Who received the funding.',
  BODY: 'The body that answers, or that is addressed.',
  COUNTERPART: 'Whom a meeting was held with, or a letter was sent to.',
  KIND: 'What kind of meeting, facility or letter.',
  MONTH: 'The calendar month.',
  QUARTER: 'Three months, starting in January, April, July or October.',
  HALF_YEAR: 'Six months, starting in January or July.',
  YEAR: 'The calendar year.',
};

export const DimensionEnum = registerEnum(
  'Dimension',
  'What figures can be broken down by.',
  dimensions,
  dimensionMeanings,
);

@ObjectType({
  description: 'One dimension of a group, and which of its values the group is of.',
  simpleResolvers: true,
})
export class DimensionKey {
  @Field(() => DimensionEnum, { description: 'What is told apart.' })
  dimension!: Dimension;

  @Field(() => ID, {
    nullable: true,
    description:
      'The code of an area or a term, the value of an enum, or the first day of a period; null for records without one.',
  })
  code!: string | null;

  /** In Kazakh, Russian and English; null where the code is all there is. */
  names!: readonly [string, string, string] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the area or the term, else the code; null for records without one.',
  })
  name(@LocaleArgument() locale: Locale | null): string | null {
    if (this.names === null) return this.code;
    const [kk, ru, en] = this.names;
    return inLocale({ kk, ru, en }, locale);
  }
}
