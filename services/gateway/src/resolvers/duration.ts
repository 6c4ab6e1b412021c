import { LocaleArgument } from '@oblys/database';
import { inLocale, type Locale } from '@oblys/domain';
import type { DurationOfTopic } from '@oblys/rollups';
import { Field, ID, ObjectType } from 'type-graphql';
import { MeasureTopic } from './measure.js';

@ObjectType({ description: 'How many days records take from one of their dates to another.' })
export class Duration {
  constructor(private readonly ofTopic: DurationOfTopic) {}

  @Field(() => ID, { description: 'Full code, such as appeal.daysToClose.' })
  get code(): string {
    return `${this.ofTopic.topic.code}.${this.ofTopic.duration.code}`;
  }

  @Field(() => MeasureTopic, { description: 'The topic it belongs to.' })
  get topic(): MeasureTopic {
    return new MeasureTopic(this.ofTopic.topic);
  }

  @Field(() => String, { description: 'The name of the duration.' })
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.ofTopic.duration.names, locale);
  }

  @Field(() => String, { description: 'What the duration means, in one sentence.' })
  definition(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.ofTopic.duration.definition, locale);
  }
}
