import { LocaleArgument } from '@oblys/database';
import { inLocale, type Locale } from '@oblys/domain';
import type { Measure as MeasureDefinition, Topic } from '@oblys/rollups';
import { Field, ID, ObjectType } from 'type-graphql';
import { MeasureKindEnum, MeasureValueTypeEnum } from './measure-enums.js';

@ObjectType({ description: 'A subject that figures are kept of.' })
export class MeasureTopic {
  constructor(private readonly topic: Topic) {}

  @Field(() => ID, { description: 'Code of the topic, such as roadmap; AreaSummary has a field of the same name.' })
  get code(): string {
    return this.topic.code;
  }

  @Field(() => String, { description: 'The name of the topic.' })
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.topic.names, locale);
  }
}

@ObjectType({ description: 'A measure of the catalogue: what is counted, and how.' })
export class Measure {
  constructor(
    private readonly ofTopic: Topic,
    private readonly measure: MeasureDefinition,
  ) {}

  @Field(() => ID, { description: 'Full code, such as roadmap.executed.' })
  get code(): string {
    return `${this.ofTopic.code}.${this.measure.code}`;
  }

  @Field(() => MeasureTopic, { description: 'The topic it belongs to.' })
  get topic(): MeasureTopic {
    return new MeasureTopic(this.ofTopic);
  }

  @Field(() => MeasureKindEnum, { description: 'How it is counted over time.' })
  get kind(): string {
    return this.measure.kind.toUpperCase();
  }

  @Field(() => MeasureValueTypeEnum, { description: 'What its values are.' })
  get valueType(): string {
    return this.measure.valueType.toUpperCase();
  }

  @Field(() => String, { description: 'What is counted: items, appeals, KZT; ratio for a share of 0..1.' })
  get unit(): string {
    return this.measure.unit;
  }

  @Field(() => Boolean, { description: 'Whether the values of the parts of an area add up to its own.' })
  get isAdditive(): boolean {
    return this.measure.additive;
  }

  @Field(() => String, { description: 'The name of the measure.' })
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.measure.names, locale);
  }

  @Field(() => String, { description: 'What the measure means, in one sentence.' })
  definition(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.measure.definition, locale);
  }
}
