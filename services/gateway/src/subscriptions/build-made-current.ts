import { CalendarDate, Instant } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a build did to the summaries of a topic.', simpleResolvers: true })
export class BuiltTopic {
  @Field(() => ID, { description: 'Code of the topic, such as roadmap.' })
  code!: string;

  @Field(() => Int, { description: 'Rows written or deleted; 0 where the build before said the same.' })
  rowsChanged!: number;
}

@ObjectType({ description: 'Summaries that are the current build from now on.', simpleResolvers: true })
export class BuildMadeCurrent {
  @Field(() => ID, { description: 'The run that built them, as `provenance` of their figures names it.' })
  runId!: string;

  @Field(() => CalendarDate, { description: 'The day they are as of.' })
  asOf!: IsoDate;

  @Field(() => Instant, { description: 'When they were built.' })
  builtAt!: Date;

  @Field(() => Int, { description: 'Rows written or deleted, over all its topics.' })
  rowsChanged!: number;

  @Field(() => [BuiltTopic], { description: 'The topics that were built.' })
  topics!: BuiltTopic[];
}
