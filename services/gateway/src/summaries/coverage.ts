import { CalendarDate } from '@oblys/database';
import type { Coverage as CoverageOfArea } from '@oblys/rollups';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A month that a district has not reported.', simpleResolvers: true })
export class MissingMonth {
  @Field(() => ID, { description: 'Code of the district.' })
  area!: string;

  @Field(() => CalendarDate, { description: 'The first day of the month.' })
  month!: string;
}

@ObjectType({
  description: 'How much of what could have been reported has been, in months of districts.',
  simpleResolvers: true,
})
export class Coverage {
  @Field(() => Int, { description: 'Months that could have been reported, over the districts of the area.' })
  readonly expected: number;

  @Field(() => Int, { description: 'Those that have been.' })
  readonly reported: number;

  @Field(() => Boolean, { description: 'Whether nothing that is expected is missing.' })
  readonly complete: boolean;

  @Field(() => [MissingMonth], { description: 'Those that have not been, by month and district.' })
  readonly missing: MissingMonth[];

  constructor({ expected, reported, missing }: CoverageOfArea) {
    this.expected = expected;
    this.reported = reported;
    this.complete = reported >= expected;
    this.missing = missing.map(({ areaCode, month }) => ({ area: areaCode, month }));
  }
}
