import { Field, ID, Int, ObjectType } from 'type-graphql';
import { StatisticReasonEnum } from './statistic-enums.js';

@ObjectType({
  description:
    'How many days records took that ended within the span, up to the as-of day. Always counted from the records; it does not add up over areas or periods. A percentile is a number of days that one of them took.',
  simpleResolvers: true,
})
export class Distribution {
  @Field(() => ID, { description: 'Full code of the duration.' })
  duration!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'How many ended within the span; null where `withheld` says why, but 0 of none.',
  })
  count!: number | null;

  @Field(() => Int, { nullable: true, description: 'The fewest days that one took; null of none.' })
  shortest!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The median: the fewest days within which at least half of them ended; null of none.',
  })
  median!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The 90th percentile: the fewest days within which at least nine in ten of them ended; null of none.',
  })
  ninetiethPercentile!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most days that one took; null of none.' })
  longest!: number | null;

  @Field(() => StatisticReasonEnum, {
    nullable: true,
    description: 'Why it is null: NO_DENOMINATOR where none ended; null where it is not.',
  })
  withheld!: string | null;
}
