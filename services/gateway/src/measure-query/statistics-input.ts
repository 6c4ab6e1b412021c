import { mostPeriods, type RankScope, type StatisticBasis } from '@oblys/rollups';
import { Field, InputType, Int } from 'type-graphql';
import { DimensionEnum, type Dimension } from '../graph/dimensions.js';
import { sortDirections, type SortDirection } from '../graph/sort-direction.js';
import { RankScopeEnum, StatisticBasisEnum } from './statistic-enums.js';

@InputType({ description: 'How areas are ranked.' })
export class RankInput {
  @Field(() => sortDirections, {
    defaultValue: 'DESC',
    description: 'DESC gives the greatest figure the first place. Whether more is better, a measure does not say.',
  })
  direction!: SortDirection;

  @Field(() => StatisticBasisEnum, { defaultValue: 'FIGURE', description: 'What they are ranked by.' })
  by!: StatisticBasis;

  @Field(() => RankScopeEnum, { defaultValue: 'REGION', description: 'Which areas one is ranked among.' })
  within!: RankScope;
}

@InputType({ description: 'A mean that goes along with the periods.' })
export class MovingAverageInput {
  @Field(() => Int, {
    description: `Over how many periods, that of the row the last: from 2 to ${mostPeriods}.`,
  })
  periods!: number;
}

@InputType({ description: 'Which figures are held against each other, to find those far from the others.' })
export class OutliersInput {
  @Field(() => DimensionEnum, {
    description:
      'A dimension among `by`, or the grain: DISTRICT holds districts of one period against each other, MONTH the months of one district.',
  })
  among!: Dimension;

  @Field(() => StatisticBasisEnum, { defaultValue: 'FIGURE', description: 'What they are held against each other by.' })
  by!: StatisticBasis;
}

@InputType({
  description:
    'What is told of each figure beside it. All of it rests on figures that whoever asks may see, and on nothing else.',
})
export class MeasureStatisticsInput {
  @Field(() => Boolean, { defaultValue: false, description: 'The figure for each 1,000 people of its area.' })
  perThousand!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'The share of the total; an error where `by` is empty and there is no `grain`.',
  })
  share!: boolean;

  @Field(() => RankInput, {
    nullable: true,
    description: 'The place among other areas; an error where neither REGION nor DISTRICT is among `by`.',
  })
  rank?: RankInput | null;

  @Field(() => MovingAverageInput, {
    nullable: true,
    description: 'The mean of the last periods; an error where there is no period among `by` and no `grain`.',
  })
  movingAverage?: MovingAverageInput | null;

  @Field(() => OutliersInput, { nullable: true, description: 'How far the figure lies from others.' })
  outliers?: OutliersInput | null;
}
