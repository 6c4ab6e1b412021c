import { AreaRecord, CalendarDate, Decimal, registerEnum } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { rateParts } from '@oblys/rollups';
import { Field, Int, ObjectType } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import { PageInfo } from '../graph/page-info.js';
import { Measure } from '../resolvers/measure.js';

/** What the names of the types of a page begin with. */
export const behindName = 'RecordsBehind';

export const RatePartEnum = registerEnum(
  'RatePart',
  'One of the two counts that a rate is the quotient of.',
  rateParts,
  {
    NUMERATOR: 'The count that is the part, such as what was executed.',
    DENOMINATOR: 'The count that is the whole, such as what was planned.',
  },
);

@ObjectType(`${behindName}Edge`, { description: 'A record in its place among those that make up a figure.' })
export class RecordsBehindEdge {
  @Field(() => AreaRecord as ClassType, { description: 'The record.' })
  node!: AreaRecord;

  @Field(() => String, { description: 'Opaque; marks the place in the order of the connection.' })
  cursor!: string;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'What the record adds to the figure: 1 where records are counted; null where different values are, to which no record adds by itself.',
  })
  adds!: string | null;
}

@ObjectType(`${behindName}Connection`, {
  description: 'A page of the records that make up a figure, the newest first by their own date.',
})
export class RecordsBehindConnection {
  @Field(() => [RecordsBehindEdge], { description: 'The records of the page, in order.' })
  edges!: RecordsBehindEdge[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many records there are on all pages; counted only when selected.' })
  totalCount!: number;

  @Field(() => Decimal, {
    description:
      'What all of the records come to: the figure, where who asks sees all of them. Of a rate its count that was asked for.',
  })
  value!: string;

  @Field(() => Measure, { description: 'What they make up: the measure that was asked for, or the count of a rate.' })
  measure!: Measure;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The first day that counts; null from the first record on.',
  })
  from!: IsoDate | null;

  @Field(() => CalendarDate, {
    description: 'The last day that counts: of the span, or the as-of day if that is earlier.',
  })
  to!: IsoDate;

  @Field(() => CalendarDate, { description: 'What the records now say about that day.' })
  asOf!: IsoDate;
}
