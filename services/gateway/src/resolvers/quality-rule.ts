import { LocaleArgument, SeverityEnum, type Severity } from '@oblys/database';
import { inLocale, type Locale } from '@oblys/domain';
import type { QualityRule as RuleDefinition } from '@oblys/rollups';
import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A rule that records are checked by.' })
export class QualityRule {
  constructor(private readonly rule: RuleDefinition) {}

  @Field(() => ID, { description: 'The topic and what is wrong, such as funding.amount-out-of-line.' })
  get code(): string {
    return this.rule.code;
  }

  @Field(() => ID, { description: 'Code of the topic whose records it checks; reporting where of all topics.' })
  get topic(): string {
    return this.rule.topic;
  }

  @Field(() => SeverityEnum, { description: 'How much its findings weigh.' })
  get severity(): Severity {
    return this.rule.severity;
  }

  @Field(() => String, { description: 'What is wrong, in a few words.' })
  name(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.rule.names, locale);
  }

  @Field(() => String, { description: 'What it finds, in one sentence.' })
  definition(@LocaleArgument() locale: Locale | null): string {
    return inLocale(this.rule.definition, locale);
  }
}
