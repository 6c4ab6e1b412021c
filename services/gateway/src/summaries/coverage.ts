import { CalendarDate, registerEnum, SubmissionStateEnum, type SubmissionState } from '@oblys/database';
import { coverageBases, type Coverage as CoverageOfArea, type CoverageBasis } from '@oblys/rollups';
import { Field, ID, Int, ObjectType } from 'type-graphql';

export const CoverageBasisEnum = registerEnum(
  'CoverageBasis',
  'What says whether a district has reported a month.',
  coverageBases,
  {
    RECORDS: 'Any record of the month, while nobody of the region has submitted anything for it.',
    SUBMISSIONS: 'That all of it was submitted that is due, once anybody of the region has submitted anything for it.',
    MIXED: 'The one of some months, the other of others.',
  },
);

@ObjectType({ description: 'A month that a district has not reported.', simpleResolvers: true })
export class MissingMonth {
  @Field(() => ID, { description: 'Code of the district.' })
  area!: string;

  @Field(() => CalendarDate, { description: 'The first day of the month.' })
  month!: string;

  @Field(() => SubmissionStateEnum, {
    nullable: true,
    description: 'How it stands with the worst of what is due; null where the month stands on records.',
  })
  state!: SubmissionState | null;
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

  @Field(() => CoverageBasisEnum, { description: 'What says so.' })
  readonly basis: CoverageBasis;

  @Field(() => Int, {
    nullable: true,
    description: 'Of those that stand on submissions, the ones sent whole and in time; null where none does.',
  })
  readonly onTime: number | null;

  @Field(() => Boolean, { description: 'Whether nothing that is expected is missing.' })
  readonly complete: boolean;

  @Field(() => [MissingMonth], { description: 'Those that have not been, by month and district.' })
  readonly missing: MissingMonth[];

  constructor({ expected, reported, basis, onTime, missing }: CoverageOfArea) {
    this.expected = expected;
    this.reported = reported;
    this.basis = basis;
    this.onTime = onTime;
    this.complete = reported >= expected;
    this.missing = missing.map(({ areaCode, month, state }) => ({ area: areaCode, month, state }));
  }
}
