import { VerdictEnum } from '@oblys/database';
import type { ToldVerdict, Verdict } from '@oblys/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How many figures of a report came out alike.', simpleResolvers: true })
export class VerdictCount {
  @Field(() => VerdictEnum, { description: 'What was found of them.' })
  verdict!: ToldVerdict;

  @Field(() => Int, { description: 'How many; those that were found of none are left out.' })
  count!: number;
}

/** As a run says it. */
export interface FoundCount {
  readonly verdict: Verdict;
  readonly count: number;
}

@ObjectType({ description: 'A report that was held against the records.', simpleResolvers: true })
export class ReportReconciled {
  /** The key of its row. */
  reportKey!: string;

  @Field(() => ID, { description: 'The run that did it.' })
  runId!: string;

  /** What was found of its figures; how much of it is told depends on who asks. */
  found!: FoundCount[];

  @Field(() => Int, { description: 'How many checks of the report against itself were made.' })
  checks!: number;

  @Field(() => Int, { description: 'How many of them found a contradiction.' })
  contradictions!: number;
}
