import { CalendarDate, Instant } from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { StaleReason } from '@oblys/rollups';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { StaleReasonEnum } from './summary-enums.js';

@ObjectType({ description: 'What figures rest on.', simpleResolvers: true })
export class Provenance {
  @Field(() => ID, { nullable: true, description: 'The run that built them; null where they were counted live.' })
  runId!: string | null;

  @Field(() => CalendarDate, { description: 'The day they are as of.' })
  asOf!: IsoDate;

  @Field(() => String, { description: 'Changes when what is counted changes; not with names and wording.' })
  definitionVersion!: string;

  @Field(() => Instant, { nullable: true, description: 'When they were built; null where they were counted live.' })
  builtAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many records they rest on; null where that would tell of what is suppressed.',
  })
  recordCount!: number | null | (() => Promise<number | null>);

  @Field(() => Boolean, {
    description: 'Whether they may no longer be what the records say; what was counted live never is.',
  })
  isStale!: () => Promise<boolean>;

  @Field(() => [StaleReasonEnum], { description: 'Why they may no longer be what the records say.' })
  staleReasons!: () => Promise<StaleReason[]>;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the first record changed that waits for the next refresh; null where none does.',
  })
  staleSince!: () => Promise<Date | null>;

  @Field(() => Boolean, {
    description:
      'Whether they are as of the day of the current build while a later one has to be there by now; never where a day was asked for.',
  })
  isOverdue!: () => Promise<boolean>;

  @Field(() => Instant, {
    nullable: true,
    description: 'The first deadline that was missed; null where none was, and before the first build.',
  })
  overdueSince!: () => Promise<Date | null>;
}
