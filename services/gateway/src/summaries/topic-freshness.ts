import { CalendarDate, Instant, LocaleArgument } from '@oblys/database';
import { inLocale, type IsoDate, type Locale } from '@oblys/domain';
import type { TopicFreshness as FreshnessOfTopic } from '@oblys/rollups';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Whether the figures of a topic are there for the day they have to be there for.' })
export class TopicFreshness {
  constructor(private readonly found: FreshnessOfTopic) {}

  @Field(() => ID, { description: 'Code of the topic, such as roadmap.' })
  get topic(): string {
    return this.found.topic.code;
  }

  @Field(() => String, { description: 'The name of the topic.' })
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.found.topic.names, locale);
  }

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'The day of the current build; null before the first.',
  })
  get asOf(): IsoDate | null {
    return this.found.asOf;
  }

  @Field(() => CalendarDate, { description: 'The day that figures have to be there for by now.' })
  get dueAsOf(): IsoDate {
    return this.found.dueAsOf;
  }

  @Field(() => Instant, { description: 'When they had to be there: the latest deadline that has passed.' })
  get deadlineAt(): Date {
    return this.found.deadlineAt;
  }

  @Field(() => Boolean, { description: 'Whether they are not.' })
  get isOverdue(): boolean {
    return this.found.isOverdue;
  }

  @Field(() => Instant, {
    nullable: true,
    description: 'The first deadline that was missed; null where none was, and before the first build.',
  })
  get overdueSince(): Date | null {
    return this.found.overdueSince;
  }
}
