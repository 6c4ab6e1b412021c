import { Decimal } from '@oblys/database';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DimensionEnum, DimensionKey, type Dimension } from '../graph/dimensions.js';
import { PageInfo } from '../graph/page-info.js';
import { Measure } from '../resolvers/measure.js';
import { Provenance } from '../summaries/provenance.js';
import { SourceEnum, WithheldReasonEnum } from '../summaries/summary-enums.js';
import { Distribution } from './distribution-result.js';
import {
  FigureChange,
  FigureOutlier,
  FigureRank,
  FigureShare,
  MovingAverage,
  PerThousand,
} from './statistics-result.js';

const unlessAsked = 'null where it was not asked for, and of a figure of an earlier span.';

@ObjectType({ description: 'The figure of one measure in a row.', simpleResolvers: true })
export class MeasureQueryValue {
  @Field(() => ID, { description: 'Full code of the measure.' })
  measure!: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The figure: a count, an amount in tenge, or a share of 0..1; null where `withheld` says why.',
  })
  value!: string | null;

  @Field(() => WithheldReasonEnum, { nullable: true, description: 'Why it is null; null where it is not.' })
  withheld!: string | null;

  @Field(() => PerThousand, { nullable: true, description: `For each 1,000 people; ${unlessAsked}` })
  perThousand!: PerThousand | null;

  @Field(() => FigureShare, { nullable: true, description: `The share of the total; ${unlessAsked}` })
  share!: FigureShare | null;

  @Field(() => FigureRank, { nullable: true, description: `The place among other areas; ${unlessAsked}` })
  rank!: FigureRank | null;

  @Field(() => MovingAverage, { nullable: true, description: `The mean of the last periods; ${unlessAsked}` })
  movingAverage!: MovingAverage | null;

  @Field(() => FigureOutlier, { nullable: true, description: `How far it lies from others; ${unlessAsked}` })
  outlier!: FigureOutlier | null;

  @Field(() => FigureChange, {
    nullable: true,
    description: 'How it differs from the earlier span; null where nothing is compared, and of a figure of that span.',
  })
  change!: FigureChange | null;
}

@ObjectType({ description: 'The figures of one combination of the dimensions.', simpleResolvers: true })
export class MeasureQueryResultRow {
  @Field(() => [DimensionKey], { description: 'One for each dimension, in the order of the columns.' })
  keys!: readonly DimensionKey[];

  @Field(() => [MeasureQueryValue], { description: 'One for each measure, in the order that was asked for.' })
  values!: readonly MeasureQueryValue[];

  @Field(() => [MeasureQueryValue], {
    nullable: true,
    description: 'The same of the span it is compared with; null where nothing is compared.',
  })
  compared!: readonly MeasureQueryValue[] | null;

  @Field(() => [Distribution], { description: 'One for each duration, in the order that was asked for.' })
  distributions!: readonly Distribution[];

  @Field(() => SourceEnum, { description: 'Where its figures come from.' })
  source!: string;
}

@ObjectType({ description: 'A column of the rows: a dimension or a measure.', simpleResolvers: true })
export class MeasureQueryColumn {
  @Field(() => DimensionEnum, { nullable: true, description: 'The dimension; null for a measure.' })
  dimension!: Dimension | null;

  @Field(() => Measure, { nullable: true, description: 'The measure; null for a dimension.' })
  measure!: Measure | null;
}

@ObjectType({ description: 'Measures by dimensions: a page of rows.', simpleResolvers: true })
export class MeasureQueryResult {
  @Field(() => [MeasureQueryColumn], { description: 'The dimensions, then the measures.' })
  columns!: readonly MeasureQueryColumn[];

  @Field(() => [MeasureQueryResultRow], {
    description:
      'The rows of the page. By a programme, a topic, a channel and the like a row is there where records are.',
  })
  rows!: readonly MeasureQueryResultRow[];

  @Field(() => Int, { description: 'How many rows there are on all pages.' })
  totalCount!: number;

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo!: PageInfo;

  @Field(() => SourceEnum, {
    description: 'Where the figures of all rows come from: STORED or LIVE where each does, else MIXED.',
  })
  source!: string;

  @Field(() => Provenance, { description: 'What they rest on.' })
  provenance!: Provenance;
}
