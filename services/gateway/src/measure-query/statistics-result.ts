import { CalendarDate, Decimal } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { fewestValues } from '@oblys/rollups';
import { Field, Int, ObjectType } from 'type-graphql';
import { StatisticReasonEnum } from './statistic-enums.js';

const rounded = 'Exact to 12 decimal places, half away from zero.';
const why = 'Why it is null; null where it is not.';

@ObjectType({ description: 'A figure for each 1,000 people: 1000 × figure ÷ population.', simpleResolvers: true })
export class PerThousand {
  @Field(() => Decimal, {
    nullable: true,
    description: `In the unit of the measure; null where \`withheld\` says why. ${rounded}`,
  })
  value!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The people of the area at the start of `year`: the year that the last day of the span lies in, else the last one before for which their number is known. Null where there is none.',
  })
  population!: number | null;

  @Field(() => Int, { nullable: true, description: 'The year of the population; null where none is known.' })
  year!: number | null;

  @Field(() => StatisticReasonEnum, { nullable: true, description: why })
  withheld!: string | null;
}

@ObjectType({
  description:
    'A share of the total: figure ÷ total. The total is the figure of the whole area in the same period, under the filters of dimensions that are not among `by`; where `by` is a period alone, that of the whole span. What a region’s own office holds lies in no district, and a district that came from another region has brought its records: so shares of districts may come to less than 1, or to more.',
  simpleResolvers: true,
})
export class FigureShare {
  @Field(() => Decimal, { nullable: true, description: `1 is all of it; null where \`withheld\` says why. ${rounded}` })
  value!: string | null;

  @Field(() => Decimal, { nullable: true, description: 'The total; null where it is withheld.' })
  total!: string | null;

  @Field(() => StatisticReasonEnum, { nullable: true, description: why })
  withheld!: string | null;
}

@ObjectType({
  description:
    'A place among areas that are alike in all other dimensions: one more than there are figures before it. Rows that are left out since no records are there are ranked too.',
  simpleResolvers: true,
})
export class FigureRank {
  @Field(() => Int, {
    nullable: true,
    description:
      '1 is the first. Equal figures share a place and the next ones are skipped; null where the figure is withheld.',
  })
  place!: number | null;

  @Field(() => Int, { description: 'How many figures are ranked: those that whoever asks may see.' })
  of!: number;

  @Field(() => StatisticReasonEnum, { nullable: true, description: why })
  withheld!: string | null;
}

@ObjectType({
  description:
    'The mean of the figures of the last periods, that of the row among them. Told of flows and cohorts that add up, over whole periods alone.',
  simpleResolvers: true,
})
export class MovingAverage {
  @Field(() => Decimal, {
    nullable: true,
    description: `In the unit of the measure; null where \`withheld\` says why. ${rounded}`,
  })
  value!: string | null;

  @Field(() => StatisticReasonEnum, {
    nullable: true,
    description: 'Why it is null, such as the reason of one of its figures that is withheld; null where it is not.',
  })
  withheld!: string | null;
}

@ObjectType({
  description: `How far a figure lies from others that are alike in all other dimensions, by the modified z-score of Iglewicz and Hoaglin: 0.6745 × (figure − median) ÷ median deviation, of at least ${fewestValues} figures. Rows that are left out since no records are there take part. Among periods only whole ones do, but for stocks.`,
  simpleResolvers: true,
})
export class FigureOutlier {
  @Field(() => Decimal, {
    nullable: true,
    description: `Negative below the median; null where \`withheld\` says why. ${rounded}`,
  })
  score!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the score is below −3.5 or above 3.5; null where there is none.',
  })
  isOutlier!: boolean | null;

  @Field(() => Decimal, { nullable: true, description: 'The median of the figures; null of too few.' })
  median!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The median of the distances of the figures from their median; null of too few.',
  })
  medianDeviation!: string | null;

  @Field(() => Int, { description: 'How many figures are held against each other: those that whoever asks may see.' })
  of!: number;

  @Field(() => StatisticReasonEnum, { nullable: true, description: why })
  withheld!: string | null;
}

@ObjectType({
  description:
    'How a figure differs from that of the earlier span. A span that is not over is compared with as many days of the earlier one, a month’s end with a month’s end. Both are as of the same day, so of a cohort the earlier records have had longer to be dealt with.',
  simpleResolvers: true,
})
export class FigureChange {
  @Field(() => CalendarDate, { description: 'The first day of the earlier span.' })
  from!: IsoDate;

  @Field(() => CalendarDate, { description: 'The last day of the earlier span.' })
  to!: IsoDate;

  @Field(() => Decimal, {
    nullable: true,
    description: `Figure − earlier figure, in the unit of the measure; null where either is withheld. ${rounded}`,
  })
  absolute!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: `(Figure − earlier figure) ÷ earlier figure: 0.25 is a quarter more. Null where the earlier one is zero too. ${rounded}`,
  })
  relative!: string | null;

  @Field(() => StatisticReasonEnum, {
    nullable: true,
    description: 'Why either is null: NO_DENOMINATOR where only the relative one is, since the earlier figure is zero.',
  })
  withheld!: string | null;
}
