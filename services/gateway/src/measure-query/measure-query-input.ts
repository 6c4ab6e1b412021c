import type { OrderValue } from '@oblys/analytics';
import { CalendarDate, GrainEnum } from '@oblys/database';
import { countryCode, type Grain, type IsoDate, type Tree } from '@oblys/domain';
import { registerEnumType } from 'type-graphql';
import { Field, ID, InputType, Int } from 'type-graphql';
import { sortDirections, type SortDirection } from '../graph/sort-direction.js';
import { DimensionEnum, type Dimension } from '../graph/dimensions.js';
import { defaultPageSize, maximumPageSize } from '../read-path/page-window.js';
import { TreeEnum } from '../summaries/summary-enums.js';
import { orderValues } from './order-values.js';
import { MeasureStatisticsInput } from './statistics-input.js';

const comparisons = { PREVIOUS_PERIOD: 'PREVIOUS_PERIOD', PREVIOUS_YEAR: 'PREVIOUS_YEAR' } as const;
export type Comparison = keyof typeof comparisons;
registerEnumType(comparisons, {
  name: 'Comparison',
  description:
    'Which earlier span figures stand beside, as of the same day. Of a span that is not over on the as-of day it is as many days: the first five of a month beside the first five of the month before.',
  valuesConfig: {
    PREVIOUS_PERIOD: { description: 'The span of the same length just before: the month before a month.' },
    PREVIOUS_YEAR: { description: 'The same days a year before.' },
  },
});

@InputType({ description: 'Which codes of a dimension count.' })
export class DimensionFilter {
  @Field(() => DimensionEnum, { description: 'The dimension; no period, for the span is `from` and `to`.' })
  dimension!: Dimension;

  @Field(() => [ID], {
    description: 'The codes that count; an empty text is that of records without one.',
  })
  in!: string[];
}

@InputType({ description: 'What figures are about.' })
export class MeasureQueryWhere {
  @Field(() => ID, {
    nullable: true,
    description: 'Code of the country, a region or a district that the whole is about; the country unless given.',
  })
  area?: string | null;

  @Field(() => [DimensionFilter], { nullable: true, description: 'Dimensions of which only some codes count.' })
  only?: DimensionFilter[] | null;
}

@InputType({ description: 'One key of the order of rows: a measure or a dimension.' })
export class MeasureQueryOrder {
  @Field(() => ID, { nullable: true, description: 'Full code of a measure of the query.' })
  measure?: string | null;

  @Field(() => DimensionEnum, { nullable: true, description: 'A dimension of the query, by its codes.' })
  dimension?: Dimension | null;

  @Field(() => orderValues, {
    defaultValue: 'FIGURE',
    description: 'By which of what is told of the measure; an error where the query does not ask for it.',
  })
  by!: OrderValue;

  @Field(() => sortDirections, { defaultValue: 'ASC', description: 'From which end.' })
  direction!: SortDirection;
}

@InputType({ description: 'Measures by dimensions.' })
export class MeasureQueryInput {
  @Field(() => [String], {
    description:
      'Full codes of measures, such as roadmap.executed; see `measures`. None are needed where `distributions` are asked for.',
  })
  measures!: string[];

  @Field(() => [DimensionEnum], {
    description: 'What to tell figures apart by, each once; one row with the total where it is empty.',
  })
  by!: Dimension[];

  @Field(() => GrainEnum, {
    nullable: true,
    description: 'Breaks the span into periods, as a period among `by` does; an error where the two contradict.',
  })
  grain?: Grain | null;

  @Field(() => CalendarDate, { description: 'The first day of the span; stocks take no notice of it.' })
  from!: IsoDate;

  @Field(() => CalendarDate, { description: 'The last day of the span.' })
  to!: IsoDate;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'What the records now say about that day; the day of the current build unless given.',
  })
  asOf?: IsoDate | null;

  @Field(() => TreeEnum, { defaultValue: 'AS_RECORDED', description: 'The tree of areas to count in.' })
  tree!: Tree;

  @Field(() => MeasureQueryWhere, { nullable: true, description: 'What figures are about; all unless given.' })
  where?: MeasureQueryWhere | null;

  @Field(() => comparisons, { nullable: true, description: 'An earlier span to stand beside each row.' })
  compareWith?: Comparison | null;

  @Field(() => MeasureStatisticsInput, {
    nullable: true,
    description: 'What is told of each figure beside it, such as its rank; nothing unless given.',
  })
  statistics?: MeasureStatisticsInput | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Full codes of durations, such as appeal.daysToClose, whose distribution each row tells; see `durations`.',
  })
  distributions?: string[] | null;

  @Field(() => [MeasureQueryOrder], {
    nullable: true,
    description: 'The order of the rows; by the codes of the dimensions unless given, which break ties.',
  })
  orderBy?: MeasureQueryOrder[] | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many rows; ${defaultPageSize} unless given, ${maximumPageSize} at most.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only rows after this cursor.' })
  after?: string | null;
}

/** The country, where no area is named. */
export function areaOf({ where }: MeasureQueryInput): string {
  return where?.area ?? countryCode;
}
